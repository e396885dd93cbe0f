// SPDX-License-Identifier: GPL-3.0-or-later
// calbench store: make and copy the laboratory's database; checking and checkpoints stand in evidence_verbs.cpp.
#include "app/cli/verbs.h"
#include "app/laboratory_store.h"
#include "core/storage/store.h"

#include <filesystem>

namespace cal::app {

namespace {

int init(const std::string& path, const Catalogue& catalogue, const Output& output)
{
    if (std::filesystem::exists(path))
        return output.fail(Error{Errc::InvalidArgument, "store.exists", {{"file", path}}, {}});
    SystemClock clock;
    auto writer = openWriter(path, StoreUse::Create, clock);
    if (!writer)
        return output.fail(writer.error());
    const auto laboratory = foundDemonstration(**writer, catalogue.demo);
    if (!laboratory)
        return output.fail(laboratory.error());
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

} // namespace

int storeVerb(const StoreOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto path = options.store.value_or(defaultStorePath());
    if (options.verb == "init")
        return init(path, catalogue, output);
    if (options.verb == "backup")
        return backup(path, *options.target, output);
    if (options.verb == "checkpoint")
        return storeCheckpointVerb(options, output);
    if (options.verb == "key")
        return storeKeyVerb(options, output);
    return storeCheckVerb(options, output);
}

} // namespace cal::app
