// SPDX-License-Identifier: GPL-3.0-or-later
// A place made from a group of kinds: kinds at the left, the list in the middle, the entity at the right; importing takes the middle and
// the right for a while. No dialog is ever opened.
#pragma once

#include "ui/registry/entity_pane.h"
#include "ui/registry/import_page.h"
#include "ui/registry/registry_view_model.h"
#include "ui/shell/place_page.h"
#include "ui/widgets/filter_header.h"

#include <QListWidget>
#include <QSplitter>
#include <QStackedWidget>

namespace cal::ui {

/// What distinguishes one such place from another.
struct RegistryPlace {
    std::string group;  ///< of the kinds
    std::string first;  ///< the kind that is opened first
    QString name;       ///< object name, icon and help topic
    QString (*title)(); ///< in the window's language
};

class RegistryView : public PlacePage
{
    Q_OBJECT

public:
    RegistryView(const RegisterPorts& ports, const RegistryPlace& place, const ThemeSource& theme, FileDialogs& files,
                 QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return m_place.title(); }
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] QString iconName() const override { return m_place.name; }
    [[nodiscard]] QString helpTopic() const override { return m_place.name; }
    [[nodiscard]] QList<QAction*> titleActions() const override { return {m_new, m_import, m_export, m_refresh}; }
    void entered() override { m_model.refresh(); }
    [[nodiscard]] RegistryViewModel& model() { return m_model; }
    [[nodiscard]] EntityPane& pane() { return *m_pane; }
    void open(const QString& id); ///< an entity of this group

Q_SIGNALS:
    void openRequested(const QString& id); ///< an entity, perhaps of another group

protected:
    void retranslate() override;

private:
    QWidget* buildList(FileDialogs& files);
    void buildActions();
    void fillKinds();
    void fillEditors();
    void fillFilter();
    void fillFooter();
    void fillMenus();
    static QString elsewhere();
    void describeNew(); ///< what the form does not register is not entered here
    void showColumns();
    void save(registry::TableFormat format);
    void reselect();
    [[nodiscard]] QWidget* makeFilterEditor(const ListColumn& column);

    RegistryPlace m_place;
    RegistryViewModel m_model;
    ImportViewModel m_importModel;
    const ThemeSource& m_theme;
    FileDialogs& m_files;
    QListWidget* m_kinds;
    QStackedWidget* m_stack;
    QSplitter* m_split;
    QLineEdit *m_search, *m_filterName;
    QToolButton *m_clear, *m_saved, *m_columns;
    QMenu *m_savedMenu, *m_columnMenu, *m_exportMenu;
    QFrame* m_listFrame;
    DataTable* m_table;
    FilterHeader* m_header;
    QLabel *m_footer, *m_trouble;
    EntityPane* m_pane;
    ImportPage* m_importPage;
    QAction *m_new, *m_import, *m_export, *m_csv, *m_xlsx, *m_refresh, *m_find;
};

} // namespace cal::ui
