// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in by the window: nothing can be used before, a refusal says why, the lock of an idle window, and secrets that stay secret.
#include "tests/support/fake_engine.h"
#include "tests/ui/ui_support.h"
#include "ui/shell/main_window.h"
#include "ui/shell/sign_in_view_model.h"

#include <catch2/catch.hpp>

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace {

struct Guarded {
    explicit Guarded(std::string mustChange = {}) : engine(options(std::move(mustChange)))
    {
        cal::test::prepareApplication();
        settings.setLanguage(cal::Language::English);
        window = std::make_unique<cal::ui::MainWindow>(engine, settings, files);
        window->show();
        REQUIRE(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
    }
    static cal::test::FakeEngineOptions options(std::string mustChange)
    {
        cal::test::FakeEngineOptions made;
        made.passwords = {{"zhangsan", "correct horse"}};
        made.mustChange = std::move(mustChange);
        return made;
    }
    template <class T>
    T* find(const char* name)
    {
        auto* found = window->findChild<T*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    void type(const char* name, const char* password)
    {
        auto* edit = find<QLineEdit>("signInName");
        edit->clear();
        QTest::keyClicks(edit, QString::fromLatin1(name));
        auto* secret = find<QLineEdit>("signInPassword");
        QTest::keyClicks(secret, QString::fromLatin1(password));
        QTest::keyClick(secret, Qt::Key_Return);
    }
    bool page() { return find<QWidget>("signInPage")->isVisible(); }

    cal::test::FakeEngine engine;
    cal::ui::UiSettings settings;
    cal::test::AnsweredFileDialogs files;
    std::unique_ptr<cal::ui::MainWindow> window;
};

} // namespace

TEST_CASE("before somebody signs in the window can do nothing but bring the bench to the safe state", "[ui][sign-in]")
{
    Guarded f;
    REQUIRE(f.page());
    CHECK_FALSE(f.find<QWidget>("rail")->isEnabled());
    const auto before = f.window->place();
    QTest::keyClick(f.window.get(), Qt::Key_3, Qt::ControlModifier);
    QTest::keyClick(f.window.get(), Qt::Key_Escape);
    CHECK(f.window->place() == before);
    CHECK(f.page());
    CHECK_FALSE(f.find<QAction>("openPalette")->isEnabled());
    CHECK(f.find<QAction>("safeState")->isEnabled());

    f.type("zhangsan", "wrong");
    auto* sentence = f.find<QLabel>("signInSentence");
    REQUIRE(cal::test::waitFor([&] { return sentence->isVisible(); }));
    CHECK(sentence->text().contains(QStringLiteral("refused")));
    CHECK_FALSE(sentence->text().contains(QStringLiteral("zhangsan"))); // unknown or wrong: the same words
    CHECK(f.find<QLineEdit>("signInPassword")->text().isEmpty());
    const auto words = sentence->text();
    f.type("nobody", "wrong");
    REQUIRE(cal::test::waitFor([&] { return sentence->isVisible() && f.find<QLineEdit>("signInName")->isEnabled(); }));
    CHECK(sentence->text() == words);

    f.type("zhangsan", "correct horse");
    REQUIRE(cal::test::waitFor([&] { return !f.page(); }));
    CHECK(f.find<QWidget>("rail")->isEnabled());
    CHECK(f.find<QToolButton>("signIn")->text() == QStringLiteral("zhangsan"));
    QTest::keyClick(f.window.get(), Qt::Key_3, Qt::ControlModifier);
    CHECK(f.window->place() == 2);
}

TEST_CASE("signing out locks, and secrets are not left in the fields", "[ui][sign-in]")
{
    Guarded f;
    f.type("zhangsan", "correct horse");
    REQUIRE(cal::test::waitFor([&] { return !f.page(); }));
    f.find<QAction>("signOut")->trigger();
    REQUIRE(f.page());
    CHECK(f.engine.station().signedIn.id.empty());
    CHECK_FALSE(f.find<QWidget>("rail")->isEnabled());
    CHECK(f.find<QLineEdit>("signInPassword")->text().isEmpty());
    CHECK(f.find<QLineEdit>("signInPassword")->echoMode() == QLineEdit::Password);
}

TEST_CASE("a given password is changed before anything else", "[ui][sign-in]")
{
    Guarded f("zhangsan");
    f.type("zhangsan", "correct horse");
    auto* chosen = f.find<QLineEdit>("signInChosen");
    auto* repeated = f.find<QLineEdit>("signInRepeated");
    REQUIRE(cal::test::waitFor([&] { return chosen->isVisible(); }));
    CHECK(f.page());
    QTest::keyClicks(chosen, QStringLiteral("an own password"));
    QTest::keyClicks(repeated, QStringLiteral("an other password"));
    QTest::keyClick(repeated, Qt::Key_Return);
    CHECK(f.find<QLabel>("signInSentence")->text().contains(QStringLiteral("twice")));
    QTest::keyClicks(chosen, QStringLiteral("an own password"));
    QTest::keyClicks(repeated, QStringLiteral("an own password"));
    QTest::keyClick(repeated, Qt::Key_Return);
    REQUIRE(cal::test::waitFor([&] { return !f.page(); }));
    CHECK(f.engine.station().signedIn.id == "zhangsan");
}

TEST_CASE("an idle window locks, one that is used does not", "[ui][sign-in]")
{
    cal::test::prepareApplication();
    cal::test::FakeEngine engine;
    cal::ui::UiLanguage language(cal::Language::English);
    cal::ui::SignInViewModel model(engine, language);
    model.setIdleLimit(std::chrono::milliseconds(300));
    for (int i = 0; i < 6; ++i) {
        QTest::qWait(80);
        model.touched();
    }
    CHECK(model.somebody());
    REQUIRE(cal::test::waitFor([&] { return !model.somebody(); }, 5000));
    model.setIdleLimit(std::chrono::milliseconds(0));
}
