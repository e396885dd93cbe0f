// SPDX-License-Identifier: GPL-3.0-or-later
// A place of the window: what the rail opens. Title line, actions at its right, help of its own. A new place derives from this and is added
// in MainWindow::addPlaces.
#pragma once

#include "ui/widgets/describe.h"

#include <QAction>
#include <QEvent>
#include <QList>
#include <QString>
#include <QWidget>

namespace cal::ui {

class PlacePage : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0; ///< in the window's language
    [[nodiscard]] virtual QString subtitle() const { return {}; }
    [[nodiscard]] virtual QString iconName() const = 0;
    [[nodiscard]] virtual QString helpTopic() const = 0;                      ///< stem of resources/help/<topic>.<language>.md
    [[nodiscard]] virtual QList<QAction*> titleActions() const { return {}; } ///< few, at the right of the title line
    virtual void entered() {}                                                 ///< shown again: read what may have changed

Q_SIGNALS:
    void titleChanged(); ///< title, subtitle or actions

protected:
    virtual void retranslate() = 0;
    void changeEvent(QEvent* event) override
    {
        if (event->type() == QEvent::LanguageChange)
            retranslate();
        QWidget::changeEvent(event);
    }
};

} // namespace cal::ui
