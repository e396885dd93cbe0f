// SPDX-License-Identifier: GPL-3.0-or-later
// A table inside a form: typed cell by cell, pasted from a spreadsheet (Ctrl+V), filled down (Ctrl+D), rows removed (Ctrl+Delete). The
// last row is always empty: typing there adds one.
#include "ui/registry/field_editor.h"
#include "ui/registry/row_table.h"
#include "ui/widgets/repolish.h"

#include <QVBoxLayout>

namespace cal::ui {

using registry::Field;

namespace {

class TableEditor : public FieldEditor
{
public:
    TableEditor(const Field& field, const EditorTools& tools, QWidget* parent)
        : FieldEditor(parent), m_table(new RowTable(field, tools.model.ports().language, true, this))
    {
        auto* layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_table);
        setFocusProxy(m_table);
        connect(m_table, &RowTable::typed, this, [this] { Q_EMIT typed(m_table->value()); });
    }
    void show(const Json& value) override { m_table->setValue(value); }
    void mark(bool trouble) override { setStyled(*m_table, "trouble", trouble); }

private:
    RowTable* m_table;
};

} // namespace

FieldEditor* makeTableEditor(const Field& field, const EditorTools& tools, QWidget* parent)
{
    return new TableEditor(field, tools, parent);
}

} // namespace cal::ui
