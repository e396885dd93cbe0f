// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/registry_bench.h"

#include <functional>

namespace {

using namespace cal;
using namespace cal::registry;
using cal::test::keyOf;

Json smallKind()
{
    return *Json::parse(R"({"format":"calbench-kind/1","kind":"thing","label":{"zh":"物","en":"Thing"},"plural":{"zh":"物","en":"Things"},
        "group":"registry","title":"name","number":"number","operation":"register",
        "fields":[{"name":"number","type":"text","label":{"zh":"号","en":"No."},"unique":true,"required":true},
                  {"name":"name","type":"text","label":{"zh":"名","en":"Name"},"listed":true},
                  {"name":"colour","type":"choice","label":{"zh":"色","en":"Colour"},"default":"red",
                   "choices":[{"value":"red","label":{"zh":"红","en":"Red"}},{"value":"blue","label":{"zh":"蓝","en":"Blue"}}]},
                  {"name":"parts","type":"table","label":{"zh":"件","en":"Parts"},
                   "columns":[{"name":"what","type":"text","label":{"zh":"何","en":"What"},"required":true},
                              {"name":"size","type":"quantity","label":{"zh":"大","en":"Size"}}]}],
        "states":[{"name":"new","label":{"zh":"新","en":"New"}},{"name":"gone","label":{"zh":"失","en":"Gone"},"usable":false}],
        "transitions":[{"name":"lost","label":{"zh":"失","en":"Lose"},"from":["new"],"to":"gone","fields":["colour"],"required":["colour"]}]})");
}

} // namespace

TEST_CASE("every kind that comes with the program is read", "[registry]")
{
    const auto kinds = cal::test::shippedKinds();
    INFO(keyOf(kinds) << " " << (kinds ? "" : kinds.error().context) << (kinds ? "" : kinds.error().arg("kind"))
                      << (kinds ? "" : kinds.error().arg("field")) << (kinds ? "" : kinds.error().arg("reason")));
    REQUIRE(kinds);
    for (const auto* name : {"organisation", "location", "model", "asset", "reference-material", "check-standard"})
        CHECK(kinds->find(name));
    for (const auto& [name, kind] : kinds->all()) {
        INFO(name);
        CHECK(kind.label.zh != kind.label.en);
        // What the program writes, it can read again: nothing of the file is lost on the way.
        CHECK(std::filesystem::exists(std::filesystem::path(CAL_SOURCE_DIR) / "resources/schemas/registry" / (name + ".json")));
    }
    const auto* asset = kinds->find("asset");
    CHECK(asset->states.front().name == "in-use");
    CHECK_FALSE(asset->state("quarantined")->usable);
    CHECK(asset->transition("returned-to-use")->from == std::vector<std::string>{"quarantined", "out-of-tolerance", "sealed"});
    CHECK(asset->table() == "reg_asset");
    CHECK(kinds->find("reference-material")->table() == "reg_reference_material");
}

TEST_CASE("a kind that is not right is refused with what and where", "[registry]")
{
    REQUIRE(Kind::fromJson(smallKind()));
    struct Wrong {
        const char* field;
        std::function<void(Json&)> change;
    };
    const auto field = [](Json& kind, std::size_t index) -> Json& {
        // The array has no writing access by index: rebuild it at the end.
        static Json copy;
        copy = kind["fields"].at(index);
        return copy;
    };
    const auto put = [](Json& kind, std::size_t index, const Json& entry) {
        auto list = kind["fields"].asArray();
        list[index] = entry;
        kind["fields"] = Json(list);
    };
    const std::vector<Wrong> wrongs = {
        {"", [](Json& k) { k["format"] = Json("calbench-kind/2"); }},
        {"kind", [](Json& k) { k["kind"] = Json("Thing One"); }},
        {"", [](Json& k) { k["colour"] = Json("red"); }},
        {"label", [](Json& k) { k["label"] = Json("Thing"); }},
        {"title", [](Json& k) { k["title"] = Json("nothing"); }},
        {"number", [](Json& k) { k["number"] = Json("name"); }},
        {"states", [](Json& k) { k["states"] = Json(Json::Array{}); }},
        {"fields", [](Json& k) { k["fields"] = Json(); }},
        {"name",
         [&](Json& k) {
             auto f = field(k, 1);
             f["requird"] = Json(true);
             put(k, 1, f);
         }},
        {"name",
         [&](Json& k) {
             auto f = field(k, 1);
             f["type"] = Json("string");
             put(k, 1, f);
         }},
        {"name",
         [&](Json& k) {
             auto f = field(k, 1);
             f["required"] = Json("yes");
             put(k, 1, f);
         }},
        {"search",
         [&](Json& k) {
             auto f = field(k, 1);
             f["name"] = Json("search");
             put(k, 1, f);
         }},
        {"name",
         [&](Json& k) {
             auto f = field(k, 1);
             f["of"] = Json("thing");
             put(k, 1, f);
         }},
        {"name", [&](Json& k) { put(k, 0, field(k, 1)); }},
        {"colour",
         [&](Json& k) {
             auto f = field(k, 2);
             f["choices"] = Json();
             put(k, 2, f);
         }},
        {"parts",
         [&](Json& k) {
             auto f = field(k, 3);
             f["listed"] = Json(true);
             put(k, 3, f);
         }},
        {"parts",
         [&](Json& k) {
             auto f = field(k, 3);
             f["columns"] = Json();
             put(k, 3, f);
         }},
    };
    for (const auto& wrong : wrongs) {
        auto kind = smallKind();
        wrong.change(kind);
        const auto read = Kind::fromJson(kind);
        INFO(wrong.field << (read ? "" : read.error().arg("reason")));
        REQUIRE(keyOf(read) == "kind.invalid");
        CHECK(read.error().arg("field") == wrong.field);
    }
    for (const char* garbage : {"null", "7", "[]", "{}", "\"x\"", R"({"format":"calbench-kind/1"})", R"({"fields":[7,null,"x"]})"})
        CHECK(keyOf(Kind::fromJson(*Json::parse(garbage))) == "kind.invalid");
}

TEST_CASE("steps name fields and states that are there", "[registry]")
{
    for (const char* step : {R"([{"name":"registered","label":{"zh":"a","en":"b"},"from":["new"],"to":"gone"}])",
                             R"([{"name":"lost","label":{"zh":"a","en":"b"},"from":["old"],"to":"gone"}])",
                             R"([{"name":"lost","label":{"zh":"a","en":"b"},"from":["new"],"to":"away"}])",
                             R"([{"name":"lost","label":{"zh":"a","en":"b"},"from":[],"to":"gone"}])",
                             R"([{"name":"lost","label":{"zh":"a","en":"b"},"from":["new"],"to":"gone","fields":["smell"]}])",
                             R"([{"name":"lost","label":{"zh":"a","en":"b"},"from":["new"],"to":"gone","required":["colour"]}])"}) {
        auto kind = smallKind();
        kind["transitions"] = *Json::parse(step);
        INFO(step);
        CHECK(keyOf(Kind::fromJson(kind)) == "kind.invalid");
    }
}

TEST_CASE("kinds fit together", "[registry]")
{
    CHECK(keyOf(Kinds::fromDocuments({smallKind(), smallKind()})) == "kind.twice");
    auto refers = smallKind();
    auto fields = refers["fields"].asArray();
    fields.push_back(*Json::parse(R"({"name":"owner","type":"reference","of":"nobody","label":{"zh":"a","en":"b"}})"));
    refers["fields"] = Json(fields);
    CHECK(keyOf(Kinds::fromDocuments({refers})) == "kind.unknown-reference");
}

TEST_CASE("what is typed into a field is checked and normalised", "[registry]")
{
    const auto kind = *Kind::fromJson(*Json::parse(R"({"format":"calbench-kind/1","kind":"all","label":{"zh":"a","en":"b"},
        "plural":{"zh":"a","en":"b"},"group":"registry","title":"text","operation":"register",
        "fields":[{"name":"text","type":"text","label":{"zh":"a","en":"b"}},{"name":"paragraph","type":"paragraph","label":{"zh":"a","en":"b"}},
          {"name":"bilingual","type":"bilingual","label":{"zh":"a","en":"b"}},{"name":"date","type":"date","label":{"zh":"a","en":"b"}},
          {"name":"instant","type":"instant","label":{"zh":"a","en":"b"}},{"name":"integer","type":"integer","label":{"zh":"a","en":"b"}},
          {"name":"decimal","type":"decimal","label":{"zh":"a","en":"b"}},{"name":"quantity","type":"quantity","label":{"zh":"a","en":"b"}},
          {"name":"choice","type":"choice","label":{"zh":"a","en":"b"},"choices":[{"value":"in-use","label":{"zh":"使用中","en":"In use"}}]},
          {"name":"flag","type":"flag","label":{"zh":"a","en":"b"}},{"name":"reference","type":"reference","of":"all","label":{"zh":"a","en":"b"}},
          {"name":"references","type":"references","of":"all","label":{"zh":"a","en":"b"}},{"name":"file","type":"file","label":{"zh":"a","en":"b"}},
          {"name":"files","type":"files","label":{"zh":"a","en":"b"}},
          {"name":"table","type":"table","label":{"zh":"a","en":"b"},"columns":[{"name":"what","type":"text","required":true,"label":{"zh":"a","en":"b"}},
             {"name":"size","type":"quantity","label":{"zh":"a","en":"b"}}]}],
        "states":[{"name":"new","label":{"zh":"a","en":"b"}}],"transitions":[]})"));
    const std::string id = "01890a5d-ac96-774b-bcce-b302099a8057";
    const std::string file = R"({"name":"a.pdf","digest":")" + std::string(64, 'a') + R"(","size":3})";
    struct Typed {
        const char* field;
        std::string typed;    ///< JSON
        std::string expected; ///< JSON, or the key of the error
    };
    const std::vector<Typed> rows = {
        {"text", R"("  a b ")", R"("a b")"},
        {"text", R"("   ")", "null"},
        {"text", "null", "null"},
        {"text", R"("a\nb")", "registry.not-one-line"},
        {"text", R"("a\u0000b")", "registry.not-text"},
        {"text", "{}", "registry.not-text"},
        {"text", "true", "registry.not-text"},
        {"text", "7", R"("7")"},
        {"text", R"("'; DROP TABLE events; --")", R"("'; DROP TABLE events; --")"},
        {"paragraph", R"("a\nb")", R"("a\nb")"},
        {"bilingual", R"("数字多用表 / digital multimeter")", R"({"en":"digital multimeter","zh":"数字多用表"})"},
        {"bilingual", R"("AC / DC source")", R"({"en":"AC / DC source","zh":""})"},
        {"bilingual", R"("多用表")", R"({"en":"","zh":"多用表"})"},
        {"bilingual", R"({"zh":" 表 "})", R"({"en":"","zh":"表"})"},
        {"bilingual", R"({"de":"x"})", "registry.not-text"},
        {"bilingual", "[]", "registry.not-text"},
        {"date", R"("2026-02-28")", R"("2026-02-28")"},
        {"date", R"("2026/2/8")", R"("2026-02-08")"},
        {"date", R"("2026年2月8日")", R"("2026-02-08")"},
        {"date", R"("2026-02-30")", "registry.not-date"},
        {"date", R"("08/02/2026")", "registry.not-date"},
        {"date", R"("tomorrow")", "registry.not-date"},
        {"instant", R"("2026-11-23T08:00:00+08:00")", R"("2026-11-23T00:00:00.000000Z")"},
        {"instant", R"("2026-11-23")", "registry.not-instant"},
        {"integer", R"("12")", "12"},
        {"integer", "12", "12"},
        {"integer", R"("1.5")", "registry.not-integer"},
        {"integer", R"("99999999999999999999")", "registry.not-integer"},
        {"decimal", R"("0.10")", R"("0.10")"},
        {"decimal", "0.10", R"("0.10")"},
        {"decimal", R"("ten")", "registry.not-decimal"},
        {"quantity", R"("10.0 V")", R"("10.0 V")"},
        {"quantity", R"("10.0 parsec")", "registry.not-quantity"},
        {"choice", R"("使用中")", R"("in-use")"},
        {"choice", R"("In use")", R"("in-use")"},
        {"choice", R"("lost")", "registry.not-choice"},
        {"flag", R"("是")", "true"},
        {"flag", "false", "false"},
        {"flag", R"("maybe")", "registry.not-flag"},
        {"reference", "\"" + id + "\"", "\"" + id + "\""},
        {"reference", R"("A-0001")", "registry.not-reference"},
        {"references", "\"" + id + ", " + id + "\"", "[\"" + id + "\"]"},
        {"references", R"(["x"])", "registry.not-reference"},
        {"references", "[]", "null"},
        {"file", file, file},
        {"file", R"({"name":"a","digest":"00","size":3})", "registry.not-file"},
        {"file", R"("a.pdf")", "registry.not-file"},
        {"files", "[" + file + "]", "[" + file + "]"},
        {"files", file, "registry.not-file"},
        {"table", R"([{"what":"leads","size":"1 m"},{}])", R"([{"size":"1 m","what":"leads"}])"},
        {"table", R"("[{\"what\":\"leads\"}]")", R"([{"what":"leads"}])"},
        {"table", R"([{"size":"1 m"}])", "registry.missing"},
        {"table", R"([{"what":"leads","weight":"1 kg"}])", "registry.unknown-field"},
        {"table", R"([{"what":"leads","size":"long"}])", "registry.not-quantity"},
        {"table", R"([7])", "registry.not-table"},
        {"table", R"({"what":"leads"})", "registry.not-table"},
    };
    for (const auto& row : rows) {
        INFO(row.field << " " << row.typed);
        const auto read = readField(kind, *kind.field(row.field), *Json::parse(row.typed));
        if (row.expected.rfind("registry.", 0) == 0)
            CHECK(keyOf(read) == row.expected);
        else {
            REQUIRE(keyOf(read).empty());
            CHECK(*read == *Json::parse(row.expected));
        }
    }
    // Whatever is typed where, there is an answer: a value that reads back as itself, or an error.
    for (const auto& field : kind.fields)
        for (const auto& row : rows) {
            const auto read = readField(kind, field, *Json::parse(row.typed));
            if (!read)
                continue;
            INFO(field.name << " " << row.typed);
            const auto again = readField(kind, field, *read);
            REQUIRE(keyOf(again).empty());
            CHECK(*again == *read);
            CHECK(read->canonical());
        }
    for (const auto& field : kind.fields) {
        INFO(field.name);
        CHECK_FALSE(readField(kind, field, std::string(10'000'000, 'x')));
        CHECK_FALSE(readField(kind, field, std::string("\xff\xfe")));
    }
    CHECK(keyOf(readField(kind, *kind.field("text"), std::string(10'000'000, 'x'))) == "registry.field-too-long");
    CHECK(keyOf(readField(kind, *kind.field("bilingual"), Json::Object{{"zh", std::string(10'000'000, 'x')}})) ==
          "registry.field-too-long");
}
