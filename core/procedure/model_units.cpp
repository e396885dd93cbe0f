// SPDX-License-Identifier: GPL-3.0-or-later
// The compiled tape of the model is walked once with units in place of numbers.
#include "core/procedure/model_units.h"

#include "core/base/json.h"
#include "core/uncertainty/expression.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace cal::procedure {

namespace {

using uncertainty::Node;
using uncertainty::Op;

/// What is known of a node: its dimension, its scale to the coherent unit (unknown behind a written factor), how to name it in a
/// message, and its value where it is a plain number.
struct Meaning {
    units::Dimension dimension;
    std::optional<double> scale = 1.0;
    std::string text = "1";
    std::optional<double> number;
};

bool sameScale(const Meaning& a, const Meaning& b)
{
    return !a.scale || !b.scale || std::abs(*a.scale - *b.scale) <= 1e-12 * std::abs(*a.scale);
}

/// Exponents beyond the range of a Dimension have no physical meaning; they saturate so that the comparison still fails.
std::int8_t exponent(double value)
{
    return static_cast<std::int8_t>(std::lround(std::clamp(value, -127.0, 127.0)));
}

Meaning product(const Meaning& a, const Meaning& b, int sign)
{
    Meaning result;
    for (std::size_t i = 0; i < result.dimension.exponents.size(); ++i)
        result.dimension.exponents[i] = exponent(a.dimension.exponents[i] + sign * b.dimension.exponents[i]);
    const auto isConversion = [](const Meaning& m) { return m.number && std::abs(*m.number) != 1.0; };
    result.scale.reset();
    if (a.scale && b.scale && !isConversion(a) && !isConversion(b))
        result.scale = sign > 0 ? *a.scale * *b.scale : *a.scale / *b.scale;
    if (a.number && b.number)
        result = {{}, 1.0, "1", sign > 0 ? *a.number * *b.number : *a.number / *b.number};
    else if (b.text == "1")
        result.text = a.text;
    else
        result.text =
            a.text + (sign > 0 ? "*" : "/") + (sign < 0 && b.text.find_first_of("*/") != std::string::npos ? "(" + b.text + ")" : b.text);
    return result;
}

class Walker
{
public:
    Walker(const std::string& name, const std::vector<Node>& nodes, std::vector<Meaning>& meanings)
        : m_name(name), m_nodes(nodes), m_meanings(meanings)
    {
    }

    Result<void> walk()
    {
        for (std::size_t i = m_meanings.size(); i < m_nodes.size(); ++i) {
            auto meaning = of(m_nodes[i]);
            if (!meaning)
                return std::move(meaning).error();
            m_meanings.push_back(*std::move(meaning));
        }
        return {};
    }

private:
    Result<Meaning> of(const Node& node)
    {
        switch (node.op) {
        case Op::Constant:
            return Meaning{{}, 1.0, "1", node.constant};
        case Op::Input:
            return m_meanings[node.a];
        case Op::Negate: {
            Meaning meaning = m_meanings[node.a];
            if (meaning.number)
                meaning.number = -*meaning.number;
            return meaning;
        }
        case Op::Add:
        case Op::Subtract:
            return sum(m_meanings[node.a], m_meanings[node.b], node.op == Op::Add ? 1 : -1);
        case Op::Multiply:
            return product(m_meanings[node.a], m_meanings[node.b], 1);
        case Op::Divide:
            return product(m_meanings[node.a], m_meanings[node.b], -1);
        case Op::Power:
            return power(m_meanings[node.a], m_meanings[node.b]);
        case Op::Sqrt:
            return power(m_meanings[node.a], Meaning{{}, 1.0, "1", 0.5});
        case Op::Abs:
            return m_meanings[node.a];
        case Op::Atan2: {
            auto both = sum(m_meanings[node.a], m_meanings[node.b], 1);
            if (!both)
                return std::move(both).error();
            return Meaning{};
        }
        case Op::Sin:
        case Op::Cos:
        case Op::Tan:
            if (m_meanings[node.a].dimension == radian())
                return Meaning{};
            return function(m_meanings[node.a]);
        default:
            return function(m_meanings[node.a]);
        }
    }

    static units::Dimension radian()
    {
        units::Dimension dimension;
        dimension.exponents.back() = 1;
        return dimension;
    }

    [[nodiscard]] Error error(std::string key, std::vector<Arg> args) const
    {
        args.insert(args.begin(), {"expression", m_name});
        return {Errc::InvalidArgument, std::move(key), std::move(args), {}};
    }

    Result<Meaning> sum(const Meaning& a, const Meaning& b, int sign)
    {
        if (a.dimension != b.dimension)
            return error("model.unit-mismatch", {{"left", a.text}, {"right", b.text}});
        if (!sameScale(a, b))
            return error("model.scale-mismatch", {{"left", a.text}, {"right", b.text}});
        Meaning result = a.scale ? a : b;
        if (a.number && b.number)
            result.number = *a.number + sign * *b.number;
        else
            result.number.reset();
        return result;
    }

    Result<Meaning> power(const Meaning& base, const Meaning& exponentOf)
    {
        if (!exponentOf.dimension.isNone())
            return error("model.needs-number", {{"function", "^"}, {"unit", exponentOf.text}});
        if (base.number && exponentOf.number)
            return Meaning{{}, 1.0, "1", std::pow(*base.number, *exponentOf.number)};
        if (!exponentOf.number) {
            if (!base.dimension.isNone())
                return error("model.needs-number", {{"function", "^"}, {"unit", base.text}});
            return Meaning{};
        }
        Meaning result;
        for (std::size_t i = 0; i < result.dimension.exponents.size(); ++i) {
            const double power = base.dimension.exponents[i] * *exponentOf.number;
            if (std::abs(power - std::round(power)) > 1e-9)
                return error("model.needs-number", {{"function", "^"}, {"unit", base.text}});
            result.dimension.exponents[i] = exponent(power);
        }
        if (base.scale)
            result.scale = std::pow(*base.scale, *exponentOf.number);
        else
            result.scale.reset();
        result.text = result.dimension.isNone() ? "1" : "(" + base.text + ")^" + shortest(*exponentOf.number);
        return result;
    }

    Result<Meaning> function(const Meaning& argument)
    {
        if (!argument.dimension.isNone())
            return error("model.needs-number", {{"function", "f(x)"}, {"unit", argument.text}});
        // exp(5 ppm) would be taken as exp(5).
        if (argument.scale && *argument.scale != 1.0)
            return error("model.scale-mismatch", {{"left", argument.text}, {"right", "1"}});
        return Meaning{};
    }

    const std::string& m_name;
    const std::vector<Node>& m_nodes;
    std::vector<Meaning>& m_meanings;
};

Meaning meaningOf(const units::Unit& unit)
{
    return {unit.dimension(), unit.factor(), unit.ascii(), std::nullopt};
}

} // namespace

ModelUnits checkModelUnits(const uncertainty::ModelText& model, const std::vector<units::Unit>& units)
{
    ModelUnits found;
    std::vector<Node> nodes;
    std::vector<Meaning> meanings;
    uncertainty::NodeNames names;
    const auto define = [&](const std::string& name, const Meaning& meaning) {
        names[name] = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back({Op::Input, static_cast<std::uint32_t>(nodes.size()), 0, 0});
        meanings.push_back(meaning);
    };
    for (std::size_t i = 0; i < model.inputs.size() && i < units.size(); ++i)
        define(model.inputs[i], meaningOf(units[i]));

    const auto check = [&](const uncertainty::NamedExpression& expression) {
        auto declared = units::Unit::parse(expression.unit);
        if (!declared) {
            found.errors.push_back(std::move(declared).error());
            return;
        }
        const auto first = nodes.size();
        const auto result = uncertainty::appendExpression(expression.expression, names, nodes);
        if (!result) {
            found.errors.push_back(result.error());
            nodes.resize(first);
            define(expression.name, meaningOf(*declared));
            return;
        }
        std::set<std::uint32_t> operands{*result};
        for (std::size_t i = first; i < nodes.size(); ++i) {
            if (uncertainty::operandCount(nodes[i].op) > 0)
                operands.insert(nodes[i].a);
            if (uncertainty::operandCount(nodes[i].op) > 1)
                operands.insert(nodes[i].b);
        }
        for (const auto& [name, index] : names)
            if (operands.contains(index))
                found.used.insert(name);
        if (auto walked = Walker(expression.name, nodes, meanings).walk(); !walked) {
            found.errors.push_back(std::move(walked).error());
            nodes.resize(meanings.size());
        } else {
            Meaning& have = meanings[*result];
            const Meaning want = meaningOf(*declared);
            if (have.dimension != want.dimension || !sameScale(have, want))
                found.errors.push_back({Errc::InvalidArgument,
                                        "model.output-unit",
                                        {{"name", expression.name}, {"have", have.text}, {"want", want.text}},
                                        {}});
        }
        define(expression.name, meaningOf(*declared));
    };
    for (const auto& expression : model.intermediates)
        check(expression);
    for (const auto& expression : model.outputs)
        check(expression);
    return found;
}

} // namespace cal::procedure
