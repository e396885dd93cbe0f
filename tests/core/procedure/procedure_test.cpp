// SPDX-License-Identifier: GPL-3.0-or-later
// The format: what a procedure says is read, and what it says wrongly is refused with its place.
#include "core/procedure/procedure.h"

#include "tests/core/procedure/procedure_files.h"

#include <random>

using namespace std::string_literals;
using cal::procedure::load;
using cal::procedure::test::edited;
using cal::procedure::test::shipped;

namespace {

/// The error of loading the multimeter procedure with `from` replaced by `to`.
cal::Error loadError(const std::string& file, const std::string& from, const std::string& to)
{
    const auto loaded = load(edited(shipped("dmm-dc-voltage"), file, from, to));
    INFO(from << " -> " << to);
    REQUIRE(!loaded);
    return loaded.error();
}

void checkHeadError(const std::string& from, const std::string& to, const std::string& key)
{
    const auto error = loadError("procedure.json", from, to);
    INFO(from << " -> " << to << ": " << error.context);
    CHECK(error.key == key);
}

} // namespace

TEST_CASE("everything the head and the points say is read", "[procedure][load]")
{
    const auto loaded = load(shipped("dmm-dc-voltage"));
    INFO((loaded ? "" : loaded.error().key + " " + loaded.error().context));
    REQUIRE(loaded);
    const auto& head = loaded->head;
    CHECK(head.id == "dmm-dc-voltage");
    CHECK(head.schema == 1);
    CHECK(head.mode == "calibration");
    CHECK(head.title.zh == "数字多用表 直流电压");
    CHECK(head.basisProvenance.confidence == "medium");
    CHECK(head.measurand == "E");
    REQUIRE(head.needs.size() == 2);
    CHECK(head.needs[0].place == "standard");
    CHECK(head.needs[0].action == "source");
    CHECK(head.needs[0].maxRatio->text() == "0.3333");
    CHECK(!head.needs[1].maxRatio);
    REQUIRE(head.environment.size() == 2);
    CHECK(head.environment[0].low == cal::Decimal(18));
    CHECK(head.environment[0].unit.ascii() == "degC");
    using Kind = cal::procedure::ModelInput::Kind;
    REQUIRE(head.inputs.size() == 6);
    CHECK(head.inputs[0].kind == Kind::Readings);
    CHECK(head.inputs[3].kind == Kind::StandardSpecification);
    CHECK(head.inputs[3].interval == "1y");
    CHECK(head.inputs[5].halfWidth->text() == "0.0000005");
    CHECK(head.inputs[5].provenance.confidence == "medium");
    CHECK(head.model.inputs == std::vector<std::string>{"Vx", "dRes", "dRep", "Vs", "dDrift", "dEmf"});
    CHECK(head.mpe == "item-specification");
    CHECK(head.rules.decision == "jjf1094");
    CHECK(head.rules.coverage.name == "k2");
    CHECK(head.readings == 10);
    CHECK(!head.typed);
    REQUIRE(head.signOffs.size() == 1);

    REQUIRE(loaded->points.size() == 26);
    const auto& point = loaded->points.front();
    CHECK(point.id == "0.1V+10%");
    CHECK(point.section == "as-found");
    CHECK(point.nominal.text() == "0.01 V");
    CHECK(point.range->text() == "0.1 V");
    CHECK(point.readings == 10);
    CHECK(point.columns.at("window") == "0.6 uV");
    CHECK(!point.mpe);
}

TEST_CASE("the release digest covers every file and its name", "[procedure][load]")
{
    const auto files = shipped("ea402-s9-handheld");
    const auto loaded = load(files);
    REQUIRE(loaded);
    std::string list;
    for (const auto& [name, bytes] : files)
        list += name + " " + cal::sha256(bytes).hex() + "\n";
    CHECK(loaded->release == cal::sha256(list));
    CHECK(loaded->fileDigests.at("measure.lua") == cal::sha256(files.at("measure.lua")));
    auto more = files;
    more["picture.png"] = "\x89PNG";
    CHECK(load(more)->release != loaded->release);
    auto renamed = more;
    renamed["picture2.png"] = renamed["picture.png"];
    renamed.erase("picture.png");
    CHECK(load(renamed)->release != load(more)->release);
}

TEST_CASE("every file is asked for, tests apart", "[procedure][load]")
{
    for (const auto& file : cal::procedure::fileNames()) {
        auto files = shipped("dmm-dc-voltage");
        files.erase(std::string(file.name));
        const auto loaded = load(files);
        INFO(file.name);
        CHECK(loaded.has_value() == !file.required);
        if (!loaded) {
            CHECK(loaded.error().key == "procedure.missing-file");
            CHECK(loaded.error().arg("file") == file.name);
        }
    }
}

TEST_CASE("files whose names lead out of the folder are refused", "[procedure][load]")
{
    for (const auto& name : {"../evil.lua"s, "a/b.txt"s, "..\\x"s, "c:x"s, ".."s, "a\0b"s, "\xFF"s, ""s}) {
        auto files = shipped("ea402-s9-handheld");
        files[name] = "x";
        const auto loaded = load(files);
        INFO(name);
        REQUIRE(!loaded);
        CHECK(loaded.error().key == "procedure.file-name");
    }
}

TEST_CASE("mistakes in the head are named with their line", "[procedure][load]")
{
    checkHeadError("calbench-procedure/1", "calbench-procedure/2", "procedure.newer-schema");
    checkHeadError("calbench-procedure/1", "something", "procedure.not-a-procedure");
    checkHeadError("\"version\"", "\"verion\"", "procedure.missing-field");
    checkHeadError("\"mode\": \"calibration\"", "\"mode\": \"guess\"", "procedure.unknown-word");
    checkHeadError("\"needs\": [", "\"needs\": [], \"was\": [", "procedure.missing-field");
    checkHeadError("\"environment\": [", "\"environment\": 5, \"was\": [", "procedure.wrong-kind");
    checkHeadError("\"low\": \"18\"", "\"low\": \"28\"", "procedure.wrong-kind");
    checkHeadError("\"low\": \"18\"", "\"low\": \"warm\"", "procedure.wrong-kind");
    checkHeadError("\"unit\": \"degC\"", "\"unit\": \"blorb\"", "unit.unknown");
    checkHeadError("\"half-width\": \"0.0000005\"", "\"half-width\": \"0\"", "procedure.wrong-kind");
    checkHeadError("\"half-width\": \"0.0000005\",", "", "procedure.missing-field");
    checkHeadError("\"count\": 10", "\"count\": 0", "procedure.wrong-kind");
    checkHeadError("\"count\": 10", "\"count\": \"ten\"", "procedure.wrong-kind");
    checkHeadError("\"zh\": \"示值误差\", ", "", "procedure.wrong-kind");
    checkHeadError("\"confidence\": \"medium\"", "\"confidence\": \"sure\"", "procedure.unknown-word");
    checkHeadError(",\n    \"confidence\": \"medium\"\n  },\n  \"scope\"", "\n  },\n  \"scope\"", "procedure.missing-field");
    checkHeadError("\"name\": \"k2\"", "\"name\": \"k3\"", "procedure.unknown-word");
    checkHeadError("\"name\": \"k2\"", "\"name\": \"t\"", "procedure.missing-field");
    checkHeadError("\"name\": \"k2\"", "\"name\": \"t\", \"p\": \"1.5\"", "procedure.wrong-kind");
    checkHeadError("\"name\": \"two-digits\"", "\"name\": \"nearest\"", "procedure.unknown-word");
    checkHeadError("\"name\": \"two-digits\"", "\"name\": \"interval\"", "rounding.missing-interval");
    checkHeadError("\"name\": \"jjf1094\"", "\"name\": \"coin\"", "decision.unknown-rule");
    checkHeadError("\"repeatability-resolution\": \"larger\"", "\"repeatability-resolution\": \"smaller\"", "procedure.unknown-word");

    const auto error = loadError("procedure.json", "\"mode\": \"calibration\"", "\"mode\": \"guess\"");
    CHECK(error.context == "procedure.json:7");
    CHECK(error.arg("field") == "mode");
    CHECK(error.arg("word") == "guess");
    CHECK(error.code == cal::Errc::ParseError);
}

TEST_CASE("the model and the rules must fit the inputs", "[procedure][load]")
{
    checkHeadError("Vx + dRes", "Vx + dRez", "model.unknown-name");
    checkHeadError("Vx + dRes + dRep", "Vx + dRes", "procedure.unused-input");
    checkHeadError("Vx + dRes + dRep", "Vx + dRes +* dRep", "model.syntax");
    checkHeadError("\"unit\": \"V\",\n      \"quantity\"", "\"unit\": \"A\",\n      \"quantity\"", "model.unit-mismatch");
    checkHeadError("\"unit\": \"V\",\n    \"expression\"", "\"unit\": \"V/A\",\n    \"expression\"", "model.output-unit");
    checkHeadError("\"symbol\": \"E\"", "\"symbol\": \"D\"", "procedure.measurand");
    checkHeadError("\"standard-specification\"", "\"standard-certificate\"",
                   "procedure.unknown-field"); // interval belongs to a specification
    checkHeadError("\"standard-enters\": \"specification\"", "\"standard-enters\": \"certificate\"", "procedure.standard-enters");
    checkHeadError("\"from\": \"item-specification\",\n    \"interval\": \"1y\",\n    \"source\": \"maker's one-year specification of the "
                   "meter, from its definition\",\n    \"confidence\": \"high\"",
                   "\"from\": \"none\"", "procedure.missing-tolerance");
    checkHeadError("\"place\": \"standard\"", "\"place\": \"helper\"", "procedure.no-need");
    checkHeadError("\"measurand\"", "\"typed\": true, \"measurand\"", "procedure.typed-need");
    checkHeadError("\"count\": 10", "\"count\": 1", "procedure.readings-for-method");
    checkHeadError("\"method\": \"bessel\"", "\"method\": \"range\"", "procedure.readings-for-method"); // ten readings
}

TEST_CASE("JSON that cannot be read is refused with its line", "[procedure][load]")
{
    const auto error = loadError("procedure.json", "\"version\"", "version\"");
    CHECK(error.key == "json.syntax");
    CHECK(error.arg("line") == "4");
    auto files = shipped("ea402-s9-handheld");
    for (const auto& text : {""s, "{"s, "[]"s, "null"s, "{\"format\":\"calbench-procedure/1\"}"s, "\xFF\xFE{"s, std::string(500, '[')}) {
        files["procedure.json"] = text;
        INFO(text);
        CHECK(!load(files));
    }
}

TEST_CASE("a misspelt member is seen", "[procedure][load]")
{
    checkHeadError("\"max-ratio\"", "\"max-ration\"", "procedure.unknown-field");
    checkHeadError("\"quantity\": \"indication\",", "\"quantity\": \"indication\", \"metod\": \"range\",", "procedure.unknown-field");
}

TEST_CASE("mistakes in the table are named with their line", "[procedure][load]")
{
    const auto tableError = [](const std::string& from, const std::string& to) { return loadError("points.csv", from, to); };
    CHECK(tableError("0.01 V", "0.01 A").key == "unit.mismatch");
    CHECK(tableError("0.01 V", "0.01 A").context == "points.csv:2");
    CHECK(tableError("0.01 V", "0.01 A").code == cal::Errc::InvalidArgument);
    CHECK(tableError("0.01 V,0.1 V", "0.01 V,0.1 A").key == "unit.mismatch");
    CHECK(tableError("0.01 V", "ten volts").key == "quantity.syntax");
    CHECK(tableError("0.01 V", "").key == "table.empty-cell");
    CHECK(tableError("0.1V+50%", "0.1V+10%").key == "table.duplicate-id");
    CHECK(tableError("0.1V+50%", "a b").key == "table.point-id");
    CHECK(tableError("0.1V+50%", "-x").key == "table.point-id");
    CHECK(tableError("id,section", "id,id").key == "table.duplicate-column");
    CHECK(tableError("id,section", "name,section").key == "table.missing-column");
    CHECK(tableError("id,section", "id,Sec tion").key == "table.column-name");
    CHECK(tableError("as-found,", "").key == "table.width");
    CHECK(loadError("points.csv", "id,section", "\xFF,section").key == "table.not-utf8");

    auto files = shipped("ea402-s9-handheld");
    CHECK(load(edited(files, "points.csv", ",1\n", ",0\n")).error().key == "table.readings");
    CHECK(load(edited(files, "points.csv", ",1\n", ",2.5\n")).error().key == "table.readings");
    CHECK(load(edited(files, "points.csv", "0.1 V", "0 V")).error().key == "table.not-positive");
    CHECK(load(edited(files, "points.csv", "0.1 V", "")).error().key == "procedure.missing-resolution");
    files["points.csv"] = "id,nominal\n";
    CHECK(load(files).error().key == "table.no-points");
    files["points.csv"] = "";
    CHECK(load(files).error().key == "table.no-points");
}

TEST_CASE("a huge table is an error", "[procedure][load]")
{
    auto files = shipped("ea402-s9-handheld");
    std::string table = "id,nominal,resolution\n";
    for (std::size_t i = 0; i <= cal::procedure::kMaxPoints; ++i)
        table += "p" + std::to_string(i) + ",100 V,0.1 V\n";
    files["points.csv"] = table;
    CHECK(load(files).error().key == "table.too-many-rows");
    files["points.csv"] = std::string(cal::procedure::kMaxFileBytes + 1, 'x');
    CHECK(load(files).error().key == "procedure.file-too-large");
}

TEST_CASE("a tolerance may come from the table", "[procedure][load]")
{
    auto files = shipped("ea402-s9-handheld");
    files =
        edited(files, "procedure.json", "{\"from\": \"none\"}", "{\"from\": \"point\", \"source\": \"order\", \"confidence\": \"high\"}");
    CHECK(load(files).error().key == "procedure.missing-mpe");
    files["points.csv"] = "id,nominal,resolution,mpe\n100V,100 V,0.1 V,0.6 V\n";
    const auto loaded = load(files);
    REQUIRE(loaded);
    CHECK(loaded->points[0].mpe->text() == "0.6 V");
    files["points.csv"] = "id,nominal,resolution,mpe\n100V,100 V,0.1 V,0.6 A\n";
    CHECK(load(files).error().key == "unit.mismatch");
    files["points.csv"] = "id,nominal,resolution,mpe\n100V,100 V,0.1 V,-0.6 V\n";
    CHECK(load(files).error().key == "table.not-positive");
}

TEST_CASE("a script that cannot be read is refused with its line", "[procedure][load]")
{
    const auto error = loadError("measure.lua", "for _ = 1", "for _ == 1");
    CHECK(error.key == "script.syntax");
    CHECK(error.arg("file") == "measure.lua");
    CHECK(error.arg("line") == "9");
    CHECK(loadError("measure.lua", "function measure", "function mesure").key == "script.no-measure");
}

TEST_CASE("expectations must be well formed and name known points", "[procedure][load]")
{
    const auto testsError = [](const std::string& from, const std::string& to) { return loadError("tests.json", from, to).key; };
    CHECK(testsError("calbench-procedure-tests/1", "calbench-procedure-tests/7") == "tests.format");
    CHECK(testsError("\"10V+100%\"", "\"11V+100%\"") == "tests.unknown-point");
    CHECK(testsError("\"verdict\": \"pass\"", "\"verdict\": \"fine\"") == "tests.unknown-verdict");
    CHECK(testsError("\"id\": \"conforms\"", "\"id\": \"\"") == "tests.case-id");
    CHECK(testsError("\"k\": \"2\"", "\"k\": 2") == "tests.not-text");
    CHECK(testsError("\"expect\"", "\"expects\"") == "tests.unknown-member");
    CHECK(testsError("{", "") == "json.syntax");
}

TEST_CASE("a file with any byte changed loads or gives an error, never a crash", "[procedure][load]")
{
    const auto files = shipped("ea402-s9-handheld");
    std::mt19937 random(1);
    int refused = 0;
    for (int i = 0; i < 400; ++i) {
        auto damaged = files;
        auto& bytes = damaged[i % 2 ? "procedure.json" : "points.csv"];
        bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        if (const auto loaded = load(damaged); !loaded) {
            ++refused;
            CHECK(!loaded.error().key.empty());
        }
    }
    CHECK(refused > 100);
}
