// SPDX-License-Identifier: GPL-3.0-or-later
// calbench verify, store check, store checkpoint, store key, record export: what a laboratory shows to whoever does not take its word.
#include "app/cli/office.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/passphrase.h"
#include "app/session_files.h"
#include "app/store_contents.h"
#include "core/evidence/package.h"
#include "core/storage/store.h"
#include "resources/data.h"

#include <fstream>

namespace cal::app {

namespace {

constexpr std::size_t kLargestEvidence = std::size_t{1} << 30;
constexpr std::size_t kLargestKey = 64u << 10;

Result<signing::PublicKey> readPublicKey(const std::string& path)
{
    const auto pem = readFile(path, kLargestKey);
    CAL_TRY(pem);
    auto key = signing::PublicKey::fromPem(*pem);
    if (!key)
        return std::move(key).error().within(path);
    return key;
}

Result<std::optional<signing::PublicKey>> readPublicKey(const std::optional<std::string>& path)
{
    if (!path)
        return std::optional<signing::PublicKey>{};
    return readPublicKey(*path).transform([](const auto& key) { return std::optional(key); });
}

int checkStore(const std::string& path, const std::optional<std::string>& checkpointFile, const std::optional<std::string>& keyFile,
               const Output& output)
{
    if (checkpointFile.has_value() != keyFile.has_value())
        return output.fail(Error{Errc::InvalidArgument, "evidence.checkpoint-and-key", {}, {}});
    std::vector<signing::Checkpoint> kept;
    if (checkpointFile) {
        const auto key = readPublicKey(*keyFile);
        if (!key)
            return output.fail(key.error());
        const auto note = readFile(*checkpointFile, kLargestKey);
        if (!note)
            return output.fail(note.error());
        auto checkpoint = signing::openCheckpoint(*note, *key);
        if (!checkpoint)
            return output.fail(std::move(checkpoint).error().within(*checkpointFile));
        kept.push_back(*std::move(checkpoint));
    }
    SystemClock clock;
    const auto contents = storeContents();
    if (!contents)
        return output.fail(contents.error());
    const auto store = storage::openStore(path, storage::OpenMode::ReadOnly, clock, contents->options());
    if (!store)
        return output.fail(store.error());
    const auto report = (*store)->check();
    if (!report)
        return output.fail(report.error());
    Json::Array findings;
    for (const auto& finding : report->findings) {
        const auto sentence = output.sentence(finding.error);
        output.say(sentence);
        findings.push_back(
            Json::Object{{"stream", finding.stream.text()}, {"seq", finding.seq}, {"key", finding.error.key}, {"message", sentence}});
    }
    const auto log = evidence::checkLog(**store, kept);
    if (!log)
        return output.fail(log.error());
    const auto logFindings = output.told(*log);
    findings.insert(findings.end(), logFindings.asArray().begin(), logFindings.asArray().end());
    const auto lists = (*store)->checkProjections();
    if (lists) {
        const auto listFindings = output.told(*lists);
        findings.insert(findings.end(), listFindings.asArray().begin(), listFindings.asArray().end());
    } else if (lists.error().key == "store.projection-outdated") {
        output.say(output.sentence(lists.error())); // no damage: they are built when the store is next opened for writing
    } else {
        return output.fail(lists.error());
    }
    const bool intact = findings.empty();
    output.document(Json::Object{{"store", path},
                                 {"intact", intact},
                                 {"events", report->events},
                                 {"streams", report->streams},
                                 {"blobs", report->blobs},
                                 {"findings", std::move(findings)}});
    if (!output.json())
        output.say(intact ? "store.intact" : "store.not-intact", {{"file", path},
                                                                  {"events", std::to_string(report->events)},
                                                                  {"streams", std::to_string(report->streams)},
                                                                  {"blobs", std::to_string(report->blobs)}});
    return intact ? kDone : kNotConforming;
}

Result<evidence::CheckpointSigned> makeCheckpoint(const StoreOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto pem = readFile(*options.key, kLargestKey);
    CAL_TRY(pem);
    const auto passphrase = readPassphrase(options.passphraseFile, *options.key + ": ");
    CAL_TRY(passphrase);
    const auto signer = signing::unlockKey(*pem, *passphrase);
    CAL_TRY(signer);
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    CAL_TRY(office.signInWhoMay(options.by, "administer"));
    return office.work<evidence::CheckpointSigned>([&](registry::Registry& registry, registry::People&) {
        return evidence::signCheckpoint(registry.store(), **signer, office.by(), office.clock());
    });
}

Result<void> makeKeyFiles(const StoreOptions& options)
{
    const auto passphrase = readPassphrase(options.passphraseFile, *options.out + ": ");
    CAL_TRY(passphrase);
    const auto pem = signing::makeKey(*passphrase);
    CAL_TRY(pem);
    const auto signer = signing::unlockKey(*pem, *passphrase);
    CAL_TRY(signer);
    CAL_TRY(writeSecret(*options.out, *pem));
    return writeFile(*options.out + ".pub", (*signer)->publicKey().pem());
}

struct Exported {
    std::string bytes;
    bool anchored = false;
};

Result<Exported> makeEvidence(const RecordOptions& options)
{
    const auto session = Uuid::parse(options.session);
    CAL_TRY(session);
    SystemClock clock;
    const auto writer = openWriter(options.store.value_or(defaultStorePath()), StoreUse::Existing, clock);
    CAL_TRY(writer);
    evidence::Package package;
    auto record = readRecord(**writer, *session);
    CAL_TRY(record);
    package.record = *std::move(record);
    auto blobs = session::recordBlobs(package.record, [&](const Digest& digest) { return (*writer)->getBlob(digest); });
    CAL_TRY(blobs);
    package.blobs = *std::move(blobs);
    const auto look = [&](journal::EventStore& store) -> Result<void> {
        auto found = evidence::inclusionOf(store, package.record.head);
        CAL_TRY(found);
        package.inclusion = *std::move(found);
        return {};
    };
    CAL_TRY((*writer)->ask(look));
    package.exportedBy = programName();
    package.instructions = resources::folder("evidence");
    auto bytes = evidence::makePackage(package);
    CAL_TRY(bytes);
    return Exported{*std::move(bytes), package.inclusion.has_value()};
}

int report(const std::string& file, const evidence::Verification& seen, const Output& output)
{
    const auto findings = output.told(seen.findings);
    const auto remarks = output.told(seen.remarks);
    output.document(Json::Object{{"file", file},
                                 {"good", seen.good()},
                                 {"session", seen.session},
                                 {"events", static_cast<std::int64_t>(seen.events)},
                                 {"log", seen.anchoredBy.empty() ? Json() : Json(seen.anchoredBy)},
                                 {"findings", findings},
                                 {"remarks", remarks}});
    if (!output.json())
        output.say(seen.good() ? "evidence.good" : "evidence.bad",
                   {{"file", file}, {"session", seen.session}, {"events", std::to_string(seen.events)}});
    return seen.good() ? kDone : kNotConforming;
}

} // namespace

int storeCheckVerb(const StoreOptions& options, const Output& output)
{
    return checkStore(options.store.value_or(defaultStorePath()), options.checkpoint, options.publicKey, output);
}

int storeCheckpointVerb(const StoreOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto made = makeCheckpoint(options, catalogue, output);
    if (!made)
        return output.fail(made.error());
    if (const auto written = writeFile(*options.out, made->note); !written)
        return output.fail(written.error());
    output.print(*options.out);
    output.document(Json::Object{{"checkpoint", *options.out},
                                 {"origin", made->checkpoint.origin},
                                 {"size", made->checkpoint.size},
                                 {"root", made->checkpoint.root.hex()}});
    return kDone;
}

int storeKeyVerb(const StoreOptions& options, const Output& output)
{
    if (const auto made = makeKeyFiles(options); !made)
        return output.fail(made.error());
    output.print(*options.out);
    output.document(Json::Object{{"key", *options.out}, {"public-key", *options.out + ".pub"}});
    return kDone;
}

int recordExportVerb(const RecordOptions& options, const Output& output)
{
    const auto made = makeEvidence(options);
    if (!made)
        return output.fail(made.error());
    if (const auto written = writeFile(options.out, made->bytes); !written)
        return output.fail(written.error());
    if (!made->anchored)
        output.say("evidence.export-not-anchored", {});
    output.print(options.out);
    output.document(Json::Object{{"package", options.out}, {"session", options.session}, {"anchored", made->anchored}});
    return kDone;
}

int verifyVerb(const VerifyOptions& options, const Output& output)
{
    const bool server = options.file.rfind("postgresql://", 0) == 0;
    std::string start(16, '\0');
    if (!server)
        std::ifstream(options.file, std::ios::binary).read(start.data(), static_cast<std::streamsize>(start.size()));
    if (server || start == std::string_view("SQLite format 3\0", 16))
        return checkStore(options.file, options.checkpoint, options.publicKey, output);
    const auto key = readPublicKey(options.publicKey);
    if (!key)
        return output.fail(key.error());
    const auto bytes = readFile(options.file, kLargestEvidence);
    if (!bytes)
        return output.fail(bytes.error());
    return report(options.file, start.starts_with("PK") ? evidence::verifyPackage(*bytes, *key) : evidence::verifyRecord(*bytes), output);
}

} // namespace cal::app
