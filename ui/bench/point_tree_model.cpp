// SPDX-License-Identifier: GPL-3.0-or-later
// The point list of a run.
#include "ui/bench/point_tree_model.h"

#include "ui/widgets/figures.h"

#include <algorithm>

namespace cal::ui {

// internalId: 0 for a section, index of the section + 1 for a point.

PointTreeModel::PointTreeModel(UiLanguage& language, QObject* parent) : QAbstractItemModel(parent)
{
    connect(&language, &UiLanguage::languageChanged, this, [this] { languageChanged(); });
}

QString PointTreeModel::sectionName(const std::string& section)
{
    if (section == "as-found")
        //: section of a session: 调整前
        return tr("As found");
    if (section == "as-left")
        //: section of a session: 调整后
        return tr("As left");
    if (section == "initial")
        //: section of a session: 首次
        return tr("Initial");
    return QString::fromStdString(section);
}

PointTreeModel::Row PointTreeModel::rowOf(const LivePoint& live, bool current)
{
    Row row;
    row.id = QString::fromStdString(live.point.id);
    row.current = current;
    row.cells.resize(ColumnCount);
    const auto symbol = QString::fromStdString(live.point.nominal.unit.symbol());
    QString nominal = shown(live.point.nominal);
    QString range;
    if (live.point.range)
        //: measuring range of the item at a point
        range = tr("Range %1").arg(shown(*live.point.range));
    row.cells[PointColumn] = {.text = nominal, .sort = live.point.nominal.si(), .number = true, .tip = range};
    if (live.result) {
        row.cells[ErrorColumn] = {.text = grouped(live.result->printedError) + QChar::Nbsp + QString::fromStdString(live.result->unit),
                                  .sort = live.result->error.toDouble(),
                                  .number = true};
        row.cells[UncertaintyColumn] = {.text = grouped(live.result->printedU) + QChar::Nbsp + QString::fromStdString(live.result->unit),
                                        .sort = live.result->budget.expanded.U,
                                        .number = true};
    }
    auto& verdict = row.cells[VerdictColumn];
    switch (live.stage) {
    case LivePoint::Stage::Waiting:
        verdict.quiet = true;
        break;
    case LivePoint::Stage::Running:
        //: progress inside a point, e.g. reading 3 of 10
        verdict.text = tr("%1 of %2").arg(live.readings.size()).arg(live.point.readings);
        break;
    case LivePoint::Stage::Judged:
        verdict.verdict = live.result ? live.result->verdict : conformity::Verdict::NotJudged;
        verdict.text = VerdictWords::word(*verdict.verdict);
        verdict.sort = static_cast<int>(*verdict.verdict);
        break;
    case LivePoint::Stage::Failed:
        verdict.text = tr("Failed: no result");
        verdict.trouble = true;
        break;
    case LivePoint::Stage::Stopped:
        verdict.text = tr("Stopped");
        verdict.quiet = true;
        break;
    }
    if (live.attempt > 1)
        row.cells[PointColumn].tip += QLatin1Char('\n') + tr("Attempt %1").arg(live.attempt);
    return row;
}

void PointTreeModel::setRun(const RunState& run)
{
    std::vector<Section> sections;
    for (std::size_t i = 0; i < run.points().size(); ++i) {
        const auto& live = run.points()[i];
        auto found = std::find_if(sections.begin(), sections.end(), [&](const Section& s) { return s.name == live.point.section; });
        if (found == sections.end())
            found = sections.insert(sections.end(), {live.point.section, {}});
        found->rows.push_back(rowOf(live, static_cast<int>(i) == run.current()));
    }
    const bool sameShape =
        std::equal(sections.begin(), sections.end(), m_sections.begin(), m_sections.end(), [](const auto& a, const auto& b) {
            return a.name == b.name && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                                                  [](const Row& x, const Row& y) { return x.id == y.id; });
        });
    if (!sameShape) {
        beginResetModel();
        m_sections = std::move(sections);
        measureTails();
        endResetModel();
        return;
    }
    bool changed = false;
    for (std::size_t s = 0; s < sections.size(); ++s) {
        for (std::size_t r = 0; r < sections[s].rows.size(); ++r) {
            if (sections[s].rows[r] == m_sections[s].rows[r])
                continue;
            m_sections[s].rows[r] = std::move(sections[s].rows[r]);
            changed = true;
            const auto section = index(static_cast<int>(s), 0);
            Q_EMIT dataChanged(index(static_cast<int>(r), 0, section), index(static_cast<int>(r), ColumnCount - 1, section));
        }
    }
    if (changed)
        measureTails();
}

void PointTreeModel::measureTails()
{
    m_tails.assign(ColumnCount, {});
    for (const auto& section : m_sections)
        for (const auto& row : section.rows)
            for (std::size_t c = 0; c < row.cells.size(); ++c)
                if (row.cells[c].number)
                    if (auto tail = tailOf(row.cells[c].text); tail.size() > m_tails[c].size())
                        m_tails[c] = std::move(tail);
}

void PointTreeModel::languageChanged()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_sections.empty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_sections.size()) - 1, ColumnCount - 1));
}

QModelIndex PointTreeModel::indexOf(const QString& pointId) const
{
    for (std::size_t s = 0; s < m_sections.size(); ++s)
        for (std::size_t r = 0; r < m_sections[s].rows.size(); ++r)
            if (m_sections[s].rows[r].id == pointId)
                return createIndex(static_cast<int>(r), 0, quintptr{s} + 1);
    return {};
}

QModelIndex PointTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : quintptr{0});
}

QModelIndex PointTreeModel::parent(const QModelIndex& child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, quintptr{0});
}

int PointTreeModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_sections.size());
    if (parent.internalId() != 0 || parent.column() != 0)
        return 0;
    return static_cast<int>(m_sections[static_cast<std::size_t>(parent.row())].rows.size());
}

int PointTreeModel::columnCount(const QModelIndex&) const
{
    return ColumnCount;
}

QVariant PointTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == 0) {
        if (role == Qt::DisplayRole && index.column() == 0)
            return sectionName(m_sections[static_cast<std::size_t>(index.row())].name);
        if (role == SortRole)
            return index.row();
        return {};
    }
    const auto& row = m_sections[static_cast<std::size_t>(index.internalId()) - 1].rows[static_cast<std::size_t>(index.row())];
    if (role == IdRole)
        return row.id;
    if (role == CurrentRole)
        return row.current;
    if (role == TailRole)
        return m_tails[static_cast<std::size_t>(index.column())];
    return cellData(row.cells[static_cast<std::size_t>(index.column())], role);
}

QVariant PointTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == VerdictColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PointColumn:
        //: calibration point: 校准点
        return tr("Point");
    case ErrorColumn:
        //: error of indication: 示值误差
        return tr("Error");
    case UncertaintyColumn:
        //: expanded uncertainty: 扩展不确定度
        return tr("U");
    case VerdictColumn:
        return tr("Verdict");
    default:
        return {};
    }
}

} // namespace cal::ui
