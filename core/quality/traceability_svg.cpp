// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/traceability_graph.h"

#include <cstdio>

namespace cal::quality {

namespace {

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0x20) // XML 1.0 knows no other control
                result += c;
        }
    }
    return result;
}

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string textAt(double x, double y, std::string_view text, const char* attributes)
{
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + attributes + ">" + escaped(text) + "</text>\n";
}

std::string boxSvg(const TraceabilityGraph::Box& box)
{
    const bool own = box.level == TraceabilityGraph::Level::Own;
    std::string svg = "<rect x=\"" + number(box.x) + "\" y=\"" + number(box.y) + "\" width=\"" + number(box.width) + "\" height=\"" +
                      number(box.height) + "\" fill=\"" + (own ? "#eef3f8" : "#ffffff") + "\" stroke=\"#1f3a56\" stroke-width=\"" +
                      (own ? "2.5" : "1.2") + "\"/>\n";
    for (std::size_t i = 0; i < box.lines.size(); ++i)
        svg += textAt(box.x + box.width / 2,
                      box.y + TraceabilityGraph::kPadding + (static_cast<double>(i) + 0.72) * TraceabilityGraph::kLineHeight, box.lines[i],
                      box.bold[i] ? "text-anchor=\"middle\" font-weight=\"bold\"" : "text-anchor=\"middle\"");
    return svg;
}

/// Down, across, down: the label stands beside the lower vertical, where no other line runs.
std::string arrowSvg(const TraceabilityGraph::Arrow& arrow, double bend)
{
    std::string svg = "<path d=\"M " + number(arrow.x1) + " " + number(arrow.y1) + " V " + number(bend) + " H " + number(arrow.x2) + " V " +
                      number(arrow.y2 - 2) + "\" fill=\"none\" stroke=\"#1f3a56\" stroke-width=\"1.4\"" +
                      (arrow.flagged ? " stroke-dasharray=\"6 4\"" : "") + " marker-end=\"url(#head)\"/>\n";
    return svg;
}

} // namespace

std::string toSvg(const TraceabilityGraph& graph)
{
    std::string svg = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"" +
                      number(graph.width) + "\" height=\"" + number(graph.height) + "\" viewBox=\"0 0 " + number(graph.width) + " " +
                      number(graph.height) +
                      "\" font-family=\"Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, sans-serif\" font-size=\"" +
                      number(TraceabilityGraph::kFontSize) +
                      "\" fill=\"#14202c\">\n"
                      "<defs><marker id=\"head\" markerWidth=\"10\" markerHeight=\"8\" refX=\"8\" refY=\"4\" orient=\"auto\">"
                      "<path d=\"M 0 0 L 9 4 L 0 8 z\" fill=\"#1f3a56\"/></marker></defs>\n<rect width=\"100%\" height=\"100%\" "
                      "fill=\"#ffffff\"/>\n";
    for (const auto& arrow : graph.arrows) {
        const bool fromHigher = graph.boxes[arrow.from].level == TraceabilityGraph::Level::Higher;
        // The bend lies near the own standard, so that the method stands beside the line that belongs to it alone.
        const double bend = fromHigher ? arrow.y2 - 20 : arrow.y1 + 20;
        svg += arrowSvg(arrow, bend);
        const double x = fromHigher ? arrow.x1 : arrow.x2;
        double y = fromHigher ? arrow.y1 + 24 : bend + 22;
        for (std::size_t i = 0; i < arrow.lines.size(); ++i) {
            const std::string line = (i == 0 && arrow.flagged ? "⚠ " : "") + arrow.lines[i];
            svg += textAt(x + 8, y, line, "font-size=\"12.5\"");
            y += 17;
        }
    }
    for (const auto& box : graph.boxes)
        svg += boxSvg(box);
    return svg + "</svg>\n";
}

} // namespace cal::quality
