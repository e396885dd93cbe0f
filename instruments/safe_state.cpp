// SPDX-License-Identifier: GPL-3.0-or-later
// The safe state over a new connection.
#include "instruments/safe_state.h"

#include "instruments/scpi/program.h"
#include "instruments/session.h"

#include <algorithm>

namespace cal::instruments {

Result<void> sendSafeState(const std::string& resource, const std::vector<std::string>& commands, std::chrono::milliseconds timeout,
                           const std::string& instrument)
{
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    const auto left = [deadline] {
        const auto rest = deadline - std::chrono::steady_clock::now();
        return std::max(std::chrono::milliseconds(1), std::chrono::ceil<std::chrono::milliseconds>(rest));
    };
    auto name = ResourceName::parse(resource);
    if (!name)
        return std::move(name).error();
    SessionOptions options;
    options.instrument = instrument.empty() ? name->canonical() : instrument;
    options.openTimeout = options.ioTimeout = timeout;
    SystemClock clock;
    Session session(std::move(*name), options, clock);
    CAL_TRY(session.reconnect(left()));
    for (const auto& command : commands) {
        if (scpi::isQuery(command)) {
            if (auto reply = session.query(command, {}, left()); !reply)
                return std::move(reply).error();
        } else {
            CAL_TRY(session.write(command, {}));
        }
    }
    return session.finish(left());
}

} // namespace cal::instruments
