// SPDX-License-Identifier: GPL-3.0-or-later
// What kinds of things the laboratory keeps a register of: assets, people, measurement standards, orders and so on. A kind is data
// (resources/schemas/registry/<kind>.json): its fields, its life cycle and who may change it. One file gives a kind its events, its
// history, its table with filters, its form in the window, its verbs and its import, so a new kind is added by adding a file.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/text.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cal::registry {

struct Choice {
    std::string value; ///< lower case with hyphens; what events hold
    Text label;
};

struct Field {
    enum class Type {
        Text,      ///< one line
        Paragraph, ///< several lines
        Bilingual, ///< {"zh","en"}; one of them may be empty
        Date,      ///< ISO civil date
        Instant,   ///< RFC 3339 UTC
        Integer,
        Decimal,    ///< exact text
        Quantity,   ///< "10.0 V": number and unit, kept as typed
        Choice,     ///< one of `choices`
        Flag,       ///< true or false
        Reference,  ///< id of an entity of kind `of`
        References, ///< list of such ids
        File,       ///< {"name","digest","size"}; the bytes are a blob
        Files,      ///< list of them
        Table       ///< list of objects with the fields `columns`
    };
    std::string name; ///< lower case with hyphens: the key in events
    Text label;
    Text help; ///< what to write there, and by which clause; may be empty
    Type type = Type::Text;
    bool required = false; ///< an entity cannot be registered without it; an empty one is otherwise unknown, never zero
    bool unique = false;   ///< no two entities of the kind share it (numbers people read, bar codes)
    bool listed = false;   ///< a column of the lists
    bool fixed = false;    ///< cannot be changed after registration
    bool drawn = false;    ///< required, and filled in by the room that registers the kind when it is left blank: no form asks for it
    std::string of;        ///< Reference(s): the kind
    std::vector<Choice> choices;
    std::vector<Field> columns;          ///< Table
    std::optional<std::string> default_; ///< text of the first value, e.g. of a choice

    /// Whether the lists have a column of it: listed, unique or a single reference.
    [[nodiscard]] bool inLists() const { return listed || unique || type == Type::Reference; }
    [[nodiscard]] std::string column() const; ///< its name in the lists: "serial_number"
};

struct State {
    std::string name; ///< "in-use"
    Text label;
    bool usable = true; ///< may take part in new work
};

/// A step of the life cycle. Its event is "<kind>.<name>", a past-tense fact: "asset.quarantined".
struct Transition {
    std::string name; ///< "quarantined"
    Text label;       ///< what the button says: 隔离 / Quarantine
    std::vector<std::string> from;
    std::string to;
    bool reasonRequired = true;
    std::vector<std::string> fields;   ///< fields that are asked for with the step; it may set a fixed one, too
    std::vector<std::string> required; ///< those of `fields` without which the step cannot be done
    std::string operation;             ///< who may (access.h); empty: the kind's `operation`
    bool form = true;                  ///< false: not a step of the register's form; only the room whose rules it follows does it
};

struct Kind {
    std::string name; ///< "asset", "measurement-standard"
    Text label, plural;
    std::string group;     ///< where the window shows it: "registry", "standards", "people", "orders", "quality", "administration"
    std::string title;     ///< field that names an entity to people
    std::string number;    ///< field with the human number; may be empty
    std::string operation; ///< the operation (access.h) that registering and changing needs: "register", "administer", "order", …
    bool form = true;      ///< false: not registered by the register's form; only the room whose rules it follows does it
    std::vector<Field> fields;
    std::vector<State> states; ///< the first is the state after registration; never empty
    std::vector<Transition> transitions;

    [[nodiscard]] const Field* field(std::string_view name) const;
    [[nodiscard]] const State* state(std::string_view name) const;
    [[nodiscard]] const Transition* transition(std::string_view name) const;
    [[nodiscard]] std::string registeredEvent() const { return name + ".registered"; }
    [[nodiscard]] std::string changedEvent() const { return name + ".changed"; }
    [[nodiscard]] std::string table() const; ///< of its projection: "reg_measurement_standard"

    /// The format is described in resources/schemas/registry/README.md. Errors: ParseError "kind.invalid" {kind, field, reason}.
    static Result<Kind> fromJson(const Json& json);
};

class Kinds
{
public:
    /// Errors: those of Kind::fromJson; ParseError "kind.unknown-reference" {kind, field, of}, "kind.twice" {kind}.
    static Result<Kinds> fromDocuments(const std::vector<Json>& documents);
    [[nodiscard]] const Kind* find(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, Kind, std::less<>>& all() const { return m_kinds; }

private:
    std::map<std::string, Kind, std::less<>> m_kinds;
};

/// Checks and normalises what was typed for a field: trims, NFC is the caller's, dates exist, quantities parse, choices are known (by
/// value or label). Text stands for every type but File, Files and Table, which may come as JSON text: a list of references is separated
/// by commas, "中文 / English" is bilingual, yes/no and 是/否 are flags. Null for an empty text.
/// Errors, all InvalidArgument with {kind, field, found}: "registry.not-text" (no UTF-8, control characters), "registry.not-one-line",
/// "registry.not-date", "registry.not-instant", "registry.not-integer", "registry.not-decimal", "registry.not-quantity",
/// "registry.not-choice" {…, known}, "registry.not-flag", "registry.not-reference", "registry.not-file", "registry.not-table";
/// "registry.field-too-long" {kind, field, limit} above 64 KiB a text or 10 000 rows a table; "registry.missing" and
/// "registry.unknown-field" {kind, field} for the columns of a table, whose field reads "table.column".
Result<Json> readField(const Kind& kind, const Field& field, const Json& typed);

/// A value as one line for lists and messages: "zh / en" of a bilingual one, names of files, ids of references, rows of a table.
std::string plainText(const Json& value);

} // namespace cal::registry
