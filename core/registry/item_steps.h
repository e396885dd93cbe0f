// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of an order item that do not come from the register's own forms: a session begins and ends, its result is checked and
// approved. They are events of the item's own stream, written in the transaction of what they follow, so that the item's history is whole
// by itself and no list has to know of sessions.
#pragma once

#include "core/registry/registry.h"

namespace cal::registry {

/// Writes the step "order-item.<step>" (and, with the first beginning, "order.begun") without asking Access: who calls has asked for the
/// person, operation and item in hand. Call it within EventStore::together.
/// Errors: NotFound "registry.no-entity"; InvalidArgument "registry.no-step", "registry.wrong-state" {title, state, step}; of the store.
Result<Entity> moveItem(const Kinds& kinds, journal::EventStore& store, const journal::Authorship& by, const journal::StreamId& item,
                        std::string_view step, const Json::Object& values = {}, const std::string& reason = {});

/// Whether the item can be begun at this station: an item that is out with a kit only on the kit's laptop, whose station has its name.
/// Errors: InvalidArgument "order.item-out" {item, kit}.
Result<void> liesHere(const Entity& item, const std::string& station);

/// A session of the item begins: it joins the item's sessions. Errors: those of liesHere and moveItem.
Result<Entity> itemBegun(const Kinds& kinds, journal::EventStore& store, const journal::Authorship& by, const journal::StreamId& item,
                         const journal::StreamId& session, UtcTime at);
/// A session of the item was sealed. `day`: ISO date in the laboratory's zone. An item that was sent back, returned or begun anew by
/// another session in the meantime stays as it is. Errors: those of moveItem.
Result<void> itemMeasured(const Kinds& kinds, journal::EventStore& store, const journal::Authorship& by, const journal::StreamId& item,
                          const journal::StreamId& session, const std::string& day, std::string_view verdict);

} // namespace cal::registry
