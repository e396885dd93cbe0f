// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/retention.h"

namespace cal::quality {

Result<Retention> retentionOf(registry::Registry& registry, const std::string& recordKind, const std::string& ended)
{
    const auto date = parseIsoDate(ended, {});
    CAL_TRY(date);
    for (const auto& kind : {recordKind, std::string("*")}) {
        const auto rule = registry.find("retention-rule", "record-kind", kind);
        CAL_TRY(rule);
        if (!*rule || (*rule)->state != "in-force" || (*rule)->value("years").asInt() < 1)
            continue;
        Retention retention{(*rule)->id, kind, (*rule)->value("years").asInt(), {}};
        auto until = date->date + std::chrono::years(retention.years);
        if (!until.ok()) // 29 February
            until = until.year() / until.month() / std::chrono::last;
        retention.until = toIso({until, {}});
        return retention;
    }
    return Error{Errc::NotFound, "retention.no-rule", {{"kind", recordKind}}, {}};
}

Result<void> recordDisposal(const QualityWork& work, const Disposal& disposal, const std::string& today)
{
    CAL_TRY(work.require("quality"));
    registry::EverybodyMay everybody;
    registry::Registry registry(work.kinds, work.store, everybody, work.by, work.clock);
    const auto retention = retentionOf(registry, disposal.recordKind, disposal.ended);
    CAL_TRY(retention);
    if (today <= retention->until)
        return Error{Errc::InvalidArgument, "retention.too-early", {{"record", disposal.record}, {"until", retention->until}}, {}};
    if (disposal.record.empty() || disposal.what.empty())
        return Error{Errc::InvalidArgument, "retention.nothing-said", {}, {}};
    const auto head = work.store.head(retention->rule);
    CAL_TRY(head);
    const journal::NewEvent event{"retention.record-disposed", 1,
                                  Json::Object{{"record", disposal.record},
                                               {"record-kind", disposal.recordKind},
                                               {"ended", disposal.ended},
                                               {"until", retention->until},
                                               {"what", disposal.what}}};
    CAL_TRY(work.store.append(retention->rule, head->seq, std::span(&event, 1), work.by));
    return {};
}

void knowRetentionEvents(journal::Upcasters& upcasters)
{
    upcasters.know("retention.record-disposed");
}

} // namespace cal::quality
