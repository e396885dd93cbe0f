// SPDX-License-Identifier: GPL-3.0-or-later
// A table's head with a line of editors.
#include "ui/widgets/filter_header.h"

#include <QAbstractScrollArea>
#include <QScrollBar>

namespace cal::ui {
namespace {

constexpr int kLine = 32, kGap = 2;

} // namespace

FilterHeader::FilterHeader(QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
{
    connect(this, &QHeaderView::sectionResized, this, [this] { place(); });
    connect(this, &QHeaderView::sectionMoved, this, [this] { place(); });
    if (auto* area = qobject_cast<QAbstractScrollArea*>(parent))
        connect(area->horizontalScrollBar(), &QScrollBar::valueChanged, this, [this] { place(); });
}

void FilterHeader::setEditors(std::vector<QWidget*> editors)
{
    for (auto* old : m_editors)
        if (old)
            old->deleteLater();
    m_editors = std::move(editors);
    for (auto* editor : m_editors)
        if (editor)
            editor->setParent(this);
    updateGeometries();
    Q_EMIT geometriesChanged();
}

QSize FilterHeader::sizeHint() const
{
    auto size = QHeaderView::sizeHint();
    if (!m_editors.empty())
        size.rheight() += kLine;
    return size;
}

void FilterHeader::updateGeometries()
{
    setViewportMargins(0, 0, 0, m_editors.empty() ? 0 : kLine);
    QHeaderView::updateGeometries();
    place();
}

void FilterHeader::resizeEvent(QResizeEvent* event)
{
    QHeaderView::resizeEvent(event);
    place();
}

void FilterHeader::place()
{
    const int top = height() - kLine;
    for (int i = 0; i < static_cast<int>(m_editors.size()) && i < count(); ++i) {
        auto* editor = m_editors[static_cast<std::size_t>(i)];
        if (!editor)
            continue;
        editor->setVisible(!isSectionHidden(i));
        editor->setGeometry(sectionViewportPosition(i) + kGap, top, std::max(0, sectionSize(i) - 2 * kGap), kLine - 2 * kGap);
    }
}

} // namespace cal::ui
