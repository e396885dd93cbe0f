// SPDX-License-Identifier: GPL-3.0-or-later
// The point list of a run: sections (as found, as left, …) with their points, figures and verdicts.
#pragma once

#include "ui/bench/run_state.h"
#include "ui/shell/ui_language.h"
#include "ui/widgets/table_model.h"

#include <QAbstractItemModel>

#include <vector>

namespace cal::ui {

class PointTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Columns { PointColumn, ErrorColumn, UncertaintyColumn, VerdictColumn, ColumnCount };
    static constexpr int CurrentRole = Qt::UserRole + 100; ///< bool: the point in hand

    explicit PointTreeModel(UiLanguage& language, QObject* parent = nullptr);

    void setRun(const RunState& run);
    [[nodiscard]] QModelIndex indexOf(const QString& pointId) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    [[nodiscard]] static QString sectionName(const std::string& section);

private:
    struct Row {
        QString id;
        std::vector<Cell> cells;
        bool current = false;
        bool operator==(const Row&) const = default;
    };
    struct Section {
        std::string name;
        std::vector<Row> rows;
    };
    static Row rowOf(const LivePoint& point, bool current);
    void languageChanged();

    void measureTails();

    std::vector<Section> m_sections;
    std::vector<QString> m_tails = std::vector<QString>(ColumnCount);
};

} // namespace cal::ui
