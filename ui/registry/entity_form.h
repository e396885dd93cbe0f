// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of an entity, to read or to type: made from its kind, so a new kind needs no form of its own.
#pragma once

#include "ui/registry/field_editor.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

namespace cal::ui {

class EntityForm : public QScrollArea
{
    Q_OBJECT

public:
    EntityForm(const EditorTools& tools, QWidget* parent = nullptr);
    /// Builds it again for the model's entity and mode.
    void build();
    /// Sentences at the fields.
    void showTroubles();
    void focusFirst();
    void focusTrouble(); ///< the first field that cannot be taken

Q_SIGNALS:
    void openRequested(const QString& id);
    void helpChanged(const QString& help); ///< of the field that has the keyboard

private:
    struct Line {
        const registry::Field* field;
        FieldEditor* editor;
        QLabel* trouble;
    };
    void addEditor(const registry::Field& field);
    void addShown(const registry::Field& field);
    [[nodiscard]] QLabel* addLabel(const registry::Field& field, bool asked);
    [[nodiscard]] QWidget* shownValue(const registry::Field& field, const Json& value);

    EditorTools m_tools;
    QGridLayout* m_grid = nullptr;
    std::vector<Line> m_lines;
};

} // namespace cal::ui
