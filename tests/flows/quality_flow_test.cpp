// SPDX-License-Identifier: GPL-3.0-or-later
// The installation check by the real executable: green, kept in the store, signed when there is a key.
#include "core/signing/note.h"
#include "tests/flows/program.h"

#include <catch2/catch.hpp>

#include <QFile>

using cal::test::runProgram;

namespace {

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

} // namespace

TEST_CASE("selfcheck is green on this machine, signed by a key, and kept", "[flow][selfcheck]")
{
    QTemporaryDir folder;
    const auto store = folder.filePath("s.calbench"), report = folder.filePath("report.json"), key = folder.filePath("key.pem");
    const auto passphrase = folder.filePath("passphrase");
    QFile file(passphrase);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("correct horse\n");
    file.close();
    REQUIRE(runProgram({"store", "init", "--store", store}).status == 0);
    REQUIRE(runProgram({"store", "key", "--out", key, "--passphrase-file", passphrase}).status == 0);

    const auto checked =
        runProgram({"selfcheck", "--store", store, "--out", report, "--key", key, "--passphrase-file", passphrase, "--json"}, 300);
    INFO(checked.out << checked.err);
    REQUIRE(checked.status == 0);
    const auto answer = cal::Json::parse(checked.out);
    REQUIRE(answer);
    CHECK((*answer)["green"].asBool());
    CHECK((*answer)["signed"].asBool());
    CHECK((*answer)["recorded"].asBool());

    // The note is good under the key's public half, and its last line is the digest of the report.
    const auto written = cal::Json::parse(bytesOf(report).toStdString());
    REQUIRE(written);
    const auto note = cal::signing::readNote((*written)["note"].asString());
    REQUIRE(note);
    const auto publicKey = cal::signing::PublicKey::fromPem(bytesOf(key + ".pub").toStdString());
    REQUIRE(publicKey);
    CHECK(note->signedBy("calbench-installation-check", *publicKey));
    const auto canonical = (*written)["report"].canonical();
    REQUIRE(canonical);
    CHECK(note->text.ends_with("green\n" + cal::sha256(*canonical).hex() + "\n"));

    // Unsigned, as a PDF, and it says so.
    const auto pdf = folder.filePath("report.pdf");
    const auto printed = runProgram({"--language", "en", "selfcheck", "--store", store, "--out", pdf}, 300);
    INFO(printed.out << printed.err);
    REQUIRE(printed.status == 0);
    CHECK(printed.err.find("not signed") != std::string::npos);
    QProcess text;
    text.start("pdftotext", {"-layout", pdf, "-"});
    REQUIRE(text.waitForFinished(20000));
    const auto pages = text.readAllStandardOutput().toStdString();
    CHECK(pages.find("UNSIGNED") != std::string::npos);
    CHECK(pages.find("jjf1094-third") != std::string::npos);

    CHECK(runProgram({"store", "check", "--store", store}).status == 0);
    const auto wrongKey = runProgram({"selfcheck", "--store", store, "--key", report, "--passphrase-file", passphrase});
    CHECK(wrongKey.status == 2);
}
