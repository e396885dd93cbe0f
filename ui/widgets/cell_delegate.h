// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the cells of our tables: numbers aligned on the decimal sign, verdicts with sign and word, shares as bars, marks.
#pragma once

#include "ui/widgets/theme.h"

#include <QStyledItemDelegate>

namespace cal::ui {

class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit CellDelegate(const ThemeSource& theme, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// The whole text of a cell that is too narrow for it, where the model has no tooltip of its own.
    bool helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) override;

private:
    const ThemeSource& m_theme;
};

} // namespace cal::ui
