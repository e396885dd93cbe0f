// SPDX-License-Identifier: GPL-3.0-or-later
// calbench record: the sessions of a store, from the list kept beside them; the export stands in evidence_verbs.cpp.
#include "app/cli/office.h"
#include "app/cli/verbs.h"
#include "app/session_files.h"

namespace cal::app {

namespace {

std::string stateText(const session::SessionSummary& each, const Output& output)
{
    const bool zh = output.language() == Language::Chinese;
    if (each.sealed)
        return each.overall == conformity::Verdict::NotJudged ? (zh ? "已完成" : "finished")
                                                              : (zh ? "已完成，" : "finished, ") + text(each.overall).in(output.language());
    const std::string state = each.aborted ? (zh ? "已中止" : "aborted") : (zh ? "未完成" : "unfinished");
    return state + (zh ? "，" : ", ") + std::to_string(each.judged) + "/" + std::to_string(each.points);
}

Result<void> list(const RecordOptions& options, Office& office)
{
    CAL_TRY(office.open(options.store));
    const auto sessions = listSessions(office.writer(), {options.state, options.procedure, options.item, 0, options.limit});
    CAL_TRY(sessions);
    const auto& output = office.output();
    const auto language = output.language();
    std::vector<std::vector<std::string>> rows;
    Json::Array documents;
    for (const auto& each : *sessions) {
        const auto& item = each.item;
        const auto what =
            item.manufacturer.empty() && item.model.empty() ? item.name.filled().in(language) : item.manufacturer + " " + item.model;
        rows.push_back({each.id.text(), toLocal(each.started.utc, office.laboratory().offset).substr(0, 16), stateText(each, output),
                        each.procedure, what, item.assetNumber, item.order, each.performer.name.filled().in(language)});
        documents.push_back(Json::Object{{"session", each.id.text()},
                                         {"procedure", each.procedure},
                                         {"item", item.name},
                                         {"manufacturer", item.manufacturer},
                                         {"model", item.model},
                                         {"serial", item.serial},
                                         {"asset", item.assetNumber},
                                         {"order", item.order},
                                         {"performer", each.performer.id},
                                         {"performer-name", each.performer.name},
                                         {"begun", toRfc3339(each.started.utc)},
                                         {"state", std::string(stateOf(each))},
                                         {"points", static_cast<std::int64_t>(each.points)},
                                         {"judged", static_cast<std::int64_t>(each.judged)},
                                         {"simulated", each.simulated},
                                         {"overall", name(each.overall)}});
    }
    output.table(language == Language::Chinese
                     ? std::vector<std::string>{"标识", "开始", "状态", "规程", "器具", "资产编号", "委托", "检定员"}
                     : std::vector<std::string>{"session", "begun", "state", "procedure", "item", "asset", "order", "who"},
                 rows);
    output.document(Json::Object{{"sessions", std::move(documents)}});
    return {};
}

} // namespace

int recordVerb(const RecordOptions& options, const Catalogue& catalogue, const Output& output)
{
    if (options.verb == "export")
        return recordExportVerb(options, output);
    Office office(catalogue, output);
    const auto listed = list(options, office);
    return listed ? kDone : output.fail(listed.error());
}

} // namespace cal::app
