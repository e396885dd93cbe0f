// SPDX-License-Identifier: GPL-3.0-or-later
// A real laboratory from its founding by the command line: administrator, people, passwords, a lock and what was refused.
#include "tests/flows/program.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>

namespace {

using cal::Json;
using cal::test::ProgramResult;
using cal::test::runProgram;

constexpr const char* kAdministrator = "correct horse battery";

QString laboratoryFile(const QTemporaryDir& folder, bool demonstration = false)
{
    const auto path = folder.filePath("laboratory.json");
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    const Json document = Json::Object{{"format", "calbench-laboratory/1"},
                                       {"laboratory", Json::Object{{"id", "test"},
                                                                   {"demonstration", demonstration},
                                                                   {"name", cal::Text{"检验实验室", "Test Laboratory"}},
                                                                   {"address", cal::Text{"检验路 1 号", "1 Test Road"}},
                                                                   {"phone", ""},
                                                                   {"email", ""},
                                                                   {"postcode", ""},
                                                                   {"authorisation", cal::Text{"无", "none"}},
                                                                   {"offset-minutes", 480}}}};
    file.write(QByteArray::fromStdString(document.pretty()));
    return path;
}

std::string keyOf(const ProgramResult& result)
{
    const auto document = Json::parse(result.out);
    INFO(result.out << result.err);
    REQUIRE(document);
    return (*document)["error"]["key"].asString();
}

} // namespace

TEST_CASE("a laboratory is founded with its administrator, who lets others in", "[flow][people]")
{
    QTemporaryDir folder;
    const auto store = folder.filePath("l.calbench");
    const auto people = [&](QStringList arguments, const std::string& input) {
        return runProgram(QStringList{"people"} + arguments + QStringList{"--store", store, "--json"}, 60, input);
    };
    const auto init = [&](QStringList arguments, const std::string& input) {
        return runProgram(QStringList{"store", "init", "--store", store, "--json"} + arguments, 60, input);
    };
    const auto file = laboratoryFile(folder);
    CHECK(keyOf(init({"--laboratory", file}, "")) == "store.who-founds");
    CHECK(keyOf(init({"--laboratory", file, "--admin", "wangwu"}, "")) == "sign-in.no-password");
    CHECK(keyOf(init({"--laboratory", file, "--admin", "wangwu"}, "short\n")) == "password.too-short");
    CHECK(keyOf(init({"--admin", "wangwu"}, "")) == "people.usage");
    CHECK_FALSE(QFile::exists(store)); // nothing was begun
    REQUIRE(init({"--laboratory", file, "--admin", "wangwu"}, std::string(kAdministrator) + "\n").status == 0);
    CHECK(keyOf(init({"--laboratory", file, "--admin", "wangwu"}, std::string(kAdministrator) + "\n")) == "store.exists");

    const std::string admin = std::string(kAdministrator) + "\n";
    CHECK(keyOf(people({"add", "zhangsan"}, "")) == "people.who");
    CHECK(keyOf(people({"add", "zhangsan", "--as", "wangwu"}, "wrong\n")) == "sign-in.refused");
    REQUIRE(people({"add", "zhangsan", "--zh", "张三", "--as", "wangwu"}, admin).status == 0);
    CHECK(keyOf(people({"add", "zhangsan", "--as", "wangwu"}, admin)) == "registry.not-unique");
    REQUIRE(
        people({"authorise", "zhangsan", "perform", "--scope", "dmm-dc-voltage", "--to", "2099-12-31", "--as", "wangwu"}, admin).status ==
        0);
    CHECK(people({"authorise", "zhangsan", "dance", "--as", "wangwu"}, admin).status == 2);
    REQUIRE(people({"password", "zhangsan", "--as", "wangwu"}, admin + "given by wangwu\n").status == 0);
    // The given password opens nothing but the choice of another.
    CHECK(keyOf(people({"add", "lisi", "--as", "zhangsan"}, "given by wangwu\n")) == "sign-in.must-change");
    REQUIRE(people({"password", "--as", "zhangsan"}, "given by wangwu\nan own one of mine\n").status == 0);
    CHECK(keyOf(people({"add", "lisi", "--as", "zhangsan"}, "an own one of mine\n")) == "access.not-authorised");

    // Locked by five wrong ones, by any verb; opened by the administrator.
    for (int i = 0; i < 5; ++i)
        CHECK(keyOf(people({"add", "lisi", "--as", "zhangsan"}, "guess " + std::to_string(i) + "\n")) == "sign-in.refused");
    CHECK(keyOf(people({"add", "lisi", "--as", "zhangsan"}, "an own one of mine\n")) == "sign-in.refused");
    REQUIRE(people({"unlock", "zhangsan", "--reason", "identity seen in person", "--as", "wangwu"}, admin).status == 0);
    CHECK(keyOf(people({"add", "lisi", "--as", "zhangsan"}, "an own one of mine\n")) == "access.not-authorised");

    const auto list = people({"list"}, "");
    CHECK(list.out.find("argon2") == std::string::npos);
    const auto everybody = Json::parse(list.out);
    REQUIRE(everybody);
    CHECK(everybody->size() == 2);
    const auto refusals = Json::parse(people({"refusals"}, "").out);
    REQUIRE(refusals);
    // Newest first: 2 not authorised, 5 wrong, 1 while locked, 1 to be changed, 1 wrong of the administrator.
    CHECK(refusals->size() == 10);
    CHECK(refusals->at(0)["reason"].asString() == "access.not-authorised");
    CHECK(refusals->at(1)["reason"].asString() == "access.locked");
    CHECK(runProgram({"store", "check", "--store", store}).status == 0);
}

TEST_CASE("the example of a laboratory's description founds one", "[flow][people]")
{
    QTemporaryDir folder;
    const auto example = QStringLiteral(CAL_SOURCE_DIR "/resources/schemas/laboratory/example.json");
    const auto made =
        runProgram({"store", "init", "--store", folder.filePath("l.calbench"), "--laboratory", example, "--admin", "wangwu", "--json"}, 60,
                   std::string(kAdministrator) + "\n");
    INFO(made.err);
    REQUIRE(made.status == 0);
    CHECK((*Json::parse(made.out))["laboratory"]["name"]["en"].asString() == "Example Metrology Centre");
}

TEST_CASE("the language stands before the verb or after it", "[flow]")
{
    for (const QStringList& words : {QStringList{"--language", "zh", "lint", "nothing"},
                                     {"lint", "nothing", "--language", "zh"},
                                     {"lint", "--language=zh", "nothing"},
                                     {"registry", "--language", "zh", "list", "nothing"},
                                     {"registry", "list", "nothing", "--language", "zh"},
                                     {"lint", "--nothing", "--language", "zh"}}) {
        const auto refused = runProgram(words);
        INFO(words.join(' ').toStdString() << refused.err);
        CHECK(refused.status == 2);
        CHECK(refused.err.find("。") != std::string::npos);
    }
    CHECK(runProgram({"lint", "nothing", "--language", "fr"}).status == 2);
}

TEST_CASE("a demonstration is not founded as a real laboratory", "[flow][people]")
{
    QTemporaryDir folder;
    const auto store = folder.filePath("l.calbench");
    const auto refused =
        runProgram({"store", "init", "--store", store, "--laboratory", laboratoryFile(folder, true), "--admin", "wangwu", "--json"}, 60,
                   std::string(kAdministrator) + "\n");
    CHECK(keyOf(refused) == "store.demonstration-founded");
    CHECK_FALSE(QFile::exists(store));
}

TEST_CASE("in the demonstration laboratory its people act without a password, as far as they are authorised", "[flow][people]")
{
    QTemporaryDir folder;
    const auto store = folder.filePath("l.calbench");
    REQUIRE(runProgram({"store", "init", "--store", store}).status == 0);
    CHECK(runProgram({"people", "add", "lisi", "--as", "administrator-demo", "--store", store}).status == 0);
    const auto refused = runProgram({"people", "add", "zhaoliu", "--as", "metrologist-demo", "--store", store, "--json"});
    CHECK(keyOf(refused) == "access.not-authorised");
    // People, acts and reasons stand in words of the language chosen, not as ids and keys.
    for (const auto& [language, words] :
         {std::pair{"en", std::vector<std::string>{"Demonstration Metrologist", "is not authorised for “administer” of “everything”"}},
          {"zh", {"演示检定员", "没有“全部”的“系统管理”授权", "命令行"}}}) {
        const auto shown = runProgram({"--language", language, "people", "refusals", "--store", store});
        INFO(shown.out);
        CHECK(shown.status == 0);
        for (const auto& word : words)
            CHECK(shown.out.find(word) != std::string::npos);
        CHECK(shown.out.find("access.not-authorised") == std::string::npos);
        CHECK(shown.out.find(" / ") == std::string::npos);
    }
    const auto history = runProgram({"--language", "zh", "registry", "history", "DEMO-A-0001", "--store", store});
    INFO(history.out);
    for (const auto* word : {"演示检定员", "登记", "资产编号", "演示委托单位"})
        CHECK(history.out.find(word) != std::string::npos);
    for (const auto* key : {"metrologist-demo", "asset-number", "asset.registered", " / "})
        CHECK(history.out.find(key) == std::string::npos);
    const auto missing = runProgram({"--language", "zh", "registry", "add", "asset", "serial=1", "--store", store});
    CHECK(missing.status == 2);
    CHECK(missing.err.find("asset") == std::string::npos);
    CHECK(missing.err.find("资产编号") != std::string::npos);
    const auto run = runProgram({"run", "dmm-dc-voltage", "--as", "quality-demo", "--store", store, "--json"}, 60);
    CHECK(keyOf(run) == "access.not-authorised");
}
