// SPDX-License-Identifier: GPL-3.0-or-later
// What the window's tests share: a prepared application, waiting for a fact, answered file dialogs.
#pragma once

#include "ui/shell/application_style.h"
#include "ui/widgets/file_dialogs.h"

#include <catch2/catch.hpp>

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>

namespace cal::test {

/// Resources, fonts and theme, once per process.
inline void prepareApplication()
{
    ui::registerResources();
    const auto fonts = ui::applyFonts(*qApp);
    REQUIRE(fonts.has_value());
    ui::applyTheme(*qApp, ui::Theme::packaged(false));
}

/// Runs the event loop until `fact` holds; false after the time limit.
template <class Fact>
bool waitFor(Fact fact, int limitMs = 20000)
{
    return QTest::qWaitFor(fact, limitMs);
}

/// Answers every question with `path` and keeps what was written and opened.
class AnsweredFileDialogs final : public ui::FileDialogs
{
public:
    void askSavePath(QWidget*, const QString& suggestedName, const QString&, std::function<void(QString)> then) override
    {
        suggested = suggestedName;
        if (!path.isEmpty())
            then(path);
    }
    void askOpenPaths(QWidget*, const QString&, bool, std::function<void(QStringList)> then) override
    {
        if (!toOpen.isEmpty())
            then(toOpen);
    }
    void openOutside(const QString& file) override { opened = file; }

    QString path, suggested, opened;
    QStringList toOpen;
};

} // namespace cal::test
