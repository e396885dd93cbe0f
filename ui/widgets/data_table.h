// SPDX-License-Identifier: GPL-3.0-or-later
// Tables and trees of the window: sortable by their heads, exported as CSV, painted by the cell delegate.
#pragma once

#include "ui/widgets/cell_delegate.h"
#include "ui/widgets/file_dialogs.h"

#include <QSortFilterProxyModel>
#include <QTableView>
#include <QTreeView>

namespace cal::ui {

/// Adds "Export as CSV" to a view's context menu and to its keys (Ctrl+Shift+E).
class TableExporter : public QObject
{
    Q_OBJECT

public:
    TableExporter(QAbstractItemView& view, FileDialogs& files);
    void retranslate();
    void run();

private:
    QAbstractItemView& m_view;
    FileDialogs& m_files;
    QAction* m_action;
};

class DataTable : public QTableView
{
    Q_OBJECT

public:
    /// Who sorts: the table, all rows being here, or the model, which asks for them (PagedModel; it also exports them).
    enum class Sorting { Here, AtSource };

    /// `model` must outlive the table.
    DataTable(QAbstractItemModel& model, const ThemeSource& theme, FileDialogs& files, const QString& objectName, QWidget* parent = nullptr,
              Sorting sorting = Sorting::Here);
    [[nodiscard]] QString selectedId() const;
    void selectId(const QString& id);
    /// Column that takes what is left; the others get their content's width once.
    void fitColumns(int stretchColumn);
    /// A header with a line of editors below the titles; the columns follow it.
    void setHeader(QHeaderView* header);

Q_SIGNALS:
    void rowChosen(const QString& id); ///< Enter or double click
    void rowSelected(const QString& id);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void dressHeader();
    void layOut();
    void layOutSoon(); ///< once, however many changes come before

    QSortFilterProxyModel m_proxy;
    TableExporter* m_exporter = nullptr;
    Sorting m_sorting;
    int m_stretch = -1;
    bool m_layOutPending = false;
};

class DataTree : public QTreeView
{
    Q_OBJECT

public:
    DataTree(QAbstractItemModel& model, const ThemeSource& theme, FileDialogs& files, const QString& objectName, QWidget* parent = nullptr);
    [[nodiscard]] QModelIndex fromSource(const QModelIndex& source) const { return m_proxy.mapFromSource(source); }
    [[nodiscard]] QString selectedId() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    QSortFilterProxyModel m_proxy;
    TableExporter* m_exporter = nullptr;
};

} // namespace cal::ui
