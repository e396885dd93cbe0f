// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the places of the window to files, in both languages and themes: `pictures FOLDER [WIDTHxHEIGHT]`. For README and for looking at.
#include "core/certificate/pdf/certificate_pdf.h"
#include "core/certificate/pdf/label_pdf.h"
#include "tests/support/fake_engine.h"
#include "tests/support/fake_kit_desk.h"
#include "tests/support/fake_quality_desk.h"
#include "tests/support/fake_work_desk.h"
#include "ui/administration/kit_page.h"
#include "ui/registry/registry_view.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QTableView>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>

#include <iostream>

namespace {

class NoFiles final : public cal::ui::FileDialogs
{
public:
    void askSavePath(QWidget*, const QString&, const QString&, std::function<void(QString)>) override {}
    void askOpenPaths(QWidget*, const QString&, bool, std::function<void(QStringList)>) override {}
    void openOutside(const QString&) override {}
};

template <class Fact>
bool until(Fact fact, const char* what)
{
    if (QTest::qWaitFor(fact, 60000))
        return true;
    std::cerr << "pictures: " << what << " did not happen in time\n";
    return false;
}

bool save(QWidget& window, const QString& path)
{
    QTest::qWait(150);
    const bool saved = window.grab().save(path);
    (saved ? std::cout : std::cerr) << path.toStdString() << (saved ? "\n" : ": cannot be written\n");
    return saved;
}

/// The places of the register: a list with its entity, a form, a conflict with somebody else, the history, an import, the trail.
bool paintRegister(cal::ui::MainWindow& window, cal::test::FakeDesk& desk, const std::function<QString(const char*)>& name)
{
    const auto action = [&](const char* objectName) { return window.findChild<QAction*>(QString::fromLatin1(objectName)); };
    const auto open = [&](const char* place) {
        action((std::string("open") + place).c_str())->trigger();
        return window.findChild<cal::ui::RegistryView*>(QString::fromLatin1(place));
    };
    const auto showFirst = [&](cal::ui::RegistryView& view, const char* kind) {
        auto& model = view.model();
        model.setKind(QString::fromLatin1(kind));
        if (!until([&] { return model.list().total() > 0; }, kind))
            return false;
        model.entity().show(model.list().index(0, 0).data(cal::ui::IdRole).toString());
        return until([&] { return model.entity().mode() == cal::ui::EntityViewModel::Mode::Showing; }, kind);
    };
    bool ok = true;
    auto* registry = open("registry");
    auto& entity = registry->model().entity();
    ok &= showFirst(*registry, "asset");
    ok &= save(window, name("registry"));
    entity.change();
    entity.type(QStringLiteral("serial"), cal::Json("MY41020099"));
    entity.type(QStringLiteral("next-due"), cal::Json("2026-02-30"));
    ok &= save(window, name("registry-change"));
    entity.type(QStringLiteral("next-due"), cal::Json("2026-12-01"));
    entity.setReason(QStringLiteral("label read again"));
    desk.now([id = entity.entity()->id](cal::registry::Registry& other) {
        (void)other.change(id, 1, {{"serial", "MY41020100"}}, "typed");
    });
    entity.save();
    ok &= until([&] { return entity.conflict().has_value(); }, "the conflict");
    ok &= save(window, name("registry-conflict"));
    entity.takeNewest();
    ok &= until([&] { return !entity.conflict(); }, "the newest");
    entity.save();
    ok &= until([&] { return !entity.editing() && entity.history().rowCount() > 10; }, "the change");
    window.findChild<cal::ui::RegistryView*>(QStringLiteral("registry"))
        ->findChild<QTabWidget*>(QStringLiteral("entityTabs"))
        ->setCurrentIndex(1);
    ok &= save(window, name("registry-history"));
    registry->findChild<QTabWidget*>(QStringLiteral("entityTabs"))->setCurrentIndex(0);
    ok &= showFirst(*registry, "model");
    ok &= save(window, name("registry-model"));
    ok &= showFirst(*open("people"), "authorisation");
    ok &= save(window, name("people"));
    const auto tab = [&](cal::ui::RegistryView& view, int fromEnd) {
        auto* tabs = view.findChild<QTabWidget*>(QStringLiteral("entityTabs"));
        tabs->setCurrentIndex(tabs->count() - fromEnd);
        QTest::qWait(400);
    };
    auto* standards = open("standards");
    ok &= showFirst(*standards, "measurement-standard");
    tab(*standards, 2);
    ok &= save(window, name("standards-graph"));
    tab(*standards, 1);
    ok &= save(window, name("standards-dossier"));
    auto* quality = open("quality");
    ok &= showFirst(*quality, "intermediate-check");
    tab(*quality, 1);
    ok &= save(window, name("quality-chart"));
    open("registry");
    registry->model().setKind(QStringLiteral("asset"));
    registry->model().setSearch(QStringLiteral("A-0003"));
    ok &= until([&] { return registry->model().list().total() == 1; }, "the calibrator");
    ok &= showFirst(*registry, "asset");
    QTest::qWait(300);
    tab(*registry, 1);
    ok &= save(window, name("registry-drift"));
    auto* orders = open("orders");
    ok &= showFirst(*orders, "order");
    ok &= save(window, name("orders"));
    orders->findChild<QTabWidget*>(QStringLiteral("entityTabs"))->setCurrentIndex(3);
    QTest::qWait(300);
    ok &= save(window, name("orders-twelve-steps"));
    orders->findChild<QAbstractButton*>(QStringLiteral("act-receive"))->click();
    ok &= save(window, name("orders-receive"));
    window.findChild<QAbstractButton*>(QStringLiteral("workCancel"))->click();
    orders->model().setKind(QStringLiteral("order-item"));
    orders->model().setSearch(QStringLiteral("W-2026-0002/2"));
    ok &= until([&] { return orders->model().list().total() == 1; }, "the measured item");
    ok &= showFirst(*orders, "order-item");
    QTest::qWait(300);
    orders->findChild<QTabWidget*>(QStringLiteral("entityTabs"))->setCurrentIndex(3);
    orders->findChild<QAbstractButton*>(QStringLiteral("act-label"))->click();
    ok &= until([&] { return orders->findChild<QAbstractButton*>(QStringLiteral("saveLabel"))->isVisible(); }, "the label");
    ok &= save(window, name("orders-item"));
    action("openadministration")->trigger();
    auto* trail = window.findChild<QTableView*>(QStringLiteral("trail"));
    ok &= until([&] { return trail->model()->rowCount() > 20; }, "the trail");
    trail->setCurrentIndex(trail->model()->index(0, 0));
    QTest::qWait(300);
    ok &= save(window, name("audit-trail"));
    window.findChild<QTabWidget*>(QStringLiteral("administrationTabs"))->setCurrentIndex(3);
    window.findChild<QPushButton*>(QStringLiteral("checkInstallation"))->click();
    QTest::qWait(300);
    ok &= save(window, name("installation-check"));
    window.findChild<QTabWidget*>(QStringLiteral("administrationTabs"))->setCurrentIndex(4);
    auto* kitPage = window.findChild<cal::ui::KitPage*>(QStringLiteral("kitPage"));
    QTest::qWait(300);
    window.findChild<QPushButton*>(QStringLiteral("kitPack"))->click();
    ok &= save(window, name("kit-pack"));
    window.findChild<QPushButton*>(QStringLiteral("kitLeave"))->click();
    kitPage->model().plan(QStringLiteral("/home/lab/laboratory.back"));
    ok &= until([&] { return kitPage->model().canMerge(); }, "what comes home");
    ok &= save(window, name("kit-merge"));
    action("openPalette")->trigger();
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("A-00"));
    QTest::qWait(500);
    ok &= save(window, name("palette"));
    return ok;
}

bool paint(const QString& folder, const QSize& size, cal::Language language, bool dark)
{
    cal::test::FakeEngineOptions options;
    options.settleStep = std::chrono::milliseconds(3);
    options.readStep = std::chrono::milliseconds(8);
    options.wrongAt = "1V+50%";
    options.certificate = [](const cal::session::SessionRecord& record, cal::Language documentLanguage) -> cal::Result<std::string> {
        auto content = cal::certificate::makeContent(record);
        if (!content)
            return content.error();
        return cal::certificate::renderPdf(*content, documentLanguage == cal::Language::Chinese
                                                         ? cal::certificate::DocumentLanguage::Chinese
                                                         : cal::certificate::DocumentLanguage::English);
    };
    cal::test::FakeEngine engine(options);
    (void)engine.playSession(99);
    (void)engine.playSession(9);
    cal::ui::UiSettings settings;
    settings.setLanguage(language);
    settings.setDark(dark);
    NoFiles files;
    cal::test::FakeDesk desk;
    desk.furnish();
    cal::test::FakeWorkDesk work(desk);
    work.furnish();
    cal::certificate::LabelFacts facts;
    facts.kind = cal::certificate::LabelFacts::Kind::Calibration;
    facts.laboratory = {"示范计量所", "Demonstration Metrology Institute"};
    facts.assetNumber = "A-0007";
    facts.itemNumber = "W-2026-0002/2";
    facts.serial = "MY4120259";
    facts.name = {"数字多用表", "Digital multimeter"};
    facts.measuredOn = "2026-11-23";
    facts.simulated = true;
    if (const auto label = cal::certificate::makeLabel(facts))
        if (const auto pdf = cal::certificate::renderLabels({*label}))
            work.labelPdf = *pdf;
    engine.options.orderWork = [&](const std::string& named) { return work.workOf(named); };
    cal::test::FakeUpkeep upkeep;
    cal::test::FakeQualityDesk quality(desk);
    cal::test::FakeKitDesk kits;
    cal::ui::MainWindow window(cal::ui::WindowPorts(engine, &desk, &upkeep, &work, &quality, &kits), settings, files);
    window.resize(size);
    window.show();
    const auto name = [&](const char* place) {
        return folder + QLatin1Char('/') + QString::fromLatin1(place) +
               (language == cal::Language::Chinese ? QStringLiteral("-zh") : QStringLiteral("-en")) +
               (dark ? QStringLiteral("-dark") : QStringLiteral("-light")) + QStringLiteral(".png");
    };
    const auto action = [&](const char* objectName) { return window.findChild<QAction*>(QString::fromLatin1(objectName)); };

    bool ok = until([&] { return window.findChild<QTableView*>(QStringLiteral("interruptedRuns"))->model()->rowCount() == 1; }, "Today");
    ok &= until([&] { return window.findChild<QTableView*>(QStringLiteral("queue"))->model()->rowCount() == 3; }, "the queue");
    ok &= save(window, name("today"));
    action("takeItem")->trigger();
    ok &= until([&] { return window.findChild<QLabel*>(QStringLiteral("agreedWithOrder"))->isVisible(); }, "the order item");
    ok &= save(window, name("bench-order"));
    auto* procedure = window.findChild<QComboBox*>(QStringLiteral("procedure"));
    procedure->setCurrentIndex(procedure->findData(QStringLiteral("dmm-dc-voltage")));
    Q_EMIT procedure->activated(procedure->currentIndex());
    action("checkBench")->trigger();
    ok &= until([&] { return action("startRun")->isEnabled(); }, "set-up");
    ok &= save(window, name("bench-set-up"));
    action("startRun")->trigger();
    // Held in the middle of a point of the 10 V range: "Point 13 of 26 · range 10 V · reading 4 of 10".
    ok &= until(
        [&] {
            const auto where = window.findChild<QLabel*>(QStringLiteral("currentWhere"))->text();
            const auto reading = QRegularExpression(QStringLiteral("(\\d+)\\D+10$")).match(where).captured(1).toInt();
            return where.section(QChar(0x00B7), 0, 0).contains(QStringLiteral("13")) && reading >= 4;
        },
        "the fourth reading of point 13");
    action("pauseRun")->trigger();
    QTest::qWait(150);
    ok &= save(window, name("bench-run"));
    window.findChild<QTabWidget*>(QStringLiteral("runTabs"))->setCurrentIndex(1);
    action("pauseRun")->trigger();
    auto* bar = window.findChild<QWidget*>(QStringLiteral("highVoltageBar"));
    ok &= until([&] { return bar->isVisible(); }, "high voltage");
    ok &= save(window, name("bench-high-voltage"));
    action("adjustItem")->trigger(); // held before the seal
    action("confirmHighVoltage")->trigger();
    ok &= until([&] { return action("newSetUp")->isVisible(); }, "the end of the run");
    action("adjustItem")->trigger();
    const bool zh = language == cal::Language::Chinese;
    for (const auto& [field, text] : {std::pair{"adjustWhat", zh ? "调整 1 V 量程增益" : "gain of the 1 V range adjusted"},
                                      {"adjustConstants", zh ? "无" : "none"},
                                      {"adjustReason", zh ? "1 V+50% 点超差" : "error above the limit at 0.5 V"}})
        window.findChild<QLineEdit*>(QString::fromLatin1(field))->setText(QString::fromUtf8(text));
    window.findChild<QComboBox*>(QStringLiteral("adjustPoints"))->setCurrentIndex(1);
    ok &= save(window, name("bench-adjust"));
    window.findChild<QAbstractButton*>(QStringLiteral("adjustAccept"))->click();
    ok &= until([&] { return action("newSetUp")->isVisible() && !action("resumeStopped")->isVisible(); }, "the points as left");
    ok &= save(window, name("bench-as-left"));

    window.openPlace(2);
    action("identifyInstrument")->trigger();
    ok &= until([&] { return window.findChild<QTableView*>(QStringLiteral("consoleLines"))->model()->rowCount() == 2; }, "the reply");
    ok &= save(window, name("instruments"));
    window.openPlace(3);
    auto* results = window.findChild<QTableView*>(QStringLiteral("results"));
    ok &= until([&] { return results->model()->rowCount() > 20; }, "results");
    const auto cell = results->model()->index(6, 4);
    results->setCurrentIndex(cell);
    QTest::mouseClick(results->viewport(), Qt::LeftButton, {}, results->visualRect(cell).center());
    auto* road = window.findChild<QTreeView*>(QStringLiteral("road"));
    ok &= until([&] { return road->model()->rowCount() > 0; }, "the road of a figure");
    ok &= save(window, name("records"));
    window.findChild<QTabWidget*>(QStringLiteral("recordTabs"))->setCurrentIndex(1);
    auto* pages = window.findChild<QLabel*>(QStringLiteral("certificatePages"));
    ok &= until(
        [&] {
            return pages->text().contains(QStringLiteral("3")) || pages->text().contains(QStringLiteral("4")) ||
                   pages->text().contains(QStringLiteral("2"));
        },
        "the certificate");
    QTest::qWait(1500); // pages are painted on a thread of QtPdf
    ok &= save(window, name("certificate"));
    return ok & paintRegister(window, desk, name);
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QLocale::setDefault(QLocale::c());
    QApplication application(argc, argv);
    if (argc < 2) {
        std::cerr << "usage: pictures FOLDER [WIDTHxHEIGHT]\n";
        return 2;
    }
    cal::ui::registerResources();
    if (const auto fonts = cal::ui::applyFonts(application); !fonts) {
        std::cerr << "pictures: " << fonts.error().key << " " << fonts.error().arg("font") << "\n";
        return 3;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    QSize size(1280, 800);
    if (argc > 2) {
        const auto parts = QString::fromLatin1(argv[2]).split(QLatin1Char('x'));
        size = QSize(parts.value(0).toInt(), parts.value(1).toInt());
    }
    bool ok = true;
    for (const auto language : {cal::Language::English, cal::Language::Chinese})
        for (const bool dark : {false, true})
            ok &= paint(folder, size, language, dark);
    return ok ? 0 : 1;
}
