// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of our tables.
#include "ui/widgets/cell_delegate.h"

#include "ui/widgets/roles.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace cal::ui {
namespace {

constexpr int kPad = 7;
constexpr int kSign = 16;

} // namespace

CellDelegate::CellDelegate(const ThemeSource& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = m_theme.theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme.selection);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, theme.hover);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());

    auto area = option.rect.adjusted(kPad, 0, -kPad, 0);
    auto colour = index.data(QuietRole).toBool() ? theme.quiet : theme.text;
    const auto font = index.data(MonoRole).toBool() ? theme.mono() : option.font;
    QString sign;
    if (const auto verdict = index.data(VerdictRole); verdict.isValid()) {
        const auto value = static_cast<conformity::Verdict>(verdict.toInt());
        colour = theme.verdict(value);
        sign = ThemeSource::verdictIcon(value);
    } else if (index.data(TroubleRole).toBool()) {
        colour = theme.fail;
        sign = QStringLiteral("warning");
    }
    if (!sign.isEmpty()) {
        const auto pixmap = m_theme.pixmap(sign, kSign, colour);
        painter->drawPixmap(QPointF(area.left(), area.center().y() - kSign / 2.0 + 1), pixmap);
        area.setLeft(area.left() + kSign + 6);
    }
    if (const auto share = index.data(ShareRole); share.isValid()) {
        const int wide = std::max(40, area.width() - 56);
        const QRectF track(area.left(), area.center().y() - 4, wide, 8);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.hover);
        painter->drawRoundedRect(track, 2, 2);
        painter->setBrush(theme.accent);
        painter->drawRoundedRect(QRectF(track.left(), track.top(), track.width() * std::clamp(share.toDouble(), 0.0, 1.0), track.height()),
                                 2, 2);
        area.setLeft(area.left() + wide + 8);
    }
    if (index.data(SimulatedRole).toBool()) {
        const auto pixmap = m_theme.pixmap(QStringLiteral("simulated"), kSign, theme.simulated);
        painter->drawPixmap(QPointF(area.right() - kSign, area.center().y() - kSign / 2.0 + 1), pixmap);
        area.setRight(area.right() - kSign - 4);
    }

    const auto text = index.data().toString();
    painter->setFont(font);
    painter->setPen(colour);
    const QFontMetrics metrics(font);
    if (index.data(NumberRole).toBool()) {
        const auto tail = tailOf(text);
        const auto room = metrics.horizontalAdvance(index.data(TailRole).toString());
        const auto whole = text.left(text.size() - tail.size());
        const int wholeWide = metrics.horizontalAdvance(whole);
        int point = area.right() - std::max(room, metrics.horizontalAdvance(tail)); // x of the decimal sign
        if (point - wholeWide < area.left())
            point = area.right() - metrics.horizontalAdvance(tail); // too narrow to align: keep it readable
        if (point - wholeWide >= area.left()) {
            painter->drawText(QRect(point - wholeWide - 1, area.top(), wholeWide + 2, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                              whole);
            painter->drawText(QRect(point - 1, area.top(), area.right() - point + 2, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                              tail);
        } else {
            painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideLeft, area.width()));
        }
    } else {
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, area.width()));
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_Selected) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(theme.accent);
        painter->drawRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -1.5));
    }
    painter->restore();
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() == QEvent::ToolTip && index.data(Qt::ToolTipRole).toString().isEmpty() &&
        sizeHint(option, index).width() > option.rect.width()) {
        QToolTip::showText(event->globalPos(), index.data().toString(), view);
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QFontMetrics metrics(index.data(MonoRole).toBool() ? m_theme.theme().mono() : option.font);
    int wide = metrics.horizontalAdvance(index.data().toString()) + 2 * kPad + 2;
    if (index.data(NumberRole).toBool()) {
        const auto text = index.data().toString();
        const auto tail = tailOf(text);
        wide += std::max(0, metrics.horizontalAdvance(index.data(TailRole).toString()) - metrics.horizontalAdvance(tail));
    }
    if (index.data(VerdictRole).isValid() || index.data(TroubleRole).toBool())
        wide += kSign + 6;
    if (index.data(SimulatedRole).toBool())
        wide += kSign + 8;
    if (index.data(ShareRole).isValid())
        wide += 74;
    return {wide, 32};
}

} // namespace cal::ui
