// SPDX-License-Identifier: GPL-3.0-or-later
// Any table as CSV.
#include "ui/widgets/table_export.h"

#include "ui/widgets/figures.h"

namespace cal::ui {
namespace {

QString cell(QString text)
{
    text = plainNumber(std::move(text));
    bool isNumber = false;
    (void)text.toDouble(&isNumber);
    if (!text.isEmpty() && !isNumber && QStringLiteral("=@+-").contains(text[0])) {
        const auto first = text.section(QLatin1Char(' '), 0, 0); // "-10.000 V" is a number with its unit
        (void)first.toDouble(&isNumber);
        if (!isNumber)
            text.prepend(QLatin1Char('\''));
    }
    if (text.contains(QLatin1Char('"')) || text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('\n')) ||
        text.contains(QLatin1Char('\r')))
        return QLatin1Char('"') + text.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
    return text;
}

void addRows(const QAbstractItemModel& model, const QModelIndex& parent, QString& out)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            if (column > 0)
                out += QLatin1Char(',');
            out += cell(model.index(row, column, parent).data().toString());
        }
        out += QLatin1String("\r\n");
        addRows(model, model.index(row, 0, parent), out);
    }
}

} // namespace

QByteArray toCsv(const QAbstractItemModel& model)
{
    QString out;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (column > 0)
            out += QLatin1Char(',');
        out += cell(model.headerData(column, Qt::Horizontal).toString());
    }
    out += QLatin1String("\r\n");
    addRows(model, {}, out);
    return out.toUtf8();
}

} // namespace cal::ui
