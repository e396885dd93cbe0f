// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 4180 and what spreadsheets and accidents make of it.
#include "core/base/csv.h"

#include <catch2/catch.hpp>

#include <random>

using cal::CsvRow;
using cal::readCsv;

namespace {

std::vector<CsvRow> csvRows(std::string_view text)
{
    auto rows = readCsv(text, 1000);
    INFO(text);
    REQUIRE(rows);
    return *rows;
}

std::string csvErrorKey(std::string_view text)
{
    const auto rows = readCsv(text, 1000);
    INFO(text);
    REQUIRE(!rows);
    return rows.error().key;
}

} // namespace

TEST_CASE("tables by RFC 4180", "[csv]")
{
    const auto rows = csvRows("id,nominal\r\na,1 V\n\"b,\"\"2\"\"\n\", -3 V \n\n");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].cells[1].text == "nominal");
    CHECK(rows[1].cells[1].text == "1 V");
    CHECK(rows[2].cells[0].text == "b,\"2\"\n");
    CHECK(rows[2].cells[1].text == "-3 V");
    CHECK(rows[2].line == 3);
    CHECK(rows[2].cells[1].line == 4); // the quoted cell held a line break
}

TEST_CASE("cells know line and column in characters", "[csv]")
{
    const auto rows = csvRows("\xEF\xBB\xBFid,µ,x\n10 µV,,3");
    CHECK(rows[0].cells[0].text == "id"); // no byte order mark left
    CHECK(rows[0].cells[2].column == 6);
    CHECK(rows[1].cells[1].text.empty());
    CHECK(rows[1].cells[2].line == 2);
    CHECK(rows[1].cells[2].column == 8);
}

TEST_CASE("a table without rows is empty", "[csv]")
{
    CHECK(csvRows("").empty());
    CHECK(csvRows("\n\r\n").empty());
}

TEST_CASE("broken tables name the place", "[csv]")
{
    CHECK(csvErrorKey("a,b\n1\n") == "table.width");
    CHECK(csvErrorKey("a,b\n1,2,3\n") == "table.width");
    CHECK(csvErrorKey("a\n\"never closed\n") == "table.open-quote");
    CHECK(csvErrorKey("a\nx\"y\n") == "table.stray-quote");
    CHECK(csvErrorKey("a\n\"x\"y\n") == "table.stray-quote");
    CHECK(csvErrorKey("a\n\xB5V\n") == "table.not-utf8"); // Latin-1
    CHECK(csvErrorKey(std::string("\xFF\xFE"
                                  "a\0",
                                  4)) == "table.not-utf8"); // UTF-16
    CHECK(csvErrorKey(std::string("a\0b", 3)) == "table.not-utf8");
    const auto rows = readCsv("id,n\nx,1\ny,2,3\n", 1000);
    REQUIRE(!rows);
    CHECK(rows.error().arg("line") == "3");
    CHECK(rows.error().arg("have") == "3");
    CHECK(rows.error().arg("want") == "2");
}

TEST_CASE("the number of rows is limited, the head row apart", "[csv]")
{
    CHECK(readCsv("id\n1\n2\n", 2));
    const auto rows = readCsv("id\n1\n2\n3\n", 2);
    REQUIRE(!rows);
    CHECK(rows.error().key == "table.too-many-rows");
}

TEST_CASE("random bytes give rows or an error, never a crash", "[csv]")
{
    std::mt19937 random(20261123);
    const std::string alphabet = ",\"\n\r \tab1\xC2\xB5";
    int read = 0;
    for (int i = 0; i < 5000; ++i) {
        std::string text(random() % 40, ' ');
        for (auto& c : text)
            c = alphabet[random() % alphabet.size()];
        if (const auto rows = readCsv(text, 5)) {
            ++read;
            for (const auto& row : *rows)
                CHECK(row.cells.size() == rows->front().cells.size());
        }
    }
    CHECK(read > 100);
    CHECK(read < 4900);
}
