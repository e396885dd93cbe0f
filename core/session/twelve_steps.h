// SPDX-License-Identifier: GPL-3.0-or-later
// The twelve steps of an item through the laboratory, each with person and time, read from the events of its order, of itself and of its
// sessions: order → receive → assign → set up → acquire → compute → judge → check → approve → sign → deliver → recall. Nothing is written
// for it. The tenth waits for documents: it is shown as not yet.
#pragma once

#include "core/registry/due_date.h"
#include "core/registry/registry.h"

#include <array>

namespace cal::session {

struct TwelveSteps {
    enum class Id { Order, Receive, Assign, SetUp, Acquire, Compute, Judge, Check, Approve, Sign, Deliver, Recall };
    struct Step {
        Id id = Id::Order;
        bool done = false;
        std::optional<UtcTime> at;
        std::string by;     ///< person id; empty while not done
        std::string person; ///< name as the register has it, else the id
        std::string detail; ///< language-free: number, verdict, counts, date due
    };
    std::string order, item; ///< numbers
    std::string asset;       ///< title
    std::string kit;         ///< it is out with; empty: it lies here
    std::array<Step, 12> steps;
    /// The first that is not done; nothing after the last.
    [[nodiscard]] std::optional<Id> present() const;
    [[nodiscard]] Json toJson() const;
};

std::string_view name(TwelveSteps::Id id); ///< "order", "set-up"
Text label(TwelveSteps::Id id);

/// Errors: NotFound "registry.no-entity" {id}; those of reading.
Result<TwelveSteps> twelveSteps(registry::Registry& registry, const journal::StreamId& item, const registry::DueRule& rule = {});
/// Of every item of the order or of the one item named. Errors: as above.
Result<std::vector<TwelveSteps>> twelveStepsOf(registry::Registry& registry, const std::string& named);

} // namespace cal::session
