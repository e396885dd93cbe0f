// SPDX-License-Identifier: GPL-3.0-or-later
// The named rounding rules, exact in Decimal, one step from the full value.
#include "core/uncertainty/rounding.h"

#include <array>
#include <cmath>

namespace cal::uncertainty {

namespace {

constexpr std::array<std::string_view, 4> kRules{"two-digits", "safe", "one-digit", "interval"};
// Fewer than the 36 of Decimal, so that the result can be written to the place of U with room to spare.
constexpr int kMaxDigits = 34;

Error ruleError(std::string key, std::string_view rule)
{
    return {Errc::InvalidArgument, std::move(key), {{"rule", std::string(rule)}}, {}};
}

// To exactly this place: rounded where digits are beyond it, zeros added where they are missing.
Decimal atPlace(const Decimal& value, int place, RoundingMode mode = RoundingMode::HalfEven)
{
    const Decimal rounded = value.roundedTo(place, mode);
    return rounded.exponent() > place ? rounded.withPlace(place) : rounded;
}

// U to `digits` significant digits. 9.96 to two digits is 10, not 10.0: the carry moves the place.
Decimal significant(const Decimal& u, int digits, RoundingMode mode)
{
    const int place = u.leadingPlace() - digits + 1;
    const Decimal rounded = atPlace(u, place, mode);
    return rounded.leadingPlace() > u.leadingPlace() ? atPlace(rounded, place + 1) : rounded;
}

Decimal roundedSafely(const Decimal& u)
{
    const int place = u.leadingPlace() - 1;
    const Decimal down = u.roundedTo(place, RoundingMode::Down);
    const bool up = u - down > Decimal(1, place - 1);
    return significant(u, 2, up ? RoundingMode::Up : RoundingMode::Down);
}

Decimal roundedToOneDigit(const Decimal& u)
{
    const Decimal nearest = significant(u, 1, RoundingMode::HalfEven);
    const bool losesTooMuch = (u - nearest) * Decimal(20) > u; // more than 5 % of U
    return losesTooMuch ? significant(u, 1, RoundingMode::Up) : nearest;
}

Result<Rounded> roundedToInterval(const Decimal& value, const Decimal& u, const RoundingRule& rule)
{
    if (!rule.interval || rule.interval->sign() <= 0)
        return ruleError("rounding.missing-interval", rule.name);
    const int place = rule.interval->exponent();
    if (value.leadingPlace() - place >= kMaxDigits)
        return Error{Errc::InvalidArgument, "rounding.too-many-digits", {}, {}};
    Decimal rounded = value.roundedToInterval(*rule.interval);
    if (rounded.exponent() > place)
        rounded = rounded.withPlace(place);
    return Rounded{rounded, u.isZero() ? u : significant(u, 2, RoundingMode::HalfEven), rounded.exponent()};
}

} // namespace

Result<RoundingRule> RoundingRule::named(std::string_view name, std::optional<Decimal> interval)
{
    for (const auto known : kRules) {
        if (known != name)
            continue;
        if (name == "interval" && (!interval || interval->sign() <= 0))
            return ruleError("rounding.missing-interval", name);
        return RoundingRule{std::string(name), name == "interval" ? std::move(interval) : std::nullopt};
    }
    return ruleError("rounding.unknown-rule", name);
}

Result<Rounded> round(const Decimal& value, double expandedUncertainty, const RoundingRule& rule)
{
    // A verification result may come without U: 0 stands for none there.
    const bool positive = rule.name == "interval" ? expandedUncertainty >= 0 : expandedUncertainty > 0;
    if (!positive || !std::isfinite(expandedUncertainty))
        return Error{Errc::InvalidArgument, "rounding.not-positive", {}, {}};
    auto exact = Decimal::fromDouble(expandedUncertainty);
    CAL_TRY(exact);
    if (rule.name == "interval")
        return roundedToInterval(value, *exact, rule);

    Decimal u;
    if (rule.name == "two-digits")
        u = significant(*exact, 2, RoundingMode::HalfEven);
    else if (rule.name == "safe")
        u = roundedSafely(*exact);
    else if (rule.name == "one-digit")
        u = roundedToOneDigit(*exact);
    else
        return ruleError("rounding.unknown-rule", rule.name);
    const int place = u.exponent();
    if (!value.isZero() && value.leadingPlace() - place >= kMaxDigits)
        return Error{Errc::InvalidArgument, "rounding.too-many-digits", {}, {}};
    return Rounded{atPlace(value, place), u, place};
}

Result<Rounded> round(double value, double expandedUncertainty, const RoundingRule& rule)
{
    auto exact = Decimal::fromDouble(value);
    CAL_TRY(exact);
    return round(*exact, expandedUncertainty, rule);
}

} // namespace cal::uncertainty
