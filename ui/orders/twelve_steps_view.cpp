// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/twelve_steps_view.h"

#include "core/conformity/decision_rule.h"
#include "ui/registry/kind_words.h"

#include <QPainter>

#include <algorithm>

namespace cal::ui {

namespace {

using Step = session::TwelveSteps::Step;

constexpr int kCellWidth = 132, kCellHeight = 104;
constexpr double kRadius = 11;

/// A verdict is said in words, everything else as it stands.
QString detailOf(const Step& step, const UiLanguage& language)
{
    using Id = session::TwelveSteps::Id;
    if (step.id == Id::SetUp || step.id == Id::Receive)
        return {}; // the id of a record tells nobody anything, and the time is said already
    if (step.id == Id::Judge)
        if (const auto verdict = conformity::verdictNamed(step.detail))
            return language.text(conformity::text(*verdict));
    return QString::fromStdString(step.detail);
}

} // namespace

TwelveStepsView::TwelveStepsView(const ThemeSource& theme, const UiLanguage& language, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_language(language)
{
    setObjectName(QStringLiteral("twelveSteps"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme, &ThemeSource::themeChanged, this, qOverload<>(&QWidget::update));
    connect(&language, &UiLanguage::languageChanged, this, qOverload<>(&QWidget::update));
}

void TwelveStepsView::show(const session::TwelveSteps& steps, std::chrono::minutes offset)
{
    m_steps = steps;
    m_offset = offset;
    setAccessibleName(QString::fromStdString(steps.item));
    update();
    updateGeometry();
}

TwelveStepsView::Look TwelveStepsView::look(const Step& step) const
{
    if (step.done)
        return Look::Done;
    const bool passedOver =
        std::any_of(m_steps->steps.begin() + static_cast<int>(step.id), m_steps->steps.end(), [](const Step& later) { return later.done; });
    if (passedOver)
        return Look::Missing;
    return m_steps->present() == step.id ? Look::Present : Look::Later;
}

void TwelveStepsView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    updateGeometry(); // another number of columns, another height
}

void TwelveStepsView::clear()
{
    m_steps.reset();
    update();
}

int TwelveStepsView::columns() const
{
    for (const int count : {12, 6, 4, 3, 2})
        if (width() >= count * kCellWidth)
            return count;
    return 1;
}

QSize TwelveStepsView::sizeHint() const
{
    return {6 * kCellWidth, 12 / columns() * kCellHeight};
}

QSize TwelveStepsView::minimumSizeHint() const
{
    return {2 * kCellWidth, 12 / columns() * kCellHeight};
}

void TwelveStepsView::paintStep(QPainter& painter, const Step& step, const QRectF& cell, bool last) const
{
    const auto& theme = m_theme.theme();
    const auto as = look(step);
    const bool present = as == Look::Present, missing = as == Look::Missing;
    const QPointF centre(cell.center().x(), cell.top() + kRadius + 4);
    if (!last) {
        painter.setPen(QPen(step.done ? theme.pass : theme.quiet, 2, step.done ? Qt::SolidLine : Qt::DotLine));
        painter.drawLine(QPointF(centre.x() + kRadius + 4, centre.y()), QPointF(centre.x() + cell.width() - kRadius - 4, centre.y()));
    }
    // Shape besides colour: filled with a tick, a ring around the present one, a cross for what was passed over, a dotted ring for what has
    // not come.
    const auto ring = step.done ? theme.pass : missing ? theme.fail : present ? theme.accent : theme.quiet;
    painter.setPen(QPen(ring, 2, as == Look::Later ? Qt::DotLine : Qt::SolidLine));
    painter.setBrush(step.done ? QBrush(theme.pass) : QBrush(Qt::NoBrush));
    painter.drawEllipse(centre, kRadius, kRadius);
    if (step.done) {
        painter.setPen(QPen(theme.panel, 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const QPointF tick[] = {centre + QPointF(-5, 0), centre + QPointF(-1.5, 4), centre + QPointF(5.5, -4)};
        painter.drawPolyline(tick, 3);
    } else if (missing) {
        painter.drawLine(centre + QPointF(-4, -4), centre + QPointF(4, 4));
        painter.drawLine(centre + QPointF(-4, 4), centre + QPointF(4, -4));
    } else {
        painter.setPen(ring);
        painter.drawText(QRectF(centre - QPointF(kRadius, kRadius), QSizeF(2 * kRadius, 2 * kRadius)), Qt::AlignCenter,
                         QString::number(static_cast<int>(step.id) + 1));
    }
    QRectF line(cell.left() + 2, centre.y() + kRadius + 5, cell.width() - 4, painter.fontMetrics().height());
    const auto put = [&](const QString& text, const QColor& colour, bool bold) {
        auto font = painter.font();
        font.setBold(bold);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(line, Qt::AlignHCenter, painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(line.width())));
        line.translate(0, line.height());
    };
    put(m_language.text(session::label(step.id)), as == Look::Later ? theme.quiet : theme.text, true);
    if (step.done) {
        put(QString::fromStdString(toLocal(*step.at, m_offset)).left(16), theme.quiet, false);
        put(KindWords::title(m_language, step.person), theme.text, false);
    } else {
        put(missing ? tr("missing") : tr("not yet"), missing ? theme.fail : theme.quiet, false);
    }
    put(detailOf(step, m_language), theme.quiet, false);
}

void TwelveStepsView::paintEvent(QPaintEvent*)
{
    if (!m_steps)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int count = columns();
    const double cellWidth = static_cast<double>(width()) / count;
    for (std::size_t i = 0; i < m_steps->steps.size(); ++i) {
        const int column = static_cast<int>(i) % count, row = static_cast<int>(i) / count;
        const QRectF cell(column * cellWidth, row * kCellHeight, cellWidth, kCellHeight);
        paintStep(painter, m_steps->steps[i], cell, column == count - 1 || i + 1 == m_steps->steps.size());
    }
}

} // namespace cal::ui
