// SPDX-License-Identifier: GPL-3.0-or-later
// Type A evaluation: repeated readings to mean, experimental standard deviation and degrees of freedom (GUM 4.2, JJF 1059.1 4.3.2).
#pragma once

#include "core/base/result.h"

#include <span>
#include <string_view>

namespace cal::uncertainty {

struct TypeA {
    double mean = 0;
    double std = 0;       ///< experimental standard deviation of one reading
    double stdOfMean = 0; ///< std / √n
    double dof = 0;       ///< n − 1 (Bessel) or the tabulated value (range)
    int n = 0;
};

/// `bessel` or `range` (JJF 1059.1 range method: s = R/C, n from 2 to 9).
/// Errors: InvalidArgument "type-a.too-few" {n}, "type-a.too-many-for-range" {n}, "type-a.not-finite", "type-a.unknown-method" {method}.
Result<TypeA> typeA(std::span<const double> readings, std::string_view method = "bessel");

/// Sample correlation of two series observed together, which is also that of their means (GUM 5.2.3).
/// Errors: InvalidArgument "type-a.unequal-lengths" {a, b}, "type-a.too-few" {n}, "type-a.no-spread", "type-a.not-finite".
Result<double> sampleCorrelation(std::span<const double> a, std::span<const double> b);

} // namespace cal::uncertainty
