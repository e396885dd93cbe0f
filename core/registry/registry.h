// SPDX-License-Identifier: GPL-3.0-or-later
// The register: entities of every kind as folds of their events. Each entity is a stream:
//   <kind>.registered  {"values":{field: value, …}}
//   <kind>.changed     {"changes":{field:{"old":…,"new":…}}, "reason":"…"}
//   <kind>.<step>      {"from":"state","to":"state","reason":"…","changes":{…}}     a step of its life cycle
// Nothing is overwritten: old value, new value, who, when and why stay (21 CFR 11.10 e, ISO/IEC 17025 7.5.2). Other rooms may put further
// facts of theirs into the stream of an entity; they change neither its values nor its state.
#pragma once

#include "core/journal/event_store.h"
#include "core/journal/upcast.h"
#include "core/registry/access.h"
#include "core/registry/kind.h"

#include <memory>

namespace cal::registry {

struct Entity {
    journal::StreamId id;
    std::string kind;
    Json::Object values; ///< by field name; unknown fields are absent
    std::string state;
    std::int64_t seq = 0; ///< of the last event: what a change must name
    Timestamp registered, changed;
    [[nodiscard]] const Json& value(std::string_view field) const; ///< null when unknown
    [[nodiscard]] std::string text(std::string_view field) const;  ///< of Text-like values; empty when unknown
};

/// The title of an entity as lists and messages show it; its number where the title is unknown.
std::string titleOf(const Kind& kind, const Json::Object& values);

/// The events of every kind, for stores that are asked whether they hold events of a newer program.
void knowRegistryEvents(journal::Upcasters& upcasters, const Kinds& kinds);

/// `events`: the whole stream. Errors: IntegrityViolation "registry.fold" {seq, reason}; ParseError "registry.newer-kind" {kind} for an
/// entity of a kind this program does not know, "journal.newer-event" {type, version}; NotFound "registry.no-entity" {id} for a stream
/// that is none.
Result<Entity> foldEntity(const Kinds& kinds, const std::vector<journal::Event>& events);

/// One line of an entity's history.
struct HistoryLine {
    Timestamp at;
    std::string actor, station;
    std::string event; ///< type
    std::string field; ///< empty for the step itself
    Json old, now;
    std::string reason;
    std::int64_t seq = 0;
};
std::vector<HistoryLine> historyOf(const Kinds& kinds, const std::vector<journal::Event>& events);

/// Works on one store, on its thread. Every writing call asks `access` first, checks fields, references and uniqueness, and appends one
/// event in one transaction with its projection.
class Registry
{
public:
    Registry(const Kinds& kinds, journal::EventStore& store, Access& access, journal::Authorship by, Clock& clock);

    /// Errors: those of Access and readField; InvalidArgument "registry.unknown-kind" {kind}, "registry.missing" {kind, field},
    /// "registry.unknown-field" {kind, field}, "registry.not-unique" {kind, field, value, other}, "registry.no-reference" {kind, field,
    /// id}, "registry.no-file" {kind, field, file}; StoreFailed …
    /// "registry.not-added-by-form" {kind} for a kind that another room registers.
    Result<Entity> add(std::string_view kind, const Json::Object& values);
    /// The same for the room whose rules it follows; it has asked them.
    Result<Entity> addByRules(std::string_view kind, const Json::Object& values);
    /// `values`: the fields that change; null makes a field unknown. `seq` is that of the entity as the author saw it.
    /// Errors: Conflict "registry.changed-meanwhile" {title, by}; InvalidArgument "registry.fixed" {kind, field}, "registry.no-reason"
    /// {title}, "registry.no-change" {title}; as above.
    Result<Entity> change(const journal::StreamId& id, std::int64_t seq, const Json::Object& values, const std::string& reason);
    /// A step of the life cycle. Errors: InvalidArgument "registry.no-step" {kind, step}, "registry.wrong-state" {title, state, step},
    /// "registry.not-by-form" {title, step} for one that another room does.
    Result<Entity> step(const journal::StreamId& id, std::int64_t seq, std::string_view name, const std::string& reason,
                        const Json::Object& values = {});
    /// The same for the room whose rules it follows; it has asked them. `doneBy`: who did it, when that is not who writes it down here (a
    /// step made on site that is made again): member "done-by" of the event's body.
    Result<Entity> stepByRules(const journal::StreamId& id, std::int64_t seq, std::string_view name, const std::string& reason,
                               const Json::Object& values = {}, const std::string& doneBy = {});

    Result<Entity> get(const journal::StreamId& id); ///< Errors: NotFound "registry.no-entity" {id}
    /// What a field of the entity refers to. Errors: those of Uuid::parse and get.
    Result<Entity> referred(const Entity& entity, std::string_view field);
    /// The id behind what a person names an entity by: its id, its number or another unique value (bar code, serial). `kind` may be empty:
    /// any. Errors: NotFound "registry.no-entity" {id}; InvalidArgument "registry.ambiguous" {id, kinds}, "registry.unknown-kind".
    Result<journal::StreamId> resolve(std::string_view kind, std::string_view named);
    /// The entity whose `field` is `value` exactly; unique and listed fields only. Nothing when there is none.
    Result<std::optional<Entity>> find(std::string_view kind, std::string_view field, std::string_view value);
    /// Entities of a kind that fit; columns are "state" and the names of listed, unique and reference fields.
    Result<std::vector<Entity>> list(std::string_view kind, const std::vector<journal::Condition>& all = {}, std::int64_t limit = 10'000);
    Result<std::vector<HistoryLine>> history(const journal::StreamId& id);
    /// Everything for which add() would refuse the values, or change() those of `existing`; without asking Access and without writing.
    std::vector<Error> objections(std::string_view kind, const Json::Object& values, const Entity* existing = nullptr);
    /// Whether the author may register and change this kind. Errors: those of Access; "registry.unknown-kind" {kind}.
    Result<void> mayChange(std::string_view kind);

    [[nodiscard]] const Kinds& kinds() const { return m_kinds; }
    [[nodiscard]] journal::EventStore& store() { return m_store; }
    [[nodiscard]] const journal::Authorship& by() const { return m_by; }
    [[nodiscard]] Clock& clock() { return m_clock; }

private:
    Result<void> allowed(const std::string& operation);
    Result<Json::Object> checked(const Kind& kind, const Json::Object& values, std::vector<Error>* all);
    Result<void> checkField(const Kind& kind, const Field& field, const Json& value, const std::string& self);
    Result<void> checkReference(const Kind& kind, const Field& field, const std::string& id);
    Result<Entity> seen(const journal::StreamId& id, std::int64_t seq);
    Result<Json::Object> changes(const Kind& kind, const Entity& entity, const Json::Object& values);
    Result<Entity> write(const journal::StreamId& id, std::int64_t seq, std::string type, Json body);

    const Kinds& m_kinds;
    journal::EventStore& m_store;
    Access& m_access;
    journal::Authorship m_by;
    Clock& m_clock;
    IdMaker m_ids;
};

/// The lists of the registry: for every kind a table reg_<kind> with the columns id, state, seq, registered, changed, changed_by, title,
/// one column for each field that is listed, unique or a single reference (hyphens become '_'; Bilingual as "zh / en"), search (all short
/// texts) and body (canonical JSON of the values); and one table reg_changes (key "<stream>#<seq>", stream, seq, kind, title, at, actor,
/// station, type, reason) that is the audit trail of every stream in the store; of sessions all but what instruments say and are told.
std::shared_ptr<journal::Projection> registryProjection(Kinds kinds);
journal::TableShape listShape(const Kind& kind); ///< of reg_<kind>
journal::TableShape trailShape();                ///< of reg_changes
/// The entity behind a row of reg_<kind>, without reading its events; its times have no monotonic part.
Result<Entity> entityOfRow(const Kind& kind, const journal::Row& row);

} // namespace cal::registry
