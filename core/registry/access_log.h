// SPDX-License-Identifier: GPL-3.0-or-later
// The log of refusals: one stream for each workstation (so that two never wait for each other, and a laptop brings its own home), first
// event access.log-opened {"station"}, then access.refused {"person","operation","scope","by","reason","details"}.
#pragma once

#include "core/journal/event_store.h"
#include "core/registry/access.h"

namespace cal::registry {

journal::StreamId accessLogStream(std::string_view station);

/// Journals that `act` was refused for `reason`. `reason.args` are kept, except names; a person nobody knows is not named, for people
/// type passwords into fields of names. Errors: those of the store.
Result<void> logRefusal(journal::EventStore& store, const journal::Authorship& by, const Act& act, const Error& reason);

/// Two tables. access_refusals: key, at, person, operation, scope, reason, by, station, details: refused acts and refused sign-ins.
/// access_people: person, password_set, must_change, failures, locked_until, last_sign_in. No encoding of a password stands in either.
std::shared_ptr<journal::Projection> accessProjection();

} // namespace cal::registry
