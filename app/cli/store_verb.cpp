// SPDX-License-Identifier: GPL-3.0-or-later
// calbench store: make, check and copy the laboratory's database.
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

int check(const std::string& path, const Output& output)
{
    SystemClock clock;
    const auto store = storage::openStore(path, storage::OpenMode::ReadOnly, clock);
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
    const bool intact = report->findings.empty();
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
    return check(path, output);
}

} // namespace cal::app
