// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window.h"

#include "app/cli/output.h"
#include "app/engine/local_engine.h"
#include "app/engine/store_upkeep.h"
#include "app/files.h"
#include "ui/shell/application_style.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QStandardPaths>
#include <QTimer>

#include <iostream>
#include <string>

namespace cal::app {

int openWindow(int argc, char** argv, const WindowOptions& options, Catalogue catalogue)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("Calbench"));
    QApplication::setApplicationVersion(QStringLiteral(CAL_VERSION));
    ui::registerResources();
    ui::UiSettings settings(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
                            QStringLiteral("/calbench/window.ini"));
    if (!options.language.empty())
        settings.setLanguage(options.language == "zh" ? Language::Chinese : Language::English);
    if (!options.theme.empty())
        settings.setDark(options.theme == "dark");
    const Output output(catalogue.messages, settings.language(), false);
    if (const auto fonts = ui::applyFonts(application); !fonts)
        return output.fail(fonts.error());

    SystemClock clock;
    const auto storePath = options.store.empty() ? defaultStorePath() : options.store;
    auto writer = openWriter(storePath, StoreUse::Create, clock);
    if (!writer)
        return output.fail(writer.error());
    auto laboratory = laboratoryOf(**writer);
    if (!laboratory)
        return output.fail(laboratory.error());
    if (!*laboratory) {
        auto founded = foundDemonstration(**writer, catalogue.kinds, catalogue.demo);
        if (!founded)
            return output.fail(founded.error());
        *laboratory = *std::move(founded);
    } else if ((**laboratory).laboratory.demonstration) {
        if (const auto complete = completeDemonstration(**writer, catalogue.kinds, catalogue.demo); !complete)
            return output.fail(complete.error());
    }
    std::error_code ignored;
    LocalEngine engine(std::move(catalogue), **std::move(laboratory), *std::move(writer), storePath,
                       std::filesystem::read_symlink("/proc/self/exe", ignored));
    ui::DesktopFileDialogs files;
    StoreUpkeep upkeep(storePath);
    ui::MainWindow window({engine, &engine.desk(), &upkeep, &engine.workDesk(), &engine.qualityDesk(), &engine.kitDesk()}, settings, files);
    window.show();
    if (options.measureStart) {
        // For ./dev bench: says when the first frame is on the screen, stays until it has been measured, and ends.
        QTimer::singleShot(0, &window, [&window] {
            window.repaint();
            std::cout << "painted" << std::endl;
            std::string line;
            std::getline(std::cin, line);
            QCoreApplication::quit();
        });
    }
    return QApplication::exec();
}

} // namespace cal::app
