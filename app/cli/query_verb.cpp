// SPDX-License-Identifier: GPL-3.0-or-later
// calbench query: one command to one instrument, its reply on standard output.
#include "app/cli/verbs.h"
#include "instruments/bench.h"

#include <chrono>

namespace cal::app {

int queryVerb(const QueryOptions& options, const Output& output)
{
    const auto timeout = std::chrono::milliseconds(static_cast<std::int64_t>(options.timeoutSeconds * 1000));
    const auto reply = instruments::askOnce(options.resource, options.command, timeout, {});
    if (!reply)
        return output.fail(reply.error());
    if (*reply)
        output.print(**reply);
    output.document(Json::Object{{"resource", options.resource}, {"command", options.command}, {"reply", *reply ? Json(**reply) : Json()}});
    return kDone;
}

} // namespace cal::app
