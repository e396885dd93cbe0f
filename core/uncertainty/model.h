// SPDX-License-Identifier: GPL-3.0-or-later
// A measurement model is text: expressions over named inputs, compiled once (grammar: reference uncertainty README, "model").
#pragma once

#include "core/base/result.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cal::uncertainty {

struct NamedExpression {
    std::string name;
    std::string expression;
    std::string unit = "1";
};

struct ModelText {
    std::vector<std::string> inputs;            ///< names in order; values are given in this order
    std::vector<NamedExpression> intermediates; ///< in order, each may use the ones before
    std::vector<NamedExpression> outputs;
};

/// A compiled model. Immutable; safe to share between threads. The tape is private so that block evaluation, second derivatives
/// and Monte Carlo can be added without a change here.
class Model
{
public:
    /// Errors: ParseError "model.syntax" {expression, column, reason}, "model.unknown-name" {name, expression},
    /// "model.reserved-name" {name}, "model.duplicate-name" {name}, "model.too-deep", "model.too-large".
    static Result<Model> compile(const ModelText& text);

    [[nodiscard]] const ModelText& text() const;
    [[nodiscard]] std::size_t outputCount() const;

    struct Linear {
        double value = 0;
        std::vector<double> sensitivities; ///< ∂y/∂x_i at the estimates, one per input, exact (forward mode)
    };
    /// Output `index` and its sensitivities. Errors: InvalidArgument "model.not-finite" {output}: division by zero, log of a negative …
    [[nodiscard]] Result<Linear> linear(std::size_t index, std::span<const double> values) const;

private:
    struct Tape;
    explicit Model(std::shared_ptr<const Tape> tape) : m_tape(std::move(tape)) {}
    std::shared_ptr<const Tape> m_tape;
};

} // namespace cal::uncertainty
