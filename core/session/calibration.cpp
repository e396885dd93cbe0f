// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/calibration.h"

#include "core/base/csv.h"
#include "core/session/capability_lookup.h"

#include <algorithm>
#include <array>

namespace cal::session {

namespace {

constexpr std::array<std::string_view, 13> kColumns = {"set", "quantity",   "low", "high",  "nominal",    "value",           "correction",
                                                       "u",   "u-relative", "k",   "drift", "drift-rate", "drift-half-width"};
constexpr std::size_t kMostRows = 100'000;

Error wrong(std::string_view field, const std::string& text)
{
    return {Errc::ParseError, "calibration.value", {{"field", std::string(field)}, {"text", text}}, {}};
}

Result<void> readQuantity(const Json& json, const char* field, std::optional<units::Quantity>& target)
{
    if (json[field].isNull())
        return {};
    auto quantity = units::Quantity::parse(json[field].asString());
    if (!quantity)
        return wrong(field, json[field].asString());
    target = *std::move(quantity);
    return {};
}

/// -1, 0, 1; quantities of another kind are never equal and never inside.
std::optional<int> order(const units::Quantity& a, const units::Quantity& b)
{
    const auto result = units::compare(a, b);
    return result ? std::optional(*result) : std::nullopt;
}

/// Years between two civil dates, four places: a tenth of an hour is more than any drift model says.
Result<Decimal> yearsBetween(const std::string& from, const CivilDate& to)
{
    const auto start = parseIsoDate(from, to.offset);
    CAL_TRY(start);
    const auto days = (std::chrono::sys_days(to.date) - std::chrono::sys_days(start->date)).count();
    const auto years = Decimal::fromDouble(static_cast<double>(days) / 365.25);
    CAL_TRY(years);
    return years->roundedTo(-4);
}

Result<units::Quantity> inUnitOf(const units::Quantity& difference, const units::Quantity& value)
{
    return difference.in(value.unit.ofDifference());
}

std::string quantityText(const Decimal& number, const units::Unit& unit)
{
    return units::Quantity{number, unit}.text();
}

} // namespace

std::string CalibrationValue::range() const
{
    if (low && high)
        return "[" + low->text() + ", " + high->text() + "]";
    return nominal ? nominal->text() : std::string{};
}

Result<CalibrationValue> CalibrationValue::fromJson(const Json& json)
{
    CalibrationValue row;
    row.set = json["set"].asString();
    row.quantity = json["quantity"].asString();
    if (row.quantity.empty())
        return wrong("quantity", {});
    for (const auto& [field, target] : {std::pair{"low", &row.low},
                                        {"high", &row.high},
                                        {"nominal", &row.nominal},
                                        {"value", &row.value},
                                        {"correction", &row.correction},
                                        {"u", &row.u},
                                        {"u-relative", &row.uRelative},
                                        {"drift-rate", &row.driftRate},
                                        {"drift-half-width", &row.driftHalfWidth}})
        CAL_TRY(readQuantity(json, field, *target));
    if (!json["k"].isNull()) {
        const auto k = json["k"].asDecimal();
        if (!k || k->sign() <= 0)
            return wrong("k", json["k"].asString());
        row.k = *k;
    }
    row.drift = json["drift"].asString();
    if (!row.drift.empty() && row.drift != "none" && row.drift != "linear" && row.drift != "limit")
        return wrong("drift", row.drift);
    return row;
}

const CalibrationValue* Calibration::covering(std::string_view quantity, const units::Quantity& nominal) const
{
    const bool adjusted = std::any_of(values.begin(), values.end(), [](const auto& row) { return row.set == "as-left"; });
    const CalibrationValue* best = nullptr;
    double width = 0;
    for (const auto& row : values) {
        if (row.quantity != quantity || (adjusted && row.set != "as-left"))
            continue;
        if (row.nominal && order(*row.nominal, nominal) == 0)
            return &row;
        if (!row.low || !row.high)
            continue;
        const auto above = order(nominal, *row.low), below = order(nominal, *row.high);
        if (!above || !below || *above < 0 || *below > 0)
            continue;
        const double own = row.high->si() - row.low->si();
        if (!best || own < width) {
            best = &row;
            width = own;
        }
    }
    return best;
}

namespace {

/// U as stated, in the value's unit.
Result<Decimal> statedU(const Calibration& calibration, const CalibrationValue& row, const units::Quantity& nominal)
{
    if ((!row.u && !row.uRelative) || !row.k)
        return Error{Errc::NotFound, "calibration.no-uncertainty", {{"certificate", calibration.certificate}, {"range", row.range()}}, {}};
    Decimal stated(0);
    if (row.u) {
        const auto absolute = inUnitOf(*row.u, nominal);
        CAL_TRY(absolute);
        stated = absolute->number;
    }
    if (row.uRelative) {
        const auto share = row.uRelative->in(units::Unit{});
        CAL_TRY(share);
        stated = stated + share->number * nominal.number.abs();
    }
    return stated;
}

} // namespace

Result<units::Quantity> expandedAt(const Calibration& calibration, const CalibrationValue& row, const units::Quantity& nominal)
{
    const auto stated = statedU(calibration, row, nominal);
    CAL_TRY(stated);
    if (*row.k == Decimal(2))
        return units::Quantity{*stated, nominal.unit.ofDifference()};
    const auto number = Decimal::fromDouble(2 * stated->toDouble() / row.k->toDouble());
    CAL_TRY(number);
    return units::Quantity{*number, nominal.unit.ofDifference()};
}

Result<Json> valuesOn(const Calibration& calibration, const CalibrationValue& row, const units::Quantity& nominal, const CivilDate& day)
{
    const auto stated = statedU(calibration, row, nominal);
    CAL_TRY(stated);
    const auto years = yearsBetween(calibration.calibratedOn, day);
    CAL_TRY(years);
    const auto difference = nominal.unit.ofDifference();
    Json::Object values{{"U", quantityText(*stated, difference)}, {"k", row.k->plain()}, {"range", row.range()}, {"years", years->plain()}};

    Decimal moved(0); // by a known drift
    if (row.drift == "linear" && row.driftRate) {
        const auto rate = inUnitOf(*row.driftRate, nominal);
        CAL_TRY(rate);
        moved = rate->number * *years;
    }
    const bool own = row.value && row.nominal && order(*row.nominal, nominal) == 0;
    if (own) {
        const auto value = row.value->in(nominal.unit);
        CAL_TRY(value);
        values.emplace("value", quantityText(moved.isZero() ? value->number : value->number + moved, nominal.unit));
    } else if (row.correction) {
        const auto correction = inUnitOf(*row.correction, nominal);
        CAL_TRY(correction);
        values.emplace("correction", quantityText(moved.isZero() ? correction->number : correction->number + moved, difference));
    } else {
        return Error{Errc::NotFound, "calibration.no-value", {{"certificate", calibration.certificate}, {"range", row.range()}}, {}};
    }

    if (row.drift == "none") {
        values.emplace("drift", quantityText(Decimal(0), difference));
    } else if ((row.drift == "linear" && row.driftRate && row.driftHalfWidth) || (row.drift == "limit" && row.driftHalfWidth)) {
        const auto width = inUnitOf(*row.driftHalfWidth, nominal);
        CAL_TRY(width);
        values.emplace("drift", quantityText((width->number * *years).abs(), difference));
    }
    return Json(std::move(values));
}

Result<Json> calibrationValuesFromCsv(std::string_view text)
{
    const auto table = readCsv(text, kMostRows);
    CAL_TRY(table);
    if (table->size() < 2)
        return Error{Errc::InvalidArgument, "calibration.no-rows", {}, {}};
    const auto& head = table->front().cells;
    for (const auto& column : head)
        if (std::find(kColumns.begin(), kColumns.end(), column.text) == kColumns.end())
            return Error{Errc::ParseError, "calibration.column", {{"column", column.text}}, {}};
    Json::Array rows;
    for (auto row = table->begin() + 1; row != table->end(); ++row) {
        Json::Object object;
        for (std::size_t i = 0; i < head.size(); ++i)
            if (!row->cells[i].text.empty())
                object.insert_or_assign(head[i].text, row->cells[i].text);
        const Json json(std::move(object));
        const auto read = CalibrationValue::fromJson(json);
        if (!read)
            return read.error().within("CSV:" + std::to_string(row->line));
        rows.push_back(json);
    }
    return Json(std::move(rows));
}

} // namespace cal::session
