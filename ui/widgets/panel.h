// SPDX-License-Identifier: GPL-3.0-or-later
// A framed group with a heading, a body, and a sentence in its place while the body has nothing to show.
#pragma once

#include "ui/widgets/theme.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>

namespace cal::ui {

class Panel : public QFrame
{
    Q_OBJECT

public:
    explicit Panel(const QString& objectName, QWidget* parent = nullptr);
    void setBody(QWidget* body);
    void setHeading(const QString& heading);
    void setHint(const QString& whatToDo);
    void setEmpty(bool empty);
    void addToHeading(QWidget* widget);

private:
    QLabel *m_heading, *m_hint;
    QHBoxLayout* m_headingRow;
    QStackedLayout* m_stack;
};

} // namespace cal::ui
