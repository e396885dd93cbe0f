// SPDX-License-Identifier: GPL-3.0-or-later
// Parsing of the command line (design, section 5) by CLI11; the verbs themselves stand in their own files.
#include "app/cli/command_line.h"

#include "app/cli/arguments.h"
#include "app/window.h"
#include "ui/shell/application_style.h"

#include <QGuiApplication>
#include <QLoggingCategory>

#include <algorithm>
#include <iostream>
#include <memory>
#include <optional>

namespace cal::app {

namespace {

/// Verbs that store or paint need a QGuiApplication; it must not ask for a display.
std::unique_ptr<QGuiApplication> offscreenApplication(int& argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Qt's remarks about the desktop it does not find are no news to whoever asked for no window.
    QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false\nqt.qpa.*=false"));
    return std::make_unique<QGuiApplication>(argc, argv);
}

Language languageNamed(std::string_view name)
{
    return name == "zh" ? Language::Chinese : name == "en" ? Language::English : userLanguage();
}

/// The language of a command line that was not understood.
Language languageAmong(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        if (word == "--language" && i + 1 < argc)
            return languageNamed(argv[i + 1]);
        if (word.starts_with("--language="))
            return languageNamed(word.substr(word.find('=') + 1));
    }
    return userLanguage();
}

} // namespace

int commandLine(int argc, char** argv)
{
    auto catalogue = Catalogue::load();
    if (!catalogue) {
        // The sentences themselves may be what is broken: say it in the raw.
        std::cerr << "calbench: the installation is damaged: " << catalogue.error().key << " (" << catalogue.error().context << ")\n";
        return kFailed;
    }

    CLI::App parser{"Calbench, a workbench for calibration laboratories. Without a verb it opens the window.", "calbench"};
    parser.set_version_flag("--version", "calbench " CAL_VERSION);
    parser.require_subcommand(0, 1);
    WindowOptions window;
    parser.add_option("--store", window.store, "the laboratory's store, for the window");
    parser.add_option("--theme", window.theme, "light or dark, for the window")->check(CLI::IsMember({"light", "dark"}));
    parser.add_flag("--measure-start", window.measureStart)->group(""); // for ./dev bench

    Arguments arguments(parser);
    arguments.addLanguage(&parser);
    addBenchVerbs(arguments);
    addLaboratoryVerbs(arguments);
    addQualityVerbs(arguments);
    addStoreVerbs(arguments);

    try {
        parser.parse(argc, argv);
    } catch (const CLI::Success& wanted) { // --help, --version
        return parser.exit(wanted);
    } catch (const CLI::ParseError& wrong) {
        // The flag may stand after what was not understood.
        const bool json =
            arguments.json || std::any_of(argv, argv + argc, [](const char* word) { return std::string_view(word) == "--json"; });
        const Output output(catalogue->messages, languageAmong(argc, argv), json);
        return output.fail(Error{Errc::InvalidArgument, "cli.usage", {{"reason", wrong.what()}}, {}});
    }

    const auto language = languageNamed(arguments.language);
    const Output output(catalogue->messages, language, arguments.json);
    if (arguments.chosen) {
        const auto application = arguments.needs == Arguments::Needs::Painting ? offscreenApplication(argc, argv) : nullptr;
        std::optional<ui::Translations> words; // what the register's things are called stands in the window's translations
        if (application) {
            ui::registerResources();
            words.emplace();
            if (const auto found = words->use(language); !found)
                return output.fail(found.error());
        }
        return arguments.chosen(*catalogue, output);
    }
    window.language = arguments.language;
    return openWindow(argc, argv, window, *std::move(catalogue));
}

} // namespace cal::app
