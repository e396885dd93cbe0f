// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may ask about the work of the laboratory: the day, the acts on orders and items, their trace and labels. A port
// implemented in app on the writer's thread. No call blocks; answers come as callbacks on other threads. The author is the person signed
// in, and every act goes through the gate of the verbs, which journals what it refuses.
#pragma once

#include "core/registry/orders.h"
#include "core/session/day.h"
#include "core/session/twelve_steps.h"

#include <functional>

namespace cal::session {

class WorkDesk
{
public:
    virtual ~WorkDesk() = default;

    using DayReply = std::function<void(Result<Day>)>;
    virtual void day(DayReply reply) = 0; ///< of the person signed in
    using TraceReply = std::function<void(Result<std::vector<TwelveSteps>>)>;
    virtual void trace(const std::string& named, TraceReply reply) = 0; ///< of an item, or of every item of an order

    using ActReply = std::function<void(Result<registry::Entity>)>; ///< the item or hand-over as it then is
    virtual void receive(const registry::Receipt& receipt, ActReply reply) = 0;
    /// With the release, rule and specification the procedure has now; they are frozen with the item. `reason`: why it
    /// is agreed again.
    virtual void agree(const std::string& item, const std::string& procedure, const std::string& pointSet, const std::string& due,
                       const std::string& reason, ActReply reply) = 0;
    virtual void assign(const std::string& item, const std::string& person, ActReply reply) = 0;
    virtual void check(const std::string& item, ActReply reply) = 0;
    virtual void approve(const std::string& item, ActReply reply) = 0;
    virtual void handOver(const std::string& order, const std::vector<std::string>& items, const std::string& to, ActReply reply) = 0;

    using FileReply = std::function<void(Result<std::string>)>;
    virtual void label(const std::string& named, FileReply reply) = 0; ///< of an item or asset, as PDF bytes
};

} // namespace cal::session
