// SPDX-License-Identifier: GPL-3.0-or-later
// calbench store: make and copy the laboratory's database; checking and checkpoints stand in evidence_verbs.cpp.
#include "app/access.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/laboratory_store.h"
#include "app/store_contents.h"
#include "core/storage/store.h"

#include <filesystem>

namespace cal::app {

namespace {

/// What a real laboratory is founded from.
struct Founding {
    Json document;
    std::string password;
};

Result<Founding> readFounding(const StoreOptions& options, const Output& output)
{
    auto document = readJson(*options.laboratory);
    CAL_TRY(document);
    if ((*document)["format"].asString() != "calbench-laboratory/1")
        return Error{Errc::InvalidArgument, "store.laboratory-format", {{"file", *options.laboratory}}, {}};
    if ((*document)["laboratory"]["demonstration"].asBool())
        return Error{Errc::InvalidArgument, "store.demonstration-founded", {{"file", *options.laboratory}}, {}};
    const auto described = readDemoLaboratory(*document);
    if (!described)
        return described.error().within(*options.laboratory);
    if (!options.admin)
        return Error{Errc::InvalidArgument, "store.who-founds", {}, {}};
    auto password = readPassword("sign-in.ask-new-password", output);
    CAL_TRY(password);
    CAL_TRY(registry::Policy{}.acceptable(*password, *options.admin)); // before there is a file
    return Founding{*std::move(document), *std::move(password)};
}

int init(const std::string& path, const StoreOptions& options, const Catalogue& catalogue, const Output& output)
{
    if (!storage::isServer(path) && std::filesystem::exists(path))
        return output.fail(Error{Errc::InvalidArgument, "store.exists", {{"file", path}}, {}});
    std::optional<Founding> real;
    if (options.laboratory || options.admin) {
        if (!options.laboratory)
            return output.fail(Error{Errc::InvalidArgument, "people.usage", {{"what", "--laboratory FILE"}}, {}});
        auto founding = readFounding(options, output);
        if (!founding)
            return output.fail(founding.error());
        real = *std::move(founding);
    }
    SystemClock clock;
    auto writer = openWriter(path, StoreUse::Create, clock);
    if (!writer)
        return output.fail(writer.error());
    const auto laboratory = real ? foundLaboratory(**writer, catalogue.kinds, real->document, *options.admin, real->password)
                                 : foundDemonstration(**writer, catalogue.kinds, catalogue.demo);
    if (!laboratory) {
        // A store without a laboratory is of no use, and its name would be taken.
        writer->reset();
        std::error_code ignored;
        for (const auto* part : {"", "-wal", "-shm"})
            std::filesystem::remove(path + part, ignored);
        return output.fail(laboratory.error());
    }
    output.print(path);
    output.document(Json::Object{{"store", path}, {"laboratory", laboratory->laboratory.toJson()}});
    return kDone;
}

int backup(const std::string& path, const std::string& target, const Output& output)
{
    SystemClock clock;
    const auto store = storage::openStore(path, storage::OpenMode::ReadOnly, clock);
    if (!store)
        return output.fail(store.error());
    if (const auto copied = (*store)->backupTo(target); !copied)
        return output.fail(copied.error());
    output.print(target);
    output.document(Json::Object{{"store", path}, {"backup", target}});
    return kDone;
}

/// Brings schema and lists up to this program, and builds the lists anew.
int migrate(const std::string& path, const Output& output)
{
    SystemClock clock;
    const auto contents = storeContents();
    if (!contents)
        return output.fail(contents.error());
    const auto store = storage::openStore(path, storage::OpenMode::ReadWrite, clock, contents->options());
    if (!store)
        return output.fail(store.error());
    if (const auto rebuilt = (*store)->rebuildProjections(); !rebuilt)
        return output.fail(rebuilt.error());
    output.print(path);
    output.document(Json::Object{{"store", path}, {"migrated", true}});
    return kDone;
}

/// Into a store that is new, or that a copy which was cut off has begun. Both are read again and compared at the end.
int copy(const std::string& from, const std::string& to, const Output& output)
{
    SystemClock clock;
    const auto contents = storeContents();
    if (!contents)
        return output.fail(contents.error());
    const auto source = storage::openStore(from, storage::OpenMode::ReadOnly, clock);
    if (!source)
        return output.fail(source.error());
    const auto target = storage::openStore(to, storage::OpenMode::Create, clock, contents->options());
    if (!target)
        return output.fail(target.error());
    if (const auto copied = storage::copyStore(**source, **target); !copied)
        return output.fail(copied.error());
    const auto report = (*target)->check();
    if (!report)
        return output.fail(report.error());
    for (const auto& finding : report->findings)
        output.say(output.sentence(finding.error));
    output.print(to);
    output.document(Json::Object{{"store", to},
                                 {"from", from},
                                 {"events", report->events},
                                 {"streams", report->streams},
                                 {"blobs", report->blobs},
                                 {"intact", report->findings.empty()}});
    return report->findings.empty() ? kDone : kNotConforming;
}

/// A copy of a backup that an older program made, brought up to this one's schema. Nothing stays at `path` when that fails.
Result<void> copyOlder(const std::string& backupFile, const std::string& path, Clock& clock)
{
    const std::string part = path + ".part";
    const auto clear = [&] {
        std::error_code ignored;
        for (const auto* beside : {"", "-wal", "-shm"})
            std::filesystem::remove(part + beside, ignored);
    };
    clear();
    std::error_code failed;
    std::filesystem::copy_file(backupFile, part, failed);
    if (!failed && std::filesystem::exists(backupFile + "-wal"))
        std::filesystem::copy_file(backupFile + "-wal", part + "-wal", failed);
    auto done = failed ? Result<void>(Error{Errc::InvalidArgument, "file.not-written", {{"file", path}, {"reason", failed.message()}}, {}})
                       : Result<void>();
    if (done)
        if (const auto broughtUp = storage::openStore(part, storage::OpenMode::ReadWrite, clock); !broughtUp)
            done = broughtUp.error();
    if (done) {
        std::filesystem::rename(part, path, failed);
        if (failed)
            done = Error{Errc::InvalidArgument, "file.not-written", {{"file", path}, {"reason", failed.message()}}, {}};
    }
    clear();
    return done;
}

/// A backup is itself a store: restoring copies it to a place where there is none. The backup stays as it is.
int restore(const std::string& backupFile, const std::string& path, const Output& output)
{
    SystemClock clock;
    if (storage::isServer(path)) {
        const auto there = storage::openStore(path, storage::OpenMode::ReadOnly, clock);
        if (there)
            return output.fail(Error{Errc::InvalidArgument, "store.exists", {{"file", path}}, {}});
        if (there.error().key != "store.empty")
            return output.fail(there.error());
        return copy(backupFile, path, output);
    }
    if (std::filesystem::exists(path))
        return output.fail(Error{Errc::InvalidArgument, "store.exists", {{"file", path}}, {}});
    {
        const auto store = storage::openStore(backupFile, storage::OpenMode::ReadOnly, clock);
        const bool older = !store && store.error().key == "store.older-schema";
        if (!store && !older)
            return output.fail(store.error());
        if (const auto copied = older ? copyOlder(backupFile, path, clock) : (*store)->backupTo(path); !copied)
            return output.fail(copied.error());
    }
    return migrate(path, output);
}

} // namespace

int storeVerb(const StoreOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto path = options.store.value_or(defaultStorePath());
    if (options.verb == "init")
        return init(path, options, catalogue, output);
    if (options.verb == "backup")
        return backup(path, *options.target, output);
    if (options.verb == "migrate")
        return migrate(path, output);
    if (options.verb == "copy")
        return copy(path, *options.target, output);
    if (options.verb == "restore")
        return restore(*options.target, path, output);
    if (options.verb == "checkpoint")
        return storeCheckpointVerb(options, catalogue, output);
    if (options.verb == "key")
        return storeKeyVerb(options, output);
    return storeCheckVerb(options, output);
}

} // namespace cal::app
