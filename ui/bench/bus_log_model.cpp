// SPDX-License-Identifier: GPL-3.0-or-later
// The bus as it was spoken.
#include "ui/bench/bus_log_model.h"

#include "ui/bench/set_up_tables.h"
#include "ui/widgets/figures.h"

#include <algorithm>

namespace cal::ui {

void BusLogModel::append(const std::vector<equipment::Exchange>& exchanges, std::size_t dropped)
{
    m_dropped += dropped;
    const auto skip = exchanges.size() > kLines ? exchanges.size() - kLines : 0;
    const auto arriving = static_cast<int>(exchanges.size() - skip);
    if (arriving == 0)
        return;
    const int surplus = std::max(0, static_cast<int>(m_lines.size()) + arriving - kLines);
    if (surplus > 0) {
        beginRemoveRows({}, 0, surplus - 1);
        m_lines.erase(m_lines.begin(), m_lines.begin() + surplus);
        endRemoveRows();
    }
    m_dropped += skip + static_cast<std::size_t>(surplus);
    const auto first = static_cast<int>(m_lines.size());
    beginInsertRows({}, first, first + arriving - 1);
    for (auto i = skip; i < exchanges.size(); ++i) {
        const auto& exchange = exchanges[i];
        m_lines.push_back({exchange.at.utc, exchange.bytes, exchange.note, exchange.instrument,
                           exchange.direction == equipment::Exchange::Direction::Sent});
    }
    endInsertRows();
}

void BusLogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    m_dropped = 0;
    endResetModel();
}

void BusLogModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_lines.empty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_lines.size()) - 1, ColumnCount - 1));
}

int BusLogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int BusLogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BusLogModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == TroubleRole)
        return index.column() == BytesColumn && !line.note.empty();
    if (role == QuietRole)
        return index.column() == TimeColumn;
    if (role == MonoRole)
        return index.column() == BytesColumn;
    if (role == SortRole)
        return index.column() == TimeColumn ? QVariant(index.row()) : data(index, Qt::DisplayRole);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        // "2026-11-23T05:41:02.123456Z": the time of day to milliseconds is enough here.
        return QString::fromStdString(toRfc3339(line.at)).mid(11, 12);
    case PlaceColumn:
        return SetUpTables::placeName(line.place);
    case DirectionColumn:
        return line.sent ? QStringLiteral("→") : QStringLiteral("←");
    default:
        return line.note.empty() ? escaped(line.bytes)
                                 : escaped(line.bytes) + QStringLiteral("   [") + QString::fromStdString(line.note) + QLatin1Char(']');
    }
}

QVariant BusLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time (UTC)");
    case PlaceColumn:
        return tr("Place", "role on the bench");
    case DirectionColumn:
        return QString();
    default:
        return tr("Bytes");
    }
}

} // namespace cal::ui
