// SPDX-License-Identifier: GPL-3.0-or-later
// Identifiers made by the program: UUID version 7 (RFC 9562), so that they sort by time of creation.
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <array>
#include <compare>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

namespace cal {

class Uuid
{
public:
    Uuid() = default;                                 // nil
    static Result<Uuid> parse(std::string_view text); ///< Errors: ParseError "uuid.syntax" {text}
    [[nodiscard]] std::string text() const;           ///< lower case, with hyphens
    [[nodiscard]] bool isNil() const { return *this == Uuid{}; }
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 reads the generated 0 as a pointer
    auto operator<=>(const Uuid&) const = default;

    std::array<std::uint8_t, 16> bytes{};
};

/// Makes UUIDv7: 48 bits of milliseconds, then a counter that never goes back within the millisecond, then randomness. Ids of one maker
/// only grow: when the clock goes back, or 4096 ids fill a millisecond, the maker stays ahead of the clock until it catches up.
/// One object per thread; the clock is given so that tests are repeatable.
class IdMaker
{
public:
    explicit IdMaker(Clock& clock);
    IdMaker(Clock& clock, std::uint64_t seed); ///< for tests
    Uuid make();

private:
    Clock& m_clock;
    std::mt19937_64 m_random;
    std::int64_t m_lastMillisecond = 0;
    std::uint16_t m_counter = 0;
};

} // namespace cal
