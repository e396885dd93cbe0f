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
    bool operator==(const NamedExpression&) const = default;
};

struct NamedValue {
    std::string name;
    double value = 0;
    bool operator==(const NamedValue&) const = default;
};

struct ModelText {
    std::vector<std::string> inputs;            ///< names in order; values are given in this order
    std::vector<NamedExpression> intermediates; ///< in order, each may use the ones before
    std::vector<NamedExpression> outputs;
    std::vector<NamedValue> constants; ///< exact numbers, usable in every expression
};

/// A compiled model. Immutable; safe to share between threads. The tape is private so that block evaluation, second derivatives
/// and Monte Carlo can be added without a change here.
class Model
{
public:
    /// Inputs, constants and intermediates share one name space; outputs have their own.
    /// Errors: ParseError "model.syntax" {expression, column, found}, "model.unfinished" {expression}, "model.empty" {name},
    /// "model.number" {number, expression}, "model.unknown-name" {name, expression}, "model.unknown-function" {name, expression},
    /// "model.arguments" {function, expected, given}, "model.invalid-name" {name}, "model.reserved-name" {name},
    /// "model.duplicate-name" {name}, "model.no-output", "model.too-deep" {limit}, "model.too-large" {limit};
    /// InvalidArgument "model.complex-not-supported" {name}.
    static Result<Model> compile(const ModelText& text);

    [[nodiscard]] const ModelText& text() const;
    [[nodiscard]] std::size_t outputCount() const;

    struct Linear {
        double value = 0;
        std::vector<double> sensitivities; ///< ∂y/∂x_i at the estimates, one per input, exact (forward mode)
    };
    /// Output `index` and its sensitivities. Errors: InvalidArgument "model.not-finite" {output}: division by zero, log of a negative …;
    /// "model.not-differentiable" {output, input}: |x| or √x at 0; "model.value-count" {expected, given}; "model.no-such-output" {index}.
    [[nodiscard]] Result<Linear> linear(std::size_t index, std::span<const double> values) const;
    /// Output `index` alone. Errors as `linear`, without the derivatives.
    [[nodiscard]] Result<double> value(std::size_t index, std::span<const double> values) const;
    /// Whether input `input` occurs in output `index`, also through intermediates.
    [[nodiscard]] bool uses(std::size_t index, std::size_t input) const;

private:
    struct Tape;
    struct Evaluation { // values and partial derivatives of the nodes an output rests on
        std::size_t root = 0;
        std::vector<char> needed;
        std::vector<double> value, da, db;
    };
    [[nodiscard]] Result<Evaluation> run(std::size_t index, std::span<const double> values) const;
    explicit Model(std::shared_ptr<const Tape> tape) : m_tape(std::move(tape)) {}
    std::shared_ptr<const Tape> m_tape;
};

} // namespace cal::uncertainty
