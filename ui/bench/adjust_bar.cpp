// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/adjust_bar.h"

#include <QGridLayout>

namespace cal::ui {
namespace {

enum Which { All, NotConforming, Selected };

} // namespace

AdjustBar::AdjustBar(BenchViewModel& model, QWidget* parent) : QFrame(parent), m_model(model)
{
    setObjectName(QStringLiteral("adjustBar"));
    setProperty("bar", QStringLiteral("true"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 8, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    m_text = new QLabel(this);
    m_text->setWordWrap(true);
    grid->addWidget(m_text, 0, 0, 1, 3);
    const auto line = [&](const char* name, int row, int column, int span) {
        auto* edit = new QLineEdit(this);
        edit->setObjectName(QString::fromLatin1(name));
        edit->setMaxLength(2000);
        connect(edit, &QLineEdit::returnPressed, this, [this, edit] {
            // Enter goes to the next empty field; with the last one it is done.
            for (auto* other : {m_what, m_constants, m_reason})
                if (other != edit && other->text().trimmed().isEmpty())
                    return other->setFocus();
            accept();
        });
        grid->addWidget(edit, row, column, 1, span);
        return edit;
    };
    m_what = line("adjustWhat", 1, 0, 2);
    m_constants = line("adjustConstants", 1, 2, 1);
    m_reason = line("adjustReason", 2, 0, 2);
    m_points = new QComboBox(this);
    m_points->setObjectName(QStringLiteral("adjustPoints"));
    grid->addWidget(m_points, 2, 2);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    m_accept = new QPushButton(this);
    m_accept->setObjectName(QStringLiteral("adjustAccept"));
    m_accept->setProperty("primary", true);
    m_cancel = new QPushButton(this);
    m_cancel->setObjectName(QStringLiteral("adjustCancel"));
    buttons->addWidget(m_accept);
    buttons->addWidget(m_cancel);
    grid->addLayout(buttons, 3, 0, 1, 3);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    connect(m_accept, &QPushButton::clicked, this, [this] { accept(); });
    connect(m_cancel, &QPushButton::clicked, this, &AdjustBar::closed);
    connect(&m_model, &BenchViewModel::adjusted, this, [this] {
        for (auto* edit : {m_what, m_constants, m_reason})
            edit->clear();
        Q_EMIT closed();
    });
    retranslate();
}

void AdjustBar::retranslate()
{
    m_text->setText(tr("The points as found are kept as they are. Say what was adjusted; then the points as left are measured."));
    m_what->setPlaceholderText(tr("What was adjusted"));
    m_constants->setPlaceholderText(tr("Constants before; “none” where there are none"));
    m_reason->setPlaceholderText(tr("Reason, kept in the record"));
    m_accept->setText(tr("Adjusted: measure as left"));
    m_accept->setToolTip(tr("Write the adjustment into the journal and measure the points again  (Enter)"));
    m_cancel->setText(tr("Not now"));
    m_cancel->setToolTip(tr("Keep what was typed; F5 seals the record without an adjustment"));
    fillPoints();
}

void AdjustBar::fillPoints()
{
    const auto which = m_points->currentData();
    m_points->clear();
    m_points->addItem(tr("All points again"), All);
    if (!notConforming().isEmpty())
        m_points->addItem(tr("Those not conforming"), NotConforming);
    if (!m_selected.isEmpty())
        m_points->addItem(tr("The selected point"), Selected);
    m_points->setCurrentIndex(std::max(0, m_points->findData(which)));
}

void AdjustBar::ask(const QString& selectedPoint)
{
    m_selected = selectedPoint;
    fillPoints();
    show();
    m_what->setFocus();
}

QStringList AdjustBar::notConforming() const
{
    using conformity::Verdict;
    QStringList ids;
    for (const auto& point : m_model.run().points())
        if (point.result && (point.result->verdict == Verdict::Fail || point.result->verdict == Verdict::Undecided))
            ids << QString::fromStdString(point.point.id);
    return ids;
}

void AdjustBar::accept()
{
    QStringList points;
    if (m_points->currentData() == NotConforming)
        points = notConforming();
    else if (m_points->currentData() == Selected)
        points << m_selected;
    m_model.adjust(m_what->text(), m_constants->text(), m_reason->text(), points);
}

} // namespace cal::ui
