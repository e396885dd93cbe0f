// SPDX-License-Identifier: GPL-3.0-or-later
// Writing JSON: the canonical bytes that are hashed, and indented text for people.
#include "core/base/json.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace cal {

namespace {

constexpr std::int64_t kLargestInteger = std::int64_t{1} << 53;

void writeString(std::string_view text, std::string& out)
{
    static constexpr char kHex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\b':
            out += "\\b";
            break;
        case '\t':
            out += "\\t";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\f':
            out += "\\f";
            break;
        case '\r':
            out += "\\r";
            break;
        default:
            if (byte < 0x20) {
                out += "\\u00";
                out += kHex[byte >> 4];
                out += kHex[byte & 0xF];
            } else {
                out += c;
            }
        }
    }
    out += '"';
}

std::string repaired(std::string_view text)
{
    std::string valid;
    while (!text.empty()) {
        const std::size_t length = utf8SequenceLength(text);
        valid += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return valid;
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// What canonical JSON refuses, and the path to it.
struct Refusal {
    std::string where;
    std::string what;
};

class CanonicalWriter
{
public:
    bool write(const Json& json)
    {
        if (json.isNull()) {
            m_out += "null";
        } else if (json.isBool()) {
            m_out += json.asBool() ? "true" : "false";
        } else if (json.isInt()) {
            if (json.asInt() > kLargestInteger || json.asInt() < -kLargestInteger)
                return refuse(json.numberText());
            m_out += json.numberText();
        } else if (json.isNumber()) {
            return refuse(json.numberText());
        } else if (json.isString()) {
            if (!isUtf8(json.asString()))
                return refuse(json.asString());
            writeString(json.asString(), m_out);
        } else {
            return json.isArray() ? writeArray(json.asArray()) : writeObject(json.asObject());
        }
        return true;
    }

    std::string& text() { return m_out; }
    [[nodiscard]] const Refusal& refusal() const { return m_refusal; }

private:
    bool writeArray(const Json::Array& elements)
    {
        m_out += '[';
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (i != 0)
                m_out += ',';
            if (!write(elements[i]))
                return inside(std::to_string(i));
        }
        m_out += ']';
        return true;
    }

    bool writeObject(const Json::Object& members)
    {
        m_out += '{';
        bool first = true;
        for (const auto& [key, value] : members) { // the map is sorted by bytes, which is the order of ASCII
            if (!isAscii(key))
                return refuse(key);
            if (!first)
                m_out += ',';
            first = false;
            writeString(key, m_out);
            m_out += ':';
            if (!write(value))
                return inside(key);
        }
        m_out += '}';
        return true;
    }

    bool refuse(std::string_view what)
    {
        m_refusal.what = excerpt(what);
        return false;
    }

    bool inside(std::string_view step)
    {
        m_refusal.where = "/" + std::string(step) + m_refusal.where;
        return false;
    }

    std::string m_out;
    Refusal m_refusal;
};

void writePretty(const Json& json, std::size_t indent, std::string& out)
{
    const std::string inner = "\n" + std::string(indent + 2, ' ');
    const std::string outer = "\n" + std::string(indent, ' ');
    if (json.isObject() && json.size() > 0) {
        char before = '{';
        for (const auto& [key, value] : json.asObject()) {
            out += before + inner;
            writeString(repaired(key), out);
            out += ": ";
            writePretty(value, indent + 2, out);
            before = ',';
        }
        out += outer + "}";
    } else if (json.isArray() && json.size() > 0) {
        char before = '[';
        for (const auto& value : json.asArray()) {
            out += before + inner;
            writePretty(value, indent + 2, out);
            before = ',';
        }
        out += outer + "]";
    } else if (json.isObject() || json.isArray()) {
        out += json.isObject() ? "{}" : "[]";
    } else if (json.isString()) {
        writeString(repaired(json.asString()), out);
    } else if (json.isNumber()) {
        out += json.numberText();
    } else {
        out += json.isNull() ? "null" : json.asBool() ? "true" : "false";
    }
}

} // namespace

Result<std::string> Json::canonical() const
{
    CanonicalWriter writer;
    if (!writer.write(*this)) {
        const auto& refusal = writer.refusal();
        return Error{Errc::InvalidArgument,
                     "json.not-canonical",
                     {{"where", refusal.where.empty() ? "/" : refusal.where}, {"what", refusal.what}},
                     {}};
    }
    return std::move(writer.text());
}

std::string Json::pretty() const
{
    std::string out;
    writePretty(*this, 0, out);
    return out;
}

} // namespace cal
