// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/import.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace cal::registry {

namespace {

constexpr std::int64_t kMaximumExport = 1'000'000;
constexpr std::array<std::string_view, 4> kPassedOver = {"state", "registered", "changed", "changed-by"};

Error invalid(const char* key, std::vector<Arg> args)
{
    return Error{Errc::InvalidArgument, key, std::move(args), {}};
}

/// The names in a cell of a reference, or of several.
std::vector<std::string> names(const Field& field, const std::string& cell)
{
    if (field.type == Field::Type::Reference)
        return {cell};
    std::vector<std::string> all;
    for (std::size_t from = 0; from <= cell.size();) {
        const auto end = std::min(cell.find_first_of(",;", from), cell.size());
        const auto first = cell.find_first_not_of(' ', from);
        if (first < end) {
            const auto last = cell.find_last_not_of(' ', end - 1);
            all.push_back(cell.substr(first, last + 1 - first));
        }
        from = end + 1;
    }
    return all;
}

/// What a column of the file stands for.
struct Target {
    const Field* field = nullptr;
    std::string half; ///< "zh" or "en" of a bilingual field
    bool isId = false;
};

Result<std::vector<Target>> targetsOf(const Kind& kind, const std::vector<std::string>& head)
{
    std::vector<Target> targets;
    std::set<std::string> seen;
    for (const std::string& name : head) {
        Target target;
        target.isId = name == "id";
        const bool passedOver = std::find(kPassedOver.begin(), kPassedOver.end(), name) != kPassedOver.end();
        for (const Field& field : kind.fields) {
            if (target.field || target.isId || passedOver)
                break;
            if (name == field.name || name == field.label.zh || name == field.label.en)
                target.field = &field;
            for (const auto* half : {"zh", "en"})
                if (field.type == Field::Type::Bilingual && name == field.name + "." + half)
                    target = {&field, half, false};
        }
        if (!target.field && !target.isId && !passedOver)
            return invalid("import.unknown-column", {{"column", excerpt(name)}, {"kind", kind.name}});
        if (!passedOver && !seen.insert(target.isId ? "id" : target.field->name + "." + target.half).second)
            return invalid("import.column-twice", {{"column", excerpt(name)}});
        targets.push_back(target);
    }
    return targets;
}

/// Reads the rows one by one and remembers what stood in the rows before.
class Importer
{
public:
    Importer(Registry& registry, const Kind& kind, std::vector<Target> targets, const std::vector<std::string>& head)
        : m_registry(registry), m_kind(kind), m_targets(std::move(targets)), m_head(head)
    {
    }

    Result<ImportRow> read(const TextTable::Row& row)
    {
        m_row = {};
        m_row.number = row.number;
        m_unresolved.clear();
        std::string id;
        for (std::size_t i = 0; i < m_targets.size(); ++i) {
            const Target& target = m_targets[i];
            if (target.isId)
                id = row.cells[i];
            else if (target.field && !row.cells[i].empty())
                CAL_TRY(take(target, row.cells[i]));
        }
        auto existing = existingOf(id);
        CAL_TRY(existing);
        compare(*existing ? &**existing : nullptr);
        checkState(row, *existing ? (*existing)->state : m_kind.states.front().name);
        checkRowsBefore(row.number);
        return std::move(m_row);
    }

private:
    void object(const std::string& field, Error error)
    {
        std::string column;
        for (std::size_t i = 0; i < m_targets.size() && column.empty(); ++i)
            if (m_targets[i].field && m_targets[i].field->name == field)
                column = m_head[i];
        m_row.objections.push_back({std::move(column), std::move(error)});
    }

    Result<void> take(const Target& target, const std::string& cell)
    {
        const Field& field = *target.field;
        if (!target.half.empty()) {
            m_row.values[field.name][target.half] = Json(cell);
        } else if (auto value = withIds(m_registry, m_kind, field, cell)) {
            m_row.values[field.name] = *std::move(value);
        } else if (value.error().code == Errc::InvalidArgument) {
            m_unresolved.insert(field.name);
            object(field.name, value.error());
        } else {
            return value.error();
        }
        return {};
    }

    Result<std::optional<Entity>> existingOf(const std::string& id)
    {
        if (id.empty()) {
            const auto number = m_row.values.find(m_kind.number);
            if (m_kind.number.empty() || number == m_row.values.end())
                return std::optional<Entity>{};
            const auto clean = readField(m_kind, *m_kind.field(m_kind.number), number->second);
            if (!clean || clean->isNull())
                return std::optional<Entity>{}; // compare() says why
            return m_registry.find(m_kind.name, m_kind.number, plainText(*clean));
        }
        const auto uuid = Uuid::parse(id);
        const auto row = uuid ? m_registry.store().row(m_kind.table(), uuid->text()) : Result<std::optional<journal::Row>>(std::nullopt);
        CAL_TRY(row);
        if (!*row) {
            m_row.objections.push_back({"id", invalid("import.not-this-kind", {{"id", excerpt(id)}, {"kind", m_kind.name}})});
            return std::optional<Entity>{};
        }
        auto entity = entityOfRow(m_kind, **row);
        CAL_TRY(entity);
        return std::optional(*std::move(entity));
    }

    void compare(const Entity* existing)
    {
        // Only one half of a bilingual field stands in the file: the other stays.
        for (const Target& target : m_targets)
            if (const auto value = m_row.values.find(target.field ? target.field->name : std::string());
                existing && !target.half.empty() && value != m_row.values.end())
                for (const auto* half : {"zh", "en"})
                    if (!value->second.contains(half))
                        value->second[half] = existing->value(target.field->name)[half];
        // A reference that was not found is told once, as such, and not as missing.
        const auto told = [&](const std::string& field) { return !m_row.values.contains(field) && m_unresolved.contains(field); };
        for (Error& error : m_registry.objections(m_kind.name, m_row.values, existing)) {
            const std::string field(error.arg("field").substr(0, error.arg("field").find('.')));
            if (!told(field))
                object(field, std::move(error));
        }
        Json::Object now = existing ? existing->values : Json::Object{};
        for (auto& [name, value] : m_row.values) {
            auto clean = readField(m_kind, *m_kind.field(name), value);
            if (!clean)
                continue;
            value = *std::move(clean);
            const auto before = now.find(name);
            if (before == now.end() ? !value.isNull() : before->second != value)
                m_row.changed.push_back(name);
            now[name] = value;
        }
        m_row.title = titleOf(m_kind, now);
        if (!existing)
            return;
        m_row.existing = existing->id;
        m_row.seq = existing->seq;
        if (const auto first = m_entities.try_emplace(existing->id.text(), m_row.number); !first.second)
            m_row.objections.push_back({{}, invalid("import.twice", {{"row", std::to_string(first.first->second)}, {"field", "id"}})});
    }

    /// A table does not move things through their life cycle: where its state is another, the row would say what is not so.
    void checkState(const TextTable::Row& row, const std::string& state)
    {
        for (std::size_t i = 0; i < m_head.size(); ++i)
            if (m_head[i] == "state" && !row.cells[i].empty() && row.cells[i] != state)
                m_row.objections.push_back({m_head[i], invalid("import.state", {{"given", excerpt(row.cells[i])}, {"state", state}})});
    }

    void checkRowsBefore(int number)
    {
        for (const Field& field : m_kind.fields) {
            const auto value = m_row.values.find(field.name);
            if (!field.unique || value == m_row.values.end() || value->second.isNull())
                continue;
            const auto first = m_unique.try_emplace(field.name + "\n" + plainText(value->second), number);
            if (!first.second)
                object(field.name, invalid("import.twice", {{"row", std::to_string(first.first->second)}, {"field", field.name}}));
        }
    }

    Registry& m_registry;
    const Kind& m_kind;
    std::vector<Target> m_targets;
    const std::vector<std::string>& m_head;
    ImportRow m_row;
    std::set<std::string> m_unresolved;    // fields of the row whose references were not found
    std::map<std::string, int> m_unique;   // field and value → row
    std::map<std::string, int> m_entities; // id → row
};

/// The numbers of referenced entities, each looked up once.
class Numbers
{
public:
    explicit Numbers(Registry& registry) : m_registry(registry) {}

    Result<std::string> of(const std::string& kindName, const std::string& id)
    {
        const auto known = m_known.find(id);
        if (known != m_known.end())
            return known->second;
        const Kind& kind = *m_registry.kinds().find(kindName);
        std::string number = id;
        const auto row = m_registry.store().row(kind.table(), id);
        CAL_TRY(row);
        if (*row && !kind.number.empty())
            if (const auto entity = entityOfRow(kind, **row); entity && !entity->text(kind.number).empty())
                number = entity->text(kind.number);
        return m_known[id] = number;
    }

private:
    Registry& m_registry;
    std::map<std::string, std::string> m_known;
};

Result<std::string> exported(const Field& field, const Json& value, Numbers& numbers)
{
    switch (field.type) {
    case Field::Type::Reference:
        return value.isNull() ? Result<std::string>(std::string()) : numbers.of(field.of, value.asString());
    case Field::Type::References: {
        std::string all;
        for (const Json& id : value.asArray()) {
            const auto number = numbers.of(field.of, id.asString());
            CAL_TRY(number);
            all += (all.empty() ? "" : ", ") + *number;
        }
        return all;
    }
    case Field::Type::File:
    case Field::Type::Files:
    case Field::Type::Table:
        return value.isNull() ? Result<std::string>(std::string()) : value.canonical();
    default:
        return plainText(value);
    }
}

TextTable trailTable(const journal::RowPage& page)
{
    TextTable table;
    table.rows.push_back({1, {}});
    for (const auto& column : trailShape().columns)
        table.rows.back().cells.push_back(column.name);
    for (const auto& row : page.rows) {
        table.rows.push_back({static_cast<int>(table.rows.size()) + 1, {}});
        for (const auto& cell : row) {
            const auto* text = std::get_if<std::string>(&cell);
            const auto* number = std::get_if<std::int64_t>(&cell);
            table.rows.back().cells.push_back(text ? *text : number ? std::to_string(*number) : std::string());
        }
    }
    return table;
}

} // namespace

Result<Json> withIds(Registry& registry, const Kind& kind, const Field& field, const std::string& typed)
{
    if (field.type != Field::Type::Reference && field.type != Field::Type::References)
        return Json(typed);
    Json::Array ids;
    for (const std::string& name : names(field, typed)) {
        const auto id = registry.resolve(field.of, name);
        if (!id && id.error().code == Errc::NotFound)
            return invalid("registry.no-reference", {{"kind", kind.name}, {"field", field.name}, {"id", excerpt(name)}});
        CAL_TRY(id);
        ids.emplace_back(id->text());
    }
    if (ids.empty())
        return Json();
    return field.type == Field::Type::Reference ? ids.front() : Json(std::move(ids));
}

ImportRow::Outcome ImportRow::outcome() const
{
    if (!objections.empty())
        return Outcome::Refused;
    if (!existing)
        return Outcome::Added;
    return changed.empty() ? Outcome::Unchanged : Outcome::Changed;
}

std::size_t ImportPreview::count(ImportRow::Outcome outcome) const
{
    return static_cast<std::size_t>(
        std::count_if(rows.begin(), rows.end(), [&](const ImportRow& row) { return row.outcome() == outcome; }));
}

Result<ImportPreview> previewImport(Registry& registry, std::string_view kindName, std::string_view file)
{
    const Kind* kind = registry.kinds().find(kindName);
    if (!kind)
        return invalid("registry.unknown-kind", {{"kind", excerpt(kindName)}});
    const auto table = readTable(file);
    CAL_TRY(table);
    ImportPreview preview{kind->name, table->rows.front().cells, {}};
    auto targets = targetsOf(*kind, preview.columns);
    CAL_TRY(targets);
    Importer importer(registry, *kind, *std::move(targets), preview.columns);
    for (std::size_t i = 1; i < table->rows.size(); ++i) {
        auto row = importer.read(table->rows[i]);
        CAL_TRY(row);
        preview.rows.push_back(*std::move(row));
    }
    return preview;
}

Result<ImportReport> commitImport(Registry& registry, const ImportPreview& preview, const std::string& reason)
{
    CAL_TRY(registry.mayChange(preview.kind)); // before the transaction: a refusal stays in the journal
    ImportReport report;
    const auto done = registry.store().together([&]() -> Result<void> {
        for (const ImportRow& row : preview.rows) {
            const auto outcome = row.outcome();
            if (outcome == ImportRow::Outcome::Refused || outcome == ImportRow::Outcome::Unchanged) {
                ++(outcome == ImportRow::Outcome::Refused ? report.refused : report.unchanged);
                continue;
            }
            const auto entity =
                row.existing ? registry.change(*row.existing, row.seq, row.values, reason) : registry.add(preview.kind, row.values);
            if (!entity)
                return entity.error().within("row " + std::to_string(row.number));
            ++(row.existing ? report.changed : report.added);
            report.entities.push_back(entity->id);
        }
        return {};
    });
    CAL_TRY(done);
    return report;
}

Result<TextTable> exportTable(Registry& registry, journal::RowQuery query)
{
    query.offset = 0;
    query.limit = kMaximumExport + 1;
    const auto page = registry.store().rows(query);
    CAL_TRY(page);
    if (static_cast<std::int64_t>(page->rows.size()) > kMaximumExport)
        return invalid("table.too-many-rows", {{"limit", std::to_string(kMaximumExport)}});
    if (query.table == trailShape().name)
        return trailTable(*page);
    const Kind* kind = nullptr;
    for (const auto& [name, one] : registry.kinds().all())
        if (one.table() == query.table)
            kind = &one;
    if (!kind)
        return invalid("registry.unknown-kind", {{"kind", excerpt(query.table)}});
    TextTable table;
    table.rows.push_back({1, {"id", "state"}});
    for (const Field& field : kind->fields) {
        auto& head = table.rows.front().cells;
        if (field.type != Field::Type::Bilingual)
            head.push_back(field.name);
        else
            head.insert(head.end(), {field.name + ".zh", field.name + ".en"});
    }
    Numbers numbers(registry);
    for (const auto& row : page->rows) {
        const auto entity = entityOfRow(*kind, row);
        CAL_TRY(entity);
        std::vector<std::string> cells = {entity->id.text(), entity->state};
        for (const Field& field : kind->fields) {
            const Json& value = entity->value(field.name);
            if (field.type == Field::Type::Bilingual) {
                cells.push_back(value["zh"].asString());
                cells.push_back(value["en"].asString());
                continue;
            }
            auto text = exported(field, value, numbers);
            CAL_TRY(text);
            cells.push_back(*std::move(text));
        }
        table.rows.push_back({static_cast<int>(table.rows.size()) + 1, std::move(cells)});
    }
    return table;
}

} // namespace cal::registry
