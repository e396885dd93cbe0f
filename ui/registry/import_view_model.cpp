// SPDX-License-Identifier: GPL-3.0-or-later
// A file on its way into the register.
#include "ui/registry/import_view_model.h"

#include <algorithm>

namespace cal::ui {

using registry::ImportRow;
using Outcome = registry::ImportRow::Outcome;

ImportViewModel::ImportViewModel(const RegisterPorts& ports, QObject* parent) : QObject(parent), m_ports(ports), m_rows(this)
{
    connect(&m_ports.language, &UiLanguage::languageChanged, this, [this] { fill(); });
    fill();
}

void ImportViewModel::begin(const QString& kind)
{
    m_kind = m_ports.desk.kinds().find(kind.toStdString());
    m_preview.reset();
    m_report.reset();
    m_trouble.reset();
    fill();
}

void ImportViewModel::look(const QByteArray& file)
{
    if (!m_kind || m_busy)
        return;
    m_busy = true;
    m_report.reset();
    m_preview.reset();
    m_trouble.reset();
    fill();
    m_ports.desk.previewImport(m_kind->name, file.toStdString(),
                               m_thread.reply<Result<registry::ImportPreview>>([this](Result<registry::ImportPreview> preview) {
                                   m_busy = false;
                                   if (preview)
                                       m_preview = *std::move(preview);
                                   else
                                       m_trouble = preview.error();
                                   fill();
                               }));
}

bool ImportViewModel::canCommit() const
{
    return m_preview && !m_busy && !m_report && m_preview->count(Outcome::Added) + m_preview->count(Outcome::Changed) > 0;
}

bool ImportViewModel::reasonNeeded() const
{
    return m_preview && m_preview->count(Outcome::Changed) > 0;
}

void ImportViewModel::commit(const QString& reason)
{
    if (!canCommit())
        return;
    m_busy = true;
    m_trouble.reset();
    Q_EMIT changed();
    m_ports.desk.commitImport(*m_preview, reason.trimmed().toStdString(),
                              m_thread.reply<Result<registry::ImportReport>>([this](Result<registry::ImportReport> report) {
                                  m_busy = false;
                                  if (report)
                                      m_report = *std::move(report);
                                  else
                                      m_trouble = report.error();
                                  Q_EMIT changed();
                              }));
}

QString ImportViewModel::summary() const
{
    const auto line = [](std::size_t added, std::size_t changes, std::size_t unchanged, std::size_t refused) {
        return std::array<qulonglong, 4>{added, changes, unchanged, refused};
    };
    if (m_report) {
        const auto n = line(m_report->added, m_report->changed, m_report->unchanged, m_report->refused);
        return tr("Written: %1 added, %2 changed, %3 as they were, %4 refused.").arg(n[0]).arg(n[1]).arg(n[2]).arg(n[3]);
    }
    if (m_busy)
        return m_preview ? tr("Writing…") : tr("Reading the file…");
    if (!m_preview)
        return {};
    const auto n = line(m_preview->count(Outcome::Added), m_preview->count(Outcome::Changed), m_preview->count(Outcome::Unchanged),
                        m_preview->count(Outcome::Refused));
    return tr("%1 to add, %2 to change, %3 as they are, %4 refused. Nothing is written yet.").arg(n[0]).arg(n[1]).arg(n[2]).arg(n[3]);
}

QString ImportViewModel::trouble() const
{
    return m_trouble ? m_ports.sentence(*m_trouble) : QString();
}

void ImportViewModel::fill()
{
    m_rows.setColumns({{tr("Row"), {}, true}, {tr("Outcome")}, {tr("Name")}, {tr("Column")}, {tr("What and why")}});
    std::vector<TableRow> rows;
    if (m_preview) {
        std::vector<const ImportRow*> order;
        for (const auto& row : m_preview->rows)
            order.push_back(&row);
        std::stable_partition(order.begin(), order.end(), [](const ImportRow* row) { return row->outcome() == Outcome::Refused; });
        for (const auto* row : order) {
            Cell outcome;
            QString why;
            switch (row->outcome()) {
            case Outcome::Added:
                outcome.text = tr("add");
                break;
            case Outcome::Changed: {
                outcome.text = tr("change");
                QStringList fields;
                for (const auto& name : row->changed)
                    if (const auto* field = m_kind->field(name))
                        fields << m_ports.language.text(field->label);
                why = fields.join(QStringLiteral(", "));
                break;
            }
            case Outcome::Unchanged:
                outcome = {.text = tr("as it is"), .quiet = true};
                break;
            case Outcome::Refused:
                outcome = {.text = tr("refused"), .trouble = true};
                break;
            }
            const auto number = QString::number(row->number);
            const auto title = KindWords::title(m_ports.language, row->title);
            const auto add = [&](const QString& column, const QString& what, std::size_t at) {
                rows.push_back(
                    {number + QLatin1Char('/') + QString::number(at),
                     {{.text = number, .sort = row->number, .number = true}, outcome, {.text = title}, {.text = column}, {.text = what}}});
            };
            if (row->objections.empty())
                add({}, why, 0);
            for (std::size_t i = 0; i < row->objections.size(); ++i) // every reason on a line of its own
                add(QString::fromStdString(row->objections[i].column), m_ports.sentence(row->objections[i].error), i);
        }
    }
    m_rows.setRows(std::move(rows));
    Q_EMIT changed();
}

} // namespace cal::ui
