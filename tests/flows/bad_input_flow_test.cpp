// SPDX-License-Identifier: GPL-3.0-or-later
// Bad input on the command line: one plain sentence, the right exit status, nothing lost.
#include "tests/flows/program.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <regex>

namespace {

using cal::Json;
using cal::test::ProgramResult;
using cal::test::runProgram;

QString write(const QTemporaryDir& folder, const char* name, const QByteArray& bytes)
{
    const auto path = folder.filePath(QString::fromLatin1(name));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return path;
}

/// One sentence of one line (progress lines before it are allowed), and no stack trace.
void checkSentence(const ProgramResult& result, int status)
{
    INFO("status " << result.status << ", said: " << result.err.substr(0, 600));
    CHECK(result.status == status);
    const auto start = result.err.rfind("calbench: ");
    REQUIRE(start != std::string::npos);
    const auto sentence = result.err.substr(start);
    CHECK(std::count(sentence.begin(), sentence.end(), '\n') == 1);
    CHECK(sentence.size() > 30);
    static const std::regex kPlaceholder(R"(\{[a-z-]+\})");
    CHECK_FALSE(std::regex_search(sentence, kPlaceholder));
}

/// The built-in procedure as files that a test may damage.
QString procedureCopy(const QTemporaryDir& folder, const char* name, const std::function<void(std::map<std::string, std::string>&)>& damage)
{
    std::map<std::string, std::string> files;
    const QDir source(QStringLiteral(CAL_SOURCE_DIR "/resources/procedures/dmm-dc-voltage"));
    for (const auto& file : source.entryInfoList(QDir::Files)) {
        QFile reader(file.filePath());
        REQUIRE(reader.open(QIODevice::ReadOnly));
        files[file.fileName().toStdString()] = reader.readAll().toStdString();
    }
    damage(files);
    const auto path = folder.filePath(QString::fromLatin1(name) + "/dmm-dc-voltage");
    REQUIRE(QDir().mkpath(path));
    for (const auto& [file, bytes] : files) {
        QFile writer(path + "/" + QString::fromStdString(file));
        REQUIRE(writer.open(QIODevice::WriteOnly));
        writer.write(bytes.data(), static_cast<qint64>(bytes.size()));
    }
    return path;
}

Json demoBench()
{
    QFile file(QStringLiteral(CAL_SOURCE_DIR "/resources/demo/bench.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return *Json::parse(file.readAll().toStdString());
}

} // namespace

TEST_CASE("instruments that are not there", "[flow][bad-input]")
{
    checkSentence(runProgram({"query", "nonsense", "*IDN?"}), 2);
    checkSentence(runProgram({"query", "GPIB0::22::INSTR", "*IDN?"}), 2);
    const auto port = QString::number(cal::test::freePorts(1).front());
    checkSentence(runProgram({"query", "TCPIP::127.0.0.1::" + port + "::SOCKET", "*IDN?"}), 3);
    checkSentence(runProgram({"simulate", "no-such-model"}), 2);
    checkSentence(runProgram({"frobnicate"}), 2);
    checkSentence(runProgram({"run"}), 2);
}

TEST_CASE("a bench file with a cycle, a missing instrument, or nonsense", "[flow][bad-input]")
{
    QTemporaryDir folder;
    const auto store = folder.filePath("s.calbench");
    const auto runWith = [&](const QByteArray& bench) {
        return runProgram({"run", "dmm-dc-voltage", "--store", store, "--out", folder.filePath("out"), "--unattended", "--bench",
                           write(folder, "bench.json", bench)});
    };
    auto cycle = demoBench();
    cycle["wires"].push(Json::Object{{"from", "item.output"}, {"to", "standard.input"}});
    checkSentence(runWith(QByteArray::fromStdString(cycle.pretty())), 2);

    auto missing = demoBench();
    Json::Object places;
    for (const auto& [name, place] : missing["places"].asObject())
        if (name != "standard")
            places[name] = place;
    missing["places"] = places;
    checkSentence(runWith(QByteArray::fromStdString(missing.pretty())), 2);

    auto unknown = demoBench();
    unknown["places"]["item"]["definition"] = "acme-9000";
    checkSentence(runWith(QByteArray::fromStdString(unknown.pretty())), 2);

    checkSentence(runWith("{\"format\": \"calbench-bench/1\", "), 2);
    checkSentence(runWith("[]"), 2);
    checkSentence(runWith(QByteArray(1 << 20, '\xff')), 2);
}

TEST_CASE("procedures with mistakes are refused by lint and by run", "[flow][bad-input]")
{
    QTemporaryDir folder;
    const auto store = folder.filePath("s.calbench");
    const auto lint = [&](const QString& procedure) { return runProgram({"lint", procedure, "--json"}); };
    const auto run = [&](const QString& procedure) {
        return runProgram({"run", procedure, "--store", store, "--out", folder.filePath("out"), "--unattended"}, 60);
    };
    const auto expectError = [&](const QString& procedure) {
        const auto findings = lint(procedure);
        INFO(findings.out.substr(0, 2000) << findings.err);
        CHECK(findings.status == 1);
        const auto document = Json::parse(findings.out);
        REQUIRE(document);
        CHECK((*document)["errors"].asInt() >= 1);
    };

    const auto syntax =
        procedureCopy(folder, "syntax", [](auto& files) { files["measure.lua"] = "function measure(point, bench\n  x = \nend"; });
    expectError(syntax);
    checkSentence(run(syntax), 2);

    const auto wrongUnit = procedureCopy(folder, "unit", [](auto& files) {
        auto& points = files["points.csv"];
        const auto at = points.find(" V,", points.find('\n'));
        REQUIRE(at != std::string::npos);
        points.replace(at, 3, " A,");
    });
    expectError(wrongUnit);
    checkSentence(run(wrongUnit), 2);

    const auto huge = procedureCopy(folder, "huge", [](auto& files) {
        auto& points = files["points.csv"];
        const auto row = points.substr(points.rfind('\n', points.size() - 2) + 1);
        while (points.size() < (24u << 20))
            points += row;
    });
    expectError(huge);
    checkSentence(run(huge), 2);

    const auto noTolerance = procedureCopy(folder, "mpe", [](auto& files) {
        auto head = Json::parse(files["procedure.json"]);
        REQUIRE(head);
        (*head)["mpe"] = "point"; // a decision rule, but no column mpe
        files["procedure.json"] = head->pretty();
    });
    expectError(noTolerance);

    const auto endless = procedureCopy(
        folder, "endless", [](auto& files) { files["measure.lua"] = "function measure(point, bench)\n  while true do end\nend\n"; });
    checkSentence(run(endless), 2);
    CHECK(lint(QStringLiteral("dmm-dc-voltage")).status == 0);
    CHECK(lint(QStringLiteral("ea402-s9-handheld")).status == 0);
}

TEST_CASE("stores that cannot be used", "[flow][bad-input]")
{
    QTemporaryDir folder;
    const auto run = [&](const QString& store) {
        return runProgram({"run", "dmm-dc-voltage", "--store", store, "--out", folder.filePath("out"), "--unattended"}, 60);
    };
    const auto foreign = write(folder, "foreign.calbench", "this is not a database, it is a letter to a friend\n");
    checkSentence(run(foreign), 2);
    checkSentence(runProgram({"store", "check", "--store", foreign}), 2);
    checkSentence(runProgram({"store", "check", "--store", folder.filePath("missing.calbench")}), 2);
    checkSentence(runProgram({"store", "check", "--store", "postgresql://127.0.0.1:1/x"}), 3); // nobody answers
    checkSentence(run("/proc/calbench/store.calbench"), 2);                                    // the folder is not there and cannot be made

    const auto good = folder.filePath("good.calbench");
    REQUIRE(runProgram({"store", "init", "--store", good}).status == 0);
    QFile file(good);
    REQUIRE(file.open(QIODevice::ReadWrite));
    const auto size = file.size();
    REQUIRE(file.resize(size / 2));
    file.close();
    const auto truncated = runProgram({"store", "check", "--store", good});
    INFO(truncated.err);
    CHECK((truncated.status == 1 || truncated.status == 3));
}

TEST_CASE("an output folder that cannot be written is found before the first output", "[flow][bad-input]")
{
    QTemporaryDir folder;
    const auto store = folder.filePath("s.calbench");
    const auto notAFolder = write(folder, "file", "x");
    checkSentence(runProgram({"run", "dmm-dc-voltage", "--store", store, "--out", notAFolder, "--unattended"}), 2);
    checkSentence(runProgram({"run", "dmm-dc-voltage", "--store", store, "--out", "/proc/calbench", "--unattended"}), 2);
    CHECK(!QFileInfo::exists(store)); // nothing was begun
}

TEST_CASE("typed files and item files with mistakes", "[flow][bad-input]")
{
    QTemporaryDir folder;
    const auto run = [&](const char* option, const QByteArray& bytes) {
        return runProgram({"run", "ea402-s9-handheld", "--store", folder.filePath("s.calbench"), "--out", folder.filePath("out"),
                           QString::fromLatin1(option), write(folder, "input.json", bytes)},
                          30);
    };
    checkSentence(run("--typed", "{}"), 2);
    checkSentence(run("--typed", "{\"format\":\"calbench-typed/9\"}"), 2);
    checkSentence(run("--typed", R"({"format":"calbench-typed/1","environment":{"start":{"temperature":"23 V","humidity":"45 %"}}})"), 2);
    checkSentence(run("--item", "{\"format\":\"something\"}"), 2);
    checkSentence(run("--typed", "not json"), 2);
}

TEST_CASE("uncertainty cases with mistakes", "[flow][bad-input]")
{
    QTemporaryDir folder;
    const auto budget = [&](const QByteArray& bytes) { return runProgram({"budget", write(folder, "case.json", bytes)}); };
    checkSentence(budget("{"), 2);
    checkSentence(budget("{\"schema\":\"uncertainty-case/9\",\"kind\":\"model\",\"title\":\"x\"}"), 2);
    checkSentence(
        budget(R"({"schema":"uncertainty-case/2","kind":"model","title":"x","inputs":[],"model":{"outputs":[{"name":"y","expr":"(1+"}]}})"),
        2);
    checkSentence(runProgram({"budget", folder.filePath("nothing.json")}), 2);
    checkSentence(runProgram({"budget"}), 2);
}

TEST_CASE("the linear reference cases pass through the command line", "[flow][budget]")
{
    const QDir cases(QStringLiteral(CAL_SOURCE_DIR "/../shared/reference/uncertainty"));
    INFO("the reference cases must lie in ../shared/reference/uncertainty beside the checkout");
    REQUIRE(cases.exists());
    int seen = 0;
    for (const auto& name : cases.entryList({"gum_h1*.json", "ea402_s9*.json", "gum_4_4_3_type_a.json"}, QDir::Files)) {
        QFile file(cases.filePath(name));
        REQUIRE(file.open(QIODevice::ReadOnly));
        const auto document = Json::parse(file.readAll().toStdString());
        REQUIRE(document);
        const auto result = runProgram({"budget", cases.filePath(name), "--json"});
        INFO(name.toStdString() << result.err);
        REQUIRE(result.status == 0);
        const auto answer = Json::parse(result.out);
        REQUIRE(answer);
        const auto& expected = (*document)["expected"].asArray();
        const auto& checks = (*answer)["checks"].asArray();
        REQUIRE(checks.size() == expected.size());
        for (std::size_t i = 0; i < checks.size(); ++i) {
            const auto method = expected[i]["method"].asString();
            if (method != "LPU1" && method != "TypeA")
                continue;
            INFO(expected[i].pretty() << checks[i].pretty());
            const auto value = checks[i]["value"].asDouble();
            const auto reference = expected[i]["reference"].asDouble();
            REQUIRE(value);
            REQUIRE(reference);
            CHECK((*value == *reference || std::abs(*value - *reference) <= *expected[i]["tol_reference"].asDouble()));
            ++seen;
        }
    }
    CHECK(seen > 20);
}
