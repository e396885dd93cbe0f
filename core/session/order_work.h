// SPDX-License-Identifier: GPL-3.0-or-later
// What a session of an order item starts from: the procedure as it was frozen with the order, the decision rule and the points agreed,
// and the item as it was received. Everything comes from the store, so that a newer release of a procedure changes no order.
#pragma once

#include "core/registry/orders.h"
#include "core/session/runner.h"

namespace cal::session {

/// Keeps the files of a release as blobs: each file, and the list of their digests, whose own digest is the release.
Result<void> keepRelease(journal::EventStore& store, const procedure::Procedure& procedure);
/// The kept release. Errors: NotFound "store.no-blob" {digest}; IntegrityViolation "session.file-differs" {file}; those of
/// procedure::load.
Result<procedure::Procedure> releaseOf(journal::EventStore& store, const Digest& release);

struct OrderWork {
    procedure::Procedure procedure; ///< with the agreed rule and points
    Item item;
    OrderItem orderItem;
    std::optional<OwnPoints> ownPoints;
    std::optional<journal::StreamId> lastSession; ///< begun last for the item; perhaps not finished
    std::string itemDefinition;                   ///< of the asset's registered model; may be empty
    registry::Entity agreed;                      ///< the order item as it stands in the register
};

/// `offset`: of the laboratory's civil days. `named`: number or id of an item, or number of an order with one item that is not finished.
/// Errors: NotFound "registry.no-entity" {id}; InvalidArgument "work.not-agreed" {item}, "work.several-items" {order, items},
/// "work.no-item" {order}, "work.wrong-state" {item, state}; those of releaseOf and applyOwnPoints.
Result<OrderWork> orderWork(registry::Registry& registry, const std::string& named, std::chrono::minutes offset);

/// Puts what was frozen into the request, so that nothing of it is typed again.
void takeUp(const OrderWork& work, PrepareRequest& request);

/// Whether a set-up is what the order item was agreed for: release, decision rule, points and specification, by their digests. What the
/// item does not name is not compared. run() asks it again of the item as it then stands. Errors: InvalidArgument "work.release-differs",
/// "work.rule-differs", "work.points-differ", "work.specification-differs" {item, agreed, found}.
Result<void> asAgreed(const registry::Entity& item, const SetUp& setUp);

/// The next line of a queue that is like a finished item: of its batch, else of its order, with the same release and rule, and not begun.
/// Null when there is none.
const registry::QueueLine* nextLike(const std::vector<registry::QueueLine>& queue, const registry::Entity& finished);

} // namespace cal::session
