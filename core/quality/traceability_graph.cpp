// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/traceability_graph.h"

#include "core/units/quantity.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace cal::quality {

namespace {

using Graph = TraceabilityGraph;
using Level = Graph::Level;

constexpr double kBoxWidth = 280, kGapBetween = 40, kGapLevels = 110, kMargin = 24;

/// One figure of a level: an uncertainty or a limit as a quantity, a class as text.
struct Figure {
    std::string indicator, text;
    std::optional<units::Quantity> quantity; ///< with k = 2 for an uncertainty that states another
};

struct Node {
    Text name, body, method;
    std::vector<std::string> lines;
    std::vector<Figure> figures;
};

const std::map<std::string, Text, std::less<>>& indicatorNames()
{
    static const std::map<std::string, Text, std::less<>> kNames = {
        {"u", {"U", "U"}}, {"mpe", {"MPE", "MPE"}}, {"class", {"准确度等级", "class"}}};
    return kNames;
}

Figure figureOf(const Json& row)
{
    Figure figure{row["indicator"].asString(), row["value"].asString(), std::nullopt};
    if (figure.indicator != "u" && figure.indicator != "mpe")
        return figure;
    auto text = figure.text;
    for (const std::string_view sign : {"±", "≤"})
        if (text.rfind(sign, 0) == 0)
            text.erase(0, sign.size());
    auto quantity = units::Quantity::parse(text);
    if (!quantity)
        return figure;
    if (const auto k = row["k"].asDecimal(); figure.indicator == "u" && k && k->sign() > 0 && *k != Decimal(2))
        if (const auto atTwo = Decimal::fromDouble(quantity->number.toDouble() * 2 / k->toDouble()))
            quantity->number = *atTwo;
    figure.quantity = *quantity;
    return figure;
}

std::string figureLine(const Json& row, Language language)
{
    const auto& value = row["value"].asString();
    if (value.empty())
        return {};
    const auto name = indicatorNames().find(row["indicator"].asString());
    std::string line =
        name == indicatorNames().end() ? value : name->second.in(language) + (row["indicator"].asString() == "class" ? " " : " = ") + value;
    if (const auto& k = row["k"].asString(); !k.empty())
        line += language == Language::Chinese ? "（k = " + k + "）" : " (k = " + k + ")";
    return line;
}

const std::string& either(const Text& text, Language language)
{
    const auto& wanted = text.in(language);
    return wanted.empty() ? (language == Language::Chinese ? text.en : text.zh) : wanted;
}

/// A row of "upper-standards" or "instruments-served".
Node nodeOf(const Json& row, Language language)
{
    Node node{row["name"].asText(), row["body"].asText(), row["method"].asText(), {}, {figureOf(row)}};
    node.lines = {either(node.name, language)};
    if (!node.body.empty())
        node.lines.push_back(either(node.body, language));
    if (const auto& range = row["range"].asString(); !range.empty())
        node.lines.push_back(range);
    if (auto line = figureLine(row, language); !line.empty())
        node.lines.push_back(std::move(line));
    return node;
}

Node ownNode(const registry::Entity& standard, Language language)
{
    Node node;
    node.name = standard.value("name").asText();
    node.lines = {either(node.name, language)};
    if (const auto code = standard.text("code"); !code.empty())
        node.lines.push_back(code);
    for (const auto& row : standard.value("characteristics").asArray()) {
        const auto &low = row["low"].asString(), &high = row["high"].asString();
        if (!low.empty() || !high.empty())
            node.lines.push_back(low + " … " + high);
        if (auto line = figureLine(row, language); !line.empty())
            node.lines.push_back(std::move(line));
        node.figures.push_back(figureOf(row));
    }
    return node;
}

/// The smallest figure of a node that is of the same kind as `other`; null when none is.
const Figure* comparable(const Node& node, const Figure& other)
{
    const Figure* smallest = nullptr;
    for (const auto& figure : node.figures)
        if (figure.quantity && other.quantity && figure.quantity->unit.sameKindAs(other.quantity->unit) &&
            (!smallest || std::fabs(figure.quantity->si()) < std::fabs(smallest->quantity->si())))
            smallest = &figure;
    return smallest;
}

std::optional<Error> objection(const Node& higher, const Node& lower, Language language)
{
    const Node& single = higher.figures.size() == 1 ? higher : lower;
    const Node& several = &single == &higher ? lower : higher;
    const Figure* const one = single.figures.empty() ? nullptr : &single.figures.front();
    const Figure* const other = one ? comparable(several, *one) : nullptr;
    const Arg lowerName{"lower", either(lower.name, language)}, higherName{"higher", either(higher.name, language)};
    if (!other)
        return Error{Errc::InvalidArgument, "traceability.not-comparable", {lowerName, higherName}, {}};
    const Figure &above = &single == &higher ? *one : *other, &below = &single == &higher ? *other : *one;
    if (std::fabs(below.quantity->si()) > std::fabs(above.quantity->si()))
        return std::nullopt;
    return Error{Errc::InvalidArgument,
                 "traceability.not-larger",
                 {lowerName, {"lower-figure", below.text}, higherName, {"higher-figure", above.text}},
                 {}};
}

/// Bytes of the UTF-8 character at `at`, and its width in em: ideographs and full-width signs take one, the rest about half.
std::pair<std::size_t, double> characterAt(const std::string& text, std::size_t at)
{
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    const bool wide = lead >= 0xE3; // U+3000 on
    return {std::min(bytes, text.size() - at), wide ? 1.0 : 0.56};
}

/// Breaks at blanks, and between ideographs.
std::vector<std::string> wrapped(const std::string& text, double width)
{
    const double most = width / Graph::kFontSize;
    std::vector<std::string> lines;
    std::string line;
    double used = 0;
    std::size_t lastBlank = std::string::npos; // in `line`
    for (std::size_t at = 0; at < text.size();) {
        const auto [bytes, em] = characterAt(text, at);
        if (used + em > most && !line.empty()) {
            std::string rest;
            if (em < 1.0 && lastBlank != std::string::npos) {
                rest = line.substr(lastBlank + 1);
                line.resize(lastBlank);
            }
            lines.push_back(line);
            line = rest;
            used = 0;
            for (std::size_t i = 0; i < line.size();) {
                const auto [b, e] = characterAt(line, i);
                used += e;
                i += b;
            }
            lastBlank = std::string::npos;
        }
        if (text[at] == ' ')
            lastBlank = line.size();
        line += text.substr(at, bytes);
        used += em;
        at += bytes;
    }
    lines.push_back(line);
    return lines;
}

class Builder
{
public:
    explicit Builder(Language language) : m_language(language) {}

    /// Adds the boxes of a level side by side and gives their indices.
    std::vector<std::size_t> level(Level level, const std::vector<Node>& nodes)
    {
        std::vector<std::size_t> indices;
        double x = kMargin, tallest = 0;
        for (const auto& node : nodes) {
            Graph::Box box;
            box.level = level;
            for (std::size_t i = 0; i < node.lines.size(); ++i)
                for (auto& line : wrapped(node.lines[i], kBoxWidth - 2 * Graph::kPadding)) {
                    box.lines.push_back(std::move(line));
                    box.bold.push_back(i == 0);
                }
            box.x = x;
            box.y = m_y;
            box.width = kBoxWidth;
            box.height = static_cast<double>(box.lines.size()) * Graph::kLineHeight + 2 * Graph::kPadding;
            x += kBoxWidth + kGapBetween;
            tallest = std::max(tallest, box.height);
            indices.push_back(m_graph.boxes.size());
            m_graph.boxes.push_back(std::move(box));
        }
        if (!nodes.empty()) {
            m_graph.width = std::max(m_graph.width, x - kGapBetween + kMargin);
            m_y += tallest + kGapLevels;
            m_graph.height = m_y - kGapLevels + kMargin;
        }
        return indices;
    }

    void arrow(std::size_t from, std::size_t to, const Text& method, const Node& higher, const Node& lower)
    {
        Graph::Arrow arrow{from, to, wrapped(either(method, m_language), kBoxWidth), false, 0, 0, 0, 0};
        if (auto found = objection(higher, lower, m_language)) {
            arrow.flagged = true;
            m_graph.findings.push_back(*std::move(found));
        }
        m_graph.arrows.push_back(std::move(arrow));
    }

    void finding(const char* key, const Node& own)
    {
        m_graph.findings.push_back({Errc::NotFound, key, {{"standard", either(own.name, m_language)}}, {}});
    }

    Graph finish()
    {
        for (const auto level : {Level::Higher, Level::Own, Level::Served}) {
            double left = m_graph.width, right = 0;
            for (const auto& box : m_graph.boxes)
                if (box.level == level) {
                    left = std::min(left, box.x);
                    right = std::max(right, box.x + box.width);
                }
            for (auto& box : m_graph.boxes)
                if (box.level == level)
                    box.x += (m_graph.width - (right - left)) / 2 - left;
        }
        for (auto& arrow : m_graph.arrows) {
            const auto &from = m_graph.boxes[arrow.from], &to = m_graph.boxes[arrow.to];
            arrow.x1 = from.x + from.width / 2;
            arrow.y1 = from.y + from.height;
            arrow.x2 = to.x + to.width / 2;
            arrow.y2 = to.y;
        }
        return std::move(m_graph);
    }

private:
    Language m_language;
    Graph m_graph;
    double m_y = kMargin;
};

std::vector<Node> nodesOf(const Json& table, Language language)
{
    std::vector<Node> nodes;
    for (const auto& row : table.asArray())
        nodes.push_back(nodeOf(row, language));
    return nodes;
}

} // namespace

Result<TraceabilityGraph> traceabilityGraph(const registry::Entity& standard, Language language)
{
    if (standard.kind != "measurement-standard")
        return Error{Errc::InvalidArgument, "traceability.wrong-kind", {{"kind", standard.kind}}, {}};
    const auto higher = nodesOf(standard.value("upper-standards"), language);
    const auto own = ownNode(standard, language);
    const auto served = nodesOf(standard.value("instruments-served"), language);
    Builder builder(language);
    const auto above = builder.level(Level::Higher, higher);
    const auto self = builder.level(Level::Own, {own}).front();
    const auto below = builder.level(Level::Served, served);
    for (std::size_t i = 0; i < above.size(); ++i)
        builder.arrow(above[i], self, higher[i].method, higher[i], own);
    for (std::size_t i = 0; i < below.size(); ++i)
        builder.arrow(self, below[i], served[i].method, own, served[i]);
    if (higher.empty())
        builder.finding("traceability.nothing-above", own);
    if (served.empty())
        builder.finding("traceability.nothing-below", own);
    return builder.finish();
}

} // namespace cal::quality
