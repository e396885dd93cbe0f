// SPDX-License-Identifier: GPL-3.0-or-later
// What goes into a kit: what its people need to do its orders, and nothing else. The data of other customers stay in the laboratory.
#pragma once

#include "core/registry/registry.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace cal::kit {

struct Wanted {
    std::vector<std::string> orders;    ///< numbers or ids
    std::vector<std::string> people;    ///< entity ids: their authorisations and credentials go along
    std::vector<std::string> standards; ///< assets or measurement standards by number, code or id; empty: every one that may be used
    std::string day, until;             ///< ISO: first and last day
};

struct Selection {
    std::set<journal::StreamId> streams;
    std::set<std::string> definitions; ///< ids of the instrument definitions of the assets
    std::vector<std::string> orders;   ///< numbers
    std::vector<registry::Entity> items;
    std::vector<Error> remarks; ///< what stays behind, and why
};

/// The orders, their items that are here, the assets of these with model, owner and location; the customers; the standards with model,
/// calibrations, planned intermediate checks and the measurement standards whose devices all go; the people; the policy; the laboratory.
/// Errors: those of Registry::resolve; InvalidArgument "kit.no-order", "kit.nobody", "kit.no-item" {order}, "kit.not-agreed" {item},
/// "kit.item-out" {item, kit}; NotFound "run.no-laboratory". Remarks: InvalidArgument "kit.standard-stays" {standard, state},
/// "kit.standard-nonconforming" {standard, number}, "kit.standard-booked" {standard, from, to}, "kit.measurement-standard-stays"
/// {standard}.
Result<Selection> select(registry::Registry& registry, const Wanted& wanted);

/// The events of the streams, whole streams one after another, the oldest first. Errors: those of the store.
Result<std::vector<journal::Event>> eventsOf(journal::EventStore& store, const std::set<journal::StreamId>& streams);
/// The blobs that the events name by their digest, and those that the list of a procedure's release names.
Result<std::map<std::string, std::string>> blobsOf(journal::EventStore& store, const std::vector<journal::Event>& events);

} // namespace cal::kit
