// SPDX-License-Identifier: GPL-3.0-or-later
// One step of the fold, shared by whoever reads a stream and by the projection.
#pragma once

#include "core/registry/registry.h"

namespace cal::registry {

/// Whether the event registers an entity of a kind; the kind's name is what stands before ".registered".
bool isRegistration(const journal::Event& event);
/// "asset" of "asset.quarantined".
std::string kindOfType(std::string_view type);

/// Takes the next event. Errors: IntegrityViolation "registry.fold" {seq, reason}; those of Upcasters for a version above 1.
Result<void> takeEvent(const Kinds& kinds, Entity& entity, const journal::Event& event);

} // namespace cal::registry
