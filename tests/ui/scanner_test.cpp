// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/ui_support.h"
#include "ui/shell/scanner.h"

#include <catch2/catch.hpp>

#include <QLineEdit>
#include <QShortcut>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

namespace {

/// A window with a plain area and a field, and a clock that stands still unless told.
struct Desk {
    qint64 now = 1000;
    cal::ui::Scanner scanner;
    QWidget window;
    QWidget* area = new QWidget;
    QLineEdit* field = new QLineEdit;
    QSignalSpy scans;
    int shortcuts = 0;

    Desk() : scanner(nullptr, [this] { return now; }), scans(&scanner, &cal::ui::Scanner::scanned)
    {
        auto* const layout = new QVBoxLayout(&window);
        layout->addWidget(area);
        layout->addWidget(field);
        area->setFocusPolicy(Qt::StrongFocus);
        auto* const shortcut = new QShortcut(QKeySequence(Qt::Key_R), &window);
        QObject::connect(shortcut, &QShortcut::activated, &window, [this] { ++shortcuts; });
        window.show();
        REQUIRE(QTest::qWaitForWindowActive(&window));
        area->setFocus();
    }
    void type(QWidget* widget, const QString& text, qint64 gap)
    {
        for (const QChar c : text) {
            now += gap;
            QTest::sendKeyEvent(QTest::Click, widget, Qt::Key_unknown, c, Qt::NoModifier);
        }
    }
    void enter(QWidget* widget, qint64 gap)
    {
        now += gap;
        QTest::keyClick(widget, Qt::Key_Return);
    }
    QString only()
    {
        REQUIRE(scans.size() == 1);
        return scans.takeFirst().at(0).toString();
    }
};

} // namespace

TEST_CASE("a burst ended by Enter is a scan; a person's typing is not", "[ui][scanner]")
{
    cal::test::prepareApplication();
    Desk desk;
    desk.type(desk.area, QStringLiteral("DEMO-A-0001"), 5);
    desk.enter(desk.area, 5);
    CHECK(desk.only() == QStringLiteral("DEMO-A-0001"));
    desk.type(desk.area, QStringLiteral("DEMO-A-0001"), 80);
    desk.enter(desk.area, 80);
    CHECK(desk.scans.isEmpty());
    desk.now += 1000;
    desk.type(desk.area, QStringLiteral("abc"), 5); // too short
    desk.enter(desk.area, 5);
    CHECK(desk.scans.isEmpty());
    desk.now += 1000;
    desk.type(desk.area, QStringLiteral("DEMO-A"), 5); // Enter too late
    desk.enter(desk.area, 100);
    CHECK(desk.scans.isEmpty());
}

TEST_CASE("in a field without a prefix a scan is typing, for there the code is wanted", "[ui][scanner]")
{
    cal::test::prepareApplication();
    Desk desk;
    desk.field->setFocus();
    desk.type(desk.field, QStringLiteral("DEMO-A-0001"), 5);
    desk.enter(desk.field, 5);
    CHECK(desk.scans.isEmpty());
    CHECK(desk.field->text() == QStringLiteral("DEMO-A-0001"));
}

TEST_CASE("with a prefix a scan reaches neither field nor shortcut", "[ui][scanner]")
{
    cal::test::prepareApplication();
    Desk desk;
    desk.scanner.setPrefix(QStringLiteral("~"));
    desk.field->setFocus();
    desk.type(desk.field, QStringLiteral("~RR-1"), 5);
    desk.enter(desk.field, 5);
    CHECK(desk.only() == QStringLiteral("RR-1"));
    CHECK(desk.field->text().isEmpty());
    desk.area->setFocus();
    desk.now += 1000;
    desk.type(desk.area, QStringLiteral("~RR-2"), 5);
    desk.enter(desk.area, 5);
    CHECK(desk.only() == QStringLiteral("RR-2"));
    CHECK(desk.shortcuts == 0);
    desk.now += 1000;
    desk.type(desk.area, QStringLiteral("ABCDEF"), 5); // no prefix: no scan
    desk.enter(desk.area, 5);
    CHECK(desk.scans.isEmpty());
    desk.now += 1000;
    desk.type(desk.area, QStringLiteral("~BROKEN"), 5);
    desk.now += 500;
    desk.field->setFocus();
    desk.type(desk.field, QStringLiteral("typed"), 80); // the scan broke off: keys are the person's again
    CHECK(desk.field->text() == QStringLiteral("typed"));
}
