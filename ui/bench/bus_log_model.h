// SPDX-License-Identifier: GPL-3.0-or-later
// The bus as it was spoken: newest lines last, at most `kLines`; the journal keeps everything.
#pragma once

#include "core/equipment/indication.h"
#include "ui/widgets/table_model.h"

#include <QAbstractTableModel>

#include <deque>
#include <vector>

namespace cal::ui {

class BusLogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Columns { TimeColumn, PlaceColumn, DirectionColumn, BytesColumn, ColumnCount };
    static constexpr int kLines = 2000;

    using QAbstractTableModel::QAbstractTableModel;

    void append(const std::vector<equipment::Exchange>& exchanges, std::size_t dropped = 0);
    void clear();
    void retranslate();
    [[nodiscard]] std::size_t dropped() const { return m_dropped; } ///< lines no longer shown

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Line {
        UtcTime at;
        std::string bytes, note, place; ///< made readable when they are shown: few of many lines ever are
        bool sent = false;
    };
    std::deque<Line> m_lines;
    std::size_t m_dropped = 0;
};

} // namespace cal::ui
