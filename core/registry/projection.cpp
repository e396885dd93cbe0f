// SPDX-License-Identifier: GPL-3.0-or-later
// The lists of the registry. A row is the fold so far: the next event is taken by the entity that the row holds.
#include "core/registry/fold.h"

#include <algorithm>
#include <array>

namespace cal::registry {

namespace {

using journal::Cell;
using journal::Column;

constexpr const char* kChanges = "reg_changes";
constexpr int kMeaning = 2; // raise when the content of a column changes its meaning
constexpr std::size_t kShortText = 200;

/// What instruments say and are told, many times a point, stands in the session's record and its explanation. The trail lists what people
/// and the program did; a line for every reading would hide that and cost each durable reading more than the reading itself.
constexpr std::array<std::string_view, 3> kInRecordsOnly{"session.environment-sampled", "session.instrument-commanded",
                                                         "session.reading-taken"};

// Every list begins with these columns, then come those of the fields, then search and body.
enum Fixed : std::size_t { kId, kState, kSeq, kRegistered, kChanged, kChangedBy, kTitle, kFirstField };

bool hasOwnColumn(const Field& field)
{
    return field.inLists() && field.name != "title"; // that is the title
}

Cell cellOf(const Field& field, const Json& value)
{
    if (value.isNull())
        return {};
    if (field.type == Field::Type::Integer)
        return value.asInt();
    return plainText(value);
}

void gatherTexts(const Json& value, std::string& search)
{
    if (value.isString()) {
        if (!value.asString().empty() && value.asString().size() <= kShortText)
            search += value.asString() + "\n";
    } else if (value.isInt()) {
        search += std::to_string(value.asInt()) + "\n";
    } else {
        for (const Json& entry : value.asArray())
            gatherTexts(entry, search);
        for (const auto& [name, entry] : value.asObject())
            if (name != "digest")
                gatherTexts(entry, search);
    }
}

std::string textOf(const Cell& cell)
{
    const auto* text = std::get_if<std::string>(&cell);
    return text ? *text : std::string();
}

class RegistryProjection final : public journal::Projection
{
public:
    explicit RegistryProjection(Kinds kinds) : m_kinds(std::move(kinds)) {}

    std::string name() const override { return "registry"; }

    /// The store compares the shapes itself, so a new kind or column needs no new version.
    int version() const override { return kMeaning; }

    std::vector<journal::TableShape> tables() const override
    {
        std::vector<journal::TableShape> all;
        for (const auto& [name, kind] : m_kinds.all())
            all.push_back(listShape(kind));
        all.push_back(trailShape());
        return all;
    }

    Result<std::vector<journal::RowChange>> apply(const journal::Event& event, journal::TableReader& tables) override
    {
        std::vector<journal::RowChange> changes;
        std::string title;
        if (const Kind* kind = m_kinds.find(kindOfType(event.type))) {
            auto row = rowAfter(*kind, event, tables);
            CAL_TRY(row);
            if (*row) {
                title = textOf((**row)[kTitle]);
                changes.push_back({kind->table(), **std::move(row), false});
            }
        }
        if (std::find(kInRecordsOnly.begin(), kInRecordsOnly.end(), event.type) == kInRecordsOnly.end())
            changes.push_back({kChanges, trailOf(event, title), false});
        return changes;
    }

private:
    /// The entity's row with the event taken; nothing when the event is not understood.
    Result<std::optional<journal::Row>> rowAfter(const Kind& kind, const journal::Event& event, journal::TableReader& tables) const
    {
        Entity entity;
        if (!isRegistration(event)) {
            const auto before = tables.row(kind.table(), event.stream.text());
            CAL_TRY(before);
            if (!*before)
                return std::optional<journal::Row>{};
            auto found = entityOfRow(kind, **before);
            if (!found)
                return std::optional<journal::Row>{};
            entity = *std::move(found);
        }
        if (!takeEvent(m_kinds, entity, event))
            return std::optional<journal::Row>{};
        return rowOf(kind, entity, event.actor, tables);
    }

    Result<std::optional<journal::Row>> rowOf(const Kind& kind, const Entity& entity, const std::string& actor,
                                              journal::TableReader& tables) const
    {
        auto title = titleOf(kind, entity.values);
        // Where the title is another entity (whose authorisation is this?), its title as it was then.
        if (const Field* field = kind.field(kind.title); field->type == Field::Type::Reference && !title.empty()) {
            const auto other = tables.row(m_kinds.find(field->of)->table(), title);
            CAL_TRY(other);
            if (*other)
                title = textOf((**other)[kTitle]);
        }
        const Json body(entity.values);
        auto bytes = body.canonical();
        CAL_TRY(bytes);
        std::string search;
        gatherTexts(body, search);
        journal::Row row = {
            entity.id.text(), entity.state, entity.seq, toRfc3339(entity.registered.utc), toRfc3339(entity.changed.utc), actor,
            std::move(title)};
        for (const Field& field : kind.fields)
            if (hasOwnColumn(field))
                row.push_back(cellOf(field, entity.value(field.name)));
        row.emplace_back(std::move(search));
        row.emplace_back(*std::move(bytes));
        return std::optional(std::move(row));
    }

    static journal::Row trailOf(const journal::Event& event, const std::string& title)
    {
        const Json& reason = event.body["reason"];
        const auto unknownIfEmpty = [](std::string text) { return text.empty() ? Cell{} : Cell{std::move(text)}; };
        return {event.stream.text() + "#" + std::to_string(event.seq),
                event.stream.text(),
                event.seq,
                kindOfType(event.type),
                unknownIfEmpty(title),
                toRfc3339(event.at.utc),
                event.actor,
                event.station,
                event.type,
                unknownIfEmpty(plainText(reason))};
    }

    Kinds m_kinds;
};

} // namespace

journal::TableShape listShape(const Kind& kind)
{
    journal::TableShape shape{kind.table(),
                              {{"id", Column::Type::Text, false},
                               {"state", Column::Type::Text, true},
                               {"seq", Column::Type::Integer, false},
                               {"registered", Column::Type::Text, false},
                               {"changed", Column::Type::Text, true},
                               {"changed_by", Column::Type::Text, false},
                               {"title", Column::Type::Text, true}},
                              {}};
    for (const Field& field : kind.fields)
        if (hasOwnColumn(field))
            shape.columns.push_back(
                {field.column(), field.type == Field::Type::Integer ? Column::Type::Integer : Column::Type::Text, true});
    shape.columns.push_back({"search", Column::Type::Text, false});
    shape.columns.push_back({"body", Column::Type::Text, false});
    return shape;
}

journal::TableShape trailShape()
{
    const auto text = [](const char* name, bool indexed = false) { return Column{name, Column::Type::Text, indexed}; };
    // The trail of one stream is found by its key, which begins with the stream.
    return {kChanges,
            {text("key"), text("stream"), Column{"seq", Column::Type::Integer, false}, text("kind"), text("title"), text("at", true),
             text("actor"), text("station"), text("type"), text("reason")},
            {{"kind", "at"}, {"actor", "at"}}};
}

Result<Entity> entityOfRow(const Kind& kind, const journal::Row& row)
{
    const auto broken = [](const char* reason) {
        return Error{Errc::IntegrityViolation, "registry.fold", {{"seq", "?"}, {"reason", reason}}, {}};
    };
    if (row.size() < kFirstField + 2)
        return broken("row");
    const auto id = Uuid::parse(textOf(row[kId]));
    const auto registered = parseRfc3339(textOf(row[kRegistered]));
    const auto changed = parseRfc3339(textOf(row[kChanged]));
    const auto body = Json::parse(textOf(row.back()));
    const auto* seq = std::get_if<std::int64_t>(&row[kSeq]);
    if (!id || !registered || !changed || !body || !body->isObject() || !seq)
        return broken("row");
    return Entity{*id, kind.name, body->asObject(), textOf(row[kState]), *seq, {*registered, {}}, {*changed, {}}};
}

std::shared_ptr<journal::Projection> registryProjection(Kinds kinds)
{
    return std::make_shared<RegistryProjection>(std::move(kinds));
}

} // namespace cal::registry
