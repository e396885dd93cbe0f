// SPDX-License-Identifier: GPL-3.0-or-later
// What comes back with a kit joins the laboratory's store by the identity of its events:
//
//   laptop's events all here            Present      nothing to do: merging twice changes nothing
//   laboratory's stream did not move    Append       appended byte for byte
//   both went on                        Conflict     shown with both sides; waits for a choice
//   both went on, only sign-ins         Beside       quoted in kit.merged: there is nothing to choose between facts of signing in
//
// Nothing of the laboratory's is ever overwritten. A choice is an event on top of the laboratory's side that quotes the laptop's events.
#pragma once

#include "core/kit/kit_events.h"
#include "core/kit/kit_file.h"
#include "core/registry/registry.h"

namespace cal::kit {

enum class Fate { Present, Append, Conflict, Beside };

struct StreamPlan {
    journal::StreamId stream;
    std::string kind;  ///< of the entity, or the room of its events: "order-item", "session"
    std::string title; ///< as lists show it; the id of what has none
    Fate fate = Fate::Present;
    std::vector<journal::Event> laptop;     ///< not here: to be appended, quoted or chosen
    std::vector<journal::Event> laboratory; ///< Conflict, Beside: what stands here in their place
    /// Whether the laptop's changes can be made again on top of the laboratory's: of an entity's own events only.
    bool canTake = false;
};

struct MergePlan {
    Manifest manifest;
    std::vector<StreamPlan> streams; ///< in the order of arrival
    std::vector<Error> warnings;
    [[nodiscard]] std::size_t count(Fate fate) const;
};

/// What merging would do; changes nothing.
/// Errors: InvalidArgument "kit.foreign" {laboratory}, "kit.in-kit"; NotFound "kit.unknown" {kit}; IntegrityViolation "kit.signature"
/// {file}, "kit.base-missing" {stream}, "kit.base-differs" {stream}; Conflict "kit.opened-twice" {machine, other}; ParseError
/// "kit.newer-events" {program, type}; of the store.
/// Warnings: InvalidArgument "kit.expired" {kit, until}, "kit.worked-after" {kit, until, at}, "kit.duplicate" {kind, field, value}.
Result<MergePlan> planMerge(registry::Registry& registry, const KitFile& file, const journal::Upcasters& known, const std::string& day,
                            std::chrono::minutes offset);

struct Choice {
    journal::StreamId stream;
    bool take = false; ///< else the laboratory's side stands
    std::string reason;
};

struct Merged {
    std::int64_t events = 0, streams = 0, resolved = 0, beside = 0;
    std::int64_t conflicts = 0; ///< that still wait
    [[nodiscard]] bool changed() const { return events + resolved + beside > 0; }
};

/// Does what `plan` says, all together or not at all; conflicts without a choice wait, and what does not depend on them is merged. With
/// the package of a kit that is over its items are home again, but for those that wait.
/// `registry`: whoever calls has asked Access. Errors: those of planMerge, for the store is looked at again; InvalidArgument
/// "kit.no-conflict" {stream}, "kit.no-reason", "kit.cannot-take" {title, event}; those of Registry for changes made again.
Result<Merged> merge(registry::Registry& registry, const KitFile& file, const journal::Upcasters& known, const std::string& day,
                     std::chrono::minutes offset, const std::vector<Choice>& choices);

/// One event for people: "due: 2026-11-27 → 2026-12-01"; empty when its type says it all.
std::string whatOf(const journal::Event& event);

} // namespace cal::kit
