// SPDX-License-Identifier: GPL-3.0-or-later
// Error of indication against its limits.
#include "ui/widgets/error_bar.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cal::ui {

ErrorBar::ErrorBar(const ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &ThemeSource::themeChanged, this, [this] { update(); });
}

void ErrorBar::setValue(const Value& value)
{
    if (value == m_value)
        return;
    m_value = value;
    update();
}

void ErrorBar::paintEvent(QPaintEvent*)
{
    const auto& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track(8, 22, width() - 16, 26);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.hover);
    painter.drawRect(track);

    constexpr double kView = 1.6; // the bar shows this many times the limit to each side
    const auto x = [&](double share) { return track.center().x() + std::clamp(share / kView, -1.0, 1.0) * track.width() / 2; };
    painter.setFont(theme.font(theme.basePt - 1));
    const auto label = [&](double at, const QString& text) {
        painter.setPen(theme.quiet);
        painter.drawText(QRectF(at - 90, track.bottom() + 3, 180, 20), Qt::AlignHCenter | Qt::AlignTop, text);
    };
    label(x(0), QStringLiteral("0"));
    if (m_value.limit && *m_value.limit > 0) {
        const double limit = *m_value.limit;
        auto shade = theme.fail;
        shade.setAlphaF(theme.dark ? 0.24F : 0.13F);
        painter.fillRect(QRectF(track.left(), track.top(), x(-1) - track.left(), track.height()), shade);
        painter.fillRect(QRectF(x(1), track.top(), track.right() - x(1), track.height()), shade);
        if (m_value.guard > 0) {
            const auto inner = std::max(0.0, 1 - m_value.guard / limit);
            for (const auto& band : {QRectF(x(-1), track.top(), x(-inner) - x(-1), track.height()),
                                     QRectF(x(inner), track.top(), x(1) - x(inner), track.height())})
                painter.fillRect(band, QBrush(theme.undecided, Qt::BDiagPattern));
        }
        painter.setPen(QPen(theme.fail, 1.5));
        for (const auto side : {-1.0, 1.0})
            painter.drawLine(QPointF(x(side), track.top() - 4), QPointF(x(side), track.bottom() + 4));
        label(x(-1), QChar(0x2212) + m_value.limitText);
        label(x(1), QLatin1Char('+') + m_value.limitText);
    }
    painter.setPen(QPen(theme.line, 1));
    painter.drawLine(QPointF(x(0), track.top()), QPointF(x(0), track.bottom()));

    if (m_value.error && m_value.limit && *m_value.limit > 0) {
        const double share = *m_value.error / *m_value.limit;
        const auto ink = m_value.verdict == conformity::Verdict::NotJudged ? theme.accent : theme.verdict(m_value.verdict);
        const auto middle = track.center().y();
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        const double from = std::min(x(0), x(share)), to = std::max(x(0), x(share));
        painter.drawRect(QRectF(from, middle - 4, to - from, 8));
        if (m_value.expanded > 0) {
            const double half = m_value.expanded / *m_value.limit;
            const double left = x(share - half), right = x(share + half);
            painter.setPen(QPen(theme.text, 1.6));
            painter.drawLine(QPointF(left, middle), QPointF(right, middle));
            for (const auto at : {left, right})
                painter.drawLine(QPointF(at, middle - 7), QPointF(at, middle + 7));
        }
        if (std::abs(share) <= kView) {
            painter.setPen(QPen(theme.panel, 1.5));
            painter.setBrush(ink);
            painter.drawEllipse(QPointF(x(share), middle), 6.5, 6.5);
        } else { // off the scale: an arrow at the edge
            const double tip = share > 0 ? track.right() : track.left(), back = share > 0 ? -12 : 12;
            painter.setPen(Qt::NoPen);
            painter.setBrush(ink);
            painter.drawPolygon(QPolygonF({QPointF(tip, middle), QPointF(tip + back, middle - 8), QPointF(tip + back, middle + 8)}));
        }
        painter.setPen(theme.quiet);
        painter.drawText(QRectF(track.left(), 0, track.width(), 20), Qt::AlignRight | Qt::AlignVCenter,
                         //: error of indication as a share of the maximum permissible error
                         tr("%1 % of the MPE").arg(share * 100, 0, 'f', 0));
    }
}

} // namespace cal::ui
