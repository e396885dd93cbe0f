// SPDX-License-Identifier: GPL-3.0-or-later
// Catch2's runner inside a QApplication: offscreen unless the caller chose a platform, so no display is needed.
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <QApplication>
#include <QLocale>

#include <csignal>

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    std::signal(SIGPIPE, SIG_IGN); // as the program does: a guard that has ended shows as a failed write
    QLocale::setDefault(QLocale::c());
    int qtArgc = 1; // Qt must not eat Catch's options
    QApplication application(qtArgc, argv);
    return Catch::Session().run(argc, argv);
}
