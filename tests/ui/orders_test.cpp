// SPDX-License-Identifier: GPL-3.0-or-later
// A day through orders: the queue, what waits, the acts on an order and its items, the bench as it was agreed, adjustment, the batch.
#include "tests/support/fake_engine.h"
#include "tests/support/fake_work_desk.h"
#include "tests/ui/ui_support.h"
#include "ui/bench/bench_view_model.h"
#include "ui/orders/work_tab.h"
#include "ui/orders/work_view_model.h"
#include "ui/registry/registry_view.h"
#include "ui/shell/main_window.h"
#include "ui/shell/scanner.h"
#include "ui/today/today_view_model.h"
#include "ui/widgets/data_table.h"

#include <catch2/catch.hpp>

#include <QAbstractItemModelTester>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTreeView>

namespace {

using cal::test::waitFor;

/// A laboratory with work: orders on the desk, an engine that runs what was agreed and moves the item on.
struct Laboratory {
    cal::test::FakeDesk desk;
    cal::test::FakeWorkDesk work{desk};
    cal::test::FakeEngine engine;
    cal::ui::UiSettings settings;
    cal::ui::UiLanguage language{cal::Language::English};

    explicit Laboratory(cal::test::FakeEngineOptions options = fast()) : engine(std::move(options))
    {
        desk.furnish();
        work.furnish();
        engine.options.orderWork = [this](const std::string& named) { return work.workOf(named); };
        engine.options.sealed = [this](const cal::session::SessionRecord& record) {
            if (record.setUp.orderItem)
                work.measured(record.setUp.orderItem->number, work.person);
        };
        settings.setLanguage(cal::Language::English);
    }
    static cal::test::FakeEngineOptions fast()
    {
        cal::test::FakeEngineOptions options;
        options.settleStep = options.readStep = std::chrono::microseconds(50);
        options.settleSamples = 2;
        options.askHighVoltage = false;
        return options;
    }
    [[nodiscard]] cal::ui::RegisterPorts ports() { return {desk, engine, language, settings}; }
    cal::registry::Entity entity(const char* kind, const std::string& number)
    {
        std::optional<cal::registry::Entity> found;
        desk.now([&](cal::registry::Registry& registry) { found = *registry.get(*registry.resolve(kind, number)); });
        return *std::move(found);
    }
};

/// The window on such a laboratory.
struct WorkWindow : Laboratory {
    cal::test::AnsweredFileDialogs files;
    std::unique_ptr<cal::ui::MainWindow> window;

    WorkWindow()
    {
        cal::test::prepareApplication();
        window = std::make_unique<cal::ui::MainWindow>(cal::ui::WindowPorts(engine, &desk, nullptr, &work), settings, files);
        window->show();
        REQUIRE(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
    }
    template <class T>
    T* find(const char* name)
    {
        auto* found = window->findChild<T*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    void key(int key)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window.get(), static_cast<Qt::Key>(key));
    }
};

} // namespace

TEST_CASE("Today shows the queue due first, what waits for me, and what expires", "[ui][orders]")
{
    Laboratory lab;
    cal::ui::TodayViewModel today(lab.engine, lab.language, &lab.work);
    const QAbstractItemModelTester a(&today.items(), QAbstractItemModelTester::FailureReportingMode::Fatal),
        b(&today.waiting(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    today.refresh();
    REQUIRE(waitFor([&] { return today.items().rowCount() > 0; }));
    const auto& rows = today.items().rows();
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].cells[0].text == QStringLiteral("2026-11-20 overdue"));
    CHECK(rows[0].cells[0].trouble);
    CHECK(rows[0].cells[1].text == QStringLiteral("W-2026-0001/1"));
    CHECK_FALSE(rows[1].cells[0].trouble);
    CHECK(rows[1].cells[5].text == QStringLiteral("to do"));
    // What this person performed waits for somebody else.
    REQUIRE(today.waiting().rowCount() == 1);
    CHECK(today.waiting().rows()[0].cells[0].text == QStringLiteral("check"));
    CHECK(today.waiting().rows()[0].cells[2].text == QStringLiteral("W-2026-0002/2"));
    CHECK(today.waiting().rows()[0].cells[3].text == QStringLiteral("Li Min"));
    // The calibrator's certificate ended on 2026-03-10.
    REQUIRE(today.standards().rowCount() == 1);
    CHECK(today.standards().rows()[0].cells[3].text == QStringLiteral("expired"));

    QSignalSpy taken(&today, &cal::ui::TodayViewModel::itemTaken), opened(&today, &cal::ui::TodayViewModel::openRequested);
    today.take(rows[1].id);
    today.take(QStringLiteral("no id at all"));
    REQUIRE(taken.count() == 1);
    CHECK(taken.at(0).at(0).toString() == QStringLiteral("W-2026-0001/2"));
    today.open(today.waiting().rows()[0].id);
    CHECK(opened.count() == 1);
    const auto* next = today.next(lab.entity("order-item", "W-2026-0001/1"));
    REQUIRE(next);
    CHECK(next->item.text("number") == "W-2026-0001/2");
    CHECK_FALSE(today.next(lab.entity("order-item", "W-2026-0002/1")));

    lab.work.refused = "check";
    today.refresh();
    CHECK(waitFor([&] { return today.waiting().rowCount() == 0; }));
}

TEST_CASE("an item goes through its acts in the window, each behind the gate", "[ui][orders]")
{
    Laboratory lab;
    cal::ui::WorkViewModel model(lab.ports(), lab.work);
    QSignalSpy done(&model, &cal::ui::WorkViewModel::done), begins(&model, &cal::ui::WorkViewModel::beginRequested);
    const auto acts = [&] {
        QStringList ids;
        for (const auto& act : model.acts())
            ids << act.id;
        return ids.join(QLatin1Char(' '));
    };
    const auto perform = [&](const char* act, const std::map<const char*, const char*>& words) {
        const auto before = done.count();
        std::map<QString, QString> typed;
        for (const auto& [field, text] : words)
            typed[QString::fromLatin1(field)] = QString::fromLatin1(text);
        model.perform(QString::fromLatin1(act), typed);
        REQUIRE(waitFor([&] { return !model.busy(); }));
        INFO(model.trouble().toStdString());
        return done.count() > before;
    };
    model.setEntity(lab.entity("order", "W-2026-0002"));
    CHECK(acts() == QStringLiteral("receive hand-over"));
    REQUIRE(waitFor([&] { return model.trace().size() == 3; }));
    CHECK_FALSE(perform("receive", {{"asset", "new-1"}, {"kind", "routine"}, {"condition", "good"}}));
    CHECK(model.trouble().contains(QStringLiteral("new-1"))); // unknown, and no name to open it with
    REQUIRE(perform("receive", {{"asset", "new-1"}, {"name", "Handheld meter"}, {"kind", "initial"}, {"condition", "good"}}));
    CHECK(lab.entity("order-item", "W-2026-0002/4").value("photos").isNull());
    CHECK(lab.entity("asset", "new-1").value("name").asText().en == "Handheld meter");

    const auto show = [&] { model.setEntity(lab.entity("order-item", "W-2026-0002/4")); };
    show();
    CHECK(lab.entity("order-item", "W-2026-0002/4").text("kind") == "initial");
    CHECK(acts() == QStringLiteral("agree label"));
    CHECK_FALSE(perform("agree", {{"procedure", "dmm-dc-voltage"}, {"points", "no such set"}}));
    REQUIRE(perform("agree", {{"procedure", "dmm-dc-voltage"}, {"due", "2026-12-24"}}));
    show();
    CHECK(acts() == QStringLiteral("begin agree assign label"));
    REQUIRE(perform("assign", {{"person", "metrologist-demo"}}));
    show();
    model.start(QStringLiteral("begin"));
    REQUIRE(begins.count() == 1);
    CHECK(begins.at(0).at(0).toString() == QStringLiteral("W-2026-0002/4"));
    lab.work.measured("W-2026-0002/4", "metrologist-demo");
    show();
    CHECK(acts() == QStringLiteral("check label"));

    // Who performed can neither check nor approve; the gate's sentence is what the window says.
    CHECK_FALSE(perform("check", {}));
    CHECK_FALSE(model.trouble().isEmpty());
    CHECK(lab.entity("order-item", "W-2026-0002/4").state == "measured");
    lab.work.person = "li";
    REQUIRE(perform("check", {}));
    show();
    lab.work.person = "zhang";
    REQUIRE(perform("approve", {}));
    show();
    CHECK(acts() == QStringLiteral("hand-over label"));
    REQUIRE(waitFor([&] { return model.trace().size() == 1 && model.trace()[0].steps[8].done; }));
    CHECK(model.trace()[0].steps[8].person.find("Zhang") != std::string::npos);
    CHECK_FALSE(model.trace()[0].steps[9].done);
    REQUIRE(perform("hand-over", {{"to", "Mr Wang"}}));
    CHECK(lab.entity("order-item", "W-2026-0002/4").state == "delivered");

    lab.work.labelPdf = "%PDF-1.4";
    show();
    model.start(QStringLiteral("label"));
    REQUIRE(waitFor([&] { return !model.label().isEmpty(); }));
    CHECK(model.labelName() == QStringLiteral("W-2026-0002-4.pdf"));
}

TEST_CASE("steps with rules of their own are no buttons of the register's form", "[ui][orders]")
{
    Laboratory lab;
    cal::ui::EntityViewModel entity(lab.ports());
    entity.show(QString::fromStdString(lab.entity("order-item", "W-2026-0002/2").id.text()));
    REQUIRE(waitFor([&] { return entity.entity().has_value(); }));
    REQUIRE(entity.steps().size() == 1);
    CHECK(entity.steps()[0]->name == "sent-back");
    std::optional<cal::Result<cal::registry::Entity>> tried;
    const auto item = lab.entity("order-item", "W-2026-0002/2");
    lab.desk.now([&](cal::registry::Registry& registry) { tried = registry.step(item.id, item.seq, "checked", "by hand"); });
    REQUIRE_FALSE(*tried);
    CHECK(tried->error().key == "registry.not-by-form");
}

TEST_CASE("an item is received with photographs, and has no other door", "[ui][orders]")
{
    Laboratory lab;
    cal::test::AnsweredFileDialogs files;
    QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("front.jpg"));
    {
        QFile photo(path);
        REQUIRE(photo.open(QIODevice::WriteOnly));
        photo.write("the front of it");
    }
    files.toOpen = {path};
    cal::ui::ThemeSource theme;
    cal::ui::RegistryView view(lab.ports(), {"orders", "order", QStringLiteral("orders"), [] { return QStringLiteral("Orders"); }}, theme,
                               files);
    auto& entity = view.model().entity();
    cal::ui::WorkViewModel model(lab.ports(), lab.work);
    cal::ui::WorkTab tab(model, entity, theme, files);
    entity.show(QString::fromStdString(lab.entity("order", "W-2026-0002").id.text()));
    REQUIRE(waitFor([&] { return !model.acts().empty(); }));
    model.start(QStringLiteral("receive"));
    for (const auto& [field, text] : {std::pair{"asset", "new-2"}, {"name", "Meter"}, {"condition", "good"}})
        tab.findChild<QLineEdit*>(QStringLiteral("work-") + QString::fromLatin1(field))->setText(QString::fromLatin1(text));
    auto* photos = tab.findChild<QWidget*>(QStringLiteral("work-photos"));
    REQUIRE(photos);
    photos->findChild<QPushButton*>()->click();
    REQUIRE(waitFor([&] { return photos->findChildren<QPushButton*>().size() > 1; }));
    tab.findChild<QPushButton*>(QStringLiteral("workAccept"))->click();
    REQUIRE(waitFor([&] { return !model.busy(); }));
    INFO(model.trouble().toStdString());
    const auto kept = lab.entity("order-item", "W-2026-0002/4").value("photos");
    REQUIRE(kept.size() == 1);
    CHECK(kept.at(0)["name"].asString() == "front.jpg");
    lab.desk.now([&](cal::registry::Registry& registry) {
        CHECK(*registry.store().getBlob(*cal::Digest::fromHex(kept.at(0)["digest"].asString())) == "the front of it");
    });

    // The register's form takes up no item, and asks for no number where one is drawn.
    auto* add = view.findChild<QAction*>(QStringLiteral("ordersNew"));
    REQUIRE(add);
    CHECK(add->isEnabled());
    view.model().setKind(QStringLiteral("order-item"));
    CHECK_FALSE(add->isEnabled());
    CHECK(add->toolTip().contains(QStringLiteral("Receive")));
    entity.add(QStringLiteral("order-item"));
    CHECK_FALSE(entity.editing());
    entity.add(QStringLiteral("order"));
    REQUIRE(entity.editing());
    const auto customer = lab.entity("order", "W-2026-0002").value("customer");
    for (const auto& [field, value] : {std::pair{"customer", customer},
                                       {"service", cal::Json("calibration")},
                                       {"decision-rule", cal::Json("simple")},
                                       {"conformity-wanted", cal::Json(true)},
                                       {"interval-wanted", cal::Json(false)}})
        entity.type(QString::fromLatin1(field), value);
    CHECK_FALSE(entity.needed(*entity.kind()->field("number")));
    entity.save();
    REQUIRE(waitFor([&] { return !entity.busy(); }));
    INFO(entity.trouble().toStdString() << entity.fieldTrouble("number").toStdString());
    REQUIRE_FALSE(entity.editing());
    CHECK(entity.entity()->text("number").substr(0, 7) == "W-2026-");
}

TEST_CASE("the bench takes an order item as agreed, adjusts it, and goes on with the batch", "[ui][orders][bench]")
{
    Laboratory lab;
    cal::ui::BenchViewModel bench(lab.engine, lab.language);
    using Phase = cal::ui::BenchViewModel::Phase;
    bench.chooseOrder(QStringLiteral("W-2026-0002/1"));
    REQUIRE(waitFor([&] { return bench.phase() == Phase::Refused; }));
    CHECK(bench.trouble().contains(QStringLiteral("W-2026-0002/1"))); // not agreed yet
    bench.chooseOrder(QStringLiteral("W-2026-0001/1"));
    REQUIRE(waitFor([&] { return bench.work().has_value(); }));
    CHECK(bench.phase() == Phase::Choose);
    CHECK(bench.trouble().isEmpty());
    CHECK(bench.item().serial == lab.entity("asset", "A-0001").text("serial"));
    CHECK(bench.item().order == "W-2026-0001");
    CHECK(bench.procedure()->id == "dmm-dc-voltage");
    auto other = bench.item();
    other.serial = "typed";
    bench.setItem(other); // nothing of it is typed again
    CHECK(bench.item().serial != "typed");
    bench.check();
    REQUIRE(waitFor([&] { return bench.phase() == Phase::Ready; }));
    CHECK(bench.setUp()->orderItem->number == "W-2026-0001/1");

    bench.start();
    bench.holdBeforeSeal();
    CHECK(bench.holding());
    REQUIRE(waitFor([&] { return bench.phase() == Phase::Ended; }, 60000));
    REQUIRE(bench.run().complete());
    REQUIRE_FALSE(bench.run().sealed());
    REQUIRE(bench.canAdjust());
    const auto points = bench.run().points().size();
    bench.adjust(QStringLiteral("gain"), QStringLiteral("none"), QStringLiteral("near the limit"), {QStringLiteral("10V+100%")});
    REQUIRE(waitFor([&] { return bench.phase() == Phase::Ended && bench.run().sealed(); }, 60000));
    REQUIRE(bench.run().points().size() == points + 1);
    CHECK(bench.run().points().back().point.section == "as-left");
    CHECK(bench.run().points().back().stage == cal::ui::LivePoint::Stage::Judged);
    CHECK(lab.entity("order-item", "W-2026-0001/1").state == "measured");

    bench.takeNext(); // nothing is known to follow
    CHECK(bench.phase() == Phase::Ended);
    bench.setNext(QStringLiteral("W-2026-0001/2"));
    bench.takeNext();
    REQUIRE(waitFor([&] { return bench.phase() == Phase::Ready; }));
    CHECK(bench.work()->orderItem.number == "W-2026-0001/2");
    CHECK(bench.next().isEmpty());
}

TEST_CASE("a run that has not every point as found is not adjusted", "[ui][orders][bench]")
{
    auto options = Laboratory::fast();
    options.failAt = "10V+100%";
    Laboratory lab(options);
    cal::ui::BenchViewModel bench(lab.engine, lab.language);
    bench.chooseOrder(QStringLiteral("W-2026-0001/1"));
    REQUIRE(waitFor([&] { return bench.work().has_value(); }));
    bench.check();
    REQUIRE(waitFor([&] { return bench.canStart(); }));
    bench.start();
    REQUIRE(waitFor([&] { return bench.phase() == cal::ui::BenchViewModel::Phase::Ended; }, 60000));
    bench.adjust(QStringLiteral("gain"), QStringLiteral("none"), QStringLiteral("why"), {});
    const auto before = bench.trouble();
    REQUIRE(waitFor([&] { return bench.trouble() != before; }));
    CHECK(bench.phase() == cal::ui::BenchViewModel::Phase::Ended);
}

TEST_CASE("from Today to a finished run of an order item, and to the next of the batch, by keyboard", "[ui][orders][window]")
{
    WorkWindow f;
    auto* queue = f.find<cal::ui::DataTable>("queue");
    REQUIRE(waitFor([&] { return queue->model()->rowCount() == 3; }));
    REQUIRE(waitFor([&] { return queue->hasFocus(); }));
    f.key(Qt::Key_Return);
    CHECK(f.window->place() == 1);
    auto* agreed = f.find<QLabel>("agreedWithOrder");
    REQUIRE(waitFor([&] { return agreed->isVisible(); }));
    CHECK(agreed->text().contains(QStringLiteral("W-2026-0001/1")));
    CHECK(f.find<QLineEdit>("itemSerial")->isReadOnly());
    f.key(Qt::Key_F4);
    auto* start = f.find<QAction>("startRun");
    REQUIRE(waitFor([&] { return start->isEnabled(); }));
    f.key(Qt::Key_F5);
    auto* next = f.find<QAction>("nextOfBatch");
    REQUIRE(waitFor([&] { return next->isEnabled(); }, 60000));
    CHECK(f.entity("order-item", "W-2026-0001/1").state == "measured");
    f.key(Qt::Key_F5);
    REQUIRE(waitFor([&] { return start->isEnabled(); }));
    CHECK(agreed->text().contains(QStringLiteral("W-2026-0001/2")));
    f.key(Qt::Key_F5);
    REQUIRE(waitFor([&] { return f.entity("order-item", "W-2026-0001/2").state == "measured"; }, 60000));
}

TEST_CASE("a scan opens what it names on any screen; an unknown code is one line", "[ui][orders][scanner][window]")
{
    WorkWindow f;
    f.window->openPlace(2);
    // How keys become a scan is scanner_test's matter: a busy machine must not make a person of a scanner here.
    auto* scanner = f.window->findChild<cal::ui::Scanner*>();
    REQUIRE(scanner);
    const auto scan = [&](const char* code) { Q_EMIT scanner->scanned(QString::fromLatin1(code)); };
    auto* title = f.find<QLabel>("placeTitle");
    scan("w-2026-0001/3"); // as a scanner set to small letters would send it: not the number
    auto* notice = f.find<QLabel>("notice");
    REQUIRE(waitFor([&] { return notice->isVisible(); }));
    CHECK(notice->text().contains(QStringLiteral("w-2026-0001/3")));
    CHECK(f.window->place() == 2);
    auto* orders = f.window->findChild<cal::ui::RegistryView*>(QStringLiteral("orders"));
    REQUIRE(orders);
    scan("W-2026-0001/3");
    REQUIRE(waitFor([&] { return title->text() == QStringLiteral("Orders"); }));
    REQUIRE(waitFor([&] { return orders->model().entity().entity() && orders->model().entity().entity()->kind == "order-item"; }));
    CHECK(orders->model().entity().entity()->text("number") == "W-2026-0001/3");
    scan("A-0007");
    CHECK(waitFor([&] { return title->text() == QStringLiteral("Registry"); }));
}

TEST_CASE("the pane of an item has its acts as buttons and its twelve steps as a tab", "[ui][orders][window]")
{
    WorkWindow f;
    f.window->openEntity(QString::fromStdString(f.entity("order-item", "W-2026-0002/3").id.text()));
    auto* orders = f.window->findChild<cal::ui::RegistryView*>(QStringLiteral("orders"));
    REQUIRE(waitFor([&] { return orders->findChild<QPushButton*>(QStringLiteral("act-check")) != nullptr; }));
    orders->findChild<QPushButton*>(QStringLiteral("act-check"))->click(); // performed by the person signed in
    auto* trouble = f.find<QLabel>("workTrouble");
    REQUIRE(waitFor([&] { return trouble->isVisible() && !trouble->text().isEmpty(); }));
    CHECK(f.entity("order-item", "W-2026-0002/3").state == "measured");
    CHECK(f.find<QWidget>("twelveSteps")->isVisible());
    f.window->openEntity(QString::fromStdString(f.entity("order-item", "W-2026-0002/1").id.text()));
    REQUIRE(waitFor([&] { return orders->findChild<QPushButton*>(QStringLiteral("act-agree")) != nullptr; }));
    orders->findChild<QPushButton*>(QStringLiteral("act-agree"))->click();
    auto* accept = f.find<QPushButton>("workAccept");
    REQUIRE(waitFor([&] { return accept->isVisible(); }));
    accept->click();
    REQUIRE(waitFor([&] { return f.entity("order-item", "W-2026-0002/1").state == "agreed"; }));
    CHECK(waitFor([&] { return orders->model().entity().state().text == QStringLiteral("Agreed"); }));
}
