// SPDX-License-Identifier: GPL-3.0-or-later
// The traceability graph of a measurement standard (溯源框图, JJF 1033): higher standards, the standard, the instruments it serves, with
// range and U, MPE or class in each box and the method on each arrow. A plain value with its layout: the window and the SVG only paint it.
#pragma once

#include "core/base/text.h"
#include "core/registry/registry.h"

#include <string>
#include <vector>

namespace cal::quality {

/// Lengths in pixels, y downwards. The text of a box starts `kPadding` inside it, one line every `kLineHeight`.
struct TraceabilityGraph {
    static constexpr double kPadding = 12, kLineHeight = 20, kFontSize = 14;
    enum class Level { Higher, Own, Served };
    struct Box {
        Level level = Level::Own;
        std::vector<std::string> lines; ///< the first is the name
        std::vector<bool> bold;
        double x = 0, y = 0, width = 0, height = 0;
    };
    struct Arrow {
        std::size_t from = 0, to = 0;   ///< boxes: from the higher to the lower
        std::vector<std::string> lines; ///< the method
        bool flagged = false;           ///< the lower figure is not larger than the higher one, or they cannot be compared
        double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
    };
    std::vector<Box> boxes;
    std::vector<Arrow> arrows;
    /// "traceability.not-larger" {lower, lower-figure, higher, higher-figure}, "traceability.not-comparable" {lower, higher},
    /// "traceability.nothing-above" {standard}, "traceability.nothing-below" {standard}.
    std::vector<Error> findings;
    double width = 0, height = 0;
};

/// From an entity of kind "measurement-standard". Errors: InvalidArgument "traceability.wrong-kind" {kind}.
Result<TraceabilityGraph> traceabilityGraph(const registry::Entity& standard, Language language);

/// As SVG 1.1, UTF-8, self-contained.
std::string toSvg(const TraceabilityGraph& graph);

} // namespace cal::quality
