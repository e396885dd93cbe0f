// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in and out, and the lock of a window that nobody uses.
#pragma once

#include "core/session/engine.h"
#include "ui/shell/ui_language.h"
#include "ui/shell/ui_thread.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <vector>

namespace cal::ui {

class SignInViewModel : public QObject
{
    Q_OBJECT

public:
    SignInViewModel(session::Engine& engine, UiLanguage& language, QObject* parent = nullptr);

    struct Choice {
        QString login, text;
    };
    [[nodiscard]] QString laboratory() const;
    [[nodiscard]] std::vector<Choice> oneClick() const; ///< people of a demonstration laboratory
    [[nodiscard]] bool somebody() const;                ///< is signed in
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] bool newPasswordWanted() const { return m_newPasswordWanted; }
    [[nodiscard]] QString sentence() const;             ///< why it was refused, or what to do
    void setIdleLimit(std::chrono::milliseconds limit); ///< in place of the laboratory's, for tests

public Q_SLOTS:
    void signIn(const QString& name, const QString& password);
    /// With the new password, typed twice.
    void choose(const QString& name, const QString& password, const QString& chosen, const QString& repeated);
    void signOut();
    void touched(); ///< a key or the mouse
    void forget();  ///< what the last attempt left on the page

Q_SIGNALS:
    void changed();
    void signedIn();
    void signedOut();

private:
    void ask(const QString& name, const QString& password, const std::optional<std::string>& chosen);
    void answered(Result<session::Person> answer);
    void checkIdle();

    session::Engine& m_engine;
    UiLanguage& m_language;
    bool m_busy = false, m_newPasswordWanted = false, m_differ = false;
    std::optional<Error> m_refused;
    std::chrono::milliseconds m_idleLimit{0};
    QElapsedTimer m_untouched;
    QTimer m_idleCheck;
    UiThread m_thread{this};
};

} // namespace cal::ui
