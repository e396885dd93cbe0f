// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail.
#include "ui/administration/trail_view_model.h"

#include <algorithm>

namespace cal::ui {

using journal::Condition;
using registry::Desk;

namespace {

// The columns of registry::trailShape().
enum Trail : std::size_t { kKey, kStream, kSeq, kKind, kTitle, kAt, kActor, kStation, kType, kReason };
constexpr int kMostPeople = 500;

std::string text(const journal::Row& row, std::size_t column)
{
    const auto* found = column < row.size() ? std::get_if<std::string>(&row[column]) : nullptr;
    return found ? *found : std::string();
}

/// The first instant of a civil date, or of the day after it.
std::optional<std::string> instant(const QString& date, std::chrono::minutes offset, int days)
{
    const auto civil = parseIsoDate(date.trimmed().toStdString(), offset);
    if (!civil)
        return std::nullopt;
    return toRfc3339(UtcTime(std::chrono::sys_days(civil->date) + std::chrono::days(days) - offset));
}

} // namespace

TrailViewModel::TrailViewModel(const RegisterPorts& ports, QObject* parent)
    : QObject(parent), m_ports(ports), m_names(ports),
      m_events([this](journal::RowQuery query, std::function<void(PagedModel::Answer)> reply) {
          m_ports.desk.page(std::move(query), std::move(reply));
      }),
      m_changes(this)
{
    m_events.setShape(registry::trailShape().name, heads(), [this](const journal::Row& row, const Titles&) { return cells(row); });
    m_events.setOrder({{"at", true}});
    connect(&m_ports.language, &UiLanguage::languageChanged, this, [this] {
        m_events.setHeads(heads());
        fillChanges();
        Q_EMIT peopleChanged();
    });
    connect(&m_names, &PeopleNames::changed, this, [this] {
        m_events.refresh();
        fillChanges();
    });
    connect(&m_events, &PagedModel::answered, this, &TrailViewModel::changed);
    fillChanges();
}

std::vector<PagedColumn> TrailViewModel::heads() const
{
    return {{"at", {tr("When")}},
            {"actor", {tr("Who")}},
            {"type", {tr("What")}},
            {"kind", {tr("Kind")}},
            {"title", {tr("Thing")}},
            {"reason", {tr("Reason")}},
            {"station", {tr("Workstation")}},
            {"seq", {tr("No.", "number of the event in its stream"), {}, true}}};
}

TableRow TrailViewModel::cells(const journal::Row& row)
{
    const auto time = parseRfc3339(text(row, kAt));
    const auto type = text(row, kType);
    const auto* seq = kSeq < row.size() ? std::get_if<std::int64_t>(&row[kSeq]) : nullptr;
    return {QString::fromStdString(text(row, kKey)),
            {{.text = time ? QString::fromStdString(toLocal(*time, m_ports.engine.station().laboratory.offset)).left(16) : QString()},
             {.text = m_names.name(text(row, kActor))},
             {.text = KindWords::event(m_ports.language, m_ports.desk.kinds(), type), .tip = QString::fromStdString(type)},
             {.text = KindWords::kind(m_ports.language, m_ports.desk.kinds(), text(row, kKind)), .quiet = true},
             {.text = KindWords::title(m_ports.language, text(row, kTitle))},
             {.text = QString::fromStdString(text(row, kReason))},
             {.text = QString::fromStdString(text(row, kStation)), .quiet = true},
             {.text = seq ? QString::number(*seq) : QString(), .number = true, .quiet = true}}};
}

std::vector<Condition> TrailViewModel::conditions(const Filter& filter, std::chrono::minutes offset)
{
    std::vector<Condition> all;
    const auto add = [&](const char* column, Condition::Op op, const QString& value) {
        if (!value.trimmed().isEmpty())
            all.push_back({column, op, value.trimmed().toStdString()});
    };
    add("actor", Condition::Op::Equal, filter.person);
    add("kind", Condition::Op::Equal, filter.kind);
    add("type", Condition::Op::Contains, filter.type);
    add("title", Condition::Op::Contains, filter.title);
    if (const auto from = instant(filter.from, offset, 0))
        all.push_back({"at", Condition::Op::GreaterOrEqual, *from});
    if (const auto to = instant(filter.to, offset, 1))
        all.push_back({"at", Condition::Op::Less, *to});
    return all;
}

void TrailViewModel::setFilter(const Filter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    m_events.setConditions(conditions(filter, m_ports.engine.station().laboratory.offset));
}

void TrailViewModel::refresh()
{
    m_events.refresh();
    const auto* person = m_ports.desk.kinds().find("person");
    if (!person)
        return;
    m_ports.desk.page({person->table(), {}, {}, {{"title", false}}, 0, kMostPeople, false},
                      m_thread.reply<Result<Desk::ListPage>>([this, person](Result<Desk::ListPage> page) {
                          if (!page)
                              return;
                          Titles people;
                          for (const auto& row : page->page.rows)
                              if (const auto entity = registry::entityOfRow(*person, row))
                                  people[entity->id.text()] = registry::titleOf(*person, entity->values);
                          if (people == m_people)
                              return;
                          m_people = std::move(people);
                          Q_EMIT peopleChanged();
                      }));
}

std::vector<std::pair<QString, QString>> TrailViewModel::people() const
{
    std::vector<std::pair<QString, QString>> list;
    for (const auto& [id, title] : m_people)
        list.emplace_back(QString::fromStdString(id), KindWords::title(m_ports.language, title));
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.second.localeAwareCompare(b.second) < 0; });
    return list;
}

QString TrailViewModel::trouble() const
{
    const auto& error = m_trouble ? m_trouble : m_events.trouble();
    return error ? m_ports.sentence(*error) : QString();
}

void TrailViewModel::look(const QString& key)
{
    if (key == m_key)
        return;
    m_key = key;
    m_lines.clear();
    fillChanges();
    const auto hash = key.lastIndexOf(QLatin1Char('#'));
    const auto stream = Uuid::parse(key.left(hash).toStdString());
    if (hash < 0 || !stream)
        return;
    m_ports.desk.history(*stream, m_thread.reply<Result<std::vector<registry::HistoryLine>>>(
                                      [this, key, seq = key.mid(hash + 1).toLongLong()](Result<std::vector<registry::HistoryLine>> lines) {
                                          if (key != m_key)
                                              return;
                                          m_trouble.reset();
                                          if (!lines)
                                              m_trouble = lines.error();
                                          else
                                              for (auto& line : *lines)
                                                  if (line.seq == seq)
                                                      m_lines.push_back(std::move(line));
                                          fillChanges();
                                      }));
}

void TrailViewModel::fillChanges()
{
    m_changes.setColumns({{tr("Field")}, {tr("Old")}, {tr("New")}});
    std::vector<TableRow> rows;
    m_heading.clear();
    for (const auto& line : m_lines) {
        const auto* kind = m_ports.desk.kinds().find(line.event.substr(0, line.event.find('.')));
        const auto* field = kind ? kind->field(line.field) : nullptr;
        if (m_heading.isEmpty()) {
            m_heading = m_ports.localTime(line.at.utc) + QStringLiteral("  ") + m_names.name(line.actor) + QStringLiteral("  ") +
                        KindWords::event(m_ports.language, m_ports.desk.kinds(), line.event);
            if (!line.reason.empty())
                m_heading += QStringLiteral("  ·  ") + QString::fromStdString(line.reason);
        }
        if (line.field.empty() && line.old.isNull() && line.now.isNull())
            continue;
        const auto words = [&](const Json& value) {
            if (line.field.empty() && kind && !value.isNull())
                return KindWords::state(m_ports.language, *kind, value.asString());
            if (field && field->type == registry::Field::Type::Reference && value.isString())
                return m_names.name(value.asString());
            return field ? KindWords::value(m_ports, *field, value) : KindWords::typed(value);
        };
        rows.push_back({QString::fromStdString(line.field),
                        {{.text = field                ? headLabel(m_ports.language, field->label)
                                  : line.field.empty() ? tr("State")
                                                       : QString::fromStdString(line.field)},
                         {.text = words(line.old), .quiet = true},
                         {.text = words(line.now)}}});
    }
    m_changes.setRows(std::move(rows));
    Q_EMIT changed();
}

void TrailViewModel::exportList(registry::TableFormat format, std::function<void(QByteArray)> then)
{
    m_events.exportList(m_ports.desk, format, std::move(then));
}

} // namespace cal::ui
