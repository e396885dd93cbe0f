// SPDX-License-Identifier: GPL-3.0-or-later
// The work of the laboratory: orders and the items they bring, from receipt to hand-over, and what is due again.
//
//   open ─► receive ─► agree (freezes) ─► assign ─► session begun … sealed ─► check ─► approve ─► hand over
//   order: registered ─► in-work ─► finished ─► delivered
//
// Everything is an entity of the register (kinds order, order-item, point-set, handover, number-block); this adds what takes more than one
// of them, or a rule.
#pragma once

#include "core/registry/due_date.h"
#include "core/registry/registry.h"

#include <functional>

namespace cal::registry {

/// What comes in (ISO/IEC 17025 7.4).
struct Receipt {
    std::string order; ///< number or id
    std::string asset; ///< as scanned or typed: asset number or bar code
    Json::Object
        newAsset;      ///< values of the asset if it is not known yet; number and owner are filled in from what was scanned and the order
    Json::Object item; ///< fields of the item: kind, condition, accessories, photos, due, batch, remarks
};

/// What is frozen with an item (ISO/IEC 17025 7.1.1, 7.1.3).
struct Agreement {
    std::string procedure, release;                 ///< id; release digest, hexadecimal
    std::string decisionRule;                       ///< of the procedure: taken when the order says "procedure"
    std::optional<std::string> guardRatio;          ///< with it
    std::string specification, specificationDigest; ///< where the MPE come from; empty when the procedure itself says it
    std::string pointSet;                           ///< code or id; empty: the points of the procedure
    std::string due;                                ///< ISO date; empty: as it is
    struct Instrument {
        std::string definition, model; ///< id; the maker's name of it, empty when unknown
    };
    std::vector<Instrument> appliesTo = {}; ///< what the procedure was written for; empty: nothing to compare
    std::string reason = {};                ///< why it is agreed again; not needed the first time
};

/// A line of a person's queue.
struct QueueLine {
    Entity item;
    std::string order, customer, asset; ///< number; titles
    std::string assetNumber;            ///< what stands on it
    std::string due;                    ///< of the item, else promised with the order; empty: unknown
    bool assigned = false;              ///< to this person; else nobody has it and this person may do it
};

struct RecallLine {
    Entity asset;
    std::string owner; ///< title
    std::string due;   ///< ISO date: last day of validity
    std::string item;  ///< number of the item measured last; empty: the date was typed with the asset
    bool overdue = false;
};

/// Whether a person may perform a procedure on this day; for queues and assignments.
using MayPerform = std::function<bool(const std::string& person, const std::string& procedure, bool verification)>;

/// Works on one store, on its thread, like Registry.
class Orders
{
public:
    /// `day`: today, ISO, in the laboratory's zone.
    Orders(Registry& registry, Access& access, std::string day) : m_registry(registry), m_access(access), m_day(std::move(day)) {}

    /// A new order; its number is taken from a block unless given. Errors: those of takeNumber and Registry::add; InvalidArgument
    /// "order.rule-missing": a statement of conformity is wanted and no rule agreed (ISO/IEC 17025 7.1.3).
    Result<Entity> open(Json::Object values);
    /// Errors: those of Registry; NotFound "order.unknown-asset" {asset}; InvalidArgument "order.closed" {order, state},
    /// "order.already-here" {asset, item}, "order.asset-retired" {asset}.
    Result<Entity> receive(const Receipt& receipt);
    /// Errors: those of Registry::step; NotFound "decision.unknown-rule"; InvalidArgument "order.point-set-other" {set, procedure},
    /// "order.point-set-withdrawn" {set}, "order.procedure-for-other" {item, model, procedure, models}, "order.agreed-already" {item,
    /// procedure} where it is agreed again without a reason.
    Result<Entity> agree(std::string_view item, const Agreement& agreement);
    /// Errors: those of Registry::step; InvalidArgument "order.may-not-perform" {person, procedure}.
    Result<Entity> assign(std::string_view item, std::string_view person, const MayPerform& may);
    /// Operation "check" or "approve" on a measured item; the register knows who performed and checked. Errors: those of Access and
    /// moveItem.
    Result<Entity> check(std::string_view item);
    Result<Entity> approve(std::string_view item);
    /// What a person can take up: due first, then what has no date.
    Result<std::vector<QueueLine>> queue(std::string_view person, const MayPerform& may);
    /// Hands the items over (all approved ones of the order when empty) to `to`; `values`: further fields of the hand-over. The order is
    /// delivered with its last item. Errors: those of Registry; InvalidArgument "order.nothing-to-deliver" {order}.
    Result<Entity> handOver(std::string_view order, std::vector<std::string> items, const std::string& to, Json::Object values = {});
    /// Assets whose validity ends within `days`, by owner, then by date. An item measured later than a typed date was entered counts: its
    /// date and the asset's interval give the day.
    Result<std::vector<RecallLine>> recall(int days, const DueRule& rule = {});

    /// Its items by number.
    Result<std::vector<Entity>> itemsOf(const Entity& order);
    Result<Entity> named(std::string_view kind, std::string_view name); ///< by number or id

private:
    Result<void> may(const std::string& operation); ///< asked before a transaction, so that a refusal stays in the journal
    Result<void> mayDo(const std::string& operation, const Entity& item);
    Result<void> madeFor(const Entity& item, const Agreement& agreement);
    Result<Entity> assetOf(const Receipt& receipt, const Entity& order);
    Result<void> finishOrder(const Entity& item);
    Result<std::string> title(const std::string& kind, const std::string& id);

    Registry& m_registry;
    Access& m_access;
    std::string m_day;
};

/// What a form or a verb registers: an order as Orders::open does it, by whatever form it comes, and anything else as Registry::add.
/// Errors: those of both.
Result<Entity> addTyped(Registry& registry, Access& access, const std::string& day, const std::string& kind, const Json::Object& values);

/// Whether two texts name one model: letters and digits alike, whatever case, spaces and hyphens.
bool sameModel(std::string_view a, std::string_view b);
/// The frozen form of a point set: canonical JSON, whose digest the item names. Errors: those of Json::canonical.
Result<std::string> frozenPointSet(const Entity& pointSet);
/// Who did a step: not who wrote it down a second time when what was done on site came home.
std::string doneBy(const journal::Event& event);
/// Who did the last step of that name; empty when nobody.
std::string lastActor(const std::vector<journal::Event>& events, std::string_view type);
/// Who performed, as its check and approval ask: `person` where any session of the item is theirs, else whoever measured it last.
std::string performerFor(const std::vector<journal::Event>& events, const std::string& person);

} // namespace cal::registry
