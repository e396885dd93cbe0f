// SPDX-License-Identifier: GPL-3.0-or-later
// The event loop never stalls: the worst gap of a 10 ms timer during runs with bursts, in both languages.
#include "tests/support/fake_engine.h"
#include "tests/ui/stall_meter.h"
#include "tests/ui/ui_support.h"
#include "ui/shell/main_window.h"

#include <catch2/catch.hpp>

#include <QAction>
#include <QComboBox>
#include <QTimer>

#include <iostream>

using cal::test::StallMeter;

TEST_CASE("the window's event loop never stalls over 100 ms while a run floods it", "[ui][responsiveness]")
{
    cal::test::FakeEngineOptions options;
    options.askHighVoltage = false;
    options.settleStep = std::chrono::milliseconds(1);
    options.readStep = std::chrono::milliseconds(4);
    SECTION("a quiet run") {}
    SECTION("bursts of bus messages and samples")
    {
        options.burst = 400;
    }
    SECTION("an instrument fails on the way")
    {
        options.burst = 100;
        options.failAt = "10V+25%";
    }
    cal::test::prepareApplication();
    cal::test::FakeEngine engine(options);
    cal::ui::UiSettings settings;
    cal::test::AnsweredFileDialogs files;
    cal::ui::MainWindow window(engine, settings, files);
    window.resize(1280, 800);
    window.show();
    REQUIRE(QTest::qWaitForWindowExposed(&window));
    window.openPlace(1);
    auto* procedure = window.findChild<QComboBox*>(QStringLiteral("procedure"));
    procedure->setCurrentIndex(procedure->findData(QStringLiteral("dmm-dc-voltage")));
    Q_EMIT procedure->activated(procedure->currentIndex());
    window.findChild<QAction*>(QStringLiteral("checkBench"))->trigger();
    auto* start = window.findChild<QAction*>(QStringLiteral("startRun"));
    REQUIRE(cal::test::waitFor([&] { return start->isEnabled(); }));
    QTest::qWait(200); // the first layout of the window is no stall of a run

    StallMeter meter;
    meter.start();
    start->trigger();
    auto* again = window.findChild<QAction*>(QStringLiteral("newSetUp"));
    REQUIRE(cal::test::waitFor([&] { return again->isVisible(); }, 120000));
    std::cout << "worst gap of the event loop: " << meter.worst << " ms at tick " << meter.worstTick << " of " << meter.ticks << "\n";
    CHECK(meter.ticks > 20);
    CHECK(meter.worst < cal::test::kStallLimit);
}
