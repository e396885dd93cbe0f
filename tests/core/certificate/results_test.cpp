// SPDX-License-Identifier: GPL-3.0-or-later
// Results tables: the record's printed texts, unchanged, in the right columns and groups.
#include "core/certificate/results.h"

#include "tests/support/record_builder.h"

#include <catch2/catch.hpp>

namespace {

std::vector<std::string> columnIds(const cal::certificate::Table& table)
{
    std::vector<std::string> out;
    for (const auto& column : table.columns)
        out.push_back(column.id);
    return out;
}

} // namespace

TEST_CASE("Every printed figure of the record stands in the table as it is", "[certificate]")
{
    const auto record = cal::support::dmmRecord();
    const auto tables = cal::certificate::resultTables(record);
    REQUIRE(tables.size() == 2);
    CHECK(columnIds(tables[0]) == std::vector<std::string>{"reference", "indication", "error", "mpe", "u", "verdict"});
    CHECK(tables[0].columns[0].unit == "mV");
    CHECK(tables[1].columns[0].unit == "V");
    CHECK(tables[0].title.zh == "校准结果");
    CHECK(tables[1].title.empty()); // goes on under the same title
    CHECK(tables[0].columns[4].head.zh == "U (k = 2)");
    CHECK(tables[0].columns[5].head == cal::Text{"结论（JJF 1094）", "Verdict (JJF 1094)"});

    std::size_t point = 0;
    for (const auto& table : tables)
        for (const auto& row : table.rows) {
            const auto& expected = record.points.at(point++);
            const auto& result = *expected.attempts.back().result;
            CHECK(row.point == expected.point.id);
            CHECK(row.cells == std::vector<std::string>{result.printedReference, result.printedIndication, result.printedError,
                                                        result.printedMpe, result.printedU, "pass"});
        }
    CHECK(point == record.points.size());
}

TEST_CASE("Rows are grouped by range with the specification of each", "[certificate]")
{
    const auto tables = cal::certificate::resultTables(cal::support::dmmRecord());
    REQUIRE(tables[0].groups.size() == 1);
    CHECK(tables[0].groups[0].title == cal::Text{"量程 100 mV", "Range 100 mV"});
    REQUIRE(tables[1].groups.size() == 4);
    CHECK(tables[1].groups[1].title.en == "Range 10 V");
    CHECK(tables[1].groups[1].first == 4);
    CHECK(tables[1].groups[2].first == 12);
    CHECK(tables[1].groups[1].note.en == "Specification 34401A, 1 a, 10 V: 35 ppm + 5 ppm of range");
    CHECK(tables[0].groups[0].note.zh == "技术指标 34401A, 1 a, 100 mV: 50 ppm + 35 ppm of range");
    CHECK(tables[0].notes.empty());

    // Several ranges under one specification: it stands once, below the table.
    auto record = cal::support::dmmRecord();
    for (auto& point : record.points)
        point.attempts.back().result->mpeSource = "JJF 1587-2016, table 3";
    const auto same = cal::certificate::resultTables(record);
    CHECK(same[1].groups[1].note.empty());
    CHECK(same[1].notes.front().en == "Specification JJF 1587-2016, table 3");
}

TEST_CASE("S9: no MPE, no verdict, no groups, k = 1.65 in the head", "[certificate]")
{
    const auto tables = cal::certificate::resultTables(cal::support::s9Record());
    REQUIRE(tables.size() == 1);
    CHECK(columnIds(tables[0]) == std::vector<std::string>{"reference", "indication", "error", "u"});
    CHECK(tables[0].columns[3].head.en == "U (k = 1.65)");
    CHECK(tables[0].rows.at(0).cells == std::vector<std::string>{"100.0", "100.1", "0.10", "0.05"});
    CHECK(tables[0].groups.empty());
}

TEST_CASE("Different k get a column, different nominal values too, sections are named", "[certificate]")
{
    auto record = cal::support::dmmRecord();
    record.points[3].attempts.back().result->printedK = "2.05";
    record.points[3].attempts.back().result->reference = cal::support::decimal("-99.9998");
    record.points[1].point.section = "as-left";
    const auto tables = cal::certificate::resultTables(record);
    CHECK(columnIds(tables[0]) == std::vector<std::string>{"nominal", "reference", "indication", "error", "mpe", "u", "k", "verdict"});
    CHECK(tables[0].columns[5].head.en == "Uncertainty U");
    CHECK(tables[0].rows[3].cells[6] == "2.05");
    REQUIRE(tables[0].groups.size() == 3);
    CHECK(tables[0].groups[0].title.zh == "调整前 · 量程 100 mV");
    CHECK(tables[0].groups[1].title.en == "As left · Range 100 mV");
}

TEST_CASE("Of several attempts the one that counts is printed", "[certificate]")
{
    auto record = cal::support::dmmRecord();
    auto& attempts = record.points[0].attempts;
    attempts.push_back(attempts.front());
    attempts.back().number = 2;
    attempts.back().result->printedError = "0.7777";
    auto failed = attempts.front();
    failed.number = 3;
    failed.outcome = "failed";
    failed.result.reset();
    attempts.push_back(failed);
    CHECK(cal::certificate::resultTables(record)[0].rows[0].cells[2] == "0.7777");
}

TEST_CASE("A record without points has no tables", "[certificate]")
{
    CHECK(cal::certificate::resultTables({}).empty());
}
