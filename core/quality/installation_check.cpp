// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/installation_check.h"

#include "core/registry/credentials.h"

#include <algorithm>
#include <array>

namespace cal::quality {

namespace {

struct PartTitle {
    std::string_view id;
    Text title;
};
const std::array<PartTitle, 7>& partTitles()
{
    static const std::array<PartTitle, 7> kTitles{{{"uncertainty", {"不确定度算例", "Uncertainty cases"}},
                                                   {"rounding", {"数值修约", "Rounding"}},
                                                   {"decision", {"符合性判定", "Decision rules"}},
                                                   {"assessment", {"检定或校准结果的验证", "Verification of results"}},
                                                   {"procedures", {"规程", "Procedures"}},
                                                   {"store", {"数据库", "Store"}},
                                                   {"documents", {"文件", "Documents"}}}};
    return kTitles;
}

Json trialJson(const Trial& trial)
{
    Json json = Json::Object{{"id", trial.id}, {"holds", trial.holds}, {"expected", trial.expected}, {"found", trial.found}};
    if (!trial.source.empty())
        json["source"] = trial.source;
    if (trial.error) {
        Json::Object args;
        for (const auto& [name, value] : trial.error->args)
            args[name] = value;
        json["error"] = Json::Object{{"key", trial.error->key}, {"args", std::move(args)}, {"context", trial.error->context}};
    }
    return json;
}

} // namespace

Trial Trial::failed(std::string id, const Error& error)
{
    Trial trial;
    trial.id = std::move(id);
    trial.error = error;
    return trial;
}

std::size_t CheckPart::failed() const
{
    return static_cast<std::size_t>(std::count_if(trials.begin(), trials.end(), [](const Trial& trial) { return !trial.holds; }));
}

CheckPart checkPart(std::string_view id)
{
    for (const auto& [known, title] : partTitles())
        if (known == id)
            return {std::string(id), title, {}};
    return {std::string(id), {std::string(id), std::string(id)}, {}};
}

bool InstallationCheck::green() const
{
    return !parts.empty() && std::all_of(parts.begin(), parts.end(), [](const CheckPart& part) { return part.green(); });
}

Json InstallationCheck::toJson() const
{
    Json::Array list;
    for (const auto& part : parts) {
        Json::Array trials;
        for (const auto& trial : part.trials)
            trials.push_back(trialJson(trial));
        list.push_back(Json::Object{{"id", part.id}, {"green", part.green()}, {"trials", std::move(trials)}});
    }
    return Json::Object{{"format", "calbench-installation-check/1"},
                        {"program", program},
                        {"station", station},
                        {"system", system},
                        {"at", toRfc3339(at)},
                        {"green", green()},
                        {"parts", std::move(list)}};
}

Json InstallationCheck::eventBody(const Digest& report) const
{
    Json::Object results;
    for (const auto& part : parts)
        results[part.id] =
            Json::Object{{"tried", static_cast<std::int64_t>(part.trials.size())}, {"failed", static_cast<std::int64_t>(part.failed())}};
    const auto blank = program.find(' ');
    return Json::Object{{"program", program.substr(0, blank)},
                        {"version", blank == std::string::npos ? std::string() : program.substr(blank + 1)},
                        {"station", station},
                        {"green", green()},
                        {"results", std::move(results)},
                        {"digest", report.hex()}};
}

journal::StreamId installationStream(std::string_view station)
{
    return registry::namedStream("installation " + std::string(station));
}

void knowInstallationEvents(journal::Upcasters& upcasters)
{
    upcasters.know("installation.checked");
}

Result<void> recordCheck(journal::EventStore& store, const InstallationCheck& check, const journal::Authorship& by)
{
    const auto bytes = check.toJson().canonical();
    CAL_TRY(bytes);
    return store.together([&]() -> Result<void> {
        const auto report = store.putBlob(*bytes);
        CAL_TRY(report);
        const auto stream = installationStream(check.station);
        const auto head = store.head(stream);
        CAL_TRY(head);
        const journal::NewEvent event{"installation.checked", 1, check.eventBody(*report)};
        CAL_TRY(store.append(stream, head->seq, std::span(&event, 1), by));
        return {};
    });
}

Result<std::optional<LastCheck>> lastCheck(journal::EventStore& store, std::string_view station)
{
    const auto stream = installationStream(station);
    const auto head = store.head(stream);
    CAL_TRY(head);
    if (head->seq == 0)
        return std::optional<LastCheck>{};
    const auto events = store.read(stream, head->seq);
    CAL_TRY(events);
    if (events->empty())
        return std::optional<LastCheck>{};
    const auto& event = events->back();
    const auto report = Digest::fromHex(event.body["digest"].asString());
    CAL_TRY(report);
    return std::optional<LastCheck>({event.body["program"].asString() + " " + event.body["version"].asString(), toRfc3339(event.at.utc),
                                     event.body["green"].asBool(), *report});
}

Result<void> requireChecked(journal::EventStore& store, std::string_view station, std::string_view program)
{
    const auto last = lastCheck(store, station);
    CAL_TRY(last);
    const std::string wanted(program), here(station);
    if (!*last)
        return Error{Errc::InvalidArgument, "installation.not-checked", {{"program", wanted}, {"station", here}}, {}};
    if ((*last)->program != program)
        return Error{
            Errc::InvalidArgument, "installation.changed", {{"program", wanted}, {"checked", (*last)->program}, {"station", here}}, {}};
    if (!(*last)->green)
        return Error{Errc::InvalidArgument, "installation.not-green", {{"program", wanted}, {"at", (*last)->at}, {"station", here}}, {}};
    return {};
}

} // namespace cal::quality
