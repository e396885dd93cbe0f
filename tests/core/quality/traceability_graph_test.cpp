// SPDX-License-Identifier: GPL-3.0-or-later
// The traceability graph: boxes, arrows, layout, what is flagged, and its SVG.
#include "core/quality/traceability_graph.h"

#include <catch2/catch.hpp>

using namespace cal;
using namespace cal::quality;

namespace {

Json box(const std::string& name, const std::string& indicator, const std::string& value, const std::string& k = {})
{
    Json json = Json::Object{{"name", Text{name, name + " (en)"}},
                             {"range", "0.1 V … 1000 V"},
                             {"indicator", indicator},
                             {"value", value},
                             {"method", Text{"直接测量法", "direct measurement"}}};
    if (!k.empty())
        json["k"] = k;
    return json;
}

registry::Entity standard(const std::string& own = "20 ppm")
{
    registry::Entity entity;
    entity.kind = "measurement-standard";
    entity.values = {
        {"name", Text{"直流电压标准装置", "DC voltage standard"}},
        {"code", "15014112"},
        {"characteristics",
         Json::Array{Json(Json::Object{
             {"quantity", "dc-voltage"}, {"low", "0.1 V"}, {"high", "1000 V"}, {"indicator", "u"}, {"value", own}, {"k", "2"}})}},
        {"upper-standards", Json::Array{box("直流电压社会公用计量标准", "u", "3 ppm", "2")}},
        {"instruments-served", Json::Array{box("数字多用表", "mpe", "±50 ppm"), box("数字电压表", "mpe", "±100 ppm")}}};
    return entity;
}

std::vector<std::string> findings(const registry::Entity& entity)
{
    const auto graph = traceabilityGraph(entity, Language::Chinese);
    REQUIRE(graph.has_value());
    std::vector<std::string> keys;
    for (const auto& finding : graph->findings)
        keys.push_back(finding.key);
    return keys;
}

} // namespace

TEST_CASE("a sound chain has three levels that do not overlap and nothing flagged", "[quality][traceability]")
{
    const auto graph = traceabilityGraph(standard(), Language::Chinese);
    REQUIRE(graph.has_value());
    CHECK(graph->findings.empty());
    REQUIRE(graph->boxes.size() == 4);
    REQUIRE(graph->arrows.size() == 3);
    CHECK(graph->boxes[0].y + graph->boxes[0].height < graph->boxes[1].y);
    CHECK(graph->boxes[1].y + graph->boxes[1].height < graph->boxes[2].y);
    CHECK(graph->boxes[2].x + graph->boxes[2].width < graph->boxes[3].x);
    for (const auto& one : graph->boxes) {
        CHECK(one.x >= 0);
        CHECK(one.x + one.width <= graph->width);
        CHECK(one.y + one.height <= graph->height);
    }
    CHECK(graph->boxes[1].lines.front() == "直流电压标准装置");
}

TEST_CASE("a lower figure that is not larger, or cannot be compared, is flagged", "[quality][traceability]")
{
    CHECK(findings(standard("3 ppm")) == std::vector<std::string>{"traceability.not-larger"});
    CHECK(findings(standard("60 ppm")) ==
          std::vector<std::string>{"traceability.not-larger"}); // the meter below is better than the standard
    CHECK(findings(standard("0.5 mg")).size() == 3);
    CHECK(findings(standard("0.5 mg")).front() == "traceability.not-comparable");
    auto alone = standard();
    alone.values.erase("upper-standards");
    alone.values.erase("instruments-served");
    CHECK(findings(alone) == std::vector<std::string>{"traceability.nothing-above", "traceability.nothing-below"});
    auto threefold = standard("4 ppm"); // k = 2, above 3 ppm with k = 3, which is 2 ppm
    threefold.values["upper-standards"] = Json::Array{box("上级", "u", "3 ppm", "3")};
    CHECK(findings(threefold).empty());
}

TEST_CASE("garbage in the tables gives a graph with findings, not a crash; another kind is refused", "[quality][traceability]")
{
    auto broken = standard();
    broken.values["upper-standards"] = Json("none");
    broken.values["characteristics"] = Json::Array{Json(7), Json()};
    broken.values["instruments-served"] = Json::Array{Json(Json::Object{{"name", Json::Array{}}, {"value", "\x01<&\">"}})};
    const auto graph = traceabilityGraph(broken, Language::English);
    REQUIRE(graph.has_value());
    const auto svg = toSvg(*graph);
    CHECK(svg.find("&lt;&amp;&quot;&gt;") != std::string::npos);
    CHECK(svg.find('\x01') == std::string::npos);
    registry::Entity asset;
    asset.kind = "asset";
    CHECK(traceabilityGraph(asset, Language::English).error().key == "traceability.wrong-kind");
}

TEST_CASE("the SVG holds every box, line and method", "[quality][traceability]")
{
    const auto graph = traceabilityGraph(standard("3 ppm"), Language::English);
    REQUIRE(graph.has_value());
    const auto svg = toSvg(*graph);
    for (const auto& one : graph->boxes)
        for (const auto& line : one.lines)
            CHECK(svg.find(">" + line + "<") != std::string::npos);
    CHECK(svg.find("direct measurement") != std::string::npos);
    CHECK(svg.find("stroke-dasharray") != std::string::npos);
    CHECK(svg.rfind("<?xml", 0) == 0);
}
