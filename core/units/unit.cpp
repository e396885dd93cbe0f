// SPDX-License-Identifier: GPL-3.0-or-later
// Reading units: a small grammar of factors over the table, and the three ways to print them.
#include "core/units/unit.h"

#include "core/base/utf8.h"
#include "core/units/unit_table.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>
#include <utility>

namespace cal::units {

namespace {

constexpr std::size_t kMaximumText = 100;
constexpr std::size_t kMaximumTerms = 20;
constexpr int kMaximumDepth = 8;
constexpr int kMaximumPower = 20;
constexpr int kMaximumExponent = 290; // of the factor, so that it stays a normal double

/// One factor as written: "s^2" below the line has power 2 and below true.
struct Term {
    PrefixedUnit unit;
    int power = 1;
    bool below = false;

    [[nodiscard]] int signedPower() const { return below ? -power : power; }
};

constexpr std::string_view kBlanks[] = {" ", "\u00A0", "\u202F", "\u2009"};
constexpr std::string_view kDots[] = {"*", "\u00B7", "\u22C5"};
constexpr std::string_view kRaised[] = {"\u2070", "\u00B9", "\u00B2", "\u00B3", "\u2074", "\u2075", "\u2076", "\u2077", "\u2078", "\u2079"};
constexpr std::string_view kRaisedMinus = "\u207B";

class Parser
{
public:
    explicit Parser(std::string_view text) : m_text(text), m_rest(text) {}

    Result<std::vector<Term>> run()
    {
        if (m_text.size() > kMaximumText)
            return unknown(m_text);
        skipBlanks();
        std::vector<Term> terms;
        if (!m_rest.empty())
            if (auto problem = readProduct(0, terms))
                return *std::move(problem);
        if (!m_rest.empty()) // a ")" too many
            return unknown(m_rest);
        return terms;
    }

private:
    using Problem = std::optional<Error>;

    [[nodiscard]] Error unknown(std::string_view part) const
    {
        return {Errc::ParseError, "unit.unknown", {{"unit", excerpt(m_text)}, {"part", excerpt(part.empty() ? m_text : part, 20)}}, {}};
    }

    bool take(std::string_view mark)
    {
        if (!m_rest.starts_with(mark))
            return false;
        m_rest.remove_prefix(mark.size());
        return true;
    }
    template <std::size_t N>
    bool takeAny(const std::string_view (&marks)[N])
    {
        return std::any_of(std::begin(marks), std::end(marks), [this](std::string_view mark) { return take(mark); });
    }
    bool skipBlanks()
    {
        bool any = false;
        while (takeAny(kBlanks))
            any = true;
        return any;
    }

    /// factor { (dot | blank) factor } { "/" factor }, up to the end or a ")".
    Problem readProduct(int depth, std::vector<Term>& terms)
    {
        bool divided = false;
        for (bool below = false;;) {
            if (auto problem = readFactor(depth, below, terms))
                return problem;
            const bool blank = skipBlanks();
            if (m_rest.empty() || m_rest.front() == ')')
                return {};
            below = take("/");
            if (!below && !takeAny(kDots) && !blank)
                return unknown(m_rest);
            if (divided && !below)
                return Error{Errc::ParseError, "unit.ambiguous", {{"unit", excerpt(m_text)}}, {}};
            divided = divided || below;
            skipBlanks();
        }
    }

    Problem readFactor(int depth, bool below, std::vector<Term>& terms)
    {
        const std::string_view whole = m_rest;
        std::vector<Term> found;
        bool joined = false;
        if (take("(")) {
            skipBlanks();
            if (depth == kMaximumDepth)
                return unknown(whole);
            if (auto problem = readProduct(depth + 1, found))
                return problem;
            if (!take(")"))
                return unknown(whole);
        } else {
            const std::string_view name = takeName();
            if (name != "1") {
                for (const auto& unit : findUnit(name))
                    found.push_back({unit, 1, false});
                if (found.empty())
                    return unknown(name);
                joined = found.size() > 1;
            }
        }
        int power = 1;
        if (!readPower(power) || (power != 1 && (found.empty() || joined))) // "Nm^2" could mean two things
            return unknown(whole);
        for (auto& term : found) {
            term.power *= power;
            term.below = term.below != below;
            if (std::abs(term.power) > kMaximumPower || terms.size() == kMaximumTerms)
                return unknown(whole);
            terms.push_back(term);
        }
        return {};
    }

    std::string_view takeName()
    {
        const std::string_view start = m_rest;
        while (!m_rest.empty() && !atMark())
            m_rest.remove_prefix(std::max<std::size_t>(utf8SequenceLength(m_rest), 1));
        return start.substr(0, start.size() - m_rest.size());
    }

    [[nodiscard]] bool atMark() const
    {
        const auto starts = [this](std::string_view mark) { return m_rest.starts_with(mark); };
        return std::string_view("/^()").find(m_rest.front()) != std::string_view::npos || starts(kRaisedMinus) ||
               std::any_of(std::begin(kBlanks), std::end(kBlanks), starts) || std::any_of(std::begin(kDots), std::end(kDots), starts) ||
               std::any_of(std::begin(kRaised), std::end(kRaised), starts);
    }

    /// "^-2" or "⁻²"; leaves 1 where there is none. False for "^", "^0", "^200".
    bool readPower(int& power)
    {
        const bool caret = take("^");
        const bool negative = caret ? take("-") : take(kRaisedMinus);
        int value = 0;
        int digits = 0;
        for (;; ++digits) {
            int digit = -1;
            if (caret && !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9') {
                digit = m_rest.front() - '0';
                m_rest.remove_prefix(1);
            } else if (!caret) {
                for (int i = 0; i < 10 && digit < 0; ++i)
                    if (take(kRaised[i]))
                        digit = i;
            }
            if (digit < 0)
                break;
            value = std::min(value * 10 + digit, 1000);
        }
        if (digits == 0)
            return !caret && !negative;
        power = negative ? -value : value;
        return value != 0 && value <= kMaximumPower;
    }

    std::string_view m_text;
    std::string_view m_rest;
};

std::string raised(int power)
{
    std::string text;
    for (const char c : std::to_string(power))
        text += c == '-' ? kRaisedMinus : kRaised[c - '0'];
    return text;
}

/// "kg·m/s²", "1/K", "W/(m²·K⁴)".
std::string joined(const std::vector<Term>& terms, bool ascii)
{
    std::string above;
    std::string below;
    int factorsBelow = 0;
    for (const auto& term : terms) {
        std::string& part = term.below ? below : above;
        if (!part.empty())
            part += ascii ? "*" : "\u00B7";
        if (term.unit.prefix)
            part += ascii ? term.unit.prefix->ascii() : term.unit.prefix->symbol();
        part += ascii ? term.unit.unit->ascii() : term.unit.unit->symbol();
        if (term.power != 1)
            part += ascii ? "^" + std::to_string(term.power) : raised(term.power);
        factorsBelow += term.below ? 1 : 0;
    }
    if (factorsBelow == 0)
        return above;
    return (above.empty() ? "1" : above) + "/" + (factorsBelow > 1 ? "(" + below + ")" : below);
}

std::string joinedDsi(const std::vector<Term>& terms)
{
    std::string text;
    for (const auto& term : terms) {
        const bool kilogram = term.unit.prefix && term.unit.prefix->exponent == 3 && term.unit.unit->dsi == "\\gram";
        std::string_view name = term.unit.unit->dsi;
        if (name.empty())
            return {};
        if (terms.size() > 1 || term.signedPower() != 1)
            name = name == "\\degreecelsius" ? "\\kelvin" : name;
        if (kilogram) // a name of its own in D-SI
            text += "\\kilogram";
        else
            text += std::string(term.unit.prefix ? term.unit.prefix->dsi : "") + std::string(name);
        if (term.signedPower() != 1)
            text += "\\tothe{" + std::to_string(term.signedPower()) + "}";
    }
    return text;
}

/// Multiplies by base^power; false when it no longer fits.
bool multiply(Unit::ExactFactor& factor, const Unit::ExactFactor& base, int power)
{
    const std::int64_t up = power > 0 ? base.numerator : base.denominator;
    const std::int64_t down = power > 0 ? base.denominator : base.numerator;
    for (int i = 0; i < std::abs(power); ++i) {
        const std::int64_t crossUp = std::gcd(up, factor.denominator);
        const std::int64_t crossDown = std::gcd(down, factor.numerator);
        if (__builtin_mul_overflow(factor.numerator / crossDown, up / crossUp, &factor.numerator) ||
            __builtin_mul_overflow(factor.denominator / crossUp, down / crossDown, &factor.denominator))
            return false;
    }
    factor.exponent += base.exponent * power;
    factor.piPower += base.piPower * power;
    // One way to write each value: no two or five below the line (1/4 is 25/100), no ten above it.
    for (const auto& [below, above] : {std::pair{2, 5}, std::pair{5, 2}})
        for (; factor.denominator % below == 0; factor.denominator /= below, --factor.exponent)
            if (__builtin_mul_overflow(factor.numerator, std::int64_t{above}, &factor.numerator))
                return false;
    for (; factor.numerator % 10 == 0; factor.numerator /= 10)
        ++factor.exponent;
    return true;
}

double valueOf(const Unit::ExactFactor& factor)
{
    const double rational =
        Decimal(Decimal::Coefficient{factor.numerator}, factor.exponent).toDouble() / static_cast<double>(factor.denominator);
    return factor.piPower == 0 ? rational : rational * std::pow(std::numbers::pi, factor.piPower);
}

} // namespace

/// Turns the terms of a text into a Unit.
class UnitBuilder
{
public:
    static std::optional<Unit> build(const std::vector<Term>& terms)
    {
        Unit unit;
        bool exact = true;
        double factor = 1.0;
        std::array<int, 8> dimension{};
        for (const auto& term : terms) {
            const NamedUnit& named = *term.unit.unit;
            Unit::ExactFactor base = named.factor;
            base.exponent += term.unit.prefix ? term.unit.prefix->exponent : 0;
            const int power = term.signedPower();
            exact = exact && multiply(unit.m_exact, base, power);
            factor *= std::pow(valueOf(base), power);
            for (std::size_t i = 0; i < dimension.size(); ++i)
                dimension[i] += power * named.dimension.exponents[i];
        }
        for (std::size_t i = 0; i < dimension.size(); ++i) {
            if (std::abs(dimension[i]) > 127)
                return {};
            unit.m_dimension.exponents[i] = static_cast<std::int8_t>(dimension[i]);
        }
        if (exact && std::abs(unit.m_exact.exponent) <= kMaximumExponent)
            factor = valueOf(unit.m_exact);
        else
            unit.m_exact = {0, 1, 0, 0};
        if (!std::isnormal(factor))
            return {};
        unit.m_factor = factor;
        if (terms.size() == 1 && terms.front().signedPower() == 1)
            unit.m_offset = terms.front().unit.unit->offset;
        unit.m_symbol = joined(terms, false);
        unit.m_ascii = joined(terms, true);
        unit.m_dsi = joinedDsi(terms);
        return unit;
    }
};

Result<Unit> Unit::parse(std::string_view text)
{
    const auto terms = Parser(text).run();
    if (!terms)
        return terms.error();
    if (auto unit = UnitBuilder::build(*terms))
        return *std::move(unit);
    return Error{Errc::ParseError, "unit.unknown", {{"unit", excerpt(text)}, {"part", excerpt(text, 20)}}, {}};
}

Unit Unit::ofDifference() const
{
    return isAbsoluteTemperature() ? *parse("K") : *this;
}

bool Unit::operator==(const Unit& other) const
{
    return m_dimension == other.m_dimension && m_exact == other.m_exact && m_offset == other.m_offset &&
           (m_exact.numerator != 0 || m_factor == other.m_factor);
}

} // namespace cal::units
