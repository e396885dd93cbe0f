// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may ask about the store itself: a port implemented in app on a thread and a connection of its own, so that neither a
// run nor the window waits for it. Answers come on other threads.
#pragma once

#include "core/journal/event_store.h"

namespace cal::journal {

class Upkeep
{
public:
    virtual ~Upkeep() = default;
    [[nodiscard]] virtual std::string location() const = 0; ///< of the store, as people know it; immediate
    using CheckReply = std::function<void(Result<CheckReport>)>;
    /// Walks everything, as `calbench store check` does.
    virtual void check(CheckReply reply) = 0;
    using Reply = std::function<void(Result<void>)>;
    /// Writes a copy that is itself a store. Errors: those of EventStore::backupTo.
    virtual void backup(const std::string& file, Reply reply) = 0;
};

} // namespace cal::journal
