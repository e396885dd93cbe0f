// SPDX-License-Identifier: GPL-3.0-or-later
// What an asset's calibrations found over the years.
#include "ui/standards/drift_view_model.h"

#include "core/units/quantity.h"
#include "ui/widgets/figures.h"

#include <algorithm>

namespace cal::ui {

using registry::Desk;

namespace {

constexpr int kMostCalibrations = 500;

std::optional<units::Quantity> quantity(const Json& row, const char* name)
{
    const auto parsed = units::Quantity::parse(row[name].asString());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

/// Value minus nominal; a correction is its negative (VIM 2.53).
std::optional<units::Quantity> deviation(const Json& row)
{
    if (const auto correction = quantity(row, "correction")) {
        const auto zero = units::subtract(*correction, *correction);
        if (zero)
            if (const auto negative = units::subtract(*zero, *correction))
                return *negative;
    }
    const auto nominal = quantity(row, "nominal"), value = quantity(row, "value");
    if (!nominal || !value)
        return std::nullopt;
    const auto difference = units::subtract(*value, *nominal);
    return difference ? std::optional(*difference) : std::nullopt;
}

std::optional<double> secondsOf(const std::string& date)
{
    const auto civil = parseIsoDate(date, std::chrono::minutes(0));
    if (!civil)
        return std::nullopt;
    return static_cast<double>(std::chrono::sys_days(civil->date).time_since_epoch().count()) * 86400.0;
}

} // namespace

DriftViewModel::DriftViewModel(const RegisterPorts& ports, QObject* parent) : QObject(parent), m_ports(ports) {}

std::vector<DriftViewModel::Series> DriftViewModel::seriesOf(const std::vector<registry::Entity>& calibrations)
{
    std::map<QString, Series> byName;
    std::map<QString, units::Unit> unitOf;
    for (const auto& calibration : calibrations) {
        const auto at = secondsOf(calibration.text("calibrated-on"));
        if (!at || calibration.state == "withdrawn")
            continue;
        for (const auto& row : calibration.value("values").asArray()) {
            const auto found = deviation(row);
            if (!found)
                continue;
            auto point = row["nominal"].asString();
            if (point.empty())
                point = row["low"].asString() + " … " + row["high"].asString();
            auto name = QString::fromStdString(row["quantity"].asString() + "  " + point);
            if (const auto set = row["set"].asString(); !set.empty())
                name += QStringLiteral("  ") + QString::fromStdString(set);
            auto& series = byName[name];
            // Every point of a series is drawn in the unit of the first.
            if (series.found.empty()) {
                series.name = name;
                series.unit = QString::fromStdString(found->unit.symbol());
                unitOf.insert_or_assign(name, found->unit);
            }
            const auto& unit = unitOf.at(name);
            const auto converted = found->in(unit);
            if (!converted)
                continue;
            Found each{*at, converted->number.toDouble(), 0, QString::fromStdString(calibration.text("certificate-number"))};
            if (const auto u = quantity(row, "u"))
                if (const auto same = u->in(unit))
                    each.expanded = same->number.toDouble();
            series.found.push_back(std::move(each));
        }
    }
    std::vector<Series> list;
    for (auto& [name, series] : byName) {
        std::sort(series.found.begin(), series.found.end(), [](const Found& a, const Found& b) { return a.at < b.at; });
        list.push_back(std::move(series));
    }
    std::stable_sort(list.begin(), list.end(), [](const Series& a, const Series& b) { return a.found.size() > b.found.size(); });
    return list;
}

void DriftViewModel::setAsset(const std::optional<journal::StreamId>& asset)
{
    m_asset = asset;
    m_series.clear();
    Q_EMIT changed();
    const auto* kind = m_ports.desk.kinds().find("calibration");
    if (!asset || !kind)
        return;
    journal::RowQuery query{
        kind->table(), {{"asset", journal::Condition::Op::Equal, asset->text()}}, {}, {{"changed", true}}, 0, kMostCalibrations, false};
    m_ports.desk.page(std::move(query), m_thread.reply<Result<Desk::ListPage>>([this, kind, asset](Result<Desk::ListPage> page) {
        if (m_asset != asset || !page)
            return;
        std::vector<registry::Entity> calibrations;
        for (const auto& row : page->page.rows)
            if (auto entity = registry::entityOfRow(*kind, row))
                calibrations.push_back(*std::move(entity));
        m_series = seriesOf(calibrations);
        Q_EMIT changed();
    }));
}

} // namespace cal::ui
