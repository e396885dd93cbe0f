// SPDX-License-Identifier: GPL-3.0-or-later
// A scanner of canonical JSON (json.h): it accepts exactly the bytes that Json::canonical() writes, except keys with escapes.
#include "core/journal/envelope.h"

#include "core/base/time.h"

#include <charconv>
#include <limits>

namespace cal::journal {

namespace {

constexpr int kMaxDepth = 100;
constexpr std::int64_t kMaxInteger = std::int64_t{1} << 53;

class Scanner
{
public:
    explicit Scanner(std::string_view text) : m_at(text.data()), m_end(text.data() + text.size()) {}

    [[nodiscard]] bool done() const { return m_at == m_end; }
    bool literal(std::string_view words)
    {
        if (static_cast<std::size_t>(m_end - m_at) < words.size() || std::string_view(m_at, words.size()) != words)
            return false;
        m_at += words.size();
        return true;
    }
    /// A string; `plain` gets what stands between the quotes when it has no escape.
    bool string(std::optional<std::string_view>* plain = nullptr)
    {
        if (!literal("\""))
            return false;
        const char* const begin = m_at;
        bool escaped = false;
        while (m_at != m_end) {
            const auto byte = static_cast<unsigned char>(*m_at);
            if (byte == '"') {
                if (plain != nullptr && !escaped)
                    *plain = std::string_view(begin, static_cast<std::size_t>(m_at - begin));
                ++m_at;
                return true;
            }
            if (byte < 0x20)
                return false;
            if (byte == '\\') {
                escaped = true;
                if (!escape())
                    return false;
            } else if (byte < 0x80) {
                ++m_at;
            } else if (!multibyte(byte)) {
                return false;
            }
        }
        return false;
    }
    bool integer(std::int64_t& value)
    {
        const auto [end, error] = std::from_chars(m_at, m_end, value);
        if (error != std::errc{} || value > kMaxInteger || value < -kMaxInteger)
            return false;
        const char* digits = *m_at == '-' ? m_at + 1 : m_at;
        if (*digits == '0' && (end != digits + 1 || digits != m_at)) // 07, -0
            return false;
        m_at = end;
        return true;
    }
    bool value(int depth)
    {
        if (m_at == m_end)
            return false;
        switch (*m_at) {
        case '"':
            return string();
        case '{':
            return depth > 0 && object(depth);
        case '[':
            return depth > 0 && array(depth);
        case 't':
            return literal("true");
        case 'f':
            return literal("false");
        case 'n':
            return literal("null");
        default:
            std::int64_t ignored = 0;
            return integer(ignored);
        }
    }

private:
    bool escape()
    {
        ++m_at;
        if (m_at == m_end)
            return false;
        if (std::string_view("\"\\btnfr").find(*m_at) != std::string_view::npos) {
            ++m_at;
            return true;
        }
        // Other controls, in lower case, and only those that have no short form.
        if (m_end - m_at < 5 || std::string_view(m_at, 3) != "u00" || (m_at[3] != '0' && m_at[3] != '1'))
            return false;
        const char last = m_at[4];
        const bool hex = (last >= '0' && last <= '9') || (last >= 'a' && last <= 'f');
        if (!hex || (m_at[3] == '0' && std::string_view("89acd").find(last) != std::string_view::npos))
            return false;
        m_at += 5;
        return true;
    }
    bool multibyte(unsigned char lead)
    {
        int more = 0;
        unsigned char low = 0x80, high = 0xBF; // of the second byte (RFC 3629)
        if (lead >= 0xC2 && lead <= 0xDF) {
            more = 1;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            more = 2;
            low = lead == 0xE0 ? 0xA0 : low;
            high = lead == 0xED ? 0x9F : high;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            more = 3;
            low = lead == 0xF0 ? 0x90 : low;
            high = lead == 0xF4 ? 0x8F : high;
        } else {
            return false;
        }
        if (m_end - m_at <= more)
            return false;
        for (int i = 1; i <= more; ++i) {
            const auto byte = static_cast<unsigned char>(m_at[i]);
            if (byte < low || byte > high)
                return false;
            low = 0x80;
            high = 0xBF;
        }
        m_at += more + 1;
        return true;
    }
    bool object(int depth)
    {
        ++m_at;
        if (literal("}"))
            return true;
        std::optional<std::string_view> before;
        do {
            std::optional<std::string_view> key;
            if (!string(&key) || !key || (before && !(*before < *key)))
                return false;
            for (const char c : *key)
                if (static_cast<unsigned char>(c) >= 0x80)
                    return false;
            before = key;
            if (!literal(":") || !value(depth - 1))
                return false;
        } while (literal(","));
        return literal("}");
    }
    bool array(int depth)
    {
        ++m_at;
        if (literal("]"))
            return true;
        do {
            if (!value(depth - 1))
                return false;
        } while (literal(","));
        return literal("]");
    }

    const char* m_at;
    const char* m_end;
};

bool isTime(std::string_view text)
{
    const auto utc = parseRfc3339(text);
    return utc && toRfc3339(*utc) == text;
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
    }
    return true;
}

bool isNanoseconds(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::to_string(value) == text;
}

} // namespace

std::optional<EnvelopeView> viewEnvelope(std::string_view content)
{
    Scanner scan(content);
    EnvelopeView view;
    const auto text = [&](std::string_view before, std::string_view& out) {
        std::optional<std::string_view> plain;
        if (!scan.literal(before) || !scan.string(&plain) || !plain)
            return false;
        out = *plain;
        return true;
    };
    std::string_view monotonic, prev;
    std::int64_t version = 0;
    const bool whole = text("{\"actor\":", view.actor) && text(",\"at\":", view.at) && scan.literal(",\"body\":") &&
                       scan.value(kMaxDepth + 1) && text(",\"id\":", view.id) && text(",\"monotonic\":", monotonic) &&
                       text(",\"prev\":", prev) && text(",\"program\":", view.program) && scan.literal(",\"seq\":") &&
                       scan.integer(view.seq) && text(",\"station\":", view.station) && text(",\"stream\":", view.stream) &&
                       text(",\"type\":", view.type) && scan.literal(",\"v\":") && scan.integer(version) && scan.literal("}") &&
                       scan.done();
    if (!whole || view.seq < 1 || version < 1 || version > std::numeric_limits<int>::max())
        return {};
    const auto digest = Digest::fromHex(prev);
    if (!digest || !isTime(view.at) || !isUuid(view.id) || !isUuid(view.stream) || !isNanoseconds(monotonic) || !isTypeName(view.type))
        return {};
    view.prev = *digest;
    view.version = static_cast<int>(version);
    return view;
}

Digest eventHash(std::string_view content)
{
    constexpr std::string_view kPrefix{"\0", 1}; // RFC 6962 leaf prefix, so that a Merkle log can use the same hash
    return sha256({kPrefix, content});
}

} // namespace cal::journal
