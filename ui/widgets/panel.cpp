// SPDX-License-Identifier: GPL-3.0-or-later
// A framed group with a heading.
#include "ui/widgets/panel.h"

#include <QVBoxLayout>

namespace cal::ui {

Panel::Panel(const QString& objectName, QWidget* parent) : QFrame(parent)
{
    setObjectName(objectName);
    setProperty("panel", true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(1, 0, 1, 1);
    column->setSpacing(0);
    m_headingRow = new QHBoxLayout;
    m_headingRow->setContentsMargins(11, 0, 8, 0);
    m_heading = new QLabel(this);
    auto font = m_heading->font();
    font.setWeight(QFont::DemiBold);
    m_heading->setFont(font);
    m_heading->setFixedHeight(36);
    m_headingRow->addWidget(m_heading);
    m_headingRow->addStretch(1);
    column->addLayout(m_headingRow);
    m_stack = new QStackedLayout;
    column->addLayout(m_stack, 1);
    m_hint = new QLabel(this);
    m_hint->setProperty("quiet", true);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_hint->setContentsMargins(11, 4, 11, 8);
    m_stack->addWidget(m_hint);
}

void Panel::setBody(QWidget* body)
{
    body->setProperty("bare", true);
    m_stack->addWidget(body);
    m_stack->setCurrentWidget(body);
}

void Panel::setHeading(const QString& heading)
{
    m_heading->setText(heading);
}

void Panel::setHint(const QString& whatToDo)
{
    m_hint->setText(whatToDo);
}

void Panel::setEmpty(bool empty)
{
    m_stack->setCurrentIndex(empty || m_stack->count() < 2 ? 0 : 1);
}

void Panel::addToHeading(QWidget* widget)
{
    m_headingRow->addWidget(widget);
}

} // namespace cal::ui
