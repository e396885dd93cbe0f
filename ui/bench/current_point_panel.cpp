// SPDX-License-Identifier: GPL-3.0-or-later
// The point in hand, large.
#include "ui/bench/current_point_panel.h"

#include "ui/widgets/figures.h"
#include "ui/widgets/repolish.h"
#include "ui/widgets/roles.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace cal::ui {

CurrentPointPanel::CurrentPointPanel(const ThemeSource& theme, QWidget* parent) : QFrame(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("currentPoint"));
    setProperty("panel", true);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 16, 6);
    column->setSpacing(0);

    auto* top = new QHBoxLayout;
    m_where = new QLabel(this);
    m_where->setObjectName(QStringLiteral("currentWhere"));
    m_where->setProperty("quiet", true);
    m_verdictIcon = new QLabel(this);
    m_verdict = new QLabel(this);
    m_verdict->setObjectName(QStringLiteral("currentVerdict"));
    m_verdict->setFixedHeight(24);
    top->addWidget(m_where, 1);
    top->addWidget(m_verdictIcon);
    top->addWidget(m_verdict);
    column->addLayout(top);

    auto* middle = new QHBoxLayout;
    middle->setSpacing(10);
    m_reading = new QLabel(this);
    m_reading->setObjectName(QStringLiteral("currentReading"));
    m_readingUnit = new QLabel(this);
    m_readingUnit->setProperty("quiet", true);
    m_readingUnit->setAlignment(Qt::AlignLeft | Qt::AlignBottom);
    m_readingUnit->setContentsMargins(0, 0, 0, 11);
    middle->addWidget(m_reading);
    middle->addWidget(m_readingUnit);
    middle->addStretch(1);
    column->addLayout(middle);
    auto* figuresRow = new QHBoxLayout;
    figuresRow->setSpacing(10);
    m_nominalName = new QLabel(this);
    m_errorName = new QLabel(this);
    m_nominal = new QLabel(this);
    m_nominal->setObjectName(QStringLiteral("currentNominal"));
    m_error = new QLabel(this);
    m_error->setObjectName(QStringLiteral("currentError"));
    for (auto* label : {m_nominalName, m_errorName})
        label->setProperty("quiet", true);
    figuresRow->addWidget(m_nominalName);
    figuresRow->addWidget(m_nominal);
    figuresRow->addStretch(1);
    figuresRow->addWidget(m_errorName);
    figuresRow->addWidget(m_error);
    column->addLayout(figuresRow);
    m_bar = new ErrorBar(theme, this);
    column->addWidget(m_bar);
    connect(&theme, &ThemeSource::themeChanged, this, [this] { applyTheme(); });
    applyTheme();
    retranslate();
}

void CurrentPointPanel::applyTheme()
{
    const auto& theme = m_theme.theme();
    m_reading->setFont(theme.font(theme.readingPt));
    m_readingUnit->setFont(theme.font(theme.figurePt));
    m_nominal->setFont(theme.font(theme.figurePt));
    m_error->setFont(theme.font(theme.figurePt));
}

void CurrentPointPanel::retranslate()
{
    //: nominal value: 标称值
    m_nominalName->setText(tr("Nominal"));
    //: error of indication: 示值误差
    m_errorName->setText(tr("Error"));
}

void CurrentPointPanel::showSettling(const LivePoint& point, const units::Quantity& value)
{
    const auto converted = value.in(point.point.nominal.unit);
    if (!converted || !point.readings.empty() || point.stage != LivePoint::Stage::Running)
        return;
    m_settling = point.point.id;
    m_reading->setText(grouped(converted->number.plain()));
    m_readingUnit->setText(QString::fromStdString(converted->unit.symbol()));
    setStyled(*m_reading, "quiet", true);
}

void CurrentPointPanel::show(const LivePoint* point, int number, int count)
{
    if (!point) {
        m_where->setText(tr("No point in hand"));
        m_reading->setText(QStringLiteral("—"));
        for (auto* label : {m_readingUnit, m_nominal, m_error, m_verdict})
            label->clear();
        m_verdictIcon->clear();
        m_bar->setValue({});
        return;
    }
    const auto unit = QString::fromStdString(point->point.nominal.unit.symbol());
    QStringList where{tr("Point %1 of %2").arg(number).arg(count)};
    if (point->point.range)
        where << tr("range %1").arg(shown(*point->point.range));
    where << tr("reading %1 of %2").arg(point->readings.size()).arg(point->point.readings);
    if (point->attempt > 1)
        where << tr("attempt %1").arg(point->attempt);
    m_where->setText(where.join(QStringLiteral("   ·   ")));

    const auto live = figures(*point);
    m_nominal->setText(shown(point->point.nominal));
    if (live.last || point->stage != LivePoint::Stage::Running || m_settling != point->point.id) {
        m_reading->setText(live.last ? grouped(live.last->plain()) : QStringLiteral("—"));
        m_readingUnit->setText(live.last ? unit : QString());
        setStyled(*m_reading, "quiet", false);
        m_settling.clear();
    }
    ErrorBar::Value bar;
    if (point->limit) {
        bar.limit = point->limit->toDouble();
        bar.limitText = grouped(point->limit->normalised().plain()) + QChar::Nbsp + unit;
    }
    QString verdict;
    auto value = conformity::Verdict::NotJudged;
    if (point->result) {
        const auto& r = *point->result;
        value = r.verdict;
        m_error->setText(grouped(r.printedError) + QChar::Nbsp + QString::fromStdString(r.unit));
        bar.error = r.error.toDouble();
        bar.expanded = r.expandedUncertainty.toDouble();
        bar.guard = r.guardBand ? r.guardBand->toDouble() : 0;
        bar.verdict = r.verdict;
        if (r.mpe)
            bar.limit = r.mpe->toDouble();
        verdict = VerdictWords::word(r.verdict);
    } else if (live.error) {
        m_error->setText(grouped(live.error->plain()) + QChar::Nbsp + unit);
        bar.error = live.error->toDouble();
    } else {
        m_error->setText(QStringLiteral("—"));
    }
    switch (point->stage) {
    case LivePoint::Stage::Running:
        verdict = point->readings.empty() ? tr("settling") : tr("measuring");
        break;
    case LivePoint::Stage::Failed:
        verdict = tr("failed: no result");
        break;
    case LivePoint::Stage::Stopped:
        verdict = tr("stopped");
        break;
    default:
        break;
    }
    m_verdict->setText(verdict);
    const bool judged = point->result.has_value();
    const auto ink = judged ? m_theme.theme().verdict(value) : m_theme.theme().quiet;
    m_verdict->setStyleSheet(QStringLiteral("color: %1; font-weight: 600;").arg(ink.name()));
    m_verdictIcon->setPixmap(judged ? m_theme.pixmap(ThemeSource::verdictIcon(value), 18, ink) : QPixmap());
    m_bar->setValue(bar);
}

} // namespace cal::ui
