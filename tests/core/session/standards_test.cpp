// SPDX-License-Identifier: GPL-3.0-or-later
// Standards of the register: what a calibration gives on a day, every reason to refuse, proposals, and what a set-up freezes.
#include "core/session/proposal.h"
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace cal::session::test {

namespace {

units::Quantity q(std::string_view text)
{
    return *units::Quantity::parse(text);
}

CivilDate day(std::string_view iso)
{
    return *parseIsoDate(iso, std::chrono::minutes{480});
}

CalibrationValue row(const Json::Object& members)
{
    auto json = Json::Object{{"quantity", "dc-voltage"}, {"k", "2"}};
    for (const auto& [key, value] : members)
        json.insert_or_assign(key, value);
    const auto read = CalibrationValue::fromJson(json);
    REQUIRE(read.has_value());
    return *read;
}

/// The calibrator of the fake bench, in order on 2026-11-23.
StandardAsset calibrator()
{
    StandardAsset asset;
    asset.id = "asset-1";
    asset.number = "E-0007";
    asset.serial = "SIM5522-001";
    asset.manufacturer = "Fluke";
    asset.model = "5522A";
    asset.name = {"多功能校准源", "multifunction calibrator"};
    asset.definition = "fluke-5522a";
    asset.state = "in-use";
    asset.usable = true;
    Calibration calibration;
    calibration.id = "calibration-1";
    calibration.head = std::string(64, 'a');
    calibration.asset = asset.id;
    calibration.certificate = "DCdy2026-00017";
    calibration.calibratedOn = "2026-05-01";
    calibration.validUntil = "2027-04-30";
    calibration.state = "valid";
    asset.calibrations = {calibration};
    return asset;
}

MeasurementStandard established()
{
    MeasurementStandard standard;
    standard.id = "standard-1";
    standard.code = "15014112";
    standard.name = {"直流电压标准装置", "DC voltage standard"};
    standard.usable = true;
    standard.certificateNumber = "[2024]国量标浙证字第001号";
    standard.certificateUntil = "2029-01-31";
    standard.authorisationUntil = "2028-06-30";
    standard.regulations = {{"JJG 315-1983", "verification"}};
    standard.devices = {"asset-1"};
    return standard;
}

Purpose onTheDay(bool verification = false)
{
    Purpose purpose;
    purpose.day = "2026-11-23";
    purpose.performer = "person-1";
    purpose.order = "O-1";
    purpose.procedure = "dmm-dc-voltage";
    purpose.verification = verification;
    purpose.basis = {"JJG 315-1983《直流数字电压表检定规程》", "JJG 315-1983, Verification Regulation of DC Digital Voltmeters"};
    purpose.authorisedPeople = [](const std::string&) -> Result<int> { return 2; };
    return purpose;
}

std::vector<std::string> keysOf(const std::vector<Error>& errors)
{
    std::vector<std::string> keys;
    for (const auto& error : errors)
        keys.push_back(error.key);
    return keys;
}

} // namespace

TEST_CASE("a calibration gives value, U and drift on a day, exactly", "[session][standards]")
{
    Calibration calibration;
    calibration.certificate = "C-1";
    calibration.calibratedOn = "2025-11-23";
    const auto nominal = q("10 V");
    SECTION("a value of its own with a linear drift")
    {
        calibration.values = {row({{"nominal", "10 V"},
                                   {"value", "10.000012 V"},
                                   {"u", "8 uV"},
                                   {"drift", "linear"},
                                   {"drift-rate", "3 uV"},
                                   {"drift-half-width", "1 uV"}})};
        const auto* const found = calibration.covering("dc-voltage", nominal);
        REQUIRE(found);
        const auto values = valuesOn(calibration, *found, nominal, day("2026-11-23"));
        REQUIRE(values.has_value());
        CHECK((*values)["years"].asString() == "0.9993"); // 365 days of 365.25
        CHECK(q((*values)["value"].asString()).number == *Decimal::parse("10.0000149979"));
        CHECK(q((*values)["U"].asString()).si() == Approx(8e-6));
        CHECK(q((*values)["drift"].asString()).si() == Approx(0.9993e-6));
        CHECK((*values)["range"].asString() == "10 V");
    }
    SECTION("a correction over a range, U with a relative part, k of 3")
    {
        calibration.values = {row({{"low", "0 V"},
                                   {"high", "11 V"},
                                   {"correction", "-2 uV"},
                                   {"u", "3 uV"},
                                   {"u-relative", "1.2 ppm"},
                                   {"k", "3"},
                                   {"drift", "none"}})};
        const auto* const found = calibration.covering("dc-voltage", nominal);
        REQUIRE(found);
        const auto expanded = expandedAt(calibration, *found, nominal);
        REQUIRE(expanded.has_value());
        CHECK(expanded->si() == Approx(10e-6)); // (3 + 12) µV · 2/3
        const auto values = valuesOn(calibration, *found, nominal, day("2026-11-23"));
        REQUIRE(values.has_value());
        CHECK(q((*values)["correction"].asString()).si() == Approx(-2e-6));
        CHECK(q((*values)["drift"].asString()).si() == 0);
    }
    SECTION("what is unknown is never zero")
    {
        calibration.values = {row({{"nominal", "10 V"}, {"value", "10 V"}}), row({{"nominal", "1 V"}, {"u", "1 uV"}}),
                              row({{"nominal", "5 V"}, {"value", "5 V"}, {"u", "1 uV"}})};
        CHECK(expandedAt(calibration, calibration.values[0], nominal).error().key == "calibration.no-uncertainty");
        CHECK(valuesOn(calibration, calibration.values[1], q("1 V"), day("2026-11-23")).error().key == "calibration.no-value");
        const auto noDrift = valuesOn(calibration, calibration.values[2], q("5 V"), day("2026-11-23"));
        REQUIRE(noDrift.has_value());
        CHECK_FALSE(noDrift->contains("drift"));
        CHECK(calibration.covering("dc-voltage", q("2 V")) == nullptr); // nothing is interpolated
        CHECK(calibration.covering("dc-voltage", q("10 A")) == nullptr);
    }
    SECTION("after an adjustment the values as left count")
    {
        calibration.values = {row({{"nominal", "10 V"}, {"value", "10.001 V"}, {"set", "as-found"}}),
                              row({{"nominal", "10 V"}, {"value", "10.000 V"}, {"set", "as-left"}})};
        CHECK(calibration.covering("dc-voltage", nominal)->value->text() == "10.000 V");
    }
}

TEST_CASE("calibration values come from CSV, and garbage names its place", "[session][standards]")
{
    const auto values = calibrationValuesFromCsv("quantity,nominal,value,u,k,drift\ndc-voltage,10 V,10.000012 V,8 uV,2,none\n");
    REQUIRE(values.has_value());
    CHECK(values->size() == 1);
    CHECK(values->at(0)["value"].asString() == "10.000012 V");
    const auto keyOf = [](std::string_view text) {
        const auto read = calibrationValuesFromCsv(text);
        return read ? std::string("read") : read.error().key;
    };
    CHECK(keyOf("") == "calibration.no-rows");
    CHECK(keyOf("quantity,nominal\n") == "calibration.no-rows");
    CHECK(keyOf("quantity,colour\ndc-voltage,red\n") == "calibration.column");
    CHECK(keyOf("quantity,nominal\n,10 V\n") == "calibration.value");
    CHECK(keyOf("quantity,nominal\ndc-voltage,ten volts\n") == "calibration.value");
    CHECK(keyOf("quantity,k\ndc-voltage,-2\n") == "calibration.value");
    CHECK(keyOf("quantity,drift\ndc-voltage,sometimes\n") == "calibration.value");
    CHECK(keyOf("quantity,nominal\ndc-voltage,\"10 V\n") == "table.open-quote");
    CHECK(keyOf(std::string_view("\xff\x00\xfe", 3)) == "table.not-utf8");
    CHECK(calibrationValuesFromCsv("quantity,k\ndc-voltage,2\ndc-voltage,x\n").error().context == "CSV:3");
}

TEST_CASE("every reason to refuse a standard is said, and a good one is not refused", "[session][standards][refusals]")
{
    struct Row {
        const char* what;
        bool verification;
        std::function<void(StandardAsset&, MeasurementStandard&, Purpose&)> spoil;
        std::vector<std::string> keys;
    };
    const std::vector<Row> table = {
        {"in order", false, [](auto&, auto&, auto&) {}, {}},
        {"in order for verification", true, [](auto&, auto&, auto&) {}, {}},
        {"quarantined", false, [](auto& a, auto&, auto&) { a.state = "quarantined", a.usable = false; }, {"standard.state"}},
        {"never calibrated", false, [](auto& a, auto&, auto&) { a.calibrations.clear(); }, {"standard.no-calibration"}},
        {"overdue", false, [](auto& a, auto&, auto&) { a.calibrations[0].validUntil = "2026-11-22"; }, {"standard.overdue"}},
        {"last day", false, [](auto& a, auto&, auto&) { a.calibrations[0].validUntil = "2026-11-23"; }, {}},
        {"validity unknown", false, [](auto& a, auto&, auto&) { a.calibrations[0].validUntil.clear(); }, {"standard.validity-unknown"}},
        {"certificate of tomorrow",
         false,
         [](auto& a, auto&, auto&) { a.calibrations[0].calibratedOn = "2026-11-24"; },
         {"standard.not-yet-valid"}},
        {"withdrawn", false, [](auto& a, auto&, auto&) { a.calibrations[0].state = "withdrawn"; }, {"standard.withdrawn"}},
        {"superseded", false, [](auto& a, auto&, auto&) { a.calibrations[0].state = "superseded"; }, {"standard.superseded"}},
        {"booked by another",
         false,
         [](auto& a, auto&, auto&) {
             a.bookings = {{"2026-11-20", "2026-11-23", "person-2", "O-2"}};
         },
         {"standard.booked"}},
        {"booked by oneself",
         false,
         [](auto& a, auto&, auto&) {
             a.bookings = {{"2026-11-20", "2026-11-23", "person-1", ""}};
         },
         {}},
        {"booked for this order",
         false,
         [](auto& a, auto&, auto&) {
             a.bookings = {{"2026-11-20", "2026-11-23", "person-2", "O-1"}};
         },
         {}},
        {"booked for another day",
         false,
         [](auto& a, auto&, auto&) {
             a.bookings = {{"2026-11-24", "2026-11-25", "person-2", ""}};
         },
         {}},
        {"check overdue",
         false,
         [](auto& a, auto&, auto&) {
             a.checks = {{"2026-11-01", "pass"}};
         },
         {"standard.check-overdue"}},
        {"check out of limits",
         false,
         [](auto& a, auto&, auto&) {
             a.checks = {{"2027-11-01", "fail"}};
         },
         {"standard.check-out-of-limits"}},
        {"no measurement standard", true, [](auto&, auto& s, auto&) { s.devices.clear(); }, {"standard.not-established"}},
        {"no assessment certificate", true, [](auto&, auto& s, auto&) { s.certificateNumber.clear(); }, {"standard.assessment-missing"}},
        {"assessment expired", true, [](auto&, auto& s, auto&) { s.certificateUntil = "2026-11-22"; }, {"standard.assessment-expired"}},
        {"assessment expired, calibration", false, [](auto&, auto& s, auto&) { s.certificateUntil = "2026-11-22"; }, {}},
        {"authorisation unknown",
         true,
         [](auto&, auto& s, auto&) { s.authorisationUntil.clear(); },
         {"standard.body-authorisation-unknown"}},
        {"authorisation expired",
         true,
         [](auto&, auto& s, auto&) { s.authorisationUntil = "2026-01-01"; },
         {"standard.body-authorisation-expired"}},
        {"another regulation",
         true,
         [](auto&, auto& s, auto&) {
             s.regulations = {{"JJG 315-19830", "verification"}};
         },
         {"standard.regulation-not-served"}},
        {"calibration only",
         true,
         [](auto&, auto& s, auto&) { s.regulations[0].operation = "calibration"; },
         {"standard.regulation-not-served"}},
        {"suspended", true, [](auto&, auto& s, auto&) { s.usable = false; }, {"standard.suspended"}},
        {"one person",
         true,
         [](auto&, auto&, auto& p) { p.authorisedPeople = [](const std::string&) -> Result<int> { return 1; }; },
         {"standard.too-few-people"}},
        {"nobody is known", true, [](auto&, auto&, auto& p) { p.authorisedPeople = {}; }, {"standard.too-few-people"}},
        {"two reasons",
         false,
         [](auto& a, auto&, auto&) { a.usable = false, a.calibrations[0].validUntil = "2026-01-01"; },
         {"standard.state", "standard.overdue"}},
    };
    for (const auto& entry : table) {
        INFO(entry.what);
        auto asset = calibrator();
        auto standard = established();
        auto purpose = onTheDay(entry.verification);
        entry.spoil(asset, standard, purpose);
        std::string used;
        const auto list = refusals(asset, {{asset}, {standard}}, purpose, used);
        REQUIRE(list.has_value());
        CHECK(keysOf(*list) == entry.keys);
        CHECK(used == (standard.devices.empty() ? "" : "standard-1"));
    }
}

TEST_CASE("a newer valid calibration takes the place of an older one", "[session][standards]")
{
    auto asset = calibrator();
    auto future = asset.calibrations[0];
    future.id = "calibration-2";
    future.calibratedOn = "2026-12-01";
    asset.calibrations.insert(asset.calibrations.begin(), future);
    CHECK(asset.calibrationOn("2026-11-23")->id == "calibration-1");
    CHECK(asset.calibrationOn("2026-12-02")->id == "calibration-2");
}

TEST_CASE("the regulation of a procedure is found by its whole number", "[session][standards]")
{
    const Text basis{"JJG 315-1983《直流数字电压表》", "JJG 315-1983"};
    CHECK(namesRegulation(basis, "JJG 315-1983"));
    CHECK(namesRegulation(basis, "JJG315-1983"));
    CHECK_FALSE(namesRegulation(basis, "JJG 15-1983"));
    CHECK_FALSE(namesRegulation(basis, "JJG 315-198"));
    CHECK_FALSE(namesRegulation(basis, "315-1983"));
    CHECK_FALSE(namesRegulation(basis, ""));
}

TEST_CASE("the binder proposes from the register, the usable first, each refusal with its reason", "[session][standards][bind]")
{
    const auto calibratorDefinition = support::shippedDefinition("fluke-5522a");
    const auto meter = support::shippedDefinition("hp-34401a");
    auto bad = calibrator();
    bad.id = "asset-0";
    bad.number = "E-0001";
    bad.calibrations[0].validUntil = "2026-01-01";
    const auto known = [&](const std::string& id) { return id == "fluke-5522a" ? &calibratorDefinition : nullptr; };
    const auto proposals = propose(shippedProcedure("dmm-dc-voltage"), {{bad, calibrator()}, {established()}}, onTheDay(), known, &meter);
    REQUIRE(proposals.has_value());
    REQUIRE(proposals->size() == 1);
    const auto& candidates = proposals->front().candidates;
    REQUIRE(candidates.size() == 2);
    CHECK(candidates[0].asset == "asset-1");
    CHECK(candidates[0].ok());
    CHECK(candidates[0].measurementStandard == "standard-1");
    for (const auto& point : candidates[0].binding.points) {
        CHECK_FALSE(point.uncertainty.empty());
        CHECK_FALSE(point.ratio.empty());
    }
    CHECK_FALSE(candidates[1].ok());
    CHECK(keysOf(candidates[1].refusals) == std::vector<std::string>{"standard.overdue"});
    REQUIRE(candidates[0].toJson().canonical().has_value());
}

TEST_CASE("a set-up freezes asset, calibration and its hash; results name them", "[session][standards]")
{
    Rig rig;
    const auto procedure = dmmWith({"10V+100%"}, 3);
    const StandardsOnHand onHand{{calibrator()}, {established()}};
    auto request = rig.request(procedure);
    request.clock = &rig.clock;
    request.onHand = &onHand;
    SECTION("usable: it runs, and the point says what it rests on")
    {
        const auto setUp = prepare(request, {});
        if (!setUp)
            INFO(told(setUp.error()));
        REQUIRE(setUp.has_value());
        const auto* const used = setUp->standard("standard");
        REQUIRE(used);
        CHECK(used->asset == "asset-1");
        CHECK(used->calibration == "calibration-1");
        CHECK(used->calibrationHead == std::string(64, 'a'));
        CHECK(used->certificate == "DCdy2026-00017");
        CHECK(used->measurementStandard == "standard-1");
        rig.control.confirmHighVoltage();
        int asked = 0;
        auto services = rig.services();
        services.standardsUsable = [&](const SetUp& now) {
            ++asked;
            return stillUsable(now, onHand, onTheDay());
        };
        const auto outcome = run(*setUp, &rig.bench, std::nullopt, services, rig.control);
        REQUIRE(outcome.has_value());
        CHECK(asked == 1);
        const auto& restsOn = outcome->record.points[0].counting()->result->restsOn;
        REQUIRE(restsOn.size() == 1);
        CHECK(restsOn[0].input == "Vs");
        CHECK(restsOn[0].asset == "asset-1");
        CHECK(restsOn[0].calibration == "calibration-1");
        CHECK(restsOn[0].sensitivity == -1);
        CHECK(restsOn[0].range.find(" V") != std::string::npos);
        CHECK(outcome->record.setUp.standard("standard")->calibrationHead == std::string(64, 'a'));
    }
    SECTION("overdue: refused, and shown where it is asked for")
    {
        auto spoilt = onHand;
        spoilt.assets[0].calibrations[0].validUntil = "2026-11-01";
        request.onHand = &spoilt;
        CHECK(prepare(request, {}).error().key == "standard.overdue");
        request.showRefusals = true;
        const auto shown = prepare(request, {});
        REQUIRE(shown.has_value());
        CHECK(shown->bindings.front().firstRefusal()->reason.key == "standard.overdue");
        CHECK(run(*shown, &rig.bench, std::nullopt, rig.services(), rig.control).error().key == "standard.overdue");
    }
    SECTION("an instrument that the register does not know")
    {
        auto other = onHand;
        other.assets[0].serial = "another";
        request.onHand = &other;
        CHECK(prepare(request, {}).error().key == "standard.not-registered");
    }
    SECTION("between set-up and start the standard was quarantined, or calibrated anew")
    {
        const auto setUp = prepare(request, {});
        REQUIRE(setUp.has_value());
        auto now = onHand;
        auto services = rig.services();
        services.standardsUsable = [&](const SetUp& frozen) { return stillUsable(frozen, now, onTheDay()); };
        now.assets[0].usable = false;
        CHECK(run(*setUp, &rig.bench, std::nullopt, services, rig.control).error().key == "standard.state");
        now = onHand;
        now.assets[0].calibrations[0].head = std::string(64, 'b');
        CHECK(run(*setUp, &rig.bench, std::nullopt, services, rig.control).error().key == "standard.calibration-changed");
    }
}

} // namespace cal::session::test
