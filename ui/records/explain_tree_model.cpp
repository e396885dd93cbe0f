// SPDX-License-Identifier: GPL-3.0-or-later
// The road back from the printed figures of a point.
#include "ui/records/explain_tree_model.h"

#include "ui/widgets/roles.h"

namespace cal::ui {

ExplainTreeModel::ExplainTreeModel(UiLanguage& language, QObject* parent)
    : QAbstractItemModel(parent), m_language(language), m_root(std::make_unique<Node>())
{
    connect(&language, &UiLanguage::languageChanged, this, [this] {
        // Titles change in place, at every depth; the layout signal lets a view keep what is expanded.
        Q_EMIT layoutAboutToBeChanged();
        Q_EMIT layoutChanged();
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    });
}

ExplainTreeModel::~ExplainTreeModel() = default;

std::unique_ptr<ExplainTreeModel::Node> ExplainTreeModel::grow(session::ExplainNode step, Node* parent, int row)
{
    auto node = std::make_unique<Node>();
    auto children = std::move(step.children);
    step.children.clear();
    node->step = std::move(step);
    node->parent = parent;
    node->row = row;
    node->children.reserve(children.size());
    for (std::size_t i = 0; i < children.size(); ++i)
        node->children.push_back(grow(std::move(children[i]), node.get(), static_cast<int>(i)));
    return node;
}

void ExplainTreeModel::setRoots(std::vector<session::ExplainNode> roots)
{
    beginResetModel();
    session::ExplainNode top;
    top.children = std::move(roots);
    m_root = grow(std::move(top), nullptr, 0);
    endResetModel();
}

QModelIndex ExplainTreeModel::rootOf(const QString& figure) const
{
    for (const auto& root : m_root->children) {
        const auto value = QString::fromStdString(root->step.value);
        if (value == figure || value.section(QLatin1Char(' '), 0, 0) == figure)
            return createIndex(root->row, 0, root.get());
    }
    return {};
}

const ExplainTreeModel::Node* ExplainTreeModel::nodeAt(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<const Node*>(index.internalPointer()) : m_root.get();
}

QModelIndex ExplainTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeAt(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex ExplainTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    auto* above = nodeAt(child)->parent;
    return above == m_root.get() || !above ? QModelIndex() : createIndex(above->row, 0, above);
}

int ExplainTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeAt(parent)->children.size());
}

int ExplainTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant ExplainTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const auto& step = nodeAt(index)->step;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == TitleColumn ? m_language.text(step.title) : QString::fromStdString(step.value);
    case Qt::ToolTipRole: {
        auto tip = QString::fromStdString(step.value);
        if (!step.id.empty())
            tip += QLatin1Char('\n') + QString::fromStdString(step.id);
        return tip;
    }
    case IdRole:
        return QString::fromStdString(step.id);
    case KindRole:
        return QString::fromStdString(step.kind);
    default:
        return {};
    }
}

QVariant ExplainTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == TitleColumn)
        //: one step on the road from a printed figure back to the bytes of the instruments
        return tr("Step");
    //: the figure, text or bytes of a step
    return tr("What it says");
}

} // namespace cal::ui
