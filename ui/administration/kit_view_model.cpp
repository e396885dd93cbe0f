// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/kit_view_model.h"

#include <algorithm>

namespace cal::ui {

using registry::Desk;

namespace {

constexpr int kMostListed = 200;

} // namespace

KitViewModel::KitViewModel(kit::KitDesk& kits, const RegisterPorts& ports, QObject* parent)
    : QObject(parent), m_kits(kits), m_ports(ports), m_names(ports), m_streams(this), m_sides(this)
{
    connect(&m_ports.language, &UiLanguage::languageChanged, this, &KitViewModel::fill);
    connect(&m_names, &PeopleNames::changed, this, &KitViewModel::fill);
    fill();
}

void KitViewModel::refresh()
{
    m_kits.site(m_thread.reply<Result<std::optional<kit::Site>>>([this](Result<std::optional<kit::Site>> site) {
        if (site)
            m_site = *std::move(site);
        else
            m_trouble = site.error();
        Q_EMIT changed();
    }));
    readList("order", {"registered", "in-work"}, m_orders);
    readList("person", {"active"}, m_people);
}

void KitViewModel::readList(const char* kindName, const std::vector<std::string>& states, std::vector<Going>& into)
{
    const auto* kind = m_ports.desk.kinds().find(kindName);
    if (!kind)
        return;
    journal::RowQuery query{kind->table(), {}, {}, {{"title", false}}, 0, kMostListed, false};
    for (const auto& state : states)
        query.any.push_back({"state", journal::Condition::Op::Equal, state});
    m_ports.desk.page(std::move(query), m_thread.reply<Result<Desk::ListPage>>([this, kind, &into](Result<Desk::ListPage> page) {
        if (!page) {
            m_trouble = page.error();
            return Q_EMIT changed();
        }
        into.clear();
        for (const auto& row : page->page.rows)
            if (const auto entity = registry::entityOfRow(*kind, row)) {
                auto text = KindWords::title(m_ports.language, registry::titleOf(*kind, entity->values));
                if (const auto customer = page->titles.find(entity->text("customer")); customer != page->titles.end())
                    text += QStringLiteral("  ") + KindWords::title(m_ports.language, customer->second);
                into.push_back({QString::fromStdString(entity->id.text()), text});
            }
        Q_EMIT listsChanged();
    }));
}

QString KitViewModel::where() const
{
    if (!m_site)
        return tr("This is the laboratory's store: kits go out from here and come home to it.");
    const auto& manifest = m_site->manifest;
    const auto orders = manifest.orders.empty() ? std::string() : manifest.orders.front();
    return (m_site->closed ? tr("This store was made of a kit of %1 (%2, orders from %3): its work is over.")
                           : tr("This store was made of a kit of %1 (%2, orders from %3). Pack back what was done and take it home."))
        .arg(m_ports.language.text(manifest.laboratoryName), QString::fromStdString(manifest.station), QString::fromStdString(orders));
}

QString KitViewModel::trouble() const
{
    return m_trouble ? m_ports.sentence(*m_trouble) : QString();
}

QString KitViewModel::outcome() const
{
    if (m_busy)
        return tr("Working…");
    QStringList lines;
    if (!m_sentence.isEmpty())
        lines << m_sentence;
    for (const auto& remark : m_remarks)
        lines << m_ports.sentence(remark);
    return lines.join(QLatin1Char('\n'));
}

void KitViewModel::begin()
{
    m_busy = true;
    m_trouble.reset();
    m_remarks.clear();
    m_sentence.clear();
    Q_EMIT changed();
}

void KitViewModel::end(const std::optional<Error>& trouble)
{
    m_busy = false;
    m_trouble = trouble;
    Q_EMIT changed();
}

void KitViewModel::handed(Result<kit::Handed> handed, const QString& sentence)
{
    if (!handed)
        return end(handed.error());
    m_remarks = std::move(handed->remarks);
    m_sentence = sentence.arg(QString::fromStdString(handed->file), QString::fromStdString(handed->manifest.validUntil));
    end({});
}

void KitViewModel::pack(const kit::PackWish& wish, const QString& passphrase)
{
    if (m_busy)
        return;
    begin();
    m_kits.pack(wish, passphrase.toStdString(), m_thread.reply<Result<kit::Handed>>([this](Result<kit::Handed> done) {
        handed(std::move(done), tr("The kit is written: %1, good until %2. Keep it like a key: it holds what is needed to sign in."));
    }));
}

void KitViewModel::open(const QString& file, const QString& store, const QString& publicKey)
{
    if (m_busy)
        return;
    begin();
    m_kits.open(file.toStdString(), store.toStdString(), publicKey.toStdString(),
                m_thread.reply<Result<kit::Handed>>([this](Result<kit::Handed> done) {
                    handed(std::move(done),
                           tr("The laptop's store is made: %1, good until %2. Start Calbench with it: calbench --store FILE."));
                }));
}

void KitViewModel::packBack(const QString& file, bool final)
{
    if (m_busy)
        return;
    begin();
    m_kits.packBack(file.toStdString(), final,
                    m_thread.reply<Result<std::optional<kit::Site>>>([this, file](Result<std::optional<kit::Site>> site) {
                        if (!site)
                            return end(site.error());
                        m_site = *std::move(site);
                        m_sentence = tr("What was done is written: %1. Take it home and merge it there.").arg(file);
                        end({});
                    }));
}

void KitViewModel::plan(const QString& file)
{
    if (m_busy)
        return;
    m_plan.reset();
    m_choices.clear();
    m_looked.clear();
    m_file = file;
    begin();
    m_kits.plan(file.toStdString(), m_thread.reply<Result<kit::MergePlan>>([this](Result<kit::MergePlan> plan) {
        if (!plan) {
            end(plan.error());
            return fill();
        }
        take(*std::move(plan), tr("%1: nothing is written yet.").arg(m_file));
    }));
}

void KitViewModel::take(kit::MergePlan plan, const QString& sentence)
{
    m_plan = std::move(plan);
    m_remarks = m_plan->warnings;
    m_sentence = sentence;
    const auto conflicts = m_plan->count(kit::Fate::Conflict);
    if (conflicts > 0)
        m_sentence += QLatin1Char(' ') + tr("%n conflict(s): choose for each, or leave it waiting; the rest comes home.", nullptr,
                                            static_cast<int>(conflicts));
    for (const auto& stream : m_plan->streams)
        if (m_looked.isEmpty() && stream.fate == kit::Fate::Conflict)
            m_looked = QString::fromStdString(stream.stream.text());
    fill();
    end({});
}

void KitViewModel::merge(const QString& reason)
{
    if (!canMerge())
        return;
    std::vector<kit::Choice> choices;
    for (const auto& [stream, taken] : m_choices)
        choices.push_back({stream, taken, reason.trimmed().toStdString()});
    begin();
    m_kits.merge(m_file.toStdString(), choices, m_thread.reply<Result<kit::Merged>>([this](Result<kit::Merged> done) {
        if (!done)
            return end(done.error());
        auto sentence = done->changed() ? tr("%n event(s) came home.", nullptr, static_cast<int>(done->events))
                                        : tr("Everything of this kit is here already.");
        m_choices.clear();
        m_looked.clear();
        Q_EMIT merged();
        m_kits.plan(m_file.toStdString(), m_thread.reply<Result<kit::MergePlan>>([this, sentence](Result<kit::MergePlan> plan) {
            if (plan)
                return take(*std::move(plan), sentence);
            end(plan.error());
        }));
    }));
}

const kit::StreamPlan* KitViewModel::plannedAt(const QString& stream) const
{
    if (m_plan)
        for (const auto& each : m_plan->streams)
            if (QString::fromStdString(each.stream.text()) == stream)
                return &each;
    return nullptr;
}

bool KitViewModel::canChoose() const
{
    const auto* looked = plannedAt(m_looked);
    return looked && looked->fate == kit::Fate::Conflict;
}

bool KitViewModel::canTake() const
{
    return canChoose() && plannedAt(m_looked)->canTake;
}

std::optional<bool> KitViewModel::taken() const
{
    const auto* looked = plannedAt(m_looked);
    const auto found = looked ? m_choices.find(looked->stream) : m_choices.end();
    return found == m_choices.end() ? std::nullopt : std::optional(found->second);
}

void KitViewModel::look(const QString& stream)
{
    if (stream == m_looked)
        return;
    m_looked = stream;
    fill();
    Q_EMIT changed();
}

void KitViewModel::choose(std::optional<bool> take)
{
    if (!canChoose() || (take == true && !canTake()))
        return;
    const auto& stream = plannedAt(m_looked)->stream;
    m_choices.erase(stream);
    if (take)
        m_choices.emplace(stream, *take);
    fill();
    Q_EMIT changed();
}

QString KitViewModel::fateText(kit::Fate fate)
{
    switch (fate) {
    case kit::Fate::Present:
        return tr("is here already");
    case kit::Fate::Append:
        return tr("is appended");
    case kit::Fate::Conflict:
        return tr("conflict: waits");
    case kit::Fate::Beside:
        break;
    }
    return tr("is quoted beside");
}

void KitViewModel::fill()
{
    m_streams.setColumns({{tr("What happens")}, {tr("Kind")}, {tr("What it is")}, {tr("Events"), {}, true}});
    m_sides.setColumns({{tr("Side")}, {tr("When")}, {tr("Who")}, {tr("Event")}, {tr("What")}});
    std::vector<TableRow> streams, sides;
    if (m_plan)
        for (const auto& each : m_plan->streams) {
            const auto choice = m_choices.find(each.stream);
            const bool waits = each.fate == kit::Fate::Conflict && choice == m_choices.end();
            const auto fate = choice == m_choices.end() ? fateText(each.fate)
                              : choice->second          ? tr("conflict: the laptop's is made again")
                                                        : tr("conflict: the laboratory's stands");
            streams.push_back(
                {QString::fromStdString(each.stream.text()),
                 {{.text = fate, .trouble = waits, .quiet = each.fate == kit::Fate::Present},
                  {.text = KindWords::kind(m_ports.language, m_ports.desk.kinds(), each.kind)},
                  {.text = KindWords::title(m_ports.language, each.title)},
                  {.text = QString::number(each.laptop.size()), .sort = static_cast<qlonglong>(each.laptop.size()), .number = true}}});
        }
    // What needs a choice is seen first.
    std::stable_partition(streams.begin(), streams.end(), [](const TableRow& row) { return row.cells.front().trouble; });
    if (const auto* looked = plannedAt(m_looked)) {
        const auto add = [&](const QString& side, const std::vector<journal::Event>& events) {
            for (const auto& event : events)
                sides.push_back({side + QString::number(event.seq),
                                 {{.text = side},
                                  {.text = m_ports.localTime(event.at.utc)},
                                  {.text = m_names.name(event.actor)},
                                  {.text = KindWords::event(m_ports.language, m_ports.desk.kinds(), event.type)},
                                  {.text = QString::fromStdString(kit::whatOf(event))}}});
        };
        add(tr("laboratory"), looked->laboratory);
        add(tr("on site"), looked->laptop);
    }
    m_streams.setRows(std::move(streams));
    m_sides.setRows(std::move(sides));
}

} // namespace cal::ui
