// SPDX-License-Identifier: GPL-3.0-or-later
// The formula of the maximum permissible error, and its JSON.
#include "core/conformity/specification.h"

#include <array>

namespace cal::conformity {

namespace {

constexpr std::array<std::string_view, 3> kConfidences{"high", "medium", "low"};

Error fieldError(std::string key, std::string_view field)
{
    return {Errc::ParseError, std::move(key), {{"field", std::string(field)}}, {}};
}

/// 0 when absent; never negative.
Result<Decimal> readPart(const Json& json, std::string_view key)
{
    if (!json.contains(key))
        return Decimal();
    const auto value = json[key].asDecimal();
    if (!value || value->sign() < 0)
        return fieldError("specification.number", key);
    return *value;
}

Result<std::string> readText(const Json& json, std::string_view key)
{
    if (!json[key].isString() || json[key].asString().empty())
        return fieldError("specification.text", key);
    return json[key].asString();
}

} // namespace

Decimal Specification::limitAt(const Decimal& value) const
{
    const Decimal partPerMillion(1, -6);
    return (value.abs() * ofReadingPpm + range.abs() * ofRangePpm) * partPerMillion + floor;
}

Json Specification::toJson() const
{
    return Json::Object{{"of_reading_ppm", ofReadingPpm}, {"of_range_ppm", ofRangePpm}, {"range", range},   {"floor", floor},
                        {"unit", unit.ascii()},           {"interval", interval},       {"source", source}, {"confidence", confidence}};
}

Result<Specification> Specification::fromJson(const Json& json)
{
    Specification specification;
    for (const auto& [key, part] :
         {std::pair{"of_reading_ppm", &specification.ofReadingPpm}, std::pair{"of_range_ppm", &specification.ofRangePpm},
          std::pair{"range", &specification.range}, std::pair{"floor", &specification.floor}}) {
        auto value = readPart(json, key);
        CAL_TRY(value);
        *part = *value;
    }
    if (specification.ofReadingPpm.isZero() && specification.ofRangePpm.isZero() && specification.floor.isZero())
        return Error{Errc::ParseError, "specification.empty", {}, {}};
    if (!specification.ofRangePpm.isZero() && specification.range.isZero())
        return Error{Errc::ParseError, "specification.no-range", {}, {}};
    if (json.contains("unit")) {
        if (!json["unit"].isString())
            return fieldError("specification.text", "unit");
        auto unit = units::Unit::parse(json["unit"].asString());
        CAL_TRY(unit);
        specification.unit = *unit;
    }
    for (const auto& [key, text] : {std::pair{"interval", &specification.interval}, std::pair{"source", &specification.source},
                                    std::pair{"confidence", &specification.confidence}}) {
        auto value = readText(json, key);
        CAL_TRY(value);
        *text = *value;
    }
    for (const auto confidence : kConfidences)
        if (confidence == specification.confidence)
            return specification;
    return Error{Errc::ParseError, "specification.confidence", {{"confidence", specification.confidence}}, {}};
}

} // namespace cal::conformity
