// SPDX-License-Identifier: GPL-3.0-or-later
// The register's standards as a run and the verbs need them: asked on the writer's thread, answered with plain values.
#pragma once

#include "app/laboratory_store.h"
#include "core/session/proposal.h"

namespace cal::app {

/// Errors: those of session::standardsOnHand and the store.
Result<session::StandardsOnHand> standardsOnHand(journal::Writer& writer, const registry::Kinds& kinds, Clock& clock);

/// Purpose::authorisedPeople: how many people may verify by a procedure today. Everything given must outlive it.
std::function<Result<int>(const std::string&)> authorisedPeople(journal::Writer& writer, const registry::Kinds& kinds,
                                                                const session::Laboratory& laboratory, Clock& clock);

/// RunServices::standardsUsable: asks the register again. Everything given must outlive it.
std::function<Result<void>(const session::SetUp&)> standardsUsable(journal::Writer& writer, const registry::Kinds& kinds, Clock& clock);

} // namespace cal::app
