// SPDX-License-Identifier: GPL-3.0-or-later
// What a field is typed with: one editor for each type of field.
#pragma once

#include "ui/registry/entity_view_model.h"
#include "ui/widgets/file_dialogs.h"
#include "ui/widgets/theme.h"

#include <QWidget>

namespace cal::ui {

/// What editors need beside their field.
struct EditorTools {
    EntityViewModel& model;
    const ThemeSource& theme;
    FileDialogs& files;
};

class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;
    virtual void show(const Json& value) = 0; ///< says nothing of it
    virtual void mark(bool trouble) = 0;      ///< what is typed cannot be taken

Q_SIGNALS:
    void typed(const cal::Json& value);
};

/// `field` must outlive the editor (a kind's fields do).
FieldEditor* makeEditor(const registry::Field& field, const EditorTools& tools, QWidget* parent);

// The larger ones, in files of their own.
FieldEditor* makeReferenceEditor(const registry::Field& field, const EditorTools& tools, QWidget* parent);
FieldEditor* makeFilesEditor(const registry::Field& field, const EditorTools& tools, QWidget* parent);
FieldEditor* makeTableEditor(const registry::Field& field, const EditorTools& tools, QWidget* parent);

} // namespace cal::ui
