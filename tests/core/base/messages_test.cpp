// SPDX-License-Identifier: GPL-3.0-or-later
// Message tables: syntax, filling in, and that nothing gets lost.
#include "core/base/messages.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

namespace {

constexpr const char* kTable = "# a comment\n"
                               "\n"
                               "link.timeout\tNo answer to {command} within {time} s.\t{time} s 内未收到对 {command} 的应答。\r\n"
                               "file.bad\tThe file {context} cannot be read.\t无法读取文件 {context}。";

cal::MessageCatalog exampleCatalog()
{
    cal::MessageCatalog catalog;
    REQUIRE(catalog.add(kTable).has_value());
    return catalog;
}

} // namespace

TEST_CASE("Messages are rendered in both languages", "[base][messages]")
{
    const auto catalog = exampleCatalog();
    const cal::Error error{cal::Errc::Timeout, "link.timeout", {{"command", "READ?"}, {"time", "5"}}, {}};
    CHECK(catalog.render(error, cal::Language::English) == "No answer to READ? within 5 s.");
    CHECK(catalog.render(error, cal::Language::Chinese) == "5 s 内未收到对 READ? 的应答。");
    CHECK(catalog.keys() == std::vector<std::string>{"file.bad", "link.timeout"});
    CHECK(catalog.contains("file.bad"));
    CHECK(catalog.find("none") == nullptr);
}

TEST_CASE("The context stands in its place or in front", "[base][messages]")
{
    const auto catalog = exampleCatalog();
    const auto error =
        cal::Error{cal::Errc::Timeout, "link.timeout", {{"command", "READ?"}, {"time", "5"}}, {}}.within("READ?").within("34401A");
    CHECK(catalog.render(error, cal::Language::English) == "34401A: READ?: No answer to READ? within 5 s.");
    CHECK(catalog.render(error, cal::Language::Chinese) == "34401A: READ?：5 s 内未收到对 READ? 的应答。");
    const cal::Error file{cal::Errc::NotFound, "file.bad", {}, "bench.json"};
    CHECK(catalog.render(file, cal::Language::English) == "The file bench.json cannot be read.");
}

TEST_CASE("Nothing is lost when a sentence or an argument is missing", "[base][messages]")
{
    const auto catalog = exampleCatalog();
    CHECK(catalog.render("no.such", {{"a", "1"}, {"b", "2"}}, cal::Language::English) == "no.such (a=1, b=2)");
    CHECK(catalog.render("no.such", {}, cal::Language::Chinese) == "no.such");
    CHECK(catalog.render("link.timeout", {{"time", "5"}}, cal::Language::English) == "No answer to {command} within 5 s.");
    // A value that looks like a placeholder is shown, not filled.
    CHECK(catalog.render("link.timeout", {{"command", "{time}"}, {"time", "5"}}, cal::Language::English) ==
          "No answer to {time} within 5 s.");
}

TEST_CASE("Broken message tables are refused whole, with the line", "[base][messages]")
{
    const std::pair<const char*, const char*> tables[] = {
        {"a\tb", "1"},   {"a\tb\tc\nd", "2"},          {"a\tb\tc\td", "1"}, {"a\t\tc", "1"},         {"\tb\tc", "1"},
        {"a\tb\t", "1"}, {"x\tb\tc\n#\nx\tb\tc", "3"}, {"a b c", "1"},      {"file.bad\tb\tc", "1"}, {"a\tb\tc\n\n \n", "3"}};
    for (const auto& [table, line] : tables) {
        auto catalog = exampleCatalog();
        const auto added = catalog.add(table);
        INFO(table);
        REQUIRE_FALSE(added.has_value());
        CHECK(added.error().key == "messages.syntax");
        CHECK(added.error().arg("line") == line);
        CHECK(catalog.keys().size() == 2);
    }
    cal::MessageCatalog catalog;
    CHECK(catalog.add("").has_value());
    CHECK(catalog.add("a\tunclosed {brace\tok }{").has_value());
    CHECK(catalog.render("a", {}, cal::Language::English) == "unclosed {brace");
    CHECK(catalog.render("a", {}, cal::Language::Chinese) == "ok }{");
}

TEST_CASE("The sentences of this room can be read", "[base][messages]")
{
    std::ifstream file(CAL_SOURCE_DIR "/resources/i18n/messages/base.tsv");
    REQUIRE(file.good());
    std::stringstream text;
    text << file.rdbuf();
    cal::MessageCatalog catalog;
    REQUIRE(catalog.add(text.str()).has_value());
    for (const char* key : {"base64.syntax", "date.syntax", "decimal.not-finite", "decimal.syntax", "decimal.too-long", "digest.syntax",
                            "json.duplicate-key", "json.invalid-utf8", "json.missing", "json.not-canonical", "json.syntax", "json.too-deep",
                            "json.too-large", "json.wrong-kind", "messages.syntax", "time.syntax", "uuid.syntax"})
        CHECK(catalog.contains(key));
}

TEST_CASE("values that have a name are said by it, in the language of the sentence", "[base][messages]")
{
    cal::MessageCatalog catalog;
    REQUIRE(catalog.add("asset.state\tAsset {asset} is {state}.\t器具 {asset} 的状态为{state}。\n"));
    catalog.nameValue("state", "in-use", {"在用", "in use"});
    catalog.nameValue("state", "in-use", {"使用中", "being used"}); // the first stays
    const cal::Error error{cal::Errc::InvalidArgument, "asset.state", {{"asset", "in-use"}, {"state", "in-use"}}, {}};
    CHECK(catalog.render(error, cal::Language::English) == "Asset in-use is in use.");
    CHECK(catalog.render(error, cal::Language::Chinese) == "器具 in-use 的状态为在用。");
    CHECK(catalog.render({cal::Errc::InvalidArgument, "asset.state", {{"state", "lost"}}, {}}, cal::Language::English) ==
          "Asset {asset} is lost.");
}

TEST_CASE("a value is called as its kind calls it, a list by its parts, a title in one language", "[base][messages]")
{
    cal::MessageCatalog catalog;
    REQUIRE(catalog.add("missing\t{kind}: {field} is missing.\t{kind}：缺少{field}。\nchoose\t{field}: {known}\t{field}：{known}\n"
                        "reason\t{title} needs one.\t{title}需要理由。\n"));
    catalog.nameValue("kind", "asset", {"器具", "asset"});
    catalog.nameValue("field", "asset.due", {"有效期", "valid until"});
    catalog.nameValue("field", "order.due", {"要求日期", "wanted by"});
    catalog.nameValue("known", "asset.due.a", {"甲", "first"});
    catalog.nameValue("known", "asset.due.b", {"乙", "second"});
    const auto say = [&](const char* key, std::vector<cal::Arg> args, cal::Language language) {
        return catalog.render(key, args, language);
    };
    using enum cal::Language;
    CHECK(say("missing", {{"kind", "asset"}, {"field", "due"}}, English) == "asset: valid until is missing.");
    CHECK(say("missing", {{"kind", "order"}, {"field", "due"}}, Chinese) == "order：缺少要求日期。");
    CHECK(say("missing", {{"kind", "asset"}, {"field", "foo"}}, English) == "asset: foo is missing.");
    CHECK(say("choose", {{"kind", "asset"}, {"field", "due"}, {"known", "a, b"}}, English) == "valid until: first, second");
    CHECK(say("choose", {{"kind", "asset"}, {"field", "due"}, {"known", "a, b"}}, Chinese) == "有效期：甲、乙");
    CHECK(say("choose", {{"kind", "asset"}, {"field", "due"}, {"known", "a, c"}}, English) == "valid until: a, c");
    CHECK(say("reason", {{"title", "万用表 / multimeter"}}, English) == "multimeter needs one.");
    CHECK(say("reason", {{"title", "万用表 / multimeter"}}, Chinese) == "万用表需要理由。");
    CHECK(say("reason", {{"title", "Hewlett-Packard / Agilent"}}, Chinese) == "Hewlett-Packard / Agilent需要理由。");
}
