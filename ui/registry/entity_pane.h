// SPDX-License-Identifier: GPL-3.0-or-later
// The detail pane: what the entity is, what can be done with it, its fields, its history with old and new, what refers to it. Screens add
// tabs of their own for kinds they know more about.
#pragma once

#include "ui/registry/entity_form.h"
#include "ui/widgets/data_table.h"

#include <QAction>
#include <QFrame>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>
#include <QTabWidget>
#include <QToolButton>

namespace cal::ui {

class EntityPane : public QFrame
{
    Q_OBJECT

public:
    EntityPane(const EditorTools& tools, QWidget* parent = nullptr);
    void retranslate();
    /// A further tab, there while `fits` says so of the kind shown.
    void addTab(QWidget* tab, std::function<QString()> title, std::function<bool(const registry::Kind&)> fits);
    /// What can be done with what is shown beyond the steps of its kind: buttons before those, asked for at every change.
    struct Act {
        QString name, label, tip;
        std::function<void()> start;
    };
    void setActs(std::function<std::vector<Act>()> acts);
    void refreshActs() { fillSteps(); }
    void showTab(QWidget* tab); ///< one that was added
    [[nodiscard]] QList<QAction*> actions() const { return {m_change, m_copy, m_save, m_leave}; }

Q_SIGNALS:
    void openRequested(const QString& id);
    void left();                ///< the keyboard goes back to the list
    void roomWanted(int width); ///< a tab that is wider than the fields was opened

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showTroubles();
    void fillSteps();
    void fillConflict();
    void orderTabs();

    struct Extra {
        QWidget* tab;
        std::function<QString()> title;
        std::function<bool(const registry::Kind&)> fits;
    };
    EditorTools m_tools;
    QStackedLayout* m_stack;
    QLabel *m_hint, *m_title, *m_state, *m_stateIcon, *m_kind, *m_trouble;
    QWidget* m_stepRow;
    QFrame *m_draftBar, *m_conflictBar;
    QLabel *m_draftText, *m_conflictText;
    QPushButton *m_resumeDraft, *m_discardDraft, *m_takeNewest;
    QToolButton *m_changeButton, *m_more;
    QMenu* m_moreMenu;
    QList<QPushButton*> m_steps;
    QTabWidget* m_tabs;
    EntityForm* m_form;
    DataTable *m_history, *m_related;
    QFrame* m_editBar;
    QLabel* m_help;
    QLineEdit* m_reason;
    QPushButton *m_saveButton, *m_leaveButton;
    QAction *m_change, *m_copy, *m_save, *m_leave;
    std::vector<Extra> m_extras;
    std::function<std::vector<Act>()> m_acts;
    EntityViewModel::Mode m_shownMode = EntityViewModel::Mode::Nothing;
};

} // namespace cal::ui
