// SPDX-License-Identifier: GPL-3.0-or-later
// Making the laptop's changes of an entity again on top of the laboratory's: what a person chose, so new events of that person.
#pragma once

#include "core/registry/registry.h"

namespace cal::kit {

/// A change or a step of the kind's life cycle; other facts cannot be made a second time. Checking and approving are done by somebody who
/// looks: never again by whoever resolves a conflict.
bool canTakeAgain(const registry::Kind& kind, const journal::Event& event);

/// Each change and step of `events`, in order, with who did a step on site ("done-by"). A list keeps the rows that the laboratory added: the laptop's rows join them. What the
/// laboratory has already is left out. Errors: those of Registry::change and Registry::step.
Result<void> takeAgain(registry::Registry& registry, const journal::StreamId& id, const std::vector<journal::Event>& events);

} // namespace cal::kit
