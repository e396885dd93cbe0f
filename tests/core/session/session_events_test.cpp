// SPDX-License-Identifier: GPL-3.0-or-later
// Every event body goes to JSON and back, and the samples of every version are read for ever.
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>

namespace cal::session::test {

namespace {

/// Decodes by type and encodes again; the canonical bytes, or the error's key.
Result<std::string> throughBody(const std::string& type, const Json& body)
{
    std::optional<Result<std::string>> result;
    const auto as = [&]<class Body>(const Body*) {
        if (type != Body::kType)
            return;
        const auto decoded = Body::fromJson(body);
        result = decoded ? decoded->toJson().canonical() : Result<std::string>(decoded.error());
    };
    const auto all = [&]<class... Bodies>(const Bodies*... bodies) { (as(bodies), ...); };
    all(static_cast<const SetUpFrozen*>(nullptr), static_cast<const EnvironmentRecorded*>(nullptr),
        static_cast<const EnvironmentSampled*>(nullptr), static_cast<const ConditioningChecked*>(nullptr),
        static_cast<const Adjusted*>(nullptr), static_cast<const PointStarted*>(nullptr), static_cast<const InstrumentCommanded*>(nullptr),
        static_cast<const ReadingTaken*>(nullptr), static_cast<const AttemptEnded*>(nullptr), static_cast<const PointJudged*>(nullptr),
        static_cast<const SafeStateEntered*>(nullptr), static_cast<const Paused*>(nullptr), static_cast<const Continued*>(nullptr),
        static_cast<const PromptAnswered*>(nullptr), static_cast<const Noted*>(nullptr), static_cast<const ClockWentBack*>(nullptr),
        static_cast<const HighVoltageConfirmed*>(nullptr), static_cast<const Stopped*>(nullptr), static_cast<const Aborted*>(nullptr),
        static_cast<const Resumed*>(nullptr), static_cast<const Sealed*>(nullptr));
    if (!result)
        return Error{Errc::NotFound, "no such type", {}, {}};
    return *result;
}

} // namespace

TEST_CASE("one sample of every version of every session event is read", "[session][events]")
{
    const int version = GENERATE(1, 2);
    const std::string name = "tests/data/events/v" + std::to_string(version) + "/";
    const std::filesystem::path folder = CAL_SOURCE_DIR + std::string("/") + name;
    REQUIRE(std::filesystem::is_directory(folder));
    std::set<std::string> seen;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().filename().string().rfind("session.", 0) != 0)
            continue;
        INFO(entry.path().string());
        const auto sample = Json::parse(support::sourceFile(name + entry.path().filename().string()));
        REQUIRE(sample.has_value());
        const std::string type = (*sample)["type"].asString();
        CHECK((*sample)["v"].asInt() == version);
        CHECK(entry.path().stem().string() == type);
        const auto again = throughBody(type, (*sample)["body"]);
        if (!again)
            INFO(told(again.error()));
        REQUIRE(again.has_value());
        auto expected = (*sample)["body"];
        if (type == SetUpFrozen::kType) // the documents are blobs and come back without their digest
            for (const auto& [place, definition] : expected["definitions"].asObject()) {
                Json copy = definition;
                copy["document"] = Json();
                expected["definitions"][place] = copy;
            }
        CHECK(*again == *expected.canonical());
        seen.insert(type);
    }
    journal::Upcasters known;
    knowSessionEvents(known);
    for (const auto& type : seen) {
        INFO(type);
        CHECK(known.newest(type) == (type == SetUpFrozen::kType || type == PointJudged::kType ? 2 : 1));
    }
    CHECK(seen.size() == (version == 1 ? 21 : 2));
}

TEST_CASE("garbage in place of a body is an error, never a guess", "[session][events]")
{
    const std::filesystem::path folder = std::string(CAL_SOURCE_DIR) + "/tests/data/events/v1";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().filename().string().rfind("session.", 0) != 0)
            continue;
        const auto sample = Json::parse(support::sourceFile("tests/data/events/v1/" + entry.path().filename().string()));
        REQUIRE(sample.has_value());
        const std::string type = (*sample)["type"].asString();
        INFO(type);
        CHECK_FALSE(throughBody(type, Json()).has_value());
        CHECK_FALSE(throughBody(type, Json("text")).has_value());
        CHECK_FALSE(throughBody(type, Json(Json::Array{})).has_value());
        CHECK_FALSE(throughBody(type, Json(Json::Object{})).has_value());
        for (const auto& [key, value] : (*sample)["body"].asObject()) {
            Json wrong = (*sample)["body"];
            wrong[key] = Json(Json::Array{Json(Json::Object{{"x", "y"}}), Json(7)});
            const auto again = throughBody(type, wrong);
            // Either refused, or a member that is read leniently and does not come back as the garbage it was.
            if (again) {
                INFO(key);
                CHECK(*again != *wrong.canonical());
            }
        }
    }
}

TEST_CASE("what instruments say may be no text and is journalled all the same", "[session][events]")
{
    const std::string noise("\xff\x00\xfe\n", 4);
    ReadingTaken taken;
    taken.point = "10V";
    taken.reading.index = 1;
    taken.reading.quantity = "indication";
    taken.reading.value = equipment::Scalar{Decimal(1), *units::Unit::parse("V")};
    taken.reading.source = "driver";
    taken.reading.rawReply = noise;
    REQUIRE(taken.toJson().canonical().has_value());
    const auto again = ReadingTaken::fromJson(taken.toJson());
    REQUIRE(again.has_value());
    CHECK(again->reading.rawReply == noise);
    AttemptEnded ended{"10V", 1, "failed", Error{Errc::InstrumentError, "instrument.garbage", {{"reply", noise}}, noise}, {}};
    CHECK(ended.toJson().canonical().has_value());
}

} // namespace cal::session::test
