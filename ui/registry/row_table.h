// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a table field as a small spreadsheet.
#pragma once

#include "ui/registry/kind_words.h"

#include <QTableWidget>

namespace cal::ui {

class RowTable : public QTableWidget
{
    Q_OBJECT

public:
    /// `field` is a table and must outlive this.
    RowTable(const registry::Field& field, const UiLanguage& language, bool typing, QWidget* parent = nullptr);
    void setValue(const Json& value);
    /// Rows with what is filled in; null when there are none. Cells are texts as typed: readField reads them.
    [[nodiscard]] Json value() const;
    void paste(const QString& text); ///< tab-separated, from the current cell on; adds rows
    void fillDown();                 ///< the first of the selected cells into those below it

Q_SIGNALS:
    void typed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void setRows(int count);
    void keepEmptyRow();
    void layOut();
    [[nodiscard]] bool emptyRow(int row) const;

    [[nodiscard]] QString shownCell(const registry::Field& column, const Json& value) const;

    const registry::Field& m_field;
    const UiLanguage& m_language;
    bool m_typing, m_filling = false;
};

} // namespace cal::ui
