// SPDX-License-Identifier: GPL-3.0-or-later
// Drift of an asset.
#include "ui/standards/drift_tab.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace cal::ui {

DriftTab::DriftTab(EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_model(entity.ports())
{
    setObjectName(QStringLiteral("driftTab"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(11, 8, 11, 8);
    column->setSpacing(6);
    m_series = new QComboBox(this);
    m_series->setObjectName(QStringLiteral("driftSeries"));
    column->addWidget(m_series);
    m_hint = new QLabel(this);
    m_hint->setProperty("quiet", true);
    m_hint->setWordWrap(true);
    column->addWidget(m_hint);
    m_plot = new Plot(theme, files, QStringLiteral("driftPlot"), this);
    m_plot->setDates();
    m_dots = m_plot->addSeries(QString(), Plot::Shape::Joined);
    column->addWidget(m_plot, 1);
    const auto follow = [this, &entity] {
        const auto& shown = entity.entity();
        m_model.setAsset(shown && shown->kind == "asset" ? std::optional(shown->id) : std::nullopt);
    };
    connect(&entity, &EntityViewModel::changed, this, follow);
    connect(&m_model, &DriftViewModel::changed, this, [this] { fill(); });
    connect(m_series, &QComboBox::currentIndexChanged, this, [this] { draw(); });
    retranslate();
    follow();
}

void DriftTab::retranslate()
{
    m_hint->setText(tr("No calibration with values is registered for it. Drift is drawn from the values of its calibrations."));
    draw();
}

void DriftTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void DriftTab::fill()
{
    const QSignalBlocker quiet(m_series);
    m_series->clear();
    for (const auto& each : m_model.series())
        m_series->addItem(each.name);
    draw();
}

void DriftTab::draw()
{
    const auto at = m_series->currentIndex();
    const bool some = at >= 0 && at < static_cast<int>(m_model.series().size());
    m_series->setVisible(some);
    m_plot->setVisible(some);
    m_hint->setVisible(!some);
    m_plot->clear();
    if (!some)
        return;
    const auto& series = m_model.series()[static_cast<std::size_t>(at)];
    std::vector<double> x, y, halves;
    for (const auto& each : series.found) {
        x.push_back(each.at);
        y.push_back(each.deviation);
        halves.push_back(each.expanded);
    }
    m_plot->setAxes(tr("date of calibration"),
                    tr("deviation from nominal value / %1").arg(series.unit.isEmpty() ? QStringLiteral("1") : series.unit));
    m_plot->setCursorFormat({}, series.unit);
    m_plot->append(m_dots, x, y);
    m_plot->setBars(m_dots, halves);
    m_plot->setLevels({{0, tr("nominal")}});
    m_plot->fit();
}

} // namespace cal::ui
