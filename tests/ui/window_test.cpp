// SPDX-License-Identifier: GPL-3.0-or-later
// The window itself, by keys and clicks, in both languages and themes.
#include "tests/support/fake_engine.h"
#include "tests/ui/ui_support.h"
#include "ui/records/records_view_model.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/plot.h"

#include <catch2/catch.hpp>

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTemporaryDir>
#include <QTreeView>

namespace {

struct WindowFixture {
    explicit WindowFixture(cal::test::FakeEngineOptions options = {}, cal::Language language = cal::Language::English)
        : engine(std::move(options))
    {
        cal::test::prepareApplication();
        settings.setLanguage(language);
        window = std::make_unique<cal::ui::MainWindow>(engine, settings, files);
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
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : window.get(), static_cast<Qt::Key>(key), modifiers);
    }

    cal::test::FakeEngine engine;
    cal::ui::UiSettings settings;
    cal::test::AnsweredFileDialogs files;
    std::unique_ptr<cal::ui::MainWindow> window;
};

cal::test::FakeEngineOptions windowOptions()
{
    cal::test::FakeEngineOptions options;
    options.settleStep = std::chrono::microseconds(300);
    options.readStep = std::chrono::microseconds(300);
    options.settleSamples = 5;
    return options;
}

} // namespace

TEST_CASE("a whole run by keyboard", "[ui][window]")
{
    WindowFixture f(windowOptions());
    f.key(Qt::Key_2, Qt::ControlModifier);
    CHECK(f.window->place() == 1);
    auto* procedure = f.find<QComboBox>("procedure");
    procedure->setCurrentIndex(procedure->findData(QStringLiteral("dmm-dc-voltage")));
    Q_EMIT procedure->activated(procedure->currentIndex());
    f.find<QWidget>("setUpPage")->setFocus();
    f.key(Qt::Key_F4);
    auto* start = f.find<QAction>("startRun");
    REQUIRE(cal::test::waitFor([&] { return start->isEnabled(); }));
    CHECK(f.find<cal::ui::DataTable>("bindings")->model()->rowCount() >= 22);
    f.key(Qt::Key_F5);
    auto* bar = f.find<QWidget>("highVoltageBar");
    auto* mark = f.find<QLabel>("highVoltageMark");
    REQUIRE(cal::test::waitFor([&] { return bar->isVisible(); }, 60000));
    CHECK_FALSE(mark->isVisible());
    f.key(Qt::Key_F9);
    CHECK_FALSE(bar->isVisible());
    REQUIRE(cal::test::waitFor([&] { return mark->isVisible(); }));
    f.key(Qt::Key_4, Qt::ControlModifier); // the mark stays in every place
    CHECK(mark->isVisible());
    auto* again = f.find<QAction>("newSetUp");
    REQUIRE(cal::test::waitFor([&] { return again->isVisible(); }, 60000));
    CHECK_FALSE(mark->isVisible());
    CHECK(f.find<QTreeView>("pointList")->model()->rowCount() >= 1);
    CHECK(f.find<QWidget>("simulatedMark")->isVisible());
}

TEST_CASE("language and theme change in mid-run, without a stop", "[ui][window]")
{
    auto options = windowOptions();
    options.askHighVoltage = false;
    options.readStep = std::chrono::milliseconds(10); // long enough for the run to outlast the changes
    WindowFixture f(options);
    f.window->openPlace(1);
    auto* procedure = f.find<QComboBox>("procedure");
    procedure->setCurrentIndex(procedure->findData(QStringLiteral("dmm-dc-voltage")));
    Q_EMIT procedure->activated(procedure->currentIndex());
    f.find<QAction>("checkBench")->trigger();
    auto* start = f.find<QAction>("startRun");
    REQUIRE(cal::test::waitFor([&] { return start->isEnabled(); }));
    start->trigger();
    auto* reading = f.find<QLabel>("currentReading");
    REQUIRE(cal::test::waitFor([&] { return reading->text().size() > 3; }));
    CHECK(f.find<QLabel>("placeTitle")->text() == QStringLiteral("Bench"));
    f.key(Qt::Key_L, Qt::ControlModifier);
    REQUIRE(cal::test::waitFor([&] { return f.find<QLabel>("placeTitle")->text() == QStringLiteral("检定/校准"); }));
    CHECK(f.settings.language() == cal::Language::Chinese);
    CHECK(f.find<QAction>("stopAfterPoint")->text() != QStringLiteral("Stop after point"));
    f.key(Qt::Key_T, Qt::ControlModifier);
    CHECK(f.settings.dark());
    CHECK(QApplication::palette().color(QPalette::Window) == cal::ui::Theme::packaged(true).window);
    CHECK(f.engine.running());
    f.find<QAction>("stopAfterPoint")->trigger();
    auto* again = f.find<QAction>("newSetUp");
    REQUIRE(cal::test::waitFor([&] { return again->isVisible(); }, 60000));
    f.key(Qt::Key_L, Qt::ControlModifier);
    REQUIRE(cal::test::waitFor([&] { return f.find<QLabel>("placeTitle")->text() == QStringLiteral("Bench"); }));
    f.window->setDark(false);
}

TEST_CASE("no word of one language is left in the other", "[ui][window]")
{
    // Every label, button and head, after switching there and back: a view without retranslate() would keep the old words.
    WindowFixture f(windowOptions(), cal::Language::Chinese);
    (void)f.engine.playSession(99);
    for (int place = 0; place < 4; ++place)
        f.window->openPlace(place);
    const auto words = [&] {
        QStringList list;
        for (const auto* label : f.window->findChildren<QLabel*>())
            list << label->text();
        for (const auto* button : f.window->findChildren<QAbstractButton*>())
            list << button->text() << button->toolTip();
        for (const auto* action : f.window->findChildren<QAction*>())
            list << action->text() << action->toolTip();
        for (const auto* table : f.window->findChildren<QAbstractItemView*>())
            if (table->model())
                for (int c = 0; c < table->model()->columnCount(); ++c)
                    list << table->model()->headerData(c, Qt::Horizontal).toString();
        return list;
    };
    QCoreApplication::processEvents();
    f.window->setLanguage(cal::Language::English);
    static const QRegularExpression kHan(QStringLiteral("\\p{Han}"));
    const auto left = [&] {
        auto list = words().filter(kHan);
        list.removeIf([](const QString& word) { return word.startsWith(QStringLiteral("中文")); }); // a language's name in that language
        return list;
    };
    cal::test::waitFor([&] { return left().isEmpty(); }, 5000);
    INFO(left().join(QStringLiteral(" | ")).toStdString());
    CHECK(left().isEmpty());
}

TEST_CASE("every action has a name and a tooltip with its keys, every input a name", "[ui][window]")
{
    WindowFixture f(windowOptions());
    for (const auto* action : f.window->findChildren<QAction*>()) {
        if (action->isSeparator() || action->parent()->inherits("QLineEdit") || action->objectName().startsWith(QStringLiteral("_q")) ||
            action->text().isEmpty())
            continue;
        INFO(action->text().toStdString());
        CHECK_FALSE(action->objectName().isEmpty());
        if (!action->shortcut().isEmpty() && !action->objectName().endsWith(QStringLiteral("Export")) &&
            !action->objectName().startsWith(QStringLiteral("open")) && !action->objectName().startsWith(QStringLiteral("plot")))
            CHECK(action->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)));
    }
    for (const auto* input : f.window->findChildren<QWidget*>())
        if (input->inherits("QLineEdit") || input->inherits("QComboBox") || input->inherits("QAbstractButton") ||
            input->inherits("QAbstractItemView")) {
            const auto* owner = input->parentWidget();
            const bool inner = owner && (owner->inherits("QComboBox") || owner->inherits("QComboBoxPrivateContainer") ||
                                         owner->inherits("QTableView") || owner->inherits("QTreeView") || owner->inherits("QTabBar") ||
                                         owner->inherits("QLineEdit") || input->inherits("QHeaderView"));
            INFO(input->metaObject()->className() << " in " << (owner ? owner->objectName().toStdString() : ""));
            CHECK((inner || !input->objectName().isEmpty()));
        }
}

TEST_CASE("the palette finds a command by name", "[ui][window]")
{
    WindowFixture f(windowOptions());
    f.key(Qt::Key_K, Qt::ControlModifier);
    auto* edit = f.find<QLineEdit>("paletteFilter");
    REQUIRE(edit->isVisible());
    QTest::keyClicks(edit, QStringLiteral("instr"));
    CHECK(f.find<QListWidget>("paletteList")->count() >= 1);
    QTest::keyClick(edit, Qt::Key_Return);
    CHECK_FALSE(edit->isVisible());
    CHECK(f.window->place() == 2);
    f.key(Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(edit, QStringLiteral("no such command"));
    CHECK(f.find<QListWidget>("paletteList")->count() == 0);
    QTest::keyClick(edit, Qt::Key_Return);
    QTest::keyClick(edit, Qt::Key_Escape);
    CHECK_FALSE(edit->isVisible());
}

TEST_CASE("sign-in, help and exports go without dialogs", "[ui][window]")
{
    WindowFixture f(windowOptions());
    f.key(Qt::Key_I, Qt::ControlModifier);
    auto* name = f.find<QLineEdit>("signInName");
    REQUIRE(name->isVisible());
    name->clear();
    QTest::keyClicks(name, QStringLiteral("Li Lei"));
    QTest::keyClick(name, Qt::Key_Return); // to the password, which is empty here
    QTest::keyClick(f.find<QLineEdit>("signInPassword"), Qt::Key_Return);
    REQUIRE(cal::test::waitFor([&] { return !name->isVisible(); }));
    CHECK(f.engine.station().signedIn.id == "Li Lei");

    f.key(Qt::Key_F1);
    CHECK(f.find<QWidget>("help")->isVisible());
    f.key(Qt::Key_F1);
    CHECK_FALSE(f.find<QWidget>("help")->isVisible());

    QTemporaryDir folder;
    (void)f.engine.playSession(99);
    f.window->openPlace(3);
    auto* results = f.find<cal::ui::DataTable>("results");
    REQUIRE(cal::test::waitFor([&] { return results->model()->rowCount() >= 22; }));
    f.files.path = folder.filePath(QStringLiteral("results.csv"));
    f.find<QAction>("resultsExport")->trigger();
    QFile csv(f.files.path);
    REQUIRE(csv.open(QIODevice::ReadOnly));
    const auto text = QString::fromUtf8(csv.readAll());
    CHECK(text.count(QStringLiteral("\r\n")) == results->model()->rowCount() + 1);
    CHECK(text.contains(QStringLiteral("0.1V+10%")));

    // A click on a figure opens its road.
    const auto cell = results->model()->index(3, cal::ui::RecordsViewModel::ErrorColumn);
    results->scrollTo(cell);
    QTest::mouseClick(results->viewport(), Qt::LeftButton, {}, results->visualRect(cell).center());
    auto* road = f.find<QTreeView>("road");
    REQUIRE(cal::test::waitFor([&] { return road->model()->rowCount() > 0; }));
    CHECK(road->currentIndex().isValid());

    auto* exportPdf = f.find<QAbstractButton>("exportCertificate");
    REQUIRE(cal::test::waitFor([&] { return exportPdf->isEnabled(); }));
    f.files.path = folder.filePath(QStringLiteral("draft.pdf"));
    exportPdf->click();
    QFile pdf(f.files.path);
    REQUIRE(pdf.open(QIODevice::ReadOnly));
    CHECK(pdf.read(5) == "%PDF-");
    f.find<QAbstractButton>("openCertificate")->click();
    CHECK(QFile::exists(f.files.opened));
    CHECK(f.find<QLabel>("certificatePages")->text().contains(QStringLiteral("1 page")));

    // A folder that cannot be written is one sentence.
    f.files.path = folder.filePath(QStringLiteral("absent/folder/draft.pdf"));
    exportPdf->click();
    CHECK(f.find<QLabel>("notice")->isVisible());
    CHECK(f.find<QLabel>("notice")->text().contains(QStringLiteral("draft.pdf")));

    f.files.path = folder.filePath(QStringLiteral("plot.png"));
    f.window->findChild<cal::ui::Plot*>(QStringLiteral("livePlot"))->savePng();
    CHECK(QImage(f.files.path).width() > 100);
}

TEST_CASE("the entry sheet refuses what is no reading and asks twice", "[ui][window]")
{
    WindowFixture f(windowOptions());
    f.window->openPlace(1);
    auto* procedure = f.find<QComboBox>("procedure");
    procedure->setCurrentIndex(procedure->findData(QStringLiteral("ea402-s9-handheld")));
    Q_EMIT procedure->activated(procedure->currentIndex());
    f.find<QAction>("checkBench")->trigger();
    auto* start = f.find<QAction>("startRun");
    REQUIRE(cal::test::waitFor([&] { return start->isEnabled(); }));
    start->trigger();
    auto* entry = f.find<QLineEdit>("entry");
    REQUIRE(cal::test::waitFor([&] { return entry->isVisible(); }));
    CHECK(cal::test::waitFor([&] { return entry->hasFocus(); }));
    f.find<QAbstractButton>("entryTwice")->setProperty("checked", true);
    auto* again = f.find<QLineEdit>("entryAgain");
    CHECK(again->isVisible());
    QTest::keyClicks(entry, QStringLiteral("hundred"));
    QTest::keyClick(entry, Qt::Key_Return);
    CHECK_FALSE(f.find<QLabel>("entryRefusal")->text().isEmpty());
    entry->clear();
    QTest::keyClicks(entry, QStringLiteral("100.1"));
    CHECK(f.find<QLabel>("entryRefusal")->text().isEmpty());
    QTest::keyClick(entry, Qt::Key_Return);
    CHECK(cal::test::waitFor([&] { return again->hasFocus(); }));
    QTest::keyClicks(again, QStringLiteral("100.2"));
    QTest::keyClick(again, Qt::Key_Return);
    CHECK_FALSE(f.find<QLabel>("entryRefusal")->text().isEmpty());
    CHECK(f.engine.running());
    entry->setText(QStringLiteral("100.1"));
    again->setText(QStringLiteral("100.1"));
    QTest::keyClick(again, Qt::Key_Return);
    auto* next = f.find<QAction>("newSetUp");
    REQUIRE(cal::test::waitFor([&] { return next->isVisible(); }));
}

TEST_CASE("nothing is cut off at the smallest sizes in either language", "[ui][window]")
{
    for (const auto language : {cal::Language::English, cal::Language::Chinese}) {
        WindowFixture f(windowOptions(), language);
        f.window->resize(1280, 800);
        for (int place = 0; place < 4; ++place) {
            f.window->openPlace(place);
            QTest::qWait(30);
            CHECK(f.window->width() == 1280);
            for (const auto* button : f.window->findChildren<QAbstractButton*>()) {
                if (!button->isVisible() || button->text().isEmpty())
                    continue;
                INFO(button->objectName().toStdString() << " " << button->text().toStdString());
                CHECK(button->width() >= button->fontMetrics().horizontalAdvance(button->text()));
                CHECK(button->height() >= 30);
                const auto corner = button->mapTo(f.window.get(), QPoint(button->width(), button->height()));
                CHECK(corner.x() <= f.window->width());
                CHECK(corner.y() <= f.window->height());
            }
        }
    }
}
