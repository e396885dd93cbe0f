// SPDX-License-Identifier: GPL-3.0-or-later
// Bench files: what is read, and each mistake with its own error.
#include "instruments/bench_file.h"
#include "tests/instruments/support.h"

#include <catch2/catch.hpp>

namespace {

using cal::Json;
using cal::instruments::BenchFile;

cal::Error benchError(const Json& description)
{
    static const auto library = cal::test::definitions();
    const auto bench = BenchFile::parse(description, library);
    INFO(description.pretty());
    REQUIRE(!bench);
    return bench.error();
}

cal::Error damagedBench(const std::function<void(Json&)>& damage)
{
    auto bench = cal::test::demoBench();
    damage(bench);
    return benchError(bench);
}

Json wire(const char* from, const char* to)
{
    return Json(Json::Object{{"from", Json(from)}, {"to", Json(to)}});
}

} // namespace

TEST_CASE("the built-in bench is read", "[instruments][bench]")
{
    const auto library = cal::test::definitions();
    const auto bench = BenchFile::parse(cal::test::demoBench(), library);
    REQUIRE(bench);
    CHECK(!bench->name.zh.empty());
    CHECK(!bench->name.en.empty());
    REQUIRE(bench->places.size() == 3);
    CHECK(bench->places[1].name == "item");
    CHECK(bench->places[1].definition->id == "hp-34401a");
    CHECK(bench->places[1].simulated);
    REQUIRE(bench->wires.size() == 1);
    CHECK(bench->wires[0].from == "standard");
    CHECK(bench->timeScale > 1);
}

TEST_CASE("wires in a circle are refused and the path is named", "[instruments][bench]")
{
    const auto error = damagedBench([](Json& b) { b["wires"].push(wire("item.output", "standard.input")); });
    CHECK(error.code == cal::Errc::InvalidArgument);
    CHECK(error.key == "bench.cycle");
    CHECK(error.arg("path") == "standard → item → standard");
    CHECK(damagedBench([](Json& b) { b["wires"] = Json(Json::Array{wire("item.output", "item.input")}); }).arg("path") == "item → item");
    CHECK(damagedBench([](Json& b) {
              b["wires"] = Json(Json::Array{wire("standard.output", "item.input"), wire("item.output", "environment.input"),
                                            wire("environment.output", "item.input")});
          }).key == "bench.cycle");
}

TEST_CASE("missing instruments are named", "[instruments][bench]")
{
    const auto wired = damagedBench([](Json& b) { b["wires"].push(wire("standard.output", "second.input")); });
    CHECK(wired.key == "bench.missing-instrument");
    CHECK(wired.arg("place") == "second");
    CHECK(damagedBench([](Json& b) { b["places"]["item"] = Json(); }).key == "bench.missing-instrument");
    CHECK(damagedBench([](Json& b) { b["places"]["item"] = Json(Json::Object{}); }).arg("place") == "item");
    CHECK(damagedBench([](Json& b) { b["places"]["item"]["simulated"] = Json(true); }).key == "bench.missing-instrument"); // at no resource
    const auto unknown = damagedBench([](Json& b) { b["places"]["item"]["definition"] = Json("acme-9000"); });
    CHECK(unknown.code == cal::Errc::NotFound);
    CHECK(unknown.key == "bench.unknown-definition");
    CHECK(unknown.arg("definition") == "acme-9000");
}

TEST_CASE("other mistakes in a bench file name the field", "[instruments][bench]")
{
    const auto field = [](const std::function<void(Json&)>& damage) {
        const auto error = damagedBench(damage);
        CHECK(error.code == cal::Errc::ParseError);
        return error.key == "bench.invalid" ? std::string(error.arg("field")) : error.key;
    };
    CHECK(field([](Json& b) { b["format"] = Json("calbench-bench/9"); }) == "format");
    CHECK(field([](Json& b) { b["plaices"] = Json(1); }) == "plaices");
    CHECK(field([](Json& b) { b["places"] = Json(Json::Object{}); }) == "places");
    CHECK(field([](Json& b) { b["time-scale"] = Json(-1); }) == "time-scale");
    CHECK(field([](Json& b) { b["time-scale"] = Json("fast"); }) == "time-scale");
    CHECK(field([](Json& b) { b["places"]["item"]["resorce"] = Json("x"); }) == "places.item.resorce");
    CHECK(field([](Json& b) { b["places"]["item"]["resource"] = Json("x"); }) == "resource.syntax");
    CHECK(field([](Json& b) { b["places"]["item"]["resource"] = Json(5); }) == "places.item.resource");
    CHECK(field([](Json& b) { b["places"]["item"]["serial"] = Json(5); }) == "places.item.serial");
    CHECK(field([](Json& b) { b["places"]["item"]["simulated"] = Json("yes"); }) == "places.item.simulated");
    CHECK(field([](Json& b) { b["places"]["item"]["simulated"]["seed"] = Json("x"); }) == "places.item.simulated.seed");
    CHECK(field([](Json& b) { b["places"]["item"]["simulated"]["sede"] = Json(1); }) == "places.item.simulated.sede");
    CHECK(field([](Json& b) { b["places"]["item"]["simulated"]["port"] = Json(70000); }) == "places.item.simulated.port");
    CHECK(field([](Json& b) { b["places"]["item"]["simulated"]["error-fraction"] = Json("-1"); }) ==
          "places.item.simulated.error-fraction");
    CHECK(field([](Json& b) { b["places"]["item"]["timeout-seconds"] = Json(0); }) == "places.item.timeout-seconds");
    CHECK(field([](Json& b) { b["wires"] = Json("x"); }) == "wires");
    CHECK(field([](Json& b) { b["wires"].push(wire("standard", "item.input")); }) == "wires[1].from");
    CHECK(field([](Json& b) { b["wires"].push(wire("standard.output", "item.output")); }) == "wires[1].to");
    CHECK(field([](Json& b) { b["wires"].push(wire("environment.output", "item.input")); }) == "wires[1].from");
    CHECK(field([](Json& b) { b["wires"].push(wire("standard.output", "item.input")); }) == "wires[1].to");
    CHECK(damagedBench([](Json& b) { b["places"]["item"]["simulated"]["faults"].push(Json("boom")); }).key == "simulator.fault-unknown");
    CHECK(benchError(Json()).key == "bench.invalid");
    CHECK(benchError(Json("x")).key == "bench.invalid");
}
