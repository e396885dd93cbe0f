// SPDX-License-Identifier: GPL-3.0-or-later
// Packages that were packed again after something in them was changed, with SHA256SUMS made to fit: each layer finds what is its own.
#include "evidence_support.h"

#include <functional>

namespace package_test {

using namespace cal::evidence;
using namespace cal::evidence::test;
using cal::ZipFiles;

/// Packs again what `change` left, with sums that fit.
std::string packedAgain(const std::function<void(ZipFiles&)>& change)
{
    auto files = *cal::readZip(packageBytes());
    change(files);
    files.erase("SHA256SUMS");
    std::string sums;
    for (const auto& [name, bytes] : files)
        sums += cal::sha256(bytes).hex() + "  " + name + "\n";
    files["SHA256SUMS"] = sums;
    return *cal::writeZip(files);
}

std::vector<std::string> findingsOf(const std::string& archive, bool trusted = true)
{
    const auto key = trusted ? std::optional(laboratoryKey().publicKey()) : std::nullopt;
    return keysOf(verifyPackage(archive, key).findings);
}

void replace(std::string& text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

using Keys = std::vector<std::string>;

} // namespace package_test

TEST_CASE("a package is good, and says by whose log", "[evidence][package]")
{
    using namespace package_test;
    const auto seen = verifyPackage(packageBytes(), laboratoryKey().publicKey());
    CHECK(keysOf(seen.findings) == Keys{});
    CHECK(keysOf(seen.remarks) == Keys{});
    CHECK(seen.session == measured().record.id.text());
    CHECK(seen.events == measured().record.events.size());
    CHECK(seen.anchoredBy.starts_with("calbench/"));
    CHECK(keysOf(verifyPackage(packageBytes(), {}).remarks) == Keys{"evidence.key-from-package"});
    const auto files = *cal::readZip(packageBytes());
    CHECK(files.at("events/000001.json") == measured().record.events.front().content);
    CHECK(*makePackage(package()) == packageBytes());
}

TEST_CASE("a package without a checkpoint or of an unfinished session says what it does not show", "[evidence][package]")
{
    using namespace package_test;
    auto bare = package();
    bare.inclusion.reset();
    const auto seen = verifyPackage(*makePackage(bare), {});
    CHECK(seen.good());
    CHECK(keysOf(seen.remarks) == Keys{"evidence.not-anchored"});
    auto events = bare.record.events;
    events.pop_back();
    bare.record = *cal::session::fold(events);
    CHECK(keysOf(verifyPackage(*makePackage(bare), {}).remarks) == Keys{"evidence.not-sealed", "evidence.not-anchored"});
}

TEST_CASE("whatever was changed and packed again is found", "[evidence][package][attack]")
{
    using namespace package_test;
    CHECK(findingsOf(packedAgain([](ZipFiles&) {})) == Keys{});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { replace(files["events/000003.json"], "\"at\":\"2", "\"at\":\"1"); })) ==
          Keys{"journal.broken-chain"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { files["events/000002.json"] += " "; })) == Keys{"journal.envelope"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { files.erase("events/000001.json"); })) == Keys{"evidence.file-missing"});
    // The end cut off: head, count and proof no longer fit.
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { files.erase(std::prev(files.lower_bound("key.pem"))); })) ==
          Keys{"evidence.manifest-differs", "evidence.manifest-differs", "evidence.manifest-differs", "evidence.manifest-differs",
               "evidence.not-in-log"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { files.lower_bound("blobs/")->second += "x"; })) == Keys{"record.blob-damaged"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { files.erase(files.lower_bound("blobs/")); })) == Keys{"record.blob-missing"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { replace(files["manifest.json"], "\"sealed\": true", "\"sealed\": false"); })) ==
          Keys{"evidence.manifest-differs"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { replace(files["manifest.json"], "evidence/1", "evidence/2"); })) ==
          Keys{"evidence.newer-format"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { files.erase("checkpoint.txt"); })) == Keys{"evidence.manifest-differs"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { files["checkpoint.txt"] += "x"; })) == Keys{"signing.note"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { replace(files["proof.json"], "\"index\": 4", "\"index\": 5"); })) ==
          Keys{"evidence.not-in-log"});
    CHECK(findingsOf(packedAgain([](ZipFiles& files) { files["proof.json"] = "[]"; })) == Keys{"json.missing"});
    // Signed by somebody else, with his key put in: only the laboratory's key tells.
    const auto stranger = packedAgain([](ZipFiles& files) {
        const auto checkpoint = *cal::signing::readCheckpoint(files["checkpoint.txt"]);
        files["checkpoint.txt"] = *cal::signing::signCheckpoint(checkpoint, strangersKey());
        files["key.pem"] = strangersKey().publicKey().pem();
    });
    CHECK(findingsOf(stranger, false) == Keys{});
    CHECK(findingsOf(stranger, true) == Keys{"signing.not-by-key"});
}

TEST_CASE("a file more, less or other than SHA256SUMS says is found by name", "[evidence][package][attack]")
{
    using namespace package_test;
    auto files = *cal::readZip(packageBytes());
    files["README.md"] += "x";
    files["more"] = "x";
    files.erase("check.py");
    const auto seen = verifyPackage(*cal::writeZip(files), {});
    REQUIRE(keysOf(seen.findings) == Keys{"evidence.file-changed", "evidence.file-missing", "evidence.file-unlisted"});
    CHECK(seen.findings[0].arg("file") == "README.md");
    CHECK(seen.findings[1].arg("file") == "check.py");
    CHECK(seen.findings[2].arg("file") == "more");
}

TEST_CASE("garbage is no package and no record", "[evidence][package]")
{
    using namespace package_test;
    for (const std::string& garbage : {std::string(), std::string("PK"), std::string(1000, '\xff'), *cal::writeZip({{"a", "b"}})})
        CHECK_FALSE(verifyPackage(garbage, {}).good());
    for (const char* garbage : {"", "{}", "[]", "{\"format\":\"calbench-record/1\"}", "\xff"})
        CHECK_FALSE(verifyRecord(garbage).good());
}
