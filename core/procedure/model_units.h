// SPDX-License-Identifier: GPL-3.0-or-later
// Dimensions of a measurement model: volts plus amperes are found here, not on the certificate.
#pragma once

#include "core/uncertainty/model.h"
#include "core/units/unit.h"

#include <set>
#include <string>
#include <vector>

namespace cal::procedure {

struct ModelUnits {
    std::vector<Error> errors;  ///< one per expression at most
    std::set<std::string> used; ///< inputs and intermediates that occur in an expression
};

/// Follows the units of the inputs (`units`, in the order of model.inputs) through every expression and compares with what intermediates
/// and outputs are declared to be. Also refuses mV added to V: the model adds numbers. A factor written in the expression ("1000*x") may be
/// a conversion, so the scale is then taken as the declared one. Errors: InvalidArgument "model.unit-mismatch" {expression, left, right},
/// "model.scale-mismatch" {expression, left, right}, "model.needs-number" {expression, function, unit}, "model.output-unit" {name, have,
/// want}; those of Unit::parse and Model::compile.
ModelUnits checkModelUnits(const uncertainty::ModelText& model, const std::vector<units::Unit>& units);

} // namespace cal::procedure
