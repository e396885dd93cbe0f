// SPDX-License-Identifier: GPL-3.0-or-later
// What every engine decides the same way.
#include "core/journal/event_store.h"

namespace cal::journal {

Result<bool> followsSealed(const Event& event, const Chain& here, bool brought,
                           const std::function<Result<Digest>(std::int64_t seq)>& hashAt)
{
    const auto goesOnDifferently = [&] {
        return Error{Errc::Conflict, "store.sealed-conflict", {{"stream", event.stream.text()}, {"seq", std::to_string(event.seq)}}, {}};
    };
    CAL_TRY(verifyEnvelope(event));
    if (event.seq <= here.seq) {
        const auto hash = hashAt(event.seq);
        CAL_TRY(hash);
        if (*hash != event.hash)
            return goesOnDifferently();
        return false;
    }
    // A first event that does not fit what stood here before is another history; among those brought it is a broken one.
    if (event.seq == here.seq + 1 && event.prev != here.head && !brought && here.seq > 0)
        return goesOnDifferently();
    CAL_TRY(Chain(here).accept(event));
    return true;
}

} // namespace cal::journal
