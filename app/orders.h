// SPDX-License-Identifier: GPL-3.0-or-later
// Orders as verbs and window both need them: what is agreed, what was frozen, who may, what is printed on a label.
#pragma once

#include "app/catalogue.h"
#include "core/certificate/label.h"
#include "core/journal/writer.h"
#include "core/registry/orders.h"
#include "core/registry/people.h"
#include "core/session/day.h"
#include "core/session/order_work.h"

#include <string>
#include <vector>

namespace cal::app {

/// `otherwise`, the reason why `named` is none of the kinds `wanted`; or what it is instead, when the register knows it:
/// InvalidArgument "named.wrong-kind" {name, kind, wanted}.
Error otherKind(registry::Registry& registry, const std::string& named, std::string wanted, Error otherwise);

/// Asks without refusing: nothing is logged. `people` must outlive it.
session::MayAct mayAct(registry::People& people, std::string day);
registry::MayPerform mayPerform(registry::People& people, std::string day);

/// What an item is agreed for when it is agreed today: release, rule and specification of the procedure as it is now. Its files are kept.
/// Errors: those of Catalogue::procedureFiles, procedure::load and the store.
Result<registry::Agreement> agreementFor(const Catalogue& catalogue, journal::EventStore& store, const std::string& procedure,
                                         std::string pointSet, std::string due, std::string reason = {});

/// What was frozen for an order item. Errors: those of session::orderWork.
Result<session::OrderWork> orderWorkOf(journal::Writer& writer, const registry::Kinds& kinds, std::chrono::minutes offset,
                                       const std::string& named, Clock& clock);

/// Errors: NotFound "registry.no-entity"; those of certificate::makeLabel.
Result<certificate::Label> labelOf(registry::Registry& registry, const session::Laboratory& laboratory, const std::string& named);

} // namespace cal::app
