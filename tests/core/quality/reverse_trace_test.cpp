// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of sessions and points, the way back from a standard found out, and the letters it calls for.
#include "core/journal/memory_store.h"
#include "core/quality/recall_letters.h"
#include "core/session/trace_projection.h"
#include "tests/support/trace_builder.h"

#include <catch2/catch.hpp>

using namespace cal;
using namespace cal::quality;
using conformity::Verdict;

namespace {

const journal::Authorship kBy{"person-1", "bench-1", "test"};
const std::string kAsset = "0192f3a4-0000-7000-8000-0000000000a1", kOther = "0192f3a4-0000-7000-8000-0000000000a2";

class SteppingClock final : public Clock
{
public:
    UtcTime at = *parseRfc3339("2026-03-01T08:00:00Z");
    Timestamp now() override
    {
        at += std::chrono::seconds(1);
        return {at, {}};
    }
};

struct Laboratory {
    SteppingClock clock;
    journal::MemoryStore store{clock, 7, {session::traceProjection()}};
    IdMaker ids{clock, 3};
    support::TraceBuilder build;

    journal::StreamId begin(const std::string& customer, const std::string& rule = "jjf1094")
    {
        const auto id = ids.make();
        append(id, {session::SetUpFrozen::kType, 2, build.setUpBody(customer, "S-" + id.text().substr(24), rule)});
        return id;
    }
    void append(const journal::StreamId& id, const journal::NewEvent& event)
    {
        const auto done = store.append(id, store.head(id)->seq, std::vector{event}, kBy);
        if (!done)
            INFO(done.error().key);
        REQUIRE(done.has_value());
    }
    void judge(const journal::StreamId& id, const support::TracedPoint& point)
    {
        append(id, {session::PointJudged::kType, 2, build.judgedBody(point)});
    }
    ReverseTrace trace(const std::string& shift, std::optional<std::string> range = {})
    {
        FoundError found;
        found.asset = kAsset;
        found.from = *parseRfc3339("2026-01-01T00:00:00Z");
        found.to = *parseRfc3339("2027-01-01T00:00:00Z");
        found.shift = *units::Quantity::parse(shift);
        if (range) {
            const auto parsed = parseRange(*range);
            REQUIRE(parsed.has_value());
            found.range = *parsed;
        }
        const auto result = reverseTrace(store, found);
        if (!result)
            INFO(result.error().key);
        REQUIRE(result.has_value());
        return *result;
    }
};

support::TracedPoint on(const std::string& asset, const std::string& error = "0.0001")
{
    support::TracedPoint point;
    point.asset = asset;
    point.calibration = "calibration-1";
    point.error = error;
    return point;
}

std::int64_t integer(const journal::Cell& cell)
{
    return std::get<std::int64_t>(cell);
}

std::string text(const journal::Cell& cell)
{
    const auto* const found = std::get_if<std::string>(&cell);
    return found ? *found : std::string{};
}

} // namespace

TEST_CASE("a session is one row, kept up by its events", "[quality][trace]")
{
    namespace s = session::sessions_table;
    Laboratory lab;
    const auto id = lab.begin("甲公司");
    const auto row = [&] { return **lab.store.row(s::kName, id.text()); };
    CHECK(text(row()[s::CustomerZh]) == "甲公司");
    CHECK(text(row()[s::Procedure]) == "dmm-dc-voltage");
    CHECK(text(row()[s::State]) == "open");
    CHECK(integer(row()[s::Judged]) == 0);
    lab.judge(id, on(kAsset));
    CHECK(integer(row()[s::Judged]) == 1);
    CHECK(text(row()[s::Overall]) == "pass");
    auto failed = on(kAsset, "0.0009");
    failed.point = "1V+100%";
    failed.verdict = "fail";
    lab.judge(id, failed);
    CHECK(text(row()[s::Overall]) == "fail");
    failed.attempt = 2;
    failed.verdict = "undecided";
    lab.judge(id, failed);
    CHECK(integer(row()[s::Judged]) == 2); // the same point again
    CHECK(text(row()[s::Overall]) == "undecided");
    journal::RowQuery query;
    query.table = session::points_table::kName;
    query.all = {{"counts", journal::Condition::Op::Equal, std::int64_t{1}}};
    CHECK(lab.store.rows(query)->rows.size() == 2);
    const auto differences = lab.store.checkProjections();
    REQUIRE(differences.has_value());
    CHECK(differences->empty());
}

TEST_CASE("a body that a list cannot read changes nothing and is no error", "[quality][trace]")
{
    Laboratory lab;
    const auto id = lab.ids.make();
    for (const auto& body : {Json(), Json(7), Json("x"), Json(Json::Array{Json(1)}), Json(Json::Object{{"result", Json::Array{}}})}) {
        lab.append(id, {session::PointJudged::kType, 2, body});
        lab.append(id, {session::SetUpFrozen::kType, 2, body});
        lab.append(id, {session::EnvironmentRecorded::kType, 1, body});
    }
}

TEST_CASE("results are shifted through the sensitivity and judged again by the frozen rule", "[quality][trace]")
{
    Laboratory lab;
    const auto a = lab.begin("甲公司"), b = lab.begin("乙公司"), c = lab.begin("丙公司", "none");
    lab.judge(a, on(kAsset));            // E 100 µV, MPE 400 µV, U 50 µV
    lab.judge(b, on(kAsset, "-0.0003")); // nearer to the lower limit
    lab.judge(c, on(kAsset));            // no rule agreed
    lab.judge(a, on(kOther));            // another standard
    SECTION("a small finding changes no verdict")
    {
        const auto trace = lab.trace("10 uV");
        REQUIRE(trace.passes.size() == 2);
        CHECK(trace.passes[0].shifted == *Decimal::parse("0.00009")); // E = X − S: the standard gave 10 µV more than was believed
        CHECK(trace.passes[1].shifted == *Decimal::parse("-0.00031"));
        CHECK(trace.notJudged.size() == 1);
        CHECK(trace.undecided.empty());
        CHECK(trace.fails.empty());
    }
    SECTION("a large one makes a result fail")
    {
        const auto trace = lab.trace("150 uV");
        REQUIRE(trace.fails.size() == 1);
        CHECK(trace.fails[0].session == b.text());
        CHECK(trace.fails[0].before == Verdict::Pass);
        CHECK(trace.fails[0].after == Verdict::Fail);
        CHECK(trace.fails[0].shownUncertainty() == "0.000050");
        CHECK(trace.passes.size() == 1);
        CHECK(trace.sessions.at(b.text()).customer.zh == "乙公司");
        CHECK(trace.points() == 3);
        REQUIRE(trace.toJson().canonical().has_value());
    }
    SECTION("relative to the value of the standard")
    {
        const auto trace = lab.trace("15 ppm"); // of 10 V
        REQUIRE(trace.fails.size() == 1);
        CHECK(trace.fails[0].shifted == *Decimal::parse("-0.00045"));
    }
    SECTION("only where the range is concerned")
    {
        CHECK(lab.trace("150 uV", "1 V..5 V").points() == 0);
        CHECK(lab.trace("150 uV", "5 V..10 V").points() == 3);
    }
    SECTION("of another kind of quantity")
    {
        FoundError found;
        found.asset = kAsset;
        found.from = *parseRfc3339("2026-01-01T00:00:00Z");
        found.to = *parseRfc3339("2027-01-01T00:00:00Z");
        found.shift = *units::Quantity::parse("1 ohm");
        CHECK(reverseTrace(lab.store, found).error().key == "unit.mismatch");
    }
}

TEST_CASE("a guarded rule finds the results that are now undecided", "[quality][trace]")
{
    Laboratory lab;
    const auto id = lab.begin("甲公司");
    auto point = on(kAsset, "0.0001");
    point.uncertainty = "0.0002"; // above MPEV/3: guarded
    lab.judge(id, point);
    const auto trace = lab.trace("-150 uV");
    REQUIRE(trace.undecided.size() == 1);
    CHECK(trace.undecided[0].shifted == *Decimal::parse("0.00025"));
}

TEST_CASE("only the attempt that counts, and the unit in which the point is printed", "[quality][trace]")
{
    Laboratory lab;
    const auto id = lab.begin("甲公司");
    auto point = on(kAsset, "0.1");
    point.unit = "mV";
    point.uncertainty = "0.05";
    point.mpe = "0.4";
    lab.judge(id, point);
    point.attempt = 2;
    point.error = "0.2";
    lab.judge(id, point);
    const auto trace = lab.trace("-100 uV");
    REQUIRE(trace.points() == 1);
    REQUIRE(trace.passes.size() == 1);
    CHECK(trace.passes[0].shifted == *Decimal::parse("0.3"));
}

TEST_CASE("results of a program that did not name its standards are not taken for those of one", "[quality][trace]")
{
    Laboratory lab;
    const auto id = lab.begin("甲公司");
    auto point = on(kAsset);
    point.withoutStandard = true;
    lab.judge(id, point);
    CHECK(lab.trace("1 mV").points() == 0);
    CHECK(integer((**lab.store.row(session::sessions_table::kName, id.text()))[session::sessions_table::Judged]) == 1);
}

TEST_CASE("a letter goes to each customer whose result no longer holds, in both languages, as a draft", "[quality][trace]")
{
    Laboratory lab;
    lab.judge(lab.begin("甲公司"), on(kAsset));
    lab.judge(lab.begin("乙公司"), on(kAsset, "-0.0003"));
    std::ifstream file(std::string(CAL_SOURCE_DIR) + "/resources/i18n/messages/quality.tsv");
    std::ostringstream table;
    table << file.rdbuf();
    MessageCatalog words;
    REQUIRE(words.add(table.str()).has_value());
    const auto letters = recallLetters(lab.trace("150 uV"), {"演示实验室", "Demonstration Laboratory"}, "E-0007", words);
    REQUIRE(letters.size() == 1);
    CHECK(letters[0].customer.zh == "乙公司");
    const auto& letter = letters[0].text;
    CHECK(letter.rfind("草稿", 0) == 0);
    CHECK(letter.find("DRAFT") != std::string::npos);
    CHECK(letter.find("-0.00045") != std::string::npos);
    CHECK(letter.find("E-0007") != std::string::npos);
    CHECK(letter.find("2026-01-01 to 2026-12-31") != std::string::npos); // both days included
    CHECK(letter.find('{') == std::string::npos);                        // every place is filled in
    CHECK(recallLetters(lab.trace("1 uV"), {}, "E-0007", words).empty());
}

TEST_CASE("ranges are two quantities in order", "[quality][trace]")
{
    CHECK(parseRange("-2.5 V..10 V").has_value());
    CHECK(parseRange("10 V..1 V").error().key == "trace.range");
    CHECK(parseRange("10 V").error().key == "trace.range");
    CHECK(parseRange("1 V..1 A").error().key == "unit.mismatch");
    CHECK_FALSE(parseRange("..").has_value());
    CHECK_FALSE(parseRange("").has_value());
}

TEST_CASE("a found error has a unit and days in order", "[quality][trace]")
{
    const auto read = [](const char* shift, const char* from, const char* to) {
        return foundErrorOf("id", shift, from, to, "", std::chrono::hours(8));
    };
    const auto found = read("60 ppm", "2026-06-01", "2026-06-01");
    REQUIRE(found);
    CHECK(found->from == *parseRfc3339("2026-05-31T16:00:00Z"));
    CHECK(found->to == *parseRfc3339("2026-06-01T16:00:00Z")); // the last day is in it
    CHECK(read("60", "2026-06-01", "2026-06-02").error().key == "trace.shift-unit");
    CHECK(read("60 ppm", "", "2026-06-02").error().key == "trace.no-from");
    CHECK(read("60 ppm", "2026-06-02", "2026-06-01").error().key == "trace.dates");
    CHECK_FALSE(read("60 ppm", "June", "2026-06-01"));
}
