// SPDX-License-Identifier: GPL-3.0-or-later
// Tables out and in again; and what comes from anybody: damaged archives, bombs, entities, formulas.
#include "core/base/zip.h"
#include "core/registry/table_file.h"
#include "tests/support/registry_bench.h"

#include <random>

using namespace cal;
using namespace cal::registry;
using cal::test::keyOf;

namespace {

const TextTable kTable{{{1, {"name", "value", "remark"}},
                        {2, {"数字多用表", "0.10", "a, \"b\"\nc"}},
                        {3, {"=1+1", "+10 V", "-5 degC"}},
                        {4, {"@SUM(A1)", "-2+3", "_x0041_"}},
                        {5, {"0010", "", "6901234567892"}}}};

/// The parts of the smallest XLSX file around a sheet's rows.
ZipFiles sheetFiles(const std::string& rows)
{
    return {
        {"xl/workbook.xml",
         R"(<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>)"},
        {"xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="rId1" Target="worksheets/s.xml"/></Relationships>)"},
        {"xl/styles.xml",
         R"(<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="171" formatCode="0.0&quot;day&quot;"/></numFmts>
              <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>)"},
        {"xl/sharedStrings.xml", R"(<sst><si><t>name</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>x</t></rPh></si></sst>)"},
        {"xl/worksheets/s.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}};
}

Result<TextTable> readSheet(const std::string& rows, const TableLimits& limits = {})
{
    return readTable(*writeZip(sheetFiles(rows)), limits);
}

std::string firstCell(const std::string& cell)
{
    const auto table = readSheet("<row>" + cell + "</row>");
    return table ? table->rows.front().cells.front() : table.error().key;
}

} // namespace

TEST_CASE("a table goes out and comes back, as CSV and as XLSX", "[registry][table]")
{
    for (const auto format : {TableFormat::Csv, TableFormat::Xlsx}) {
        const auto bytes = writeTable(kTable, format);
        REQUIRE(bytes);
        const auto again = readTable(*bytes);
        REQUIRE(keyOf(again).empty());
        REQUIRE(again->rows.size() == kTable.rows.size());
        for (std::size_t i = 0; i < kTable.rows.size(); ++i)
            CHECK(again->rows[i].cells == kTable.rows[i].cells);
    }
    CHECK(keyOf(writeTable({{{1, {"a"}}, {2, {std::string(40'000, 'x')}}}}, TableFormat::Xlsx)) == "table.cell-too-large");
}

TEST_CASE("no cell of ours becomes a formula", "[registry][table]")
{
    const auto csv = *writeTable(kTable, TableFormat::Csv);
    CHECK(csv.find("\n=1+1") == std::string::npos);
    CHECK(csv.find("'=1+1") != std::string::npos);
    CHECK(csv.find("'@SUM") != std::string::npos);
    CHECK(csv.find("'-2+3") != std::string::npos);
    CHECK(csv.find(",-5 degC") != std::string::npos);
    const auto parts = readZip(*writeTable(kTable, TableFormat::Xlsx));
    REQUIRE(parts);
    CHECK(parts->at("xl/worksheets/sheet1.xml").find("<f>") == std::string::npos);
}

TEST_CASE("cells of XLSX files of others", "[registry][table]")
{
    CHECK(firstCell(R"(<c r="A1" t="s"><v>1</v></c>)") == "rich");
    CHECK(firstCell(R"(<c r="A1" t="inlineStr"><is><t>in</t></is></c>)") == "in");
    CHECK(firstCell(R"(<c><v>1.1000000000000001</v></c>)") == "1.1");
    CHECK(firstCell(R"(<c><v>6901234567892</v></c>)") == "6901234567892");
    CHECK(firstCell(R"(<c s="1"><v>46349</v></c>)") == "2026-11-23");
    CHECK(firstCell(R"(<c s="2"><v>46349.5</v></c>)") == "2026-11-23T12:00:00");
    CHECK(firstCell(R"(<c s="2"><v>59</v></c>)") == "1900-02-28");
    CHECK(firstCell(R"(<c s="2"><v>60</v></c>)") == "60");
    CHECK(firstCell(R"(<c s="2"><v>61</v></c>)") == "1900-03-01");
    CHECK(firstCell(R"(<c s="3"><v>3</v></c>)") == "3");
    CHECK(firstCell(R"(<c t="b"><v>1</v></c>)") == "true");
    CHECK(firstCell(R"(<c t="e"><v>#N/A</v></c>)") == "#N/A");
    CHECK(firstCell(R"(<c t="str"><f>A2</f><v>text</v></c>)") == "text");
    CHECK(firstCell(R"(<c t="s"><v>9</v></c>)") == "table.not-xlsx");
    CHECK(firstCell(R"(<c t="s"><v>-1</v></c>)") == "table.not-xlsx");
    CHECK(firstCell(R"(<c r="ZZZZ1"><v>1</v></c>)") == "table.not-xlsx");
    CHECK(firstCell(R"(<c r="A1"><v>1</v>)") == "table.not-xlsx");
    const auto gaps = readSheet(R"(<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>2</v></c></row><row r="9"><c r="B9"><v>3</v></c></row>)");
    REQUIRE(gaps);
    CHECK(gaps->rows == std::vector<TextTable::Row>{{2, {"1", "", "2"}}, {9, {"", "3", ""}}});
    CHECK(keyOf(readSheet(R"(<row r="9"/><row r="2"/>)")) == "table.not-xlsx");
    CHECK(keyOf(readSheet(R"(<row><c r="A1"><v>1</v></c></row><row><c r="C2"><v>1</v></c></row>)")) == "table.width");
    CHECK(keyOf(readSheet("")) == "table.empty");
    CHECK(keyOf(readTable("")) == "table.empty");
}

TEST_CASE("what a spreadsheet from outside may cost is bounded", "[registry][table]")
{
    TableLimits small;
    small.rows = 3;
    small.columns = 4;
    small.cells = 8;
    small.cellBytes = 100;
    small.unpackedBytes = 100'000;
    const std::string cell = "<c><v>1</v></c>", row = "<row>" + cell + "</row>";
    CHECK(keyOf(readSheet(row + row + row + row + row, small)) == "table.too-many-rows");
    CHECK(keyOf(readSheet(R"(<row><c r="E1"><v>1</v></c></row>)", small)) == "table.too-many-columns");
    CHECK(keyOf(readSheet("<row>" + cell + cell + cell + cell + "</row>" + row + row, small)) == "table.too-many-cells");
    CHECK(keyOf(readSheet("<row><c t=\"str\"><v>" + std::string(101, 'x') + "</v></c></row>", small)) == "table.cell-too-large");
    CHECK(keyOf(readSheet("<row><c t=\"str\"><v>" + std::string(200'000, ' ') + "</v></c></row>", small)) == "zip.too-large");
    CHECK(keyOf(readTable("a,b\n1,2\n3,4\n5,6\n7,8\n", small)) == "table.too-many-cells");
    CHECK(keyOf(readTable("a\n1\n2\n3\n4\n", small)) == "table.too-many-rows");
    CHECK(keyOf(readTable("a,b,c,d,e\n", small)) == "table.too-many-columns");
    CHECK(keyOf(readTable("a\n" + std::string(101, 'x'), small)) == "table.cell-too-large");
    small.fileBytes = 9;
    CHECK(keyOf(readTable("a\n1\n2\n3\n4\n", small)) == "table.too-large");
    // A text of a megabyte in 200 000 cells would be 200 GB.
    auto files = sheetFiles("");
    files["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(1'000'000, 'x') + "</t></si></sst>";
    std::string rows;
    for (int i = 0; i < 1000; ++i)
        rows += "<row><c t=\"s\"><v>0</v></c></row>";
    files["xl/worksheets/s.xml"] = "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
    CHECK(keyOf(readTable(*writeZip(files))) == "table.too-large");
    // Four hundred million blanks, packed into some hundred kilobytes.
    files["xl/worksheets/s.xml"] = std::string(400'000'000, ' ');
    const auto bomb = writeZip(files);
    REQUIRE(bomb);
    CHECK(bomb->size() < 1'000'000);
    CHECK(keyOf(readTable(*bomb)) == "zip.too-large");
}

TEST_CASE("document types and entities are refused before the parser sees them", "[registry][table]")
{
    const std::string laughs = R"(<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>)";
    for (const auto* part :
         {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/s.xml"}) {
        INFO(part);
        auto files = sheetFiles("<row><c><v>1</v></c></row>");
        files[part] = laughs + "<x>&b;</x>";
        CHECK(keyOf(readTable(*writeZip(files))) == "table.active-content");
        files[part] = R"(<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>)";
        CHECK(keyOf(readTable(*writeZip(files))) == "table.active-content");
        // A declared encoding does not hide it: +ADw-! is <! in UTF-7.
        files[part] = R"(<?xml version="1.0" encoding="UTF-7"?>+ADw-!DOCTYPE x+AD4-<x/>)";
        CHECK(keyOf(readTable(*writeZip(files))) == "table.not-xlsx");
        files[part] = std::string("\xFF\xFE<\0x\0/\0>\0", 10);
        CHECK(keyOf(readTable(*writeZip(files))) == "table.not-xlsx");
        files[part] = "<x>&unknown;</x>";
        CHECK_FALSE(readTable(*writeZip(files)));
    }
}

TEST_CASE("damaged files give an error or a table, never a crash", "[registry][table]")
{
    const auto whole = *writeTable(kTable, TableFormat::Xlsx);
    for (std::size_t length = 0; length < whole.size(); length += 97)
        CHECK_FALSE(readTable(std::string_view(whole).substr(0, length)));
    std::mt19937 random(1);
    for (int i = 0; i < 300; ++i) {
        auto damaged = whole;
        for (int flips = 0; flips < 4; ++flips)
            damaged[random() % damaged.size()] = static_cast<char>(random());
        static_cast<void>(readTable(damaged).has_value());
    }
    // Inside the archive: damage that the checksums do not catch.
    const auto parts = *readZip(whole);
    std::size_t refused = 0, read = 0;
    for (const auto& [name, bytes] : parts)
        for (int i = 0; i < 30; ++i) {
            auto files = parts;
            files[name][random() % bytes.size()] = static_cast<char>(random());
            (readTable(*writeZip(files)) ? read : refused) += 1;
        }
    CHECK(refused > 50);
    CHECK(read > 50);
    for (const auto& [name, bytes] : parts) {
        auto files = parts;
        files.erase(name);
        INFO(name);
        if (name == "xl/workbook.xml" || name == "xl/_rels/workbook.xml.rels" || name == "xl/worksheets/sheet1.xml" ||
            name == "xl/sharedStrings.xml")
            CHECK(keyOf(readTable(*writeZip(files))) == "table.not-xlsx");
    }
}
