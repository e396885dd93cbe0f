// SPDX-License-Identifier: GPL-3.0-or-later
// The item model behind most of our tables: rows of ready cells. The owner fills it again when data or language change; a row that keeps
// its id keeps its selection.
#pragma once

#include "ui/widgets/roles.h"

#include <QAbstractTableModel>
#include <QString>
#include <QVariant>

#include <optional>
#include <vector>

namespace cal::ui {

struct Cell {
    QString text;
    QVariant sort = {}; ///< the text when not given
    bool number = false, trouble = false, quiet = false, simulated = false, mono = false;
    std::optional<conformity::Verdict> verdict = {};
    std::optional<double> share = {};
    QString tip = {};
    bool operator==(const Cell&) const = default;
};

struct TableRow {
    QString id;
    std::vector<Cell> cells;
    bool operator==(const TableRow&) const = default;
};

struct Column {
    QString title;
    QString tip = {};
    bool number = false;
    bool operator==(const Column&) const = default;
};

class TableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setColumns(std::vector<Column> columns);
    void setRows(std::vector<TableRow> rows);
    [[nodiscard]] const std::vector<TableRow>& rows() const { return m_rows; }
    [[nodiscard]] int rowOf(const QString& id) const; ///< -1 when absent

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void measureTails();

    std::vector<Column> m_columns;
    std::vector<TableRow> m_rows;
    std::vector<QString> m_tails; ///< by column
};

/// What a cell and the head of a column answer to a role; shared with models that are not flat.
QVariant cellData(const Cell& cell, int role);
QVariant headData(const Column& column, int role);

} // namespace cal::ui
