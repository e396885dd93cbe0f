// SPDX-License-Identifier: GPL-3.0-or-later
// The road back from the printed figures of a point, as a tree.
#pragma once

#include "core/session/explain.h"
#include "ui/shell/ui_language.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace cal::ui {

class ExplainTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Columns { TitleColumn, ValueColumn, ColumnCount };
    static constexpr int KindRole = Qt::UserRole + 100;

    explicit ExplainTreeModel(UiLanguage& language, QObject* parent = nullptr);
    ~ExplainTreeModel() override;

    void setRoots(std::vector<session::ExplainNode> roots);
    /// Root whose printed value is `figure`; invalid when there is none.
    [[nodiscard]] QModelIndex rootOf(const QString& figure) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node {
        session::ExplainNode step; ///< without its children
        Node* parent = nullptr;
        int row = 0;
        std::vector<std::unique_ptr<Node>> children;
    };
    static std::unique_ptr<Node> grow(session::ExplainNode step, Node* parent, int row);
    [[nodiscard]] const Node* nodeAt(const QModelIndex& index) const;

    UiLanguage& m_language;
    std::unique_ptr<Node> m_root;
};

} // namespace cal::ui
