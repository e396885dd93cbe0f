// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/described.h"
#include "tests/support/registry_bench.h"

using namespace cal;
using namespace cal::registry;
using cal::test::keyOf;
using cal::test::RegistryBench;

TEST_CASE("the demonstration laboratory's entities are registered together", "[registry]")
{
    RegistryBench bench;
    const auto laboratory = Json::parse(cal::test::readFile(std::string(CAL_SOURCE_DIR) + "/resources/demo/laboratory.json"));
    REQUIRE(laboratory);
    const auto refs = addDescribed(bench.registry, (*laboratory)["entities"]);
    INFO((refs ? std::string() : refs.error().key + " " + refs.error().context));
    REQUIRE(refs);
    const auto calibrator = bench.registry.get(refs->at("asset-5522a"));
    REQUIRE(calibrator);
    CHECK(calibrator->text("serial") == "SIM5522-001");
    CHECK(calibrator->text("owner") == refs->at("org-body").text());
    CHECK(*bench.registry.resolve("asset", "DEMO-A-0001") == refs->at("asset-34401a"));
    CHECK(bench.store.checkProjections()->empty());
}

TEST_CASE("a description that does not hold together registers nothing", "[registry]")
{
    for (const auto& [text, key] : std::vector<std::pair<const char*, const char*>>{
             {R"([{"kind":"location","ref":"a","values":{"name":"A"}},{"kind":"location","ref":"a","values":{"name":"B"}}])",
              "registry.ref-twice"},
             {R"([{"kind":"location","values":{"name":"A","parent":"$ref:b"}}])", "registry.unknown-ref"},
             {R"([{"kind":"location","values":{"name":"A"}},{"kind":"spaceship","values":{}}])", "registry.unknown-kind"},
             {R"([7])", "registry.unknown-kind"},
             {R"([{"kind":"location"}])", "registry.missing"}}) {
        RegistryBench bench;
        INFO(text);
        const auto done = bench.store.together([&, json = *Json::parse(text)]() -> Result<void> {
            const auto refs = addDescribed(bench.registry, json);
            return refs ? Result<void>() : Result<void>(refs.error());
        });
        CHECK(keyOf(done) == key);
        CHECK(bench.store.tail(0, 10)->empty());
        CHECK(bench.registry.list("location")->empty());
    }
}
