// SPDX-License-Identifier: GPL-3.0-or-later
// Compiles model text to a tape of nodes; values in one pass over it, derivatives in one forward pass per input.
#include "core/uncertainty/model.h"

#include "core/uncertainty/expression.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace cal::uncertainty {

struct Model::Tape {
    ModelText text;
    std::vector<Node> nodes; // the first ones are the inputs, in order
    std::vector<std::uint32_t> outputs;

    // Which nodes output `root` rests on, so that trouble in another output is not this one's.
    [[nodiscard]] std::vector<char> neededFor(std::uint32_t root) const
    {
        std::vector<char> needed(root + 1U, 0);
        needed[root] = 1;
        for (std::size_t i = root + 1U; i-- > 0;) {
            if (!needed[i])
                continue;
            const int operands = operandCount(nodes[i].op);
            if (operands > 0)
                needed[nodes[i].a] = 1;
            if (operands > 1)
                needed[nodes[i].b] = 1;
        }
        return needed;
    }
};

namespace {

Error nameError(std::string key, std::string_view name)
{
    return {Errc::ParseError, std::move(key), {{"name", std::string(name.substr(0, 64))}}, {}};
}

std::optional<Error> badName(std::string_view name)
{
    if (!isValidName(name))
        return nameError("model.invalid-name", name);
    if (isReservedName(name))
        return nameError("model.reserved-name", name);
    return {};
}

Result<std::uint32_t> appendNamed(const NamedExpression& named, const NodeNames& names, std::vector<Node>& nodes)
{
    if (named.expression.find_first_not_of(" \t\r\n") == std::string::npos)
        return nameError("model.empty", named.name);
    return appendExpression(named.expression, names, nodes);
}

} // namespace

Result<Model> Model::compile(const ModelText& text)
{
    auto tape = std::make_shared<Tape>();
    tape->text = text;
    NodeNames names;
    const auto declare = [&](const std::string& name, std::uint32_t node) -> Result<void> {
        if (auto bad = badName(name))
            return *bad;
        if (!names.emplace(name, node).second)
            return nameError("model.duplicate-name", name);
        return {};
    };
    if (text.inputs.size() + text.constants.size() > kMaxNodes)
        return Error{Errc::ParseError, "model.too-large", {{"limit", std::to_string(kMaxNodes)}}, {}};
    auto& nodes = tape->nodes;
    for (const auto& name : text.inputs) {
        CAL_TRY(declare(name, static_cast<std::uint32_t>(nodes.size())));
        nodes.push_back({Op::Input, static_cast<std::uint32_t>(nodes.size()), 0, 0});
    }
    for (const auto& constant : text.constants) {
        CAL_TRY(declare(constant.name, static_cast<std::uint32_t>(nodes.size())));
        nodes.push_back({Op::Constant, 0, 0, constant.value});
    }
    for (const auto& named : text.intermediates) {
        auto node = appendNamed(named, names, nodes);
        CAL_TRY(node);
        CAL_TRY(declare(named.name, *node));
    }
    if (text.outputs.empty())
        return Error{Errc::ParseError, "model.no-output", {}, {}};
    std::set<std::string_view> outputNames;
    for (const auto& named : text.outputs) {
        if (auto bad = badName(named.name))
            return *bad;
        if (!outputNames.insert(named.name).second)
            return nameError("model.duplicate-name", named.name);
        auto node = appendNamed(named, names, nodes);
        CAL_TRY(node);
        tape->outputs.push_back(*node);
    }
    return Model(std::move(tape));
}

const ModelText& Model::text() const
{
    return m_tape->text;
}

std::size_t Model::outputCount() const
{
    return m_tape->outputs.size();
}

bool Model::uses(std::size_t index, std::size_t input) const
{
    if (index >= outputCount() || input >= m_tape->text.inputs.size())
        return false;
    const auto needed = m_tape->neededFor(m_tape->outputs[index]);
    return input < needed.size() && needed[input] != 0;
}

Result<Model::Evaluation> Model::run(std::size_t index, std::span<const double> values) const
{
    const auto& text = m_tape->text;
    if (index >= outputCount())
        return Error{Errc::InvalidArgument, "model.no-such-output", {{"index", std::to_string(index)}}, {}};
    if (values.size() != text.inputs.size())
        return Error{Errc::InvalidArgument,
                     "model.value-count",
                     {{"expected", std::to_string(text.inputs.size())}, {"given", std::to_string(values.size())}},
                     {}};
    Evaluation e;
    e.root = m_tape->outputs[index];
    e.needed = m_tape->neededFor(m_tape->outputs[index]);
    e.value.resize(e.root + 1U);
    e.da.resize(e.root + 1U);
    e.db.resize(e.root + 1U);
    for (std::size_t i = 0; i <= e.root; ++i) {
        if (!e.needed[i])
            continue;
        const Node& node = m_tape->nodes[i];
        if (node.op == Op::Input)
            e.value[i] = values[node.a];
        else if (node.op == Op::Constant)
            e.value[i] = node.constant;
        else {
            const int operands = operandCount(node.op);
            const Step step = evaluateStep(node.op, e.value[node.a], operands > 1 ? e.value[node.b] : 0);
            e.value[i] = step.value;
            e.da[i] = step.da;
            e.db[i] = step.db;
        }
        // Also in the middle: 1/(1/0) is no 0 that anybody meant.
        if (!std::isfinite(e.value[i]))
            return Error{Errc::InvalidArgument, "model.not-finite", {{"output", text.outputs[index].name}}, {}};
    }
    return e;
}

Result<double> Model::value(std::size_t index, std::span<const double> values) const
{
    auto evaluation = run(index, values);
    CAL_TRY(evaluation);
    return evaluation->value[evaluation->root];
}

Result<Model::Linear> Model::linear(std::size_t index, std::span<const double> values) const
{
    auto evaluation = run(index, values);
    CAL_TRY(evaluation);
    const Evaluation& e = *evaluation;
    Linear linear{e.value[e.root], std::vector<double>(values.size(), 0.0)};
    std::vector<double> tangent(e.root + 1U);
    std::vector<char> depends(e.root + 1U);
    for (std::size_t input = 0; input < values.size() && input <= e.root; ++input) {
        if (!e.needed[input])
            continue;
        std::fill(depends.begin(), depends.end(), char{0});
        tangent[input] = 1;
        depends[input] = 1;
        // Only what depends on the input enters: an infinite partial of something constant must not make 0·∞.
        for (std::size_t i = values.size(); i <= e.root; ++i) {
            if (!e.needed[i])
                continue;
            const Node& node = m_tape->nodes[i];
            const int operands = operandCount(node.op);
            const bool byA = operands > 0 && depends[node.a];
            const bool byB = operands > 1 && depends[node.b];
            if (!byA && !byB)
                continue;
            depends[i] = 1;
            tangent[i] = (byA ? e.da[i] * tangent[node.a] : 0) + (byB ? e.db[i] * tangent[node.b] : 0);
        }
        if (!depends[e.root])
            continue;
        if (!std::isfinite(tangent[e.root]))
            return Error{Errc::InvalidArgument,
                         "model.not-differentiable",
                         {{"output", text().outputs[index].name}, {"input", text().inputs[input]}},
                         {}};
        linear.sensitivities[input] = tangent[e.root];
    }
    return linear;
}

} // namespace cal::uncertainty
