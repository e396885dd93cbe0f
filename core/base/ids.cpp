// SPDX-License-Identifier: GPL-3.0-or-later
// UUID version 7 (RFC 9562, 5.7, with the counter of method 1 in 6.2).
#include "core/base/ids.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace cal {

namespace {

constexpr char kHexDigits[] = "0123456789abcdef";
constexpr std::uint16_t kCounterLimit = 0x0FFF;

bool hyphenAt(std::size_t index)
{
    return index == 8 || index == 13 || index == 18 || index == 23;
}

int nibble(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

std::mt19937_64 randomlySeeded()
{
    std::random_device device;
    std::seed_seq seeds{device(), device(), device(), device(), device(), device(), device(), device()};
    return std::mt19937_64(seeds);
}

} // namespace

Result<Uuid> Uuid::parse(std::string_view text)
{
    const auto failure = [&] { return Error{Errc::ParseError, "uuid.syntax", {{"text", excerpt(text)}}, {}}; };
    if (text.size() != 36)
        return failure();
    Uuid uuid;
    std::size_t nibbles = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (hyphenAt(i)) {
            if (text[i] != '-')
                return failure();
            continue;
        }
        const int value = nibble(text[i]);
        if (value < 0)
            return failure();
        auto& byte = uuid.bytes[nibbles / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
        ++nibbles;
    }
    return uuid;
}

std::string Uuid::text() const
{
    std::string text;
    text.reserve(36);
    for (const auto byte : bytes) {
        if (hyphenAt(text.size()))
            text += '-';
        text += kHexDigits[byte >> 4];
        text += kHexDigits[byte & 0xF];
    }
    return text;
}

IdMaker::IdMaker(Clock& clock) : m_clock(clock), m_random(randomlySeeded()) {}

IdMaker::IdMaker(Clock& clock, std::uint64_t seed) : m_clock(clock), m_random(seed) {}

Uuid IdMaker::make()
{
    const auto sinceEpoch = m_clock.now().utc.time_since_epoch();
    const std::int64_t now = std::max<std::int64_t>(0, std::chrono::floor<std::chrono::milliseconds>(sinceEpoch).count());
    if (now > m_lastMillisecond) {
        m_lastMillisecond = now;
        m_counter = 0;
    } else if (m_counter < kCounterLimit) {
        ++m_counter;
    } else {
        ++m_lastMillisecond;
        m_counter = 0;
    }

    Uuid uuid;
    for (std::size_t i = 0; i < 6; ++i)
        uuid.bytes[i] = static_cast<std::uint8_t>(m_lastMillisecond >> (8 * (5 - i)));
    uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | m_counter >> 8);
    uuid.bytes[7] = static_cast<std::uint8_t>(m_counter);
    const std::uint64_t random = m_random();
    for (std::size_t i = 0; i < 8; ++i)
        uuid.bytes[8 + i] = static_cast<std::uint8_t>(random >> (8 * i));
    uuid.bytes[8] = static_cast<std::uint8_t>(0x80 | (uuid.bytes[8] & 0x3F)); // variant
    return uuid;
}

} // namespace cal
