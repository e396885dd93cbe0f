// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/procedure/problems.h"

#include <algorithm>

namespace cal::procedure {

Spot Draft::inPoints(std::size_t index, const std::string& column) const
{
    if (index >= points.size())
        return {std::string(kPointsFile), {0, 0}};
    const auto& spots = points[index];
    const auto cell = spots.cells.find(column);
    return {std::string(kPointsFile), cell != spots.cells.end() ? cell->second : TextPosition{spots.line, 1}};
}

Spot Draft::inJson(std::string_view file, const Error& error)
{
    const auto number = [&](std::string_view name) {
        const auto value = Json(error.arg(name)).asDecimal();
        return value ? static_cast<int>(value->toDouble()) : 0;
    };
    return {std::string(file), {number("line"), number("column")}};
}

void Draft::error(const Spot& spot, Error message)
{
    findings.push_back({Finding::Severity::Error, spot.file, spot.position.line, spot.position.column, std::move(message)});
}

void Draft::warning(const Spot& spot, Error message)
{
    findings.push_back({Finding::Severity::Warning, spot.file, spot.position.line, spot.position.column, std::move(message)});
}

bool Draft::hasErrors() const
{
    return std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.severity == Finding::Severity::Error; });
}

} // namespace cal::procedure
