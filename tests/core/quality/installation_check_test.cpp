// SPDX-License-Identifier: GPL-3.0-or-later
// The compiled-in cases and vectors hold; a changed number, a damaged file or an old check does not.
#include "core/quality/installation_check.h"

#include "core/journal/memory_store.h"
#include "tests/support/source_files.h"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace cal;
using namespace cal::quality;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(CAL_SOURCE_DIR) / "resources/selfcheck";

std::map<std::string, std::string> cases()
{
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(kFolder / "uncertainty"))
        files[entry.path().stem().string()] = cal::test::readFile(entry.path());
    return files;
}

Json vectors()
{
    const auto json = Json::parse(cal::test::readFile(kFolder / "vectors.json"));
    REQUIRE(json);
    return *json;
}

InstallationCheck checkOf(const std::string& program, bool green)
{
    InstallationCheck check;
    check.program = program;
    check.station = "bench-1";
    check.parts = {checkPart("rounding")};
    check.parts[0].trials = {{"one", "", "1", green ? "1" : "2", {}, green}};
    return check;
}

} // namespace

TEST_CASE("every compiled-in uncertainty case holds to full digits", "[quality][selfcheck]")
{
    const auto part = checkUncertainty(cases());
    CHECK(part.trials.size() == 182);
    for (const auto& trial : part.trials) {
        INFO(trial.id << " expected " << trial.expected << " found " << trial.found);
        CHECK(trial.holds);
        CHECK_FALSE(trial.source.empty());
    }
    CHECK(part.green());
}

TEST_CASE("an uncertainty case that does not come out is red", "[quality][selfcheck]")
{
    auto files = cases();
    auto& text = files["ea402_s9_dmm"];
    const auto at = text.find("\"reference\": ");
    REQUIRE(at != std::string::npos);
    text.replace(at, 13, "\"reference\": 1");
    const auto changed = checkUncertainty({{"ea402_s9_dmm", text}});
    CHECK(changed.failed() == 1);
    CHECK_FALSE(changed.green());

    const auto garbage = checkUncertainty({{"a", "{"}, {"b", "{}"}, {"c", "null"}});
    CHECK(garbage.failed() == 3);
    CHECK_FALSE(checkUncertainty({}).green()); // nothing tried shows nothing
}

TEST_CASE("every vector of rounding, decision and verification holds", "[quality][selfcheck]")
{
    const auto parts = checkVectors(vectors());
    REQUIRE(parts);
    REQUIRE(parts->size() == 3);
    for (const auto& part : *parts)
        for (const auto& trial : part.trials) {
            INFO(part.id << " " << trial.id << ": expected " << trial.expected << ", found " << trial.found);
            CHECK(trial.holds);
        }
}

TEST_CASE("a wrong or damaged vector is seen", "[quality][selfcheck]")
{
    for (const char* list : {"rounding", "decision", "transfer"}) {
        INFO(list);
        auto wrong = vectors();
        Json::Array entries = wrong[list].asArray();
        entries[0]["expect"] = std::string_view(list) == "rounding" ? Json(Json::Object{{"value", "1"}}) : Json("undecided");
        entries[1] = Json::Object{{"id", "garbage"}};
        wrong[list] = entries;
        const auto parts = checkVectors(wrong);
        REQUIRE(parts);
        std::size_t failed = 0;
        for (const auto& part : *parts)
            failed += part.failed();
        CHECK(failed == 2);
        wrong[list] = Json();
        CHECK(checkVectors(wrong).error().key == "selfcheck.vectors");
    }
    CHECK(checkVectors(Json()).error().key == "selfcheck.vectors");
}

TEST_CASE("work waits for a green check of this program on this workstation", "[quality][selfcheck]")
{
    SystemClock clock;
    journal::MemoryStore store(clock);
    const journal::Authorship by{"somebody", "bench-1", "calbench 1.0"};
    const auto gate = [&](const char* station, const char* program) -> std::string {
        const auto ready = requireChecked(store, station, program);
        return ready ? std::string() : ready.error().key;
    };
    CHECK(gate("bench-1", "calbench 1.0") == "installation.not-checked");
    REQUIRE(recordCheck(store, checkOf("calbench 1.0", false), by));
    CHECK(gate("bench-1", "calbench 1.0") == "installation.not-green");
    REQUIRE(recordCheck(store, checkOf("calbench 1.0", true), by));
    CHECK(gate("bench-1", "calbench 1.0").empty());
    CHECK(gate("bench-2", "calbench 1.0") == "installation.not-checked");
    CHECK(gate("bench-1", "calbench 1.1") == "installation.changed");
    REQUIRE(recordCheck(store, checkOf("calbench 1.0", false), by)); // the last one counts
    CHECK(gate("bench-1", "calbench 1.0") == "installation.not-green");

    const auto last = lastCheck(store, "bench-1");
    REQUIRE(last);
    REQUIRE(*last);
    const auto report = store.getBlob((*last)->report);
    REQUIRE(report);
    const auto read = Json::parse(*report);
    REQUIRE(read);
    CHECK((*read)["parts"].at(0)["trials"].at(0)["found"].asString() == "2");
    CHECK((*read)["green"] == Json(false));
}

TEST_CASE("the sample of the event is what is written", "[quality][selfcheck][events]")
{
    const auto sample =
        Json::parse(cal::test::readFile(std::filesystem::path(CAL_SOURCE_DIR) / "tests/data/events/v1/installation.checked.json"));
    REQUIRE(sample);
    auto check = checkOf("calbench 0.1.0", true);
    check.station = "bench-1";
    CHECK(check.eventBody(sha256("report")) == (*sample)["body"]);
    journal::Upcasters known;
    knowInstallationEvents(known);
    CHECK(known.knows((*sample)["type"].asString(), 1));
}
