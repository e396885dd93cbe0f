// SPDX-License-Identifier: GPL-3.0-or-later
// A group of kinds as one screen.
#include "ui/registry/registry_view_model.h"

#include <algorithm>

namespace cal::ui {

using registry::Desk;

namespace {

std::string cellText(const journal::Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell))
        return *text;
    if (const auto* number = std::get_if<std::int64_t>(&cell))
        return std::to_string(*number);
    return {};
}

} // namespace

RegistryViewModel::RegistryViewModel(const RegisterPorts& ports, const std::string& group, const std::string& first, QObject* parent)
    : QObject(parent), m_ports(ports), m_people(ports),
      m_list([this](journal::RowQuery query, std::function<void(PagedModel::Answer)> reply) {
          m_ports.desk.page(std::move(query), std::move(reply));
      }),
      m_entity(ports)
{
    for (const auto& [name, kind] : ports.desk.kinds().all())
        if (kind.group == group)
            m_kinds.push_back(&kind);
    // What others refer to most comes first: places before things in them, orders before their items.
    const auto weight = [&](const registry::Kind* kind) {
        constexpr int kMost = 1000;
        int referred = kind->name == first ? kMost : 0;
        for (const auto* other : m_kinds)
            if (other != kind)
                for (const auto& field : other->fields)
                    referred += field.of == kind->name;
        return referred;
    };
    std::stable_sort(m_kinds.begin(), m_kinds.end(), [&](const auto* a, const auto* b) { return weight(a) > weight(b); });
    connect(&m_ports.language, &UiLanguage::languageChanged, this, [this] {
        m_list.setHeads(heads());
        Q_EMIT countsChanged();
    });
    connect(&m_entity, &EntityViewModel::saved, this, [this] { refresh(); });
    connect(&m_list, &PagedModel::answered, this, &RegistryViewModel::troubleChanged);
    connect(&m_people, &PeopleNames::changed, &m_list, &PagedModel::refresh);
    if (!m_kinds.empty()) {
        m_kind = m_kinds.front();
        shape();
    }
}

std::int64_t RegistryViewModel::count(const registry::Kind& kind) const
{
    const auto found = m_counts.find(kind.name);
    return found == m_counts.end() ? -1 : found->second;
}

QString RegistryViewModel::columnTitle(const ListColumn& column) const
{
    if (column.field)
        return headLabel(m_ports.language, column.field->label);
    if (column.name == "state")
        return tr("State");
    if (column.name == "changed")
        return tr("Changed");
    if (column.name == "changed_by")
        return tr("Changed by");
    if (column.name == "registered")
        return tr("Registered");
    return tr("Name");
}

std::vector<PagedColumn> RegistryViewModel::heads() const
{
    std::vector<PagedColumn> heads;
    for (const auto& column : m_columns) {
        const bool number =
            column.field && (column.field->type == registry::Field::Type::Integer || column.field->type == registry::Field::Type::Decimal);
        heads.push_back({column.name, {columnTitle(column), column.field ? m_ports.language.text(column.field->help) : QString(), number}});
    }
    return heads;
}

QString RegistryViewModel::path(const char* what) const
{
    return QStringLiteral("%1/%2/%3")
        .arg(QString::fromLatin1(what), QString::fromStdString(m_ports.engine.station().signedIn.id),
             m_kind ? QString::fromStdString(m_kind->name) : QString());
}

QString RegistryViewModel::filterPath() const
{
    return path("filters");
}

bool RegistryViewModel::columnShown(const ListColumn& column) const
{
    const auto chosen = m_ports.settings.remembered(path("columns") + QLatin1Char('/') + QString::fromStdString(column.name));
    return chosen.isEmpty() ? column.shown : chosen == QLatin1String("shown");
}

void RegistryViewModel::showColumn(const QString& column, bool shown)
{
    m_ports.settings.remember(path("columns") + QLatin1Char('/') + column, shown ? QStringLiteral("shown") : QStringLiteral("hidden"));
    Q_EMIT columnsChanged();
}

QString RegistryViewModel::trouble() const
{
    if (m_trouble)
        return m_ports.sentence(*m_trouble);
    return m_list.trouble() ? m_ports.sentence(*m_list.trouble()) : QString();
}

TableRow RegistryViewModel::cells(const journal::Row& row, const Titles& titles)
{
    TableRow made{QString::fromStdString(cellText(row.front())), {}};
    const auto entity = registry::entityOfRow(*m_kind, row);
    if (!entity)
        return made;
    for (const auto& column : m_columns) {
        if (column.field) {
            using Type = registry::Field::Type;
            const bool number = column.field->type == Type::Integer || column.field->type == Type::Decimal;
            made.cells.push_back(
                {.text = KindWords::value(m_ports, *column.field, entity->value(column.field->name), titles), .number = number});
        } else if (column.name == "state") {
            made.cells.push_back(KindWords::stateCell(m_ports.language, *m_kind, entity->state));
        } else if (column.name == "changed_by") {
            made.cells.push_back({.text = m_people.name(cellText(row[5])), .quiet = true});
        } else {
            made.cells.push_back(
                {.text = m_ports.localTime(column.name == "changed" ? entity->changed.utc : entity->registered.utc), .quiet = true});
        }
    }
    return made;
}

void RegistryViewModel::shape()
{
    m_columns = listColumns(*m_kind);
    m_list.setShape(m_kind->table(), heads(), [this](const journal::Row& row, const Titles& titles) { return cells(row, titles); });
    m_filter = m_filters[m_kind->name];
    ask();
}

void RegistryViewModel::ask()
{
    if (!m_kind)
        return;
    m_filters[m_kind->name] = m_filter;
    m_list.setConditions(m_filter.conditions(m_columns));
    if (m_filter.order.empty())
        m_list.setOrder({});
    else
        m_list.setOrder({{m_filter.order, m_filter.descending}});
}

void RegistryViewModel::countKinds()
{
    for (const auto* kind : m_kinds) {
        journal::RowQuery query{kind->table(), {}, {}, {}, 0, 1, true};
        m_ports.desk.page(std::move(query), m_thread.reply<Result<Desk::ListPage>>([this, kind](Result<Desk::ListPage> page) {
            if (!page || count(*kind) == page->page.total)
                return;
            m_counts[kind->name] = page->page.total;
            Q_EMIT countsChanged();
        }));
    }
}

void RegistryViewModel::refresh()
{
    m_trouble.reset();
    countKinds();
    m_list.refresh();
}

void RegistryViewModel::setKind(const QString& name)
{
    const auto* kind = m_ports.desk.kinds().find(name.toStdString());
    if (!kind || kind == m_kind || std::find(m_kinds.begin(), m_kinds.end(), kind) == m_kinds.end())
        return;
    if (m_entity.editing())
        m_entity.leave(); // the draft waits
    m_kind = kind;
    m_entity.clear();
    shape();
    Q_EMIT kindChanged();
    Q_EMIT filterChanged();
}

void RegistryViewModel::setSearch(const QString& words)
{
    if (m_filter.search == words)
        return;
    m_filter.search = words;
    ask();
}

void RegistryViewModel::setColumnFilter(const QString& column, const QString& typed)
{
    const auto name = column.toStdString();
    const auto found = m_filter.columns.find(name);
    if (typed == (found == m_filter.columns.end() ? QString() : found->second))
        return;
    if (typed.isEmpty())
        m_filter.columns.erase(name);
    else
        m_filter.columns[name] = typed;
    ask();
}

void RegistryViewModel::setOrder(int column, bool descending)
{
    m_filter.order = column < 0 ? std::string() : m_columns[static_cast<std::size_t>(column)].name;
    m_filter.descending = descending;
    ask();
}

void RegistryViewModel::clearFilter()
{
    m_filter.search.clear();
    m_filter.columns.clear();
    ask();
    Q_EMIT filterChanged();
}

QStringList RegistryViewModel::savedFilters() const
{
    return m_ports.settings.rememberedBelow(filterPath());
}

void RegistryViewModel::saveFilter(const QString& name)
{
    if (name.trimmed().isEmpty())
        return;
    m_ports.settings.remember(filterPath() + QLatin1Char('/') + name.trimmed(), m_filter.toText());
    Q_EMIT savedChanged();
}

void RegistryViewModel::applyFilter(const QString& name)
{
    m_filter = ListFilter::fromText(m_ports.settings.remembered(filterPath() + QLatin1Char('/') + name));
    ask();
    Q_EMIT filterChanged();
}

void RegistryViewModel::forgetFilter(const QString& name)
{
    m_ports.settings.remember(filterPath() + QLatin1Char('/') + name, {});
    Q_EMIT savedChanged();
}

void RegistryViewModel::open(const QString& id)
{
    const auto uuid = Uuid::parse(id.toStdString());
    if (!uuid)
        return;
    m_ports.desk.entity(*uuid, m_thread.reply<Result<Desk::EntityView>>([this, id](Result<Desk::EntityView> view) {
        if (!view) {
            m_trouble = view.error();
            Q_EMIT troubleChanged();
            return;
        }
        setKind(QString::fromStdString(view->entity.kind));
        m_entity.show(id);
    }));
}

void RegistryViewModel::exportList(registry::TableFormat format, std::function<void(QByteArray)> then)
{
    m_list.exportList(m_ports.desk, format, std::move(then));
}

} // namespace cal::ui
