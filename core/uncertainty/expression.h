// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of Model: the nodes of its tape, and the parser that appends one expression to it.
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cal::uncertainty {

enum class Op : std::uint8_t {
    Constant,
    Input,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Sin,
    Cos,
    Tan,
    Asin,
    Acos,
    Atan,
    Atan2,
    Exp,
    Ln,
    Log10,
    Sqrt,
    Abs,
    EllipK,
    EllipE
};

/// One step of the tape. `a` and `b` are earlier nodes; an input's `a` is the number of the input.
struct Node {
    Op op = Op::Constant;
    std::uint32_t a = 0, b = 0;
    double constant = 0;
};

[[nodiscard]] int operandCount(Op op); ///< 0, 1 or 2 earlier nodes

/// Value of a node and its partial derivatives by its operands.
struct Step {
    double value = 0;
    double da = 0, db = 0;
};
[[nodiscard]] Step evaluateStep(Op op, double a, double b);

inline constexpr std::size_t kMaxExpressionLength = 100'000;
inline constexpr std::size_t kMaxNodes = 200'000;
inline constexpr int kMaxDepth = 250;

/// Names of functions, of complex numbers too, and `pi`: no quantity may bear them.
[[nodiscard]] bool isReservedName(std::string_view name);
/// [A-Za-z_][A-Za-z0-9_]*, at most 64 long.
[[nodiscard]] bool isValidName(std::string_view name);

using NodeNames = std::map<std::string, std::uint32_t, std::less<>>;

/// Appends the nodes of `expression` and returns the last. Errors: those of Model::compile that concern one expression.
Result<std::uint32_t> appendExpression(std::string_view expression, const NodeNames& names, std::vector<Node>& nodes);

} // namespace cal::uncertainty
