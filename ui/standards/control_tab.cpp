// SPDX-License-Identifier: GPL-3.0-or-later
// The control chart of an intermediate check.
#include "ui/standards/control_tab.h"

#include <QEvent>
#include <QVBoxLayout>

namespace cal::ui {

ControlTab::ControlTab(EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_entity(entity)
{
    setObjectName(QStringLiteral("controlTab"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(11, 8, 11, 8);
    column->setSpacing(6);
    m_hint = new QLabel(this);
    m_hint->setProperty("quiet", true);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(m_hint);
    m_plot = new Plot(theme, files, QStringLiteral("controlChart"), this);
    m_plot->setDates();
    m_results = m_plot->addSeries(QString(), Plot::Shape::Joined);
    m_flags = m_plot->addSeries(QString(), Plot::Shape::Flags);
    column->addWidget(m_plot, 1);
    m_sentences = new QLabel(this);
    m_sentences->setObjectName(QStringLiteral("controlSentences"));
    m_sentences->setWordWrap(true);
    column->addWidget(m_sentences);
    connect(&entity, &EntityViewModel::changed, this, [this] { draw(); });
    draw();
}

void ControlTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        draw();
    QWidget::changeEvent(event);
}

void ControlTab::draw()
{
    const auto& shown = m_entity.entity();
    const auto chart = shown && shown->kind == "intermediate-check" ? ControlChartData::of(*shown, m_entity.ports()) : ControlChartData{};
    m_plot->clear();
    m_plot->setVisible(!chart.value.empty());
    m_hint->setText(tr("No check has been done yet. Each check done adds its result here."));
    m_hint->setVisible(chart.value.empty());
    m_sentences->setText(chart.sentences.join(QLatin1Char('\n')));
    m_sentences->setVisible(!chart.sentences.isEmpty());
    if (chart.value.empty())
        return;
    std::vector<Plot::Level> levels;
    const auto level = [&](const std::optional<double>& y, const QString& name, bool limit) {
        if (y)
            levels.push_back({*y, name, limit});
    };
    level(chart.centre, tr("centre"), false);
    level(chart.upper, tr("upper limit"), true);
    level(chart.lower, tr("lower limit"), true);
    level(chart.planUpper, tr("plan, upper"), false);
    level(chart.planLower, tr("plan, lower"), false);
    m_plot->setAxes(tr("date"), tr("result / %1").arg(chart.unit.isEmpty() ? QStringLiteral("1") : chart.unit));
    m_plot->setCursorFormat({}, chart.unit);
    m_plot->append(m_results, chart.at, chart.value);
    m_plot->append(m_flags, chart.flaggedAt, chart.flagged);
    m_plot->setLevels(levels);
    m_plot->fit();
}

} // namespace cal::ui
