// SPDX-License-Identifier: GPL-3.0-or-later
// Reading JSON text: nlohmann's lexer and parser drive a handler that builds our values, so that numbers keep their text.
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

namespace cal {

namespace {

/// Reads characters and lets the handler know how far the parser has come.
class WatchedIterator
{
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    WatchedIterator(const char* at, const char** furthest) : m_at(at), m_furthest(furthest) {}
    reference operator*() const { return *m_at; }
    WatchedIterator& operator++()
    {
        *m_furthest = ++m_at;
        return *this;
    }
    WatchedIterator operator++(int)
    {
        const WatchedIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const WatchedIterator& other) const { return m_at == other.m_at; }

private:
    const char* m_at;
    const char** m_furthest;
};

/// Line and column of the character that ends at byte `end`; both count from 1.
std::vector<Arg> placeBefore(std::string_view text, std::size_t end)
{
    std::size_t line = 1;
    std::size_t column = 0;
    const std::size_t last = end == 0 ? 0 : std::min(end, text.size() + 1) - 1;
    for (const char c : text.substr(0, last)) {
        const bool continuation = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
        if (c == '\n') {
            ++line;
            column = 0;
        } else if (!continuation) {
            ++column;
        }
    }
    return {{"line", std::to_string(line)}, {"column", std::to_string(column + 1)}};
}

Error failure(std::string key, std::vector<Arg> args)
{
    return {Errc::ParseError, std::move(key), std::move(args), {}};
}

/// A few characters of the same line around byte `at`, to find the place by eye.
std::string surroundings(std::string_view text, std::size_t at)
{
    at = std::min(at, text.size());
    std::size_t from = at < 12 ? 0 : at - 12;
    while (from < at && (static_cast<unsigned char>(text[from]) & 0xC0) == 0x80)
        ++from;
    if (const auto feed = text.substr(from, at - from).rfind('\n'); feed != std::string_view::npos)
        from += feed + 1;
    auto shown = text.substr(from);
    return excerpt(shown.substr(0, shown.find('\n', at - from)), 24);
}

class Handler
{
public:
    explicit Handler(std::string_view text) : m_text(text), m_at(text.data()) {}

    Result<Json> run()
    {
        const WatchedIterator first(m_text.data(), &m_at);
        const WatchedIterator last(m_text.data() + m_text.size(), &m_at);
        if (!nlohmann::json::sax_parse(first, last, this))
            return m_error;
        return std::move(m_root);
    }

    /// The error for text that is no JSON from byte `at` on.
    [[nodiscard]] Error refusedAt(std::size_t at) const
    {
        auto args = placeBefore(m_text, at + 1);
        args.push_back({"near", surroundings(m_text, at)});
        return failure("json.syntax", std::move(args));
    }

    // The interface nlohmann calls; false stops the parser.
    bool null() { return place(Json()); }
    bool boolean(bool value) { return place(value); }
    bool number_integer(std::int64_t value) { return place(value); }
    bool number_unsigned(std::uint64_t value) { return place(value); }
    bool number_float(double, const std::string& token)
    {
        std::string text = token;
        for (char& c : text) // the lexer writes the decimal sign of the process's locale
            if (std::string_view("0123456789+-eE").find(c) == std::string_view::npos)
                c = '.';
        return place(Json::Number{std::move(text)});
    }
    bool string(std::string& value) { return place(std::move(value)); }
    bool binary(nlohmann::json::binary_t&) { return false; } // not in JSON text
    bool start_object(std::size_t) { return open(true); }
    bool start_array(std::size_t) { return open(false); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name)
    {
        if (m_open.back().members.contains(name)) {
            auto args = here();
            args.push_back({"name", excerpt(name)});
            return stop("json.duplicate-key", std::move(args));
        }
        m_open.back().key = std::move(name);
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception&)
    {
        m_error = refusedAt(position == 0 ? 0 : position - 1);
        return false;
    }

private:
    struct Container {
        bool isObject = false;
        Json::Object members;
        Json::Array elements;
        std::string key;
    };

    bool stop(std::string key, std::vector<Arg> args)
    {
        m_error = failure(std::move(key), std::move(args));
        return false;
    }
    [[nodiscard]] std::vector<Arg> here() const { return placeBefore(m_text, static_cast<std::size_t>(m_at - m_text.data())); }

    bool open(bool isObject)
    {
        if (m_open.size() == static_cast<std::size_t>(Json::kMaximumDepth)) {
            auto args = here();
            args.push_back({"limit", std::to_string(Json::kMaximumDepth)});
            return stop("json.too-deep", std::move(args));
        }
        m_open.emplace_back().isObject = isObject;
        return true;
    }

    bool close()
    {
        Container done = std::move(m_open.back());
        m_open.pop_back();
        return done.isObject ? place(std::move(done.members)) : place(std::move(done.elements));
    }

    bool place(Json value)
    {
        if (m_open.empty())
            m_root = std::move(value);
        else if (m_open.back().isObject)
            m_open.back().members.insert_or_assign(std::move(m_open.back().key), std::move(value));
        else
            m_open.back().elements.push_back(std::move(value));
        return true;
    }

    std::string_view m_text;
    const char* m_at;
    Json m_root;
    std::vector<Container> m_open;
    Error m_error;
};

} // namespace

Result<Json> Json::parse(std::string_view text)
{
    if (text.size() > kMaximumSize)
        return failure("json.too-large", {{"limit", std::to_string(kMaximumSize >> 20)}});
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8SequenceLength(text.substr(at));
        if (length == 0)
            return failure("json.invalid-utf8", placeBefore(text, at + 1));
        at += length;
    }
    Handler handler(text);
    // nlohmann's lexer takes a NUL for the end of the text and would not look at what follows.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos)
        return handler.refusedAt(nul);
    return handler.run();
}

} // namespace cal
