// SPDX-License-Identifier: GPL-3.0-or-later
// One line that picks an entity of a kind: what is typed is looked for, what fits is listed below. Also in the filters of lists.
#pragma once

#include "ui/registry/entity_view_model.h"

#include <QLineEdit>
#include <QListWidget>
#include <QTimer>

namespace cal::ui {

class ReferenceLine : public QLineEdit
{
    Q_OBJECT

public:
    ReferenceLine(EntityViewModel& model, std::string kind, QWidget* parent = nullptr);
    ~ReferenceLine() override;
    void setId(const QString& id);
    [[nodiscard]] const QString& id() const { return m_id; }
    void mark(bool trouble);

Q_SIGNALS:
    void picked(const QString& id); ///< empty: none

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void search();
    void pick(int row);
    void list(const EntityViewModel::Found& found);
    [[nodiscard]] QString titleOf(const QString& id) const;

    EntityViewModel& m_model;
    std::string m_kind;
    QString m_id, m_asked;
    QListWidget* m_list;
    QTimer m_timer;
    std::map<QString, QString> m_titles;
};

} // namespace cal::ui
