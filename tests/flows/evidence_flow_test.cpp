// SPDX-License-Identifier: GPL-3.0-or-later
// A session measured, anchored and handed out; checked by another copy of the program without a database, and with sha256sum, Python and
// openssl as the package's README says.
#include "tests/flows/program.h"

#include <catch2/catch.hpp>

#include <QFile>

namespace {

using cal::test::runProgram;

/// Runs a line of the README in the unpacked package.
int shell(const QString& folder, const QString& line)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start("sh", {"-c", line});
    process.waitForFinished(30000);
    INFO(line.toStdString() << ": " << process.readAllStandardError().toStdString());
    CHECK(process.exitStatus() == QProcess::NormalExit);
    return process.exitCode();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    REQUIRE(file.write(bytes) == bytes.size());
}

} // namespace

TEST_CASE("evidence leaves the laboratory and is checked by others", "[flow][evidence]")
{
    QTemporaryDir folder;
    const auto at = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)); };
    const auto store = at("laboratory.calbench");
    const auto ran = runProgram({"run", "dmm-dc-voltage", "--store", store, "--out", at("out"), "--unattended"});
    INFO(ran.err);
    REQUIRE(ran.status <= 1); // the verdicts are not the matter here
    const auto session = QString::fromStdString(cal::test::sessionEvents(store.toStdString()).front().stream.text());

    const auto listed = [&](const QStringList& filter) {
        const auto list = runProgram(QStringList{"record", "list", "--store", store, "--json"} + filter);
        INFO(list.err);
        REQUIRE(list.status == 0);
        return (*cal::Json::parse(list.out))["sessions"];
    };
    const auto all = listed({});
    REQUIRE(all.size() == 1);
    const auto& row = all.asArray().front();
    CHECK(row["session"].asString() == session.toStdString());
    CHECK(row["state"].asString() == "finished");
    CHECK(row["procedure"].asString() == "dmm-dc-voltage");
    CHECK(row["judged"] == row["points"]);
    CHECK(!row["performer-name"]["en"].asString().empty());
    CHECK(listed({"--state", "unfinished"}).size() == 0);
    CHECK(listed({"--state", "finished", "--procedure", "dmm-dc-voltage", "--item", "SIM34401-001"}).size() == 1);
    CHECK(listed({"--item", "nothing of the kind"}).size() == 0);
    const auto shown = runProgram({"--language", "zh", "record", "list", "--store", store});
    CHECK(shown.out.find(session.toStdString()) != std::string::npos);
    CHECK(shown.out.find("已完成") != std::string::npos);
    CHECK(runProgram({"record", "list", "--state", "lost", "--store", store}).status == 2);

    write(at("passphrase"), "correct horse\n");
    REQUIRE(runProgram({"store", "key", "--out", at("log.key"), "--passphrase-file", at("passphrase")}).status == 0);
    CHECK((QFile(at("log.key")).permissions() & (QFile::ReadGroup | QFile::ReadOther)) == 0);
    CHECK(runProgram({"store", "key", "--out", at("log.key"), "--passphrase-file", at("passphrase")}).status == 2); // never overwritten
    const auto checkpoint = [&](const char* name) {
        return runProgram(
            {"store", "checkpoint", "--store", store, "--key", at("log.key"), "--passphrase-file", at("passphrase"), "--out", at(name)});
    };
    const auto signedOne = checkpoint("checkpoint.txt");
    INFO(signedOne.err);
    REQUIRE(signedOne.status == 0);
    write(at("wrong"), "wrong horse\n");
    CHECK(runProgram({"store", "checkpoint", "--store", store, "--key", at("log.key"), "--passphrase-file", at("wrong"), "--out", at("x")})
              .status == 2);

    const auto checked = [&](const QString& file) {
        return runProgram({"store", "check", "--store", file, "--checkpoint", at("checkpoint.txt"), "--public-key", at("log.key.pub")});
    };
    CHECK(checked(store).status == 0);
    CHECK(runProgram({"verify", store}).status == 0);

    const auto exported = runProgram({"record", "export", session, "--store", store, "--out", at("evidence.zip")});
    INFO(exported.err);
    REQUIRE(exported.status == 0);
    CHECK(runProgram({"verify", at("evidence.zip"), "--public-key", at("log.key.pub")}).status == 0);
    CHECK(runProgram({"verify", at("out/record.json")}).status == 0);
    CHECK(runProgram({"verify", at("nothing")}).status == 2);

    const auto package = at("package");
    REQUIRE(shell(folder.path(), "python3 -m zipfile -e evidence.zip package") == 0);
    CHECK(shell(package, "sha256sum -c --quiet --strict SHA256SUMS") == 0);
    CHECK(shell(package, "python3 check.py") == 0);
    const QString signature =
        "head -n 3 checkpoint.txt > text; tail -n 1 checkpoint.txt | cut -d' ' -f3 | base64 -d | tail -c 64 > signature; "
        "openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in text -sigfile signature";
    CHECK(shell(package, signature) == 0);
    CHECK(shell(package, "cmp key.pem ../log.key.pub") == 0);
    // The same tools find what was changed.
    CHECK(shell(package, "sed -i 's/\"seq\":2,/\"seq\":3,/' events/000002.json") == 0);
    CHECK(shell(package, "sha256sum -c --quiet --strict SHA256SUMS") != 0);
    CHECK(shell(package, "python3 check.py") == 1);
    CHECK(shell(package, "sed -i 2s/^/1/ checkpoint.txt; " + signature) != 0);

    QFile archive(at("evidence.zip"));
    REQUIRE(archive.open(QIODevice::ReadOnly));
    auto bytes = archive.readAll();
    // In the data of a file: the local header before it (30 bytes, name, extra field) repeats what the directory at the end says.
    const auto header = bytes.lastIndexOf("PK\x03\x04", bytes.size() / 2);
    REQUIRE(header >= 0);
    const auto length = [&](qsizetype i) { return static_cast<quint8>(bytes[i]) + 256 * static_cast<quint8>(bytes[i + 1]); };
    const auto data = header + 30 + length(header + 26) + length(header + 28);
    bytes[data + 2] = static_cast<char>(bytes[data + 2] ^ 1);
    write(at("damaged.zip"), bytes);
    const auto damaged = runProgram({"verify", at("damaged.zip")});
    CHECK(damaged.status == 1);
    CHECK_FALSE(damaged.err.empty());

    // A store made anew in place of the old one is whole in itself, and not the one the checkpoint was signed over.
    REQUIRE(runProgram({"store", "init", "--store", at("other.calbench")}).status == 0);
    CHECK(runProgram({"store", "check", "--store", at("other.calbench")}).status == 0);
    CHECK(checked(at("other.calbench")).status == 1);
    CHECK(runProgram({"store", "check", "--store", store, "--checkpoint", at("checkpoint.txt")}).status == 2); // without the key
}
