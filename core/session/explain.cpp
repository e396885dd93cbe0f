// SPDX-License-Identifier: GPL-3.0-or-later
// The road back from a printed figure to bytes and standards.
#include "core/session/explain.h"

#include "core/session/fields.h"

#include <algorithm>

namespace cal::session {

namespace {

using Kind = procedure::ModelInput::Kind;
using Nodes = std::vector<ExplainNode>;

std::string escaped(std::string_view bytes)
{
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            text += "\\n";
        else if (c == '\r')
            text += "\\r";
        else if (c == '\t')
            text += "\\t";
        else if (c == '\\')
            text += "\\\\";
        else if (byte >= 0x20 && byte < 0x7F)
            text += c;
        else
            text += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
    }
    return text;
}

std::string withUnit(const std::string& number, const std::string& unit)
{
    return unit.empty() || number.empty() ? number : number + " " + unit;
}

/// Builds the nodes of one judged point.
class Road
{
public:
    Road(const SessionRecord& record, const PointRecord& point, std::string_view script)
        : m_record(record), m_point(point), m_attempt(*point.counting()), m_result(*m_attempt.result),
          m_script(script.empty() ? std::string_view(record.setUp.procedure.script) : script)
    {
    }

    [[nodiscard]] Nodes figures() const
    {
        Nodes nodes{reference(), indication(), error(), expanded(), coverageFactor()};
        if (m_result.mpe)
            nodes.push_back(mpe());
        nodes.push_back(verdict());
        return nodes;
    }

private:
    [[nodiscard]] std::string eventId(std::int64_t seq) const
    {
        if (seq < 1 || static_cast<std::size_t>(seq) > m_record.events.size())
            return {};
        return m_record.events[static_cast<std::size_t>(seq - 1)].id.text();
    }

    [[nodiscard]] ExplainNode event(std::int64_t seq, const Digest& hash) const
    {
        return {"event", {"日志事件 " + std::to_string(seq), "Journal event " + std::to_string(seq)}, hash.hex(), eventId(seq), {}};
    }

    [[nodiscard]] std::string lineText(int line) const
    {
        std::string_view rest = m_script;
        for (int i = 1; i < line && !rest.empty(); ++i) {
            const auto end = rest.find('\n');
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        }
        std::string text(rest.substr(0, rest.find('\n')));
        text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
        return "measure.lua:" + std::to_string(line) + (text.empty() ? "" : ": " + text);
    }

    [[nodiscard]] ExplainNode procedureLine(int line) const
    {
        const auto& head = m_record.setUp.procedure.head;
        const auto script = m_record.setUp.procedure.fileDigests.find("measure.lua");
        return {"procedure-line",
                {"规程 " + head.id + " " + head.version, "Procedure " + head.id + " " + head.version},
                lineText(line),
                script == m_record.setUp.procedure.fileDigests.end() ? std::string{} : script->second.hex(),
                {}};
    }

    static Nodes bytes(const std::vector<equipment::Exchange>& exchanges)
    {
        Nodes nodes;
        for (const auto& exchange : exchanges) {
            const bool sent = exchange.direction == equipment::Exchange::Direction::Sent;
            const std::string to = exchange.instrument + " (" + exchange.resource + "), " + toRfc3339(exchange.at.utc);
            nodes.push_back({sent ? "sent" : "received",
                             sent ? Text{"发送至 " + to, "Sent to " + to} : Text{"接收自 " + to, "Received from " + to},
                             escaped(exchange.bytes),
                             {},
                             {}});
        }
        return nodes;
    }

    [[nodiscard]] ExplainNode reading(const Reading& r) const
    {
        const auto* const scalar = std::get_if<equipment::Scalar>(&r.value);
        const std::string value =
            scalar ? withUnit(scalar->number.text(), scalar->unit.symbol()) : std::get<equipment::Choice>(r.value).text;
        ExplainNode node{"reading",
                         {"读数 " + std::to_string(r.index) + "，" + toRfc3339(r.takenAt.utc),
                          "Reading " + std::to_string(r.index) + ", " + toRfc3339(r.takenAt.utc)},
                         value,
                         eventId(r.eventSeq),
                         {}};
        if (r.source == "typed")
            node.children.push_back({"typed",
                                     {"由 " + r.by + " 键入" + (r.enteredTwice ? "（两次录入）" : ""),
                                      "Typed by " + r.by + (r.enteredTwice ? " (entered twice)" : "")},
                                     escaped(r.rawReply),
                                     eventId(r.eventSeq),
                                     {}});
        for (auto& node_ : bytes(r.exchanges))
            node.children.push_back(std::move(node_));
        node.children.push_back(procedureLine(r.line));
        node.children.push_back(event(r.eventSeq, r.eventHash));
        return node;
    }

    [[nodiscard]] ExplainNode command(const Command& c) const
    {
        const std::string what = c.value ? c.value->text() : c.action;
        ExplainNode node{"command",
                         {"设置 " + c.place + "：" + c.action, "Set " + c.place + ": " + c.action},
                         what,
                         eventId(c.eventSeq),
                         bytes(c.exchanges)};
        node.children.push_back(procedureLine(c.line));
        node.children.push_back(event(c.eventSeq, c.eventHash));
        return node;
    }

    [[nodiscard]] Nodes settingsOf(std::string_view place) const
    {
        Nodes nodes;
        for (const auto& c : m_attempt.commands)
            if (c.place == place && (c.action == "set" || c.action == "operate"))
                nodes.push_back(command(c));
        return nodes;
    }

    [[nodiscard]] ExplainNode standard(const StandardUsed& used) const
    {
        ExplainNode node{"standard",
                         used.name.empty() ? Text{"标准器", "Measurement standard"} : used.name,
                         used.manufacturer + " " + used.model + " " + used.serial,
                         eventId(1),
                         {}};
        if (!used.certificate.empty())
            node.children.push_back({"certificate",
                                     {"证书，" + used.certifiedBy + "，有效期至 " + used.validUntil,
                                      "Certificate by " + used.certifiedBy + ", valid until " + used.validUntil},
                                     used.certificate,
                                     eventId(1),
                                     {}});
        if (!used.values.isNull() && used.values.size() > 0)
            if (const auto text = used.values.canonical())
                node.children.push_back({"typed", {"键入的标准器数据", "Values of the standard as entered"}, *text, eventId(1), {}});
        if (const auto definition = m_record.setUp.definitions.find(used.place); definition != m_record.setUp.definitions.end())
            node.children.push_back({"specification",
                                     {"仪器定义 " + definition->second.id, "Instrument definition " + definition->second.id},
                                     specificationOf(used.place),
                                     definition->second.digest.hex(),
                                     {}});
        return node;
    }

    /// The row by which the standard entered, as its budget line says.
    [[nodiscard]] std::string specificationOf(std::string_view place) const
    {
        (void)place;
        for (const auto& line : m_result.budget.lines)
            if (kindOf(line.input.name) == Kind::StandardSpecification)
                return line.input.source;
        return {};
    }

    /// Every standard, with the settings that brought its value to the item.
    [[nodiscard]] Nodes standards() const
    {
        Nodes nodes;
        for (const auto& used : m_record.setUp.standards) {
            if (used.place == "item" || used.place == "environment")
                continue;
            auto node = standard(used);
            for (auto& setting : settingsOf(used.place))
                node.children.push_back(std::move(setting));
            nodes.push_back(std::move(node));
        }
        return nodes;
    }

    [[nodiscard]] Kind kindOf(const std::string& input) const
    {
        for (const auto& candidate : m_record.setUp.procedure.head.inputs)
            if (candidate.name == input)
                return candidate.kind;
        return Kind::Constant;
    }

    [[nodiscard]] Nodes readingsOf(const std::string& input) const
    {
        Nodes nodes;
        for (const auto& candidate : m_record.setUp.procedure.head.inputs)
            if (candidate.name == input)
                for (const auto& r : m_attempt.readings)
                    if (r.quantity == candidate.quantity)
                        nodes.push_back(reading(r));
        return nodes;
    }

    [[nodiscard]] ExplainNode budgetLine(const uncertainty::BudgetLine& line) const
    {
        const auto& input = line.input;
        std::string value = input.name + " = " + shortest(input.estimate) + " " + input.unit + ", u = " + shortest(input.u) +
                            ", c = " + shortest(line.sensitivity) + ", |c|u = " + shortest(line.contribution);
        if (!input.counts)
            value += " (×)";
        ExplainNode node{"budget-line", input.description, std::move(value), {}, {}};
        if (!input.note.empty())
            node.children.push_back({"rule", input.note, input.source, {}, {}});
        switch (kindOf(input.name)) {
        case Kind::Readings:
        case Kind::Repeatability:
            node.children = merged(std::move(node.children), readingsOf(input.name));
            break;
        case Kind::StandardSpecification:
        case Kind::StandardCertificate:
        case Kind::StandardDrift:
        case Kind::TypedValue:
            node.children = merged(std::move(node.children), standards());
            break;
        case Kind::Resolution:
        case Kind::Constant:
            node.children.push_back({"specification", {"来源", "Source"}, input.source, m_record.setUp.procedure.release.hex(), {}});
            break;
        }
        return node;
    }

    static Nodes merged(Nodes first, Nodes second)
    {
        for (auto& node : second)
            first.push_back(std::move(node));
        return first;
    }

    [[nodiscard]] ExplainNode budget() const
    {
        const auto& b = m_result.budget;
        ExplainNode node{"budget",
                         {"不确定度预算", "Uncertainty budget"},
                         b.output + " = " + b.expression + "; u_c = " + shortest(b.combinedStandardUncertainty) + " " + b.unit +
                             ", ν_eff = " + shortest(b.effectiveDof),
                         eventId(m_result.eventSeq),
                         {}};
        for (const auto& line : b.lines)
            node.children.push_back(budgetLine(line));
        node.children.push_back(event(m_result.eventSeq, m_result.eventHash));
        return node;
    }

    [[nodiscard]] ExplainNode rounding(const Decimal& full) const
    {
        return {
            "rounding",
            {"修约规则 " + m_result.roundingRule + "，修约前全部数字", "Rounding rule " + m_result.roundingRule + ", all digits before it"},
            withUnit(full.plain(), m_result.unit),
            eventId(m_result.eventSeq),
            {}};
    }

    [[nodiscard]] ExplainNode rule(Text title, std::string value) const
    {
        return {"rule", std::move(title), std::move(value), eventId(1), {}};
    }

    [[nodiscard]] ExplainNode printed(Text title, std::string value, Nodes children) const
    {
        return {"printed", std::move(title), std::move(value), eventId(m_result.eventSeq), std::move(children)};
    }

    [[nodiscard]] ExplainNode reference() const
    {
        Nodes children{rounding(m_result.reference)};
        for (const auto& line : m_result.budget.lines) {
            const auto kind = kindOf(line.input.name);
            if (kind == Kind::StandardSpecification || kind == Kind::StandardCertificate || kind == Kind::TypedValue)
                children.push_back(budgetLine(line));
        }
        return printed({"标准值", "Reference value"}, withUnit(m_result.printedReference, m_result.unit), std::move(children));
    }

    [[nodiscard]] ExplainNode indication() const
    {
        Nodes children{rounding(m_result.indication)};
        for (const auto& line : m_result.budget.lines)
            if (kindOf(line.input.name) == Kind::Readings)
                children.push_back(budgetLine(line));
        return printed({"示值", "Indication"}, withUnit(m_result.printedIndication, m_result.unit),
                       merged(std::move(children), standards()));
    }

    [[nodiscard]] ExplainNode error() const
    {
        return printed(m_record.setUp.procedure.head.measurandName, withUnit(m_result.printedError, m_result.unit),
                       {rounding(m_result.error), budget()});
    }

    [[nodiscard]] ExplainNode coverage() const
    {
        const auto& expandedU = m_result.budget.expanded;
        return rule({"包含因子规则 " + m_result.coverageRule, "Coverage rule " + m_result.coverageRule},
                    "k = " + shortest(expandedU.k) + ", p = " + shortest(expandedU.p));
    }

    [[nodiscard]] ExplainNode expanded() const
    {
        return printed({"扩展不确定度 U", "Expanded uncertainty U"}, withUnit(m_result.printedU, m_result.unit),
                       {rounding(m_result.expandedUncertainty), coverage(), budget()});
    }

    [[nodiscard]] ExplainNode coverageFactor() const
    {
        return printed({"包含因子 k", "Coverage factor k"}, m_result.printedK, {coverage(), budget()});
    }

    [[nodiscard]] ExplainNode mpe() const
    {
        std::string definition;
        for (const auto& need : m_record.setUp.procedure.head.needs)
            if (need.action == "measure")
                if (const auto found = m_record.setUp.definitions.find(need.place); found != m_record.setUp.definitions.end())
                    definition = found->second.digest.hex();
        Nodes children{
            rounding(*m_result.mpe),
            {"specification", {"最大允许误差的来源", "Source of the maximum permissible error"}, m_result.mpeSource, definition, {}},
            rule({"在标称值处计算", "Evaluated at the nominal value"}, m_point.point.nominal.text())};
        return printed({"最大允许误差", "Maximum permissible error"}, withUnit(m_result.printedMpe, m_result.unit),
                       merged(std::move(children), standards()));
    }

    [[nodiscard]] ExplainNode verdict() const
    {
        Nodes children{rule({"判定规则 " + m_result.decisionRule, "Decision rule " + m_result.decisionRule},
                            m_result.guardBand ? "w = " + m_result.guardBand->plain() : std::string("-")),
                       rule(m_result.verdictReason, m_result.verdictReason.en), error(), expanded()};
        if (m_result.mpe)
            children.push_back(mpe());
        return printed({"结论：" + conformity::text(m_result.verdict).zh, "Verdict: " + conformity::text(m_result.verdict).en},
                       std::string(conformity::name(m_result.verdict)), std::move(children));
    }

    const SessionRecord& m_record;
    const PointRecord& m_point;
    const Attempt& m_attempt;
    const PointResult& m_result;
    std::string_view m_script;
};

} // namespace

Json ExplainNode::toJson() const
{
    Json::Array list;
    for (const auto& child : children)
        list.push_back(child.toJson());
    return Json::Object{{"kind", kind}, {"title", title}, {"value", value}, {"id", id}, {"children", list}};
}

Result<std::vector<ExplainNode>> explain(const SessionRecord& record, std::string_view point, std::string_view procedureScript)
{
    const auto* const found = record.point(point);
    if (!found) {
        std::string known;
        for (const auto& candidate : record.points)
            known += (known.empty() ? "" : ", ") + candidate.point.id;
        return Error{Errc::NotFound, "explain.no-point", {{"point", std::string(point)}, {"known", known}}, {}};
    }
    const auto* const attempt = found->counting();
    if (!attempt || !attempt->result)
        return Error{Errc::NotFound, "explain.not-judged", {{"point", std::string(point)}}, {}};
    return Road(record, *found, procedureScript).figures();
}

} // namespace cal::session
