// SPDX-License-Identifier: GPL-3.0-or-later
// The standards on hand as the shipped kinds keep them in the register.
#include "core/journal/memory_store.h"
#include "core/session/proposal.h"
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <filesystem>

namespace cal::session::test {

namespace {

registry::Kinds shippedKinds()
{
    std::vector<Json> documents;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CAL_SOURCE_DIR) + "/resources/schemas/registry"))
        if (entry.path().extension() == ".json") {
            auto document = Json::parse(support::sourceFile("resources/schemas/registry/" + entry.path().filename().string()));
            INFO(entry.path().string());
            REQUIRE(document.has_value());
            documents.push_back(*std::move(document));
        }
    auto kinds = registry::Kinds::fromDocuments(documents);
    if (!kinds)
        INFO(told(kinds.error()));
    REQUIRE(kinds.has_value());
    return *std::move(kinds);
}

struct Register {
    support::TickingClock clock;
    registry::Kinds kinds = shippedKinds();
    journal::MemoryStore store{clock, {registry::registryProjection(kinds)}};
    registry::EverybodyMay everybody;
    registry::Registry registry{kinds, store, everybody, {"person-1", "bench-1", "test"}, clock};

    registry::Entity add(const char* kind, const Json::Object& values)
    {
        const auto entity = registry.add(kind, values);
        if (!entity)
            INFO(told(entity.error()));
        REQUIRE(entity.has_value());
        return *entity;
    }
    StandardsOnHand onHand()
    {
        const auto read = standardsOnHand(registry);
        if (!read)
            INFO(told(read.error()));
        REQUIRE(read.has_value());
        return *read;
    }
};

} // namespace

TEST_CASE("the audit trail lists the steps of a session, not what its instruments say", "[session][register]")
{
    Register r;
    const auto stream = IdMaker(r.clock).make();
    const std::vector<journal::NewEvent> events{{PointStarted::kType, 1, Json::Object{}},
                                                {InstrumentCommanded::kType, 1, Json::Object{}},
                                                {ReadingTaken::kType, 1, Json::Object{}},
                                                {EnvironmentSampled::kType, 1, Json::Object{}},
                                                {PointJudged::kType, 1, Json::Object{{"reason", "after a pause"}}}};
    REQUIRE(r.store.append(stream, 0, events, {"person-1", "bench-1", "test"}).has_value());
    journal::RowQuery query;
    query.table = "reg_changes";
    query.order = {{"seq", false}};
    const auto trail = r.store.rows(query);
    REQUIRE(trail.has_value());
    REQUIRE(trail->rows.size() == 2);
    const auto cell = [&](std::size_t row, const char* column) {
        return std::get<std::string>(trail->rows[row][*registry::trailShape().column(column)]);
    };
    CHECK(cell(0, "type") == PointStarted::kType);
    CHECK(cell(1, "type") == PointJudged::kType);
    CHECK(cell(1, "reason") == "after a pause");
}

TEST_CASE("assets, calibrations, measurement standards and bookings come from the register", "[session][standards][register]")
{
    Register r;
    const auto body = r.add("organisation", {{"name", Text{"某计量院", "Some Institute"}}, {"code", "ORG"}, {"role", "issuer"}});
    const auto model = r.add("model", {{"model", "5522A"},
                                       {"code", "fluke-5522a"},
                                       {"manufacturer", "Fluke"},
                                       {"name", Text{"多功能校准器", "calibrator"}},
                                       {"definition", "fluke-5522a"}});
    const auto asset = r.add("asset", {{"asset-number", "E-0007"},
                                       {"name", Text{"多功能校准器", "calibrator"}},
                                       {"model", model.id.text()},
                                       {"serial", "SIM5522-001"},
                                       {"owner", body.id.text()}});
    const Json values = Json::Array{Json::Object{
        {"quantity", "dc-voltage"}, {"nominal", "10 V"}, {"value", "10.00001 V"}, {"u", "8 uV"}, {"k", "2"}, {"drift", "none"}}};
    const auto calibration = r.add("calibration", {{"certificate-number", "DCdy2026-00017"},
                                                   {"asset", asset.id.text()},
                                                   {"issuer", body.id.text()},
                                                   {"calibrated-on", "2026-05-01"},
                                                   {"valid-until", "2027-04-30"},
                                                   {"values", values}});
    r.add("measurement-standard", {{"code", "MS-1"},
                                   {"name", Text{"直流电压标准装置", "DC voltage standard"}},
                                   {"main-devices", Json::Array{Json(asset.id.text())}},
                                   {"certificate-number", "[2024]001"},
                                   {"certificate-until", "2029-01-31"},
                                   {"regulations", Json::Array{Json::Object{{"number", "JJG 315-1983"}, {"operation", "verification"}}}}});

    auto onHand = r.onHand();
    REQUIRE(onHand.assets.size() == 1);
    const auto& found = onHand.assets.front();
    CHECK(found.shown() == "E-0007");
    CHECK(found.definition == "fluke-5522a");
    CHECK(found.model == "5522A");
    CHECK(found.usable);
    REQUIRE(found.calibrations.size() == 1);
    CHECK(found.calibrations[0].certificate == "DCdy2026-00017");
    CHECK(found.calibrations[0].issuer == "某计量院 / Some Institute");
    CHECK(found.calibrations[0].head == r.store.head(calibration.id)->head.hex());
    REQUIRE(found.calibrations[0].values.size() == 1);
    CHECK(found.calibrations[0].values[0].value->text() == "10.00001 V");
    REQUIRE(onHand.standards.size() == 1);
    CHECK(onHand.standards[0].devices == std::vector<std::string>{asset.id.text()});
    CHECK(onHand.standards[0].regulations[0].operation == "verification");
    CHECK(onHand.withSerial("SIM5522-001", "5522A") == &onHand.assets.front());
    CHECK(onHand.withSerial("SIM5522-001", "5500A") == nullptr);
    CHECK(onHand.withSerial("", "5522A") == nullptr);

    const auto superseded = r.registry.step(calibration.id, calibration.seq, "superseded", "new certificate");
    REQUIRE(superseded.has_value());
    const auto quarantined = r.registry.step(asset.id, asset.seq, "quarantined", "dropped");
    REQUIRE(quarantined.has_value());
    onHand = r.onHand();
    CHECK_FALSE(onHand.assets.front().usable);
    CHECK(onHand.assets.front().calibrations[0].state == "superseded");
}

TEST_CASE("calibration values that cannot be read are refused by the register's fields", "[session][standards][register]")
{
    Register r;
    const auto kind = r.kinds.find("calibration");
    REQUIRE(kind);
    const auto* const values = kind->field("values");
    REQUIRE(values);
    CHECK(registry::readField(*kind, *values, Json::Array{Json::Object{{"quantity", "dc-voltage"}, {"nominal", "10 V"}}}).has_value());
    CHECK_FALSE(registry::readField(*kind, *values, Json::Array{Json::Object{{"quantity", "dc-voltage"}, {"nominal", "ten"}}}).has_value());
    CHECK_FALSE(registry::readField(*kind, *values, Json::Array{Json::Object{{"quantity", "dc-voltage"}, {"drift", "maybe"}}}).has_value());
    CHECK_FALSE(registry::readField(*kind, *values, Json::Array{Json::Object{{"nominal", "10 V"}}}).has_value());
}

} // namespace cal::session::test
