// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/work_view_model.h"

#include <algorithm>

namespace cal::ui {
namespace {

using registry::Entity;

bool among(const std::string& state, std::initializer_list<const char*> states)
{
    return std::find(states.begin(), states.end(), state) != states.end();
}

std::string composed(const QString& text)
{
    return text.trimmed().normalized(QString::NormalizationForm_C).toStdString();
}

} // namespace

WorkViewModel::WorkViewModel(const RegisterPorts& ports, session::WorkDesk& desk, QObject* parent)
    : QObject(parent), m_ports(ports), m_desk(desk)
{
    connect(&m_ports.language, &UiLanguage::languageChanged, this, &WorkViewModel::changed);
}

bool WorkViewModel::fits(const registry::Kind& kind)
{
    return kind.name == "order" || kind.name == "order-item";
}

void WorkViewModel::setEntity(const std::optional<Entity>& entity)
{
    const bool other = !entity || !m_entity || entity->id != m_entity->id;
    if (!other && entity->seq == m_entity->seq)
        return;
    m_entity = entity;
    if (other) {
        m_trace.clear();
        m_trouble.reset();
        leave();
    }
    readTrace();
    Q_EMIT changed();
}

void WorkViewModel::readTrace()
{
    const int generation = ++m_generation;
    if (!m_entity)
        return;
    m_desk.trace(m_entity->id.text(), m_thread.reply<Result<std::vector<session::TwelveSteps>>>(
                                          [this, generation](Result<std::vector<session::TwelveSteps>> trace) {
                                              if (generation != m_generation)
                                                  return;
                                              if (trace)
                                                  m_trace = *std::move(trace);
                                              else
                                                  m_trouble = trace.error();
                                              Q_EMIT changed();
                                          }));
}

QString WorkViewModel::trouble() const
{
    return m_trouble ? m_ports.sentence(*m_trouble) : QString();
}

QString WorkViewModel::labelName() const
{
    return m_entity ? QString::fromStdString(m_entity->text("number")).replace(QLatin1Char('/'), QLatin1Char('-')) + QStringLiteral(".pdf")
                    : QString();
}

std::vector<WorkViewModel::Act> WorkViewModel::acts() const
{
    std::vector<Act> acts;
    if (!m_entity)
        return acts;
    const auto& state = m_entity->state;
    const auto add = [&](bool fits, const char* id, const QString& label, const QString& tip) {
        if (fits)
            acts.push_back({QString::fromLatin1(id), label, tip});
    };
    if (!isItem()) {
        const bool open = among(state, {"registered", "in-work", "finished"});
        add(open, "receive", tr("Receive item…", "order: 接收"), tr("Take an item into the laboratory by its number or bar code"));
        add(open, "hand-over", tr("Hand over…", "order: 交付"), tr("Give every approved item of the order to the customer"));
        return acts;
    }
    add(among(state, {"agreed", "assigned", "in-work"}), "begin", tr("To the bench"), tr("Set the bench up as it was agreed"));
    add(among(state, {"received", "agreed", "assigned"}), "agree", tr("Agree…", "order item: 约定"),
        tr("Freeze procedure, points, decision rule and specification with the item"));
    add(among(state, {"agreed", "assigned", "in-work"}), "assign", tr("Assign…", "order item: 分配"),
        tr("Give the item to somebody who may"));
    add(state == "measured", "check", tr("Check", "order item: 核验"), tr("The result is right: who performed cannot say it"));
    add(state == "checked", "approve", tr("Approve", "order item: 批准"),
        tr("The result may go out: who performed or checked cannot say it"));
    add(state == "approved", "hand-over", tr("Hand over…", "order: 交付"), tr("Give the item to the customer"));
    add(true, "label", tr("Label"), tr("Show the label, to be printed or saved as PDF"));
    return acts;
}

std::vector<WorkViewModel::Input> WorkViewModel::inputs(const QString& act) const
{
    using Kind = Input::Kind;
    const auto text = [](const char* id, const QString& label, bool required = false, const QString& hint = {}) {
        return Input{QString::fromLatin1(id), label, Kind::Text, required, {}, hint, nullptr};
    };
    if (act == QLatin1String("receive")) {
        Input kind{QStringLiteral("kind"), tr("Kind"), Kind::Choice, true, {}, {}};
        Input photos{QStringLiteral("photos"), tr("Photographs"), Kind::Files, false, {}, {}};
        if (const auto* items = m_ports.desk.kinds().find("order-item")) {
            photos.field = items->field("photos");
            for (const auto& choice : items->field("kind")->choices)
                kind.choices.emplace_back(QString::fromStdString(choice.value), m_ports.language.text(choice.label));
        }
        std::stable_partition(kind.choices.begin(), kind.choices.end(), [](const auto& c) { return c.first == QLatin1String("routine"); });
        return {text("asset", tr("Asset number or bar code"), true),
                text("name", tr("Name, if it is new here")),
                text("serial", tr("Serial number, if it is new here")),
                std::move(kind),
                text("condition", tr("Condition on receipt"), true),
                text("accessories", tr("Accessories")),
                text("batch", tr("Batch"), false, tr("like items are measured one after another")),
                std::move(photos)};
    }
    if (act == QLatin1String("agree")) {
        Input procedure{QStringLiteral("procedure"), tr("Procedure", "calibration procedure: 规程"), Kind::Choice, true, {}, {}};
        for (const auto& each : m_ports.engine.procedures())
            procedure.choices.emplace_back(QString::fromStdString(each.id), m_ports.language.text(each.title));
        const auto now = m_entity ? m_entity->text("procedure") : std::string();
        std::stable_partition(procedure.choices.begin(), procedure.choices.end(),
                              [&](const auto& c) { return c.first.toStdString() == now; });
        std::vector<Input> asked{std::move(procedure),
                                 text("points", tr("Own points"), false, tr("code; empty: the points of the procedure")),
                                 text("due", tr("Due", "of an order item: 要求完成日期"), false, QStringLiteral("2026-12-31"))};
        if (!now.empty())
            asked.push_back(text("reason", tr("Reason"), true, tr("why it is agreed again")));
        return asked;
    }
    if (act == QLatin1String("assign"))
        return {{QStringLiteral("person"), tr("Assigned to"), Kind::Person, true, {}, {}}};
    if (act == QLatin1String("hand-over"))
        return {text("to", tr("Received by"), true, tr("who signs for it"))};
    return {};
}

void WorkViewModel::start(const QString& act)
{
    if (!m_entity || m_busy)
        return;
    m_trouble.reset();
    if (act == QLatin1String("begin"))
        return Q_EMIT beginRequested(QString::fromStdString(m_entity->text("number")));
    if (act == QLatin1String("label"))
        return makeLabel();
    if (inputs(act).empty())
        return perform(act, {});
    m_label.clear();
    m_asked = act;
    Q_EMIT changed();
    Q_EMIT asks();
}

void WorkViewModel::leave()
{
    m_asked.clear();
    m_label.clear();
    Q_EMIT changed();
}

void WorkViewModel::perform(const QString& act, const std::map<QString, QString>& typed)
{
    if (!m_entity || m_busy)
        return;
    const auto value = [&](const char* id) {
        const auto found = typed.find(QString::fromLatin1(id));
        return found == typed.end() ? std::string() : composed(found->second);
    };
    const auto reply = [this](bool show) {
        return m_thread.reply<Result<Entity>>([this, show](Result<Entity> entity) { answer(std::move(entity), show); });
    };
    const auto id = m_entity->id.text();
    m_busy = true;
    m_trouble.reset();
    Q_EMIT changed();
    if (act == QLatin1String("receive")) {
        registry::Receipt receipt{id, value("asset"), {}, {}};
        if (const auto name = value("name"); !name.empty()) {
            receipt.newAsset = {{"name", name}};
            if (const auto serial = value("serial"); !serial.empty())
                receipt.newAsset["serial"] = serial;
        }
        for (const char* field : {"kind", "condition", "accessories", "batch", "photos"})
            if (const auto text = value(field); !text.empty())
                receipt.item[field] = text;
        return m_desk.receive(receipt, reply(true));
    }
    if (act == QLatin1String("agree"))
        return m_desk.agree(id, value("procedure"), value("points"), value("due"), value("reason"), reply(true));
    if (act == QLatin1String("assign"))
        return m_desk.assign(id, value("person"), reply(true));
    if (act == QLatin1String("check"))
        return m_desk.check(id, reply(true));
    if (act == QLatin1String("approve"))
        return m_desk.approve(id, reply(true));
    if (act == QLatin1String("hand-over"))
        return isItem() ? m_desk.handOver(m_entity->text("order"), {id}, value("to"), reply(false))
                        : m_desk.handOver(id, {}, value("to"), reply(false));
    m_busy = false;
}

void WorkViewModel::answer(Result<Entity> entity, bool show)
{
    m_busy = false;
    if (!entity) {
        m_trouble = entity.error();
        Q_EMIT changed();
        return Q_EMIT asks(); // its sentence stands beside the form
    }
    leave();
    Q_EMIT done(show ? QString::fromStdString(entity->id.text()) : QString::fromStdString(m_entity->id.text()));
}

void WorkViewModel::makeLabel()
{
    m_busy = true;
    m_asked.clear();
    m_desk.label(m_entity->id.text(), m_thread.reply<Result<std::string>>([this, id = m_entity->id](Result<std::string> pdf) {
        m_busy = false;
        if (!m_entity || m_entity->id != id)
            return;
        if (pdf)
            m_label = QByteArray::fromStdString(*pdf);
        else
            m_trouble = pdf.error();
        Q_EMIT changed();
        Q_EMIT asks();
    }));
}

} // namespace cal::ui
