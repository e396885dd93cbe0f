// SPDX-License-Identifier: GPL-3.0-or-later
// The audit trail on the screen.
#include "ui/administration/trail_page.h"

#include "ui/widgets/figures.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace cal::ui {

TrailPage::TrailPage(const RegisterPorts& ports, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_model(ports), m_files(files)
{
    setObjectName(QStringLiteral("trailPage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto* filters = new QHBoxLayout;
    filters->setSpacing(6);
    m_person = new QComboBox(this);
    m_person->setObjectName(QStringLiteral("trailPerson"));
    m_kind = new QComboBox(this);
    m_kind->setObjectName(QStringLiteral("trailKind"));
    for (auto* box : {m_person, m_kind}) {
        box->setMinimumWidth(150);
        filters->addWidget(box);
        connect(box, &QComboBox::activated, this, [this] { take(); });
    }
    const auto line = [&](const char* name, int stretch) {
        auto* edit = new QLineEdit(this);
        edit->setObjectName(QString::fromLatin1(name));
        edit->setMaxLength(200);
        filters->addWidget(edit, stretch);
        connect(edit, &QLineEdit::textEdited, this, [this] { take(); });
        return edit;
    };
    m_type = line("trailType", 2);
    m_title = line("trailTitle", 2);
    m_from = line("trailFrom", 1);
    m_to = line("trailTo", 1);
    m_clear = new QPushButton(this);
    m_clear->setObjectName(QStringLiteral("trailClear"));
    filters->addWidget(m_clear);
    column->addLayout(filters);
    m_trouble = new QLabel(this);
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    column->addWidget(m_trouble);
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setHandleWidth(8);
    split->setChildrenCollapsible(false);
    auto* frame = new QFrame(split);
    frame->setProperty("panel", true);
    auto* list = new QVBoxLayout(frame);
    list->setContentsMargins(1, 1, 1, 1);
    list->setSpacing(0);
    m_events = new DataTable(m_model.events(), theme, files, QStringLiteral("trail"), frame, DataTable::Sorting::AtSource);
    m_events->setProperty("bare", true);
    list->addWidget(m_events, 1);
    m_count = new QLabel(frame);
    m_count->setObjectName(QStringLiteral("trailCount"));
    m_count->setProperty("quiet", true);
    m_count->setContentsMargins(11, 5, 11, 6);
    list->addWidget(m_count);
    split->addWidget(frame);
    m_changePanel = new Panel(QStringLiteral("trailChanges"), split);
    m_changes = new DataTable(m_model.changes(), theme, files, QStringLiteral("trailChangeList"), m_changePanel);
    m_changePanel->setBody(m_changes);
    split->addWidget(m_changePanel);
    split->setSizes({460, 190});
    split->setStretchFactor(0, 1);
    column->addWidget(split, 1);

    connect(m_clear, &QPushButton::clicked, this, [this] {
        for (auto* edit : {m_type, m_title, m_from, m_to})
            edit->clear();
        m_person->setCurrentIndex(0);
        m_kind->setCurrentIndex(0);
        take();
    });
    connect(m_events, &DataTable::rowSelected, &m_model, &TrailViewModel::look);
    connect(&m_model, &TrailViewModel::changed, this, [this] { show(); });
    connect(&m_model, &TrailViewModel::peopleChanged, this, [this] { fillBoxes(); });
    retranslate();
    m_events->fitColumns(4);
    m_changes->fitColumns(2);
}

void TrailPage::take()
{
    m_model.setFilter({m_person->currentData().toString(), m_kind->currentData().toString(), m_type->text(), m_title->text(),
                       m_from->text(), m_to->text()});
}

void TrailPage::show()
{
    m_trouble->setText(m_model.trouble());
    m_trouble->setVisible(!m_model.trouble().isEmpty());
    const auto total = m_model.events().total();
    if (total > PagedModel::kMostRows)
        m_count->setText(tr("%1 events; the first %2 are listed. Narrow the filter.")
                             .arg(grouped(std::to_string(total)), grouped(std::to_string(PagedModel::kMostRows))));
    else
        m_count->setText(total < 0 ? QString() : tr("%n event(s)", nullptr, static_cast<int>(total)));
    m_changePanel->setHeading(m_model.heading().isEmpty() ? tr("Old and new") : m_model.heading());
    m_changePanel->setEmpty(m_model.changes().rowCount() == 0);
}

void TrailPage::fillBoxes()
{
    const auto& language = m_model.ports().language;
    const auto fill = [](QComboBox* box, const QString& any, const std::vector<std::pair<QString, QString>>& entries) {
        const auto chosen = box->currentData();
        box->clear();
        box->addItem(any, QString());
        for (const auto& [id, name] : entries)
            box->addItem(name, id);
        box->setCurrentIndex(std::max(0, box->findData(chosen)));
    };
    fill(m_person, tr("anybody"), m_model.people());
    std::vector<std::pair<QString, QString>> kinds;
    for (const auto& [name, kind] : m_model.ports().desk.kinds().all())
        kinds.emplace_back(QString::fromStdString(name), headLabel(language, kind.label));
    fill(m_kind, tr("any kind"), kinds);
}

void TrailPage::retranslate()
{
    m_type->setPlaceholderText(tr("What: changed, quarantined…"));
    m_type->setToolTip(tr("Part of the event's type, as the store names it: asset.quarantined"));
    m_title->setPlaceholderText(tr("Thing: part of its name"));
    m_from->setPlaceholderText(tr("From 2026-01-01"));
    m_to->setPlaceholderText(tr("To 2026-12-31"));
    m_clear->setText(tr("Clear"));
    m_changePanel->setHint(tr("Choose an event to see what it changed."));
    fillBoxes();
    show();
}

void TrailPage::save(registry::TableFormat format)
{
    const bool csv = format == registry::TableFormat::Csv;
    m_files.askSavePath(this, csv ? QStringLiteral("audit-trail.csv") : QStringLiteral("audit-trail.xlsx"),
                        csv ? tr("CSV table (*.csv)") : tr("Excel workbook (*.xlsx)"), [this, format](const QString& path) {
                            m_model.exportList(format, [this, path](const QByteArray& bytes) {
                                const auto outcome = m_files.write(path, bytes);
                                if (m_files.told)
                                    m_files.told(path, outcome);
                            });
                        });
}

} // namespace cal::ui
