// SPDX-License-Identifier: GPL-3.0-or-later
// The window: rail, title line, places, status line. Knows the engine's port only; app builds engine and settings and hands them in.
#pragma once

#include "core/journal/upkeep.h"
#include "core/kit/desk.h"
#include "core/quality/desk.h"
#include "core/registry/desk.h"
#include "core/session/engine.h"
#include "core/session/work_desk.h"
#include "ui/shell/application_style.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/place_page.h"
#include "ui/shell/ui_language.h"
#include "ui/shell/ui_settings.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/file_dialogs.h"

#include <QMainWindow>

#include <map>
#include <memory>
#include <vector>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QMenu;
class QStackedWidget;
class QTextBrowser;
class QToolButton;
class QVBoxLayout;

namespace cal::ui {

class BenchViewModel;
class RegistryView;
class Scanner;
class SignInPage;
class SignInViewModel;
class StatusLine;
class StatusViewModel;
class TodayViewModel;

/// What app hands in. Without a desk the window has no places of the register, without upkeep none of the store, without a work desk no
/// orders to work on.
struct WindowPorts {
    WindowPorts(session::Engine& forRuns, registry::Desk* forRegister = nullptr, journal::Upkeep* forStore = nullptr,
                session::WorkDesk* forOrders = nullptr, quality::QualityDesk* forQuality = nullptr, kit::KitDesk* forKits = nullptr)
        : engine(forRuns), desk(forRegister), upkeep(forStore), work(forOrders), quality(forQuality), kits(forKits)
    {
    }
    session::Engine& engine;
    registry::Desk* desk;
    journal::Upkeep* upkeep;
    session::WorkDesk* work;
    quality::QualityDesk* quality;
    kit::KitDesk* kits;
};

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(const WindowPorts& ports, UiSettings& settings, FileDialogs& files, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openPlace(int index);
    void openEntity(const QString& id); ///< wherever its kind is shown
    [[nodiscard]] int place() const;
    void setLanguage(Language language);
    void setDark(bool dark);
    [[nodiscard]] const ThemeSource& theme() const { return m_theme; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    struct Place {
        PlacePage* page;
        QToolButton* button;
        QAction* action;
    };
    void addPlace(PlacePage* page);
    void addPlaces(const WindowPorts& ports);
    void addRegister(const WindowPorts& ports);
    void addWork(const WindowPorts& ports, RegistryView& orders);
    void takeItem(const QString& number); ///< to the bench, as it was agreed
    void openScanned(const QString& code);
    void addRailGap();
    void buildActions();
    void retranslate();
    void showTitle();
    void showHelp();
    void showSignIn();
    void lock(bool locked); ///< nobody signed in: the places cannot be used, the safe state can
    void tell(const QString& sentence, bool trouble);
    [[nodiscard]] QList<QAction*> commands() const;
    void find(const QString& words, const std::function<void(CommandPalette::Found)>& then);

    UiSettings& m_settings;
    FileDialogs& m_files;
    ThemeSource m_theme;
    std::unique_ptr<UiLanguage> m_language;
    Translations m_translations;
    std::unique_ptr<StatusViewModel> m_status;
    std::unique_ptr<SignInViewModel> m_signIn;
    std::unique_ptr<TodayViewModel> m_today;
    std::unique_ptr<BenchViewModel> m_bench;
    std::vector<Place> m_places;
    registry::Desk* m_desk;
    session::Engine& m_engine;
    Scanner* m_scanner = nullptr;
    std::map<std::string, int> m_placeOfGroup; ///< of kinds
    UiThread m_thread{this};

    QWidget* m_rail = nullptr;
    QVBoxLayout* m_railLayout = nullptr;
    QButtonGroup* m_railGroup = nullptr;
    QLabel *m_title = nullptr, *m_subtitle = nullptr, *m_notice = nullptr;
    QHBoxLayout* m_actionRow = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_helpPanel = nullptr;
    QTextBrowser* m_help = nullptr;
    SignInPage* m_signInPage = nullptr;
    bool m_locked = false;
    StatusLine* m_statusLine = nullptr;
    CommandPalette* m_palette = nullptr;
    QMenu* m_menu = nullptr;
    QToolButton* m_menuButton = nullptr;
    QAction *m_paletteAction = nullptr, *m_languageAction = nullptr, *m_themeAction = nullptr, *m_helpAction = nullptr,
            *m_signInAction = nullptr, *m_signOutAction = nullptr, *m_safeAction = nullptr, *m_quitAction = nullptr;
};

} // namespace cal::ui
