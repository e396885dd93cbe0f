// SPDX-License-Identifier: GPL-3.0-or-later
// One entity and what is being typed for it.
#include "ui/registry/entity_view_model.h"

#include <algorithm>

namespace cal::ui {

using registry::Desk;
using registry::Field;

namespace {

constexpr int kRelatedOfAKind = 100;
constexpr int kFound = 30;

bool among(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string unquoted(const Json& value)
{
    return registry::plainText(value);
}

} // namespace

EntityViewModel::EntityViewModel(const RegisterPorts& ports, QObject* parent)
    : QObject(parent), m_ports(ports), m_people(ports), m_history(this), m_related(this)
{
    connect(&m_ports.language, &UiLanguage::languageChanged, this, [this] {
        fillHistory();
        fillRelated();
        Q_EMIT changed();
    });
    connect(&m_people, &PeopleNames::changed, this, [this] { fillHistory(); });
    fillHistory();
    fillRelated();
}

QString EntityViewModel::title() const
{
    if (!m_kind)
        return {};
    if (m_mode == Mode::Adding)
        //: %1 is a kind of thing: "New asset"
        return tr("New: %1").arg(m_ports.language.text(m_kind->label));
    if (!m_entity)
        return {};
    return KindWords::title(m_ports.language, registry::titleOf(*m_kind, m_entity->values));
}

Cell EntityViewModel::state() const
{
    return m_kind && m_entity && m_mode != Mode::Adding ? KindWords::stateCell(m_ports.language, *m_kind, m_entity->state) : Cell{};
}

std::vector<const registry::Transition*> EntityViewModel::steps() const
{
    std::vector<const registry::Transition*> possible;
    if (m_kind && m_entity)
        for (const auto& step : m_kind->transitions)
            if (step.form && among(step.from, m_entity->state))
                possible.push_back(&step);
    return possible;
}

const registry::Transition* EntityViewModel::step() const
{
    const auto* draft = present();
    return m_mode == Mode::Stepping && draft && m_kind ? m_kind->transition(draft->step) : nullptr;
}

const EntityViewModel::Draft* EntityViewModel::present() const
{
    const auto found = m_drafts.find(m_key);
    return editing() && found != m_drafts.end() ? &found->second : nullptr;
}

QString EntityViewModel::keyOfShown() const
{
    return m_entity ? QString::fromStdString(m_entity->id.text()) : QString();
}

bool EntityViewModel::draftWaits() const
{
    return m_mode == Mode::Showing && m_drafts.contains(keyOfShown());
}

std::vector<const Field*> EntityViewModel::asked() const
{
    std::vector<const Field*> fields;
    if (!m_kind || !editing())
        return fields;
    const auto* doing = step();
    for (const auto& field : m_kind->fields) {
        const bool wanted =
            m_mode == Mode::Adding || (m_mode == Mode::Changing && !field.fixed) || (doing && among(doing->fields, field.name));
        if (wanted)
            fields.push_back(&field);
    }
    return fields;
}

bool EntityViewModel::needed(const Field& field) const
{
    const auto* doing = step();
    return doing ? among(doing->required, field.name) : field.required && !(field.drawn && m_mode == Mode::Adding);
}

bool EntityViewModel::reasonNeeded() const
{
    const auto* doing = step();
    return doing ? doing->reasonRequired : m_mode == Mode::Changing;
}

Json EntityViewModel::value(const Field& field) const
{
    if (const auto* draft = present())
        if (const auto typed = draft->typed.find(field.name); typed != draft->typed.end())
            return typed->second;
    return m_entity && m_mode != Mode::Adding ? m_entity->value(field.name) : Json();
}

QString EntityViewModel::fieldTrouble(const std::string& field) const
{
    const auto* draft = present();
    if (!draft)
        return {};
    const auto found = draft->wrong.find(field);
    if (found == draft->wrong.end())
        return {};
    return found->second.key == "registry.missing" ? tr("Fill this in.") : m_ports.sentence(found->second);
}

QString EntityViewModel::reason() const
{
    const auto* draft = present();
    return draft ? draft->reason : QString();
}

QString EntityViewModel::trouble() const
{
    return m_trouble ? m_ports.sentence(*m_trouble) : QString();
}

void EntityViewModel::show(const QString& id)
{
    const auto uuid = Uuid::parse(id.toStdString());
    if (!uuid)
        return;
    ++m_generation;
    m_ports.desk.entity(*uuid, m_thread.reply<Result<Desk::EntityView>>([this, generation = m_generation](Result<Desk::EntityView> view) {
        if (generation != m_generation)
            return;
        m_trouble.reset();
        m_conflict.reset();
        if (view) {
            m_mode = Mode::Showing;
            put(*std::move(view));
        } else {
            m_trouble = view.error();
        }
        Q_EMIT changed();
        Q_EMIT troubled();
    }));
}

void EntityViewModel::reread()
{
    const auto id = keyOfShown();
    if (id.isEmpty() || editing())
        return;
    show(id);
    Q_EMIT saved(id);
}

void EntityViewModel::put(Desk::EntityView view)
{
    m_kind = m_ports.desk.kinds().find(view.entity.kind);
    m_entity = std::move(view.entity);
    m_titles = std::move(view.titles);
    if (!m_kind) {
        m_entity.reset();
        m_mode = Mode::Nothing;
    }
    readLists();
}

void EntityViewModel::clear()
{
    ++m_generation;
    m_mode = Mode::Nothing;
    m_kind = nullptr;
    m_entity.reset();
    m_trouble.reset();
    m_conflict.reset();
    readLists();
    Q_EMIT changed();
}

void EntityViewModel::begin(Mode mode, const std::string& step)
{
    m_trouble.reset();
    m_conflict.reset();
    m_mode = mode;
    m_key = mode == Mode::Adding ? QLatin1Char('+') + QString::fromStdString(m_kind->name) : keyOfShown();
    const auto found = m_drafts.find(m_key);
    // Another act than the one the draft was for: what was typed goes along where the fields are the same.
    auto& now = m_drafts[m_key];
    const bool fresh = found == m_drafts.end();
    now.mode = mode;
    now.step = step;
    now.kind = m_kind->name;
    if (fresh) {
        now.seq = m_entity ? m_entity->seq : 0;
        if (mode == Mode::Adding)
            for (const auto& field : m_kind->fields)
                if (field.default_)
                    if (auto value = registry::readField(*m_kind, field, Json(*field.default_)))
                        now.typed[field.name] = *std::move(value);
    }
    Q_EMIT changed();
    Q_EMIT troubled();
}

void EntityViewModel::add(const QString& kind)
{
    const auto* found = m_ports.desk.kinds().find(kind.toStdString());
    if (!found || !found->form)
        return;
    ++m_generation;
    m_kind = found;
    m_entity.reset();
    m_titles.clear();
    readLists();
    begin(Mode::Adding, {});
}

void EntityViewModel::copy()
{
    if (!m_kind || !m_entity || !m_kind->form)
        return;
    const auto values = m_entity->values;
    const auto titles = m_titles;
    add(QString::fromStdString(m_kind->name));
    m_titles = titles;
    for (const auto& field : m_kind->fields)
        if (const auto value = values.find(field.name); value != values.end() && !field.unique)
            draft().typed[field.name] = value->second;
    Q_EMIT changed();
}

void EntityViewModel::change()
{
    if (m_mode == Mode::Showing && m_entity)
        begin(Mode::Changing, {});
}

void EntityViewModel::startStep(const QString& name)
{
    if (m_mode == Mode::Showing && m_entity)
        begin(Mode::Stepping, name.toStdString());
}

void EntityViewModel::resumeDraft()
{
    if (!draftWaits())
        return;
    const auto& waiting = m_drafts[keyOfShown()];
    begin(waiting.mode, waiting.step);
}

void EntityViewModel::type(const QString& field, const Json& typed)
{
    const auto* known = m_kind ? m_kind->field(field.toStdString()) : nullptr;
    if (!known || !editing())
        return;
    auto& now = draft();
    now.typed[known->name] = typed;
    if (auto read = registry::readField(*m_kind, *known, typed); !read)
        now.wrong[known->name] = read.error();
    else
        now.wrong.erase(known->name);
    Q_EMIT troubled();
}

void EntityViewModel::setReason(const QString& reason)
{
    if (editing())
        draft().reason = reason;
}

Json::Object EntityViewModel::changes() const
{
    Json::Object values;
    const auto* now = present();
    if (!now)
        return values;
    for (const auto* field : asked()) {
        const auto typed = now->typed.find(field->name);
        if (typed == now->typed.end())
            continue;
        auto read = registry::readField(*m_kind, *field, typed->second);
        const Json value = read ? *read : typed->second; // what cannot be read is refused where it is checked for good
        const Json before = m_entity && m_mode != Mode::Adding ? m_entity->value(field->name) : Json();
        if (value != before)
            values[field->name] = value;
    }
    return values;
}

void EntityViewModel::save()
{
    if (!editing() || m_busy || !m_kind)
        return;
    auto& now = draft();
    for (const auto* field : asked())
        if (needed(*field) && value(*field).isNull() && !now.wrong.contains(field->name))
            now.wrong[field->name] = {Errc::InvalidArgument, "registry.missing", {{"kind", m_kind->name}, {"field", field->name}}, {}};
    m_trouble.reset();
    if (!now.wrong.empty()) {
        Q_EMIT troubled();
        return;
    }
    auto values = changes();
    m_busy = true;
    Q_EMIT troubled();
    const auto reply = m_thread.reply<Result<Desk::EntityView>>([this](Result<Desk::EntityView> view) { answer(std::move(view)); });
    const auto reason = now.reason.trimmed().toStdString();
    if (m_mode == Mode::Adding)
        m_ports.desk.add(m_kind->name, std::move(values), reply);
    else if (m_mode == Mode::Changing)
        m_ports.desk.change(m_entity->id, now.seq, std::move(values), reason, reply);
    else
        m_ports.desk.step(m_entity->id, now.seq, now.step, reason, std::move(values), reply);
}

void EntityViewModel::answer(Result<Desk::EntityView> answer)
{
    m_busy = false;
    if (answer) {
        m_drafts.erase(m_key);
        m_conflict.reset();
        m_mode = Mode::Showing;
        put(*std::move(answer));
        Q_EMIT changed();
        Q_EMIT troubled();
        Q_EMIT saved(keyOfShown());
        return;
    }
    const auto& error = answer.error();
    if (error.code == Errc::Conflict && m_entity)
        return meet(error);
    const std::string field(error.arg("field"));
    if (m_kind && m_kind->field(field) && error.key != "registry.fixed")
        draft().wrong[field] = error;
    else
        m_trouble = error;
    Q_EMIT troubled();
}

void EntityViewModel::meet(const Error& conflict)
{
    m_ports.desk.entity(m_entity->id, m_thread.reply<Result<Desk::EntityView>>([this, conflict,
                                                                                id = m_entity->id](Result<Desk::EntityView> view) {
        if (!m_entity || m_entity->id != id || !editing())
            return;
        m_conflict = Conflict{m_ports.sentence(conflict), {}};
        if (view) {
            const auto& now = view->entity;
            const auto words = [&](const Field& field, const Json& value) { return KindWords::value(m_ports, field, value, view->titles); };
            for (const auto& field : m_kind->fields)
                if (now.value(field.name) != m_entity->value(field.name)) {
                    const auto typed = draft().typed.find(field.name);
                    m_conflict->lines.push_back({headLabel(m_ports.language, field.label), words(field, m_entity->value(field.name)),
                                                 words(field, now.value(field.name)),
                                                 typed == draft().typed.end() ? QString() : words(field, typed->second)});
                }
            if (now.state != m_entity->state)
                m_conflict->lines.push_back({tr("State"), KindWords::state(m_ports.language, *m_kind, m_entity->state),
                                             KindWords::state(m_ports.language, *m_kind, now.state), QString()});
        }
        Q_EMIT troubled();
    }));
}

void EntityViewModel::takeNewest()
{
    if (!m_entity || !editing())
        return;
    m_ports.desk.entity(m_entity->id, m_thread.reply<Result<Desk::EntityView>>([this, id = m_entity->id](Result<Desk::EntityView> view) {
        if (!m_entity || m_entity->id != id || !editing())
            return;
        m_conflict.reset();
        m_trouble.reset();
        if (view) {
            draft().seq = view->entity.seq;
            put(*std::move(view));
            // A step that is no longer possible from the new state becomes a change of the same fields.
            const auto possible = steps();
            if (const auto* doing = step(); doing && std::find(possible.begin(), possible.end(), doing) == possible.end())
                m_mode = draft().mode = Mode::Changing;
        } else {
            m_trouble = view.error();
        }
        Q_EMIT changed();
        Q_EMIT troubled();
    }));
}

void EntityViewModel::leave()
{
    if (!editing())
        return;
    const auto* now = present();
    if (now && now->reason.isEmpty() && changes().empty())
        m_drafts.erase(m_key); // nothing was typed
    m_conflict.reset();
    m_trouble.reset();
    m_mode = m_entity ? Mode::Showing : Mode::Nothing;
    if (m_mode == Mode::Nothing)
        m_kind = nullptr;
    Q_EMIT changed();
    Q_EMIT troubled();
}

void EntityViewModel::discard()
{
    m_drafts.erase(editing() ? m_key : keyOfShown());
    if (editing())
        leave();
    else
        Q_EMIT changed();
}

void EntityViewModel::search(const std::string& kind, const QString& words, std::function<void(Found)> then)
{
    const auto* known = m_ports.desk.kinds().find(kind);
    if (!known)
        return then({});
    journal::RowQuery query{known->table(), {}, {}, {{"title", false}}, 0, kFound, false};
    for (const auto& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        query.all.push_back({"search", journal::Condition::Op::Contains, word.toStdString()});
    m_ports.desk.page(std::move(query),
                      m_thread.reply<Result<Desk::ListPage>>([this, known, then = std::move(then)](Result<Desk::ListPage> page) {
                          Found found;
                          if (page)
                              for (const auto& row : page->page.rows)
                                  if (const auto entity = registry::entityOfRow(*known, row)) {
                                      auto title = KindWords::title(m_ports.language, registry::titleOf(*known, entity->values));
                                      const auto number = QString::fromStdString(unquoted(entity->value(known->number)));
                                      if (!number.isEmpty() && number != title)
                                          title = number + QStringLiteral("  ") + title;
                                      m_titles[entity->id.text()] = registry::titleOf(*known, entity->values);
                                      found.emplace_back(QString::fromStdString(entity->id.text()), title);
                                  }
                          then(std::move(found));
                      }));
}

void EntityViewModel::attach(const QString& name, const QByteArray& bytes, std::function<void(std::optional<Json>)> then)
{
    m_ports.desk.putFile(name.toStdString(), bytes.toStdString(),
                         m_thread.reply<Result<Json>>([this, then = std::move(then)](Result<Json> file) {
                             if (!file) {
                                 m_trouble = file.error();
                                 Q_EMIT troubled();
                             }
                             then(file ? std::optional(*file) : std::nullopt);
                         }));
}

void EntityViewModel::fetch(const Json& file, std::function<void(QByteArray)> then)
{
    const auto digest = Digest::fromHex(file["digest"].asString());
    if (!digest)
        return;
    m_ports.desk.getFile(*digest, m_thread.reply<Result<std::string>>([this, then = std::move(then)](Result<std::string> bytes) {
        if (bytes)
            return then(QByteArray::fromStdString(*bytes));
        m_trouble = bytes.error();
        Q_EMIT troubled();
    }));
}

void EntityViewModel::readLists()
{
    m_lines.clear();
    m_relations.clear();
    fillHistory();
    fillRelated();
    if (!m_entity)
        return;
    const auto id = m_entity->id;
    const auto still = [this, id] { return m_entity && m_entity->id == id; };
    m_ports.desk.history(
        id, m_thread.reply<Result<std::vector<registry::HistoryLine>>>([this, still](Result<std::vector<registry::HistoryLine>> lines) {
            if (!still() || !lines)
                return;
            m_lines = *std::move(lines);
            fillHistory();
        }));
    for (const auto& each : m_ports.desk.kinds().all()) {
        const auto& other = each.second;
        for (const auto& field : other.fields) {
            if (field.type != Field::Type::Reference || field.of != m_entity->kind)
                continue;
            journal::RowQuery query{
                other.table(), {{field.column(), journal::Condition::Op::Equal, id.text()}}, {}, {{"changed", true}}, 0, kRelatedOfAKind,
                false};
            m_ports.desk.page(std::move(query),
                              m_thread.reply<Result<Desk::ListPage>>([this, still, &other, &field](Result<Desk::ListPage> page) {
                                  if (!still() || !page || page->page.rows.empty())
                                      return;
                                  for (const auto& row : page->page.rows)
                                      if (auto entity = registry::entityOfRow(other, row))
                                          m_relations.push_back({&other, &field, *std::move(entity)});
                                  fillRelated();
                              }));
        }
    }
}

void EntityViewModel::fillHistory()
{
    m_history.setColumns(
        {{tr("When")}, {tr("Field")}, {tr("Old")}, {tr("New")}, {tr("What")}, {tr("Who")}, {tr("Reason")}, {tr("Workstation")}});
    std::vector<TableRow> rows;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto& line = m_lines[i];
        // The line of an event itself says nothing that the lines of its fields do not repeat.
        if (line.field.empty() && line.old.isNull() && line.now.isNull() && i + 1 < m_lines.size() && m_lines[i + 1].seq == line.seq)
            continue;
        const auto* field = m_kind ? m_kind->field(line.field) : nullptr;
        const auto words = [&](const Json& value) {
            if (line.field.empty() && m_kind && !value.isNull())
                return KindWords::state(m_ports.language, *m_kind, value.asString());
            return field ? KindWords::value(m_ports, *field, value, m_titles) : KindWords::typed(value);
        };
        auto name = field ? headLabel(m_ports.language, field->label) : QString::fromStdString(line.field);
        if (line.field.empty() && !line.now.isNull())
            name = tr("State");
        rows.push_back({QString::number(line.seq) + QLatin1Char('/') + QString::fromStdString(line.field),
                        {{.text = m_ports.localTime(line.at.utc), .sort = static_cast<qlonglong>(line.seq)},
                         {.text = name},
                         {.text = words(line.old), .quiet = true},
                         {.text = words(line.now)},
                         {.text = KindWords::event(m_ports.language, m_ports.desk.kinds(), line.event)},
                         {.text = m_people.name(line.actor)},
                         {.text = QString::fromStdString(line.reason)},
                         {.text = QString::fromStdString(line.station), .quiet = true}}});
    }
    std::reverse(rows.begin(), rows.end()); // the newest first
    m_history.setRows(std::move(rows));
    Q_EMIT listsChanged();
}

void EntityViewModel::fillRelated()
{
    m_related.setColumns({{tr("Kind")}, {tr("Name")}, {tr("Refers to this as")}, {tr("State")}, {tr("Changed")}});
    std::vector<TableRow> rows;
    for (const auto& each : m_relations)
        rows.push_back({QString::fromStdString(each.entity.id.text()),
                        {{.text = headLabel(m_ports.language, each.kind->label)},
                         {.text = KindWords::title(m_ports.language, registry::titleOf(*each.kind, each.entity.values))},
                         {.text = m_ports.language.text(each.field->label), .quiet = true},
                         KindWords::stateCell(m_ports.language, *each.kind, each.entity.state),
                         {.text = m_ports.localTime(each.entity.changed.utc), .quiet = true}}});
    m_related.setRows(std::move(rows));
    Q_EMIT listsChanged();
}

} // namespace cal::ui
