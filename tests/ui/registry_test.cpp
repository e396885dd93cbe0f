// SPDX-License-Identifier: GPL-3.0-or-later
// The places of the register by keys and clicks, in both languages and themes.
#include "tests/support/fake_desk.h"
#include "tests/support/fake_engine.h"
#include "tests/support/fake_quality_desk.h"
#include "tests/ui/stall_meter.h"
#include "tests/ui/ui_support.h"
#include "ui/administration/administration_view.h"
#include "ui/registry/reference_line.h"
#include "ui/registry/registry_view.h"
#include "ui/registry/row_table.h"
#include "ui/shell/main_window.h"

#include <catch2/catch.hpp>

#include <QComboBox>
#include <QFileInfo>
#include <QListWidget>
#include <QScrollBar>
#include <QTemporaryDir>

#include <iostream>

namespace {

struct RegisterWindow {
    explicit RegisterWindow(cal::Language language = cal::Language::English, bool dark = false)
    {
        cal::test::prepareApplication();
        desk.furnish();
        settings.setLanguage(language);
        settings.setDark(dark);
        window = std::make_unique<cal::ui::MainWindow>(cal::ui::WindowPorts(engine, &desk, &upkeep, nullptr, &quality), settings, files);
        window->resize(1280, 800);
        window->show();
        REQUIRE(QTest::qWaitForWindowExposed(window.get()));
        window->activateWindow();
    }
    template <class T>
    T* find(const char* name, QWidget* in = nullptr)
    {
        auto* found = (in ? in : window.get())->template findChild<T*>(QString::fromLatin1(name));
        INFO(name);
        REQUIRE(found);
        return found;
    }
    cal::ui::RegistryView* place(const char* name) { return find<cal::ui::RegistryView>(name); }
    /// Opens a place by its action, as the palette does.
    cal::ui::RegistryView* open(const char* name)
    {
        find<QAction>((std::string("open") + name).c_str())->trigger();
        return place(name);
    }
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window.get(), static_cast<Qt::Key>(key), modifiers);
    }
    void type(const char* text) { QTest::keyClicks(QApplication::focusWidget(), QString::fromUtf8(text)); }

    cal::test::FakeEngine engine;
    cal::test::FakeDesk desk;
    cal::test::FakeUpkeep upkeep;
    cal::test::FakeQualityDesk quality{desk};
    cal::ui::UiSettings settings;
    cal::test::AnsweredFileDialogs files;
    std::unique_ptr<cal::ui::MainWindow> window;
};

using Mode = cal::ui::EntityViewModel::Mode;

} // namespace

TEST_CASE("an asset is found, changed, stepped and entered by keyboard alone", "[ui][registry]")
{
    RegisterWindow f;
    f.key(Qt::Key_6, Qt::ControlModifier); // Today, Bench, Instruments, Records, Orders, Registry
    auto* view = f.place("registry");
    auto& model = view->model();
    model.setKind(QStringLiteral("asset"));
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 24; }));
    f.key(Qt::Key_F, Qt::ControlModifier);
    f.type("a-0007");
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 1; }));
    f.key(Qt::Key_Return); // to the list
    f.key(Qt::Key_Down);
    f.key(Qt::Key_Return);
    REQUIRE(cal::test::waitFor([&] { return model.entity().mode() == Mode::Showing; }));
    f.key(Qt::Key_F2);
    REQUIRE(model.entity().mode() == Mode::Changing);
    auto* form = f.find<QWidget>("entityForm", view);
    REQUIRE(form->isAncestorOf(QApplication::focusWidget())); // the first field has the keyboard
    // Tab goes from field to field in the order of the form.
    QStringList order;
    for (int i = 0; i < 40 && !order.contains(QStringLiteral("field-serial")); ++i) {
        auto* at = QApplication::focusWidget();
        while (at && !at->objectName().startsWith(QLatin1String("field-")))
            at = at->parentWidget();
        if (at && (order.isEmpty() || order.back() != at->objectName()))
            order << at->objectName();
        if (!order.contains(QStringLiteral("field-serial")))
            f.key(Qt::Key_Tab);
    }
    CHECK(order == QStringList{QStringLiteral("field-asset-number"), QStringLiteral("field-bar-code"), QStringLiteral("field-name"),
                               QStringLiteral("field-model"), QStringLiteral("field-serial")});
    f.key(Qt::Key_A, Qt::ControlModifier);
    f.type("SN-77");
    f.key(Qt::Key_Escape); // loses nothing
    CHECK(model.entity().mode() == Mode::Showing);
    REQUIRE(model.entity().draftWaits());
    f.key(Qt::Key_F2);
    CHECK(model.entity().value(*model.entity().kind()->field("serial")) == cal::Json("SN-77"));
    auto* reason = f.find<QLineEdit>("reason", view);
    reason->setFocus();
    f.type("label was wrong");
    f.key(Qt::Key_S, Qt::ControlModifier);
    REQUIRE(cal::test::waitFor([&] { return model.entity().mode() == Mode::Showing; }));
    CHECK(model.entity().entity()->text("serial") == "SN-77");

    f.find<QPushButton>("step-quarantined", view)->click();
    REQUIRE(model.entity().mode() == Mode::Stepping);
    REQUIRE(cal::test::waitFor([&] { return form->isAncestorOf(QApplication::focusWidget()); }, 2000)); // the first it asks for
    reason->setFocus(); // Tab from the last field of a step does not lead there yet
    f.type("fell down");
    f.key(Qt::Key_Return);
    REQUIRE(cal::test::waitFor([&] { return model.entity().entity()->state == "quarantined"; }));

    view->setFocus();
    f.key(Qt::Key_N, Qt::ControlModifier);
    REQUIRE(model.entity().mode() == Mode::Adding);
    f.type("A-0500");
    f.key(Qt::Key_S, Qt::ControlModifier); // the rest is missing: said at the fields, nothing written
    CHECK(model.entity().mode() == Mode::Adding);
    CHECK_FALSE(model.entity().fieldTrouble("owner").isEmpty());
}

TEST_CASE("the filters below the heads and the reference picker work by keys", "[ui][registry]")
{
    RegisterWindow f;
    auto* view = f.open("registry");
    auto& model = view->model();
    model.setKind(QStringLiteral("asset"));
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 24; }));
    auto* owner = f.find<cal::ui::ReferenceLine>("filter-owner", view);
    owner->setFocus();
    f.type("jiang");
    auto* list = owner->findChild<QListWidget*>();
    REQUIRE(cal::test::waitFor([&] { return list->isVisible() && list->count() == 1; }));
    f.key(Qt::Key_Return);
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 12; }));
    auto* state = f.find<QComboBox>("filter-state", view);
    state->setCurrentIndex(state->findData(QStringLiteral("retired")));
    Q_EMIT state->activated(state->currentIndex());
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 0; }));
    f.find<QToolButton>("clearFilter", view)->click();
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 24; }));
    CHECK(owner->text().isEmpty());
    CHECK(state->currentIndex() == 0);
    // Another kind keeps its own filter.
    f.find<QLineEdit>("search", view)->setText(QStringLiteral("a-0001"));
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 1; }));
    model.setKind(QStringLiteral("location"));
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 2; }));
    CHECK(f.find<QLineEdit>("search", view)->text().isEmpty());
    model.setKind(QStringLiteral("asset"));
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 1; }));
}

TEST_CASE("the filtered list is exported, a file is imported, a file is attached", "[ui][registry]")
{
    RegisterWindow f;
    QTemporaryDir folder;
    auto* view = f.open("registry");
    auto& model = view->model();
    model.setKind(QStringLiteral("asset"));
    model.setSearch(QStringLiteral("A-000"));
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 9; }));
    f.files.path = folder.filePath(QStringLiteral("assets.csv"));
    f.find<QAction>("registryExportCsv")->trigger();
    REQUIRE(cal::test::waitFor([&] { return QFile::exists(f.files.path); }));
    QFile csv(f.files.path);
    REQUIRE(csv.open(QIODevice::ReadOnly));
    CHECK(csv.readAll().count("A-000") == 9);
    f.files.path = folder.filePath(QStringLiteral("assets.xlsx"));
    f.find<QAction>("registryExportXlsx")->trigger();
    REQUIRE(cal::test::waitFor([&] { return QFile::exists(f.files.path); }));
    QFile xlsx(f.files.path);
    REQUIRE(xlsx.open(QIODevice::ReadOnly));
    CHECK(xlsx.readAll().startsWith("PK"));

    QFile incoming(folder.filePath(QStringLiteral("rooms.csv")));
    REQUIRE(incoming.open(QIODevice::WriteOnly));
    incoming.write(QStringLiteral("name.zh,name.en\r\n热工室,Temperature room\r\n").toUtf8());
    incoming.close();
    model.setKind(QStringLiteral("location"));
    f.files.toOpen = {incoming.fileName()};
    f.find<QAction>("registryImport")->trigger();
    auto* commit = f.find<QPushButton>("commitImport", view);
    REQUIRE(cal::test::waitFor([&] { return commit->isVisible() && commit->isEnabled(); }));
    commit->click();
    REQUIRE(cal::test::waitFor([&] { return !commit->isVisible(); }));
    f.find<QPushButton>("closeImport", view)->click();
    REQUIRE(cal::test::waitFor([&] { return model.list().total() == 3; }));
}

TEST_CASE("a table of a form takes a spreadsheet's cells and fills down", "[ui][registry]")
{
    cal::test::prepareApplication();
    const cal::test::FakeDesk desk;
    const auto* field = desk.kinds().find("model")->field("specifications");
    REQUIRE(field);
    cal::ui::UiLanguage language(cal::Language::English);
    cal::ui::RowTable table(*field, language, true);
    table.setCurrentCell(0, 0);
    table.paste(QStringLiteral("1\tdc-voltage\t10 V\r\n\tac-voltage\t1 V\r\n"));
    CHECK(table.rowCount() == 3); // an empty one is always last
    table.setRangeSelected({0, 0, 1, 0}, true);
    table.fillDown();
    const auto rows = table.value();
    REQUIRE(rows.size() == 2);
    CHECK(rows.at(1)["version"] == cal::Json("1"));
    CHECK(rows.at(1)["range"] == cal::Json("1 V"));
    table.setValue(cal::Json());
    CHECK(table.value().isNull());
}

TEST_CASE("the palette finds places and things of the register", "[ui][registry]")
{
    RegisterWindow f;
    f.key(Qt::Key_K, Qt::ControlModifier);
    auto* list = f.find<QListWidget>("paletteList");
    f.type("A-0012");
    REQUIRE(cal::test::waitFor([&] { return list->count() == 1; }));
    f.key(Qt::Key_Return);
    auto& model = f.place("registry")->model();
    REQUIRE(cal::test::waitFor([&] { return model.entity().entity() && model.entity().entity()->text("asset-number") == "A-0012"; }));
    CHECK(f.place("registry")->isVisible());
    f.key(Qt::Key_K, Qt::ControlModifier);
    f.type("Admini");
    REQUIRE(list->count() >= 1);
    f.key(Qt::Key_Return);
    CHECK(f.find<cal::ui::AdministrationView>("administration")->isVisible());
}

TEST_CASE("the administration shows the trail and checks and backs up the store", "[ui][registry]")
{
    RegisterWindow f;
    f.find<QAction>("openadministration")->trigger();
    auto* trail = f.find<QTableView>("trail");
    REQUIRE(cal::test::waitFor([&] { return trail->model()->rowCount() > 30; }));
    auto* tabs = f.find<QTabWidget>("administrationTabs");
    tabs->setCurrentIndex(2);
    f.find<QPushButton>("checkStore")->click();
    auto* outcome = f.find<QLabel>("storeOutcome");
    REQUIRE(cal::test::waitFor([&] { return outcome->text().contains(QStringLiteral("Everything fits")); }));
    f.files.path = QStringLiteral("/tmp/copy.calbench");
    f.find<QPushButton>("backupStore")->click();
    REQUIRE(cal::test::waitFor([&] { return f.upkeep.backedUpTo == "/tmp/copy.calbench"; }));
    f.upkeep.report = cal::journal::CheckReport{
        10, 2, 0, {{cal::Uuid(), 3, {cal::Errc::IntegrityViolation, "store.hash-differs", {{"stream", "x"}, {"seq", "3"}}, {}}}}};
    f.find<QPushButton>("checkStore")->click();
    REQUIRE(cal::test::waitFor([&] { return f.find<QTableView>("storeFindings")->model()->rowCount() == 1; }));
}

TEST_CASE("every place of the register opens in both languages and themes", "[ui][registry]")
{
    for (const auto language : {cal::Language::English, cal::Language::Chinese})
        for (const bool dark : {false, true}) {
            RegisterWindow f(language, dark);
            for (const auto* name : {"orders", "registry", "standards", "people", "quality", "administration"}) {
                f.find<QAction>((std::string("open") + name).c_str())->trigger();
                QTest::qWait(20);
                CHECK_FALSE(f.find<QLabel>("placeTitle")->text().isEmpty());
            }
            auto* view = f.open("registry");
            view->model().setKind(QStringLiteral("asset"));
            REQUIRE(cal::test::waitFor([&] { return view->model().list().total() == 24; }));
            view->model().entity().add(QStringLiteral("asset"));
            QTest::qWait(20);
            f.window->setLanguage(language == cal::Language::English ? cal::Language::Chinese : cal::Language::English);
            f.window->setDark(!dark);
            QTest::qWait(20);
            CHECK(view->model().entity().editing()); // a change of language or theme ends nothing
        }
}

TEST_CASE("the event loop never stalls over 100 ms while a list of 100 000 rows is scrolled and sorted", "[ui][registry][responsiveness]")
{
    RegisterWindow f;
    f.desk.lengthen("asset", 100000);
    f.desk.delayMs = 15; // as a store that has work
    auto* view = f.open("registry");
    view->model().setKind(QStringLiteral("asset"));
    REQUIRE(cal::test::waitFor([&] { return view->model().list().total() == 100000; }));
    auto* table = f.find<cal::ui::DataTable>("entityList", view);
    QTest::qWait(200);
    cal::test::StallMeter meter;
    meter.start();
    auto* bar = table->verticalScrollBar();
    for (int i = 0; i <= 40; ++i) {
        bar->setValue(bar->maximum() / 40 * i);
        QTest::qWait(25);
    }
    table->sortByColumn(1, Qt::DescendingOrder);
    QTest::qWait(300);
    f.find<QLineEdit>("search", view)->setText(QStringLiteral("x"));
    REQUIRE(cal::test::waitFor([&] { return view->model().list().total() == 10000; }));
    QTest::qWait(200);
    std::cout << "worst gap of the event loop over 100 000 rows: " << meter.worst << " ms at tick " << meter.worstTick << " of "
              << meter.ticks << ", " << f.desk.pages << " pages asked\n";
    CHECK(meter.worst < cal::test::kStallLimit);
    CHECK(view->model().list().pagesHeld() <= cal::ui::PagedModel::kPagesKept);
}

TEST_CASE("the installation is checked from the administration, failures in the part they belong to", "[ui][registry][selfcheck]")
{
    RegisterWindow f;
    f.find<QAction>("openadministration")->trigger();
    auto* tabs = f.find<QTabWidget>("administrationTabs");
    tabs->setCurrentIndex(3);
    auto* state = f.find<QLabel>("installationState");
    REQUIRE(cal::test::waitFor([&] { return state->text().contains(QStringLiteral("not been checked")); }));
    f.find<QPushButton>("checkInstallation")->click();
    auto* outcome = f.find<QLabel>("installationOutcome");
    REQUIRE(cal::test::waitFor([&] { return outcome->text().contains(QStringLiteral("green")); }));
    CHECK(f.quality.checkedBy == std::vector<std::string>{f.engine.station().signedIn.id});
    REQUIRE(cal::test::waitFor([&] { return state->text().contains(QStringLiteral("calbench 0.1.0")); }));
    CHECK(f.find<QTableView>("installationPartTable")->model()->rowCount() == 7);
    auto* trials = f.find<QTableView>("installationTrialTable");
    CHECK(trials->model()->rowCount() == 2);
    f.quality.check.parts[1].trials[0].holds = false;
    f.find<QPushButton>("checkInstallation")->click();
    REQUIRE(cal::test::waitFor([&] { return outcome->text().contains(QStringLiteral("1 failure")); }));
    CHECK(outcome->property("trouble").toBool());
}

TEST_CASE("a measurement standard shows the gaps of its dossier and prints its documents", "[ui][registry][dossier]")
{
    RegisterWindow f;
    auto* view = f.open("standards");
    auto& model = view->model();
    model.setKind(QStringLiteral("measurement-standard"));
    REQUIRE(cal::test::waitFor([&] { return model.list().total() > 0; }));
    model.entity().show(model.list().index(0, 0).data(cal::ui::IdRole).toString());
    auto* summary = f.find<QLabel>("dossierSummary");
    REQUIRE(cal::test::waitFor([&] { return summary->text().contains(QStringLiteral("gap")); }));
    auto* lines = f.find<QTableView>("dossierLines");
    CHECK(lines->model()->rowCount() > 3);
    for (int row = 0; row < lines->model()->rowCount(); ++row) // every reason has its sentence
        CHECK(lines->model()->index(row, 1).data().toString().contains(QLatin1Char(' ')));
    const QTemporaryDir folder;
    f.files.path = folder.filePath(QStringLiteral("report.pdf"));
    f.find<QPushButton>("dossierReport")->click();
    REQUIRE(cal::test::waitFor([&] { return QFileInfo(f.files.path).size() > 0; }));
}
