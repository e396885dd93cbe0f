// SPDX-License-Identifier: GPL-3.0-or-later
// Bessel's formula and the range method with the table of JJF 1059.1-2012.
#include "core/uncertainty/type_a.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace cal::uncertainty {

namespace {

struct RangeRow {
    double factor; // C, so that s = R/C
    double dof;
};
// n = 2 … 9
constexpr std::array<RangeRow, 8> kRangeTable{
    {{1.13, 0.9}, {1.69, 1.8}, {2.06, 2.7}, {2.33, 3.6}, {2.53, 4.5}, {2.70, 5.3}, {2.85, 6.0}, {2.97, 6.8}}};

Error error(std::string key, std::string argument, std::string value)
{
    return {Errc::InvalidArgument, std::move(key), {{std::move(argument), std::move(value)}}, {}};
}

} // namespace

Result<TypeA> typeA(std::span<const double> readings, std::string_view method)
{
    const auto n = readings.size();
    const bool byRange = method == "range";
    if (!byRange && method != "bessel")
        return error("type-a.unknown-method", "method", std::string(method));
    if (n < 2)
        return error("type-a.too-few", "n", std::to_string(n));
    if (byRange && n > kRangeTable.size() + 1)
        return error("type-a.too-many-for-range", "n", std::to_string(n));

    // Sums of differences from the first reading: readings of one quantity agree in most digits, and these would be lost.
    double sum = 0;
    for (const double x : readings)
        sum += x - readings[0];
    TypeA result;
    result.n = static_cast<int>(n);
    result.mean = readings[0] + sum / static_cast<double>(n);
    if (byRange) {
        const auto [low, high] = std::minmax_element(readings.begin(), readings.end());
        const auto& row = kRangeTable[n - 2];
        result.std = (*high - *low) / row.factor;
        result.dof = row.dof;
    } else {
        double squares = 0;
        for (const double x : readings)
            squares += (x - result.mean) * (x - result.mean);
        result.std = std::sqrt(squares / static_cast<double>(n - 1));
        result.dof = static_cast<double>(n - 1);
    }
    result.stdOfMean = result.std / std::sqrt(static_cast<double>(n));
    if (!std::isfinite(result.mean) || !std::isfinite(result.std) ||
        !std::all_of(readings.begin(), readings.end(), [](double x) { return std::isfinite(x); }))
        return Error{Errc::InvalidArgument, "type-a.not-finite", {}, {}};
    return result;
}

Result<double> sampleCorrelation(std::span<const double> a, std::span<const double> b)
{
    if (a.size() != b.size())
        return Error{
            Errc::InvalidArgument, "type-a.unequal-lengths", {{"a", std::to_string(a.size())}, {"b", std::to_string(b.size())}}, {}};
    const auto statA = typeA(a), statB = typeA(b);
    CAL_TRY(statA);
    CAL_TRY(statB);
    if (statA->std == 0 || statB->std == 0)
        return Error{Errc::InvalidArgument, "type-a.no-spread", {}, {}};
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - statA->mean) / statA->std * ((b[i] - statB->mean) / statB->std);
    return std::clamp(sum / static_cast<double>(a.size() - 1), -1.0, 1.0); // rounding may pass ±1 by a digit
}

} // namespace cal::uncertainty
