// SPDX-License-Identifier: GPL-3.0-or-later
// Item models keep Qt's rules while they change, and the view models of Today, Instruments and Records say what they should.
#include "tests/support/fake_engine.h"
#include "tests/ui/ui_support.h"
#include "ui/bench/bus_log_model.h"
#include "ui/instruments/instruments_view_model.h"
#include "ui/records/records_view_model.h"
#include "ui/shell/status_view_model.h"
#include "ui/today/today_view_model.h"
#include "ui/widgets/figures.h"

#include <catch2/catch.hpp>

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using Reporting = QAbstractItemModelTester::FailureReportingMode;

namespace {

cal::ui::TableRow modelsRow(const char* id, const char* text)
{
    return {QString::fromLatin1(id), {{.text = QString::fromLatin1(text)}, {.text = QStringLiteral("1.25"), .number = true}}};
}

} // namespace

TEST_CASE("a table grows, changes and shrinks within Qt's rules", "[ui][models]")
{
    cal::ui::TableModel model;
    const QAbstractItemModelTester tester(&model, Reporting::Fatal);
    model.setColumns({{QStringLiteral("A")}, {QStringLiteral("B"), {}, true}});
    model.setRows({modelsRow("a", "1"), modelsRow("b", "2")});
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged), inserted(&model, &QAbstractItemModel::rowsInserted),
        reset(&model, &QAbstractItemModel::modelReset);
    model.setRows({modelsRow("a", "1"), modelsRow("b", "changed"), modelsRow("c", "3")});
    CHECK(changed.count() == 1);
    CHECK(inserted.count() == 1);
    CHECK(reset.count() == 0); // selection survives
    CHECK(model.index(1, 0).data().toString() == QStringLiteral("changed"));
    CHECK(model.index(0, 1).data(cal::ui::TailRole).toString() == QStringLiteral(".25"));
    model.setRows({modelsRow("z", "9")});
    CHECK(reset.count() == 1);
    CHECK(model.rowOf(QStringLiteral("z")) == 0);
    CHECK(model.rowOf(QStringLiteral("a")) == -1);
    model.setRows({});
    CHECK(model.rowCount() == 0);
}

TEST_CASE("the bus log is bounded and says how much it dropped", "[ui][models]")
{
    cal::ui::BusLogModel model;
    const QAbstractItemModelTester tester(&model, Reporting::Fatal);
    std::vector<cal::equipment::Exchange> exchanges(900);
    for (std::size_t i = 0; i < exchanges.size(); ++i)
        exchanges[i].bytes = "line " + std::to_string(i) + "\n";
    for (int i = 0; i < 5; ++i)
        model.append(exchanges);
    CHECK(model.rowCount() == cal::ui::BusLogModel::kLines);
    CHECK(model.dropped() == 4500 - cal::ui::BusLogModel::kLines);
    CHECK(model.index(model.rowCount() - 1, cal::ui::BusLogModel::BytesColumn).data().toString() == QStringLiteral("line 899\\n"));
    std::vector<cal::equipment::Exchange> flood(5000);
    flood.back().bytes = "last";
    model.append(flood, 7);
    CHECK(model.rowCount() == cal::ui::BusLogModel::kLines);
    CHECK(model.index(model.rowCount() - 1, cal::ui::BusLogModel::BytesColumn).data().toString() == QStringLiteral("last"));
    CHECK(model.dropped() == 4500 + 5000 + 7 - cal::ui::BusLogModel::kLines);
    model.clear();
    CHECK(model.rowCount() == 0);
}

TEST_CASE("the road of a figure is a tree within Qt's rules", "[ui][models]")
{
    cal::ui::UiLanguage language(cal::Language::English);
    cal::ui::ExplainTreeModel model(language);
    const QAbstractItemModelTester tester(&model, Reporting::Fatal);
    cal::session::ExplainNode leaf{"received", {"收到", "received"}, "+1.00000150E+01\\n", "", {}};
    cal::session::ExplainNode root{"printed", {"示值误差", "error of indication"}, "0.000 15", "e1", {leaf, leaf}};
    root.value = "0.00015";
    model.setRoots({root, leaf});
    CHECK(model.rowCount() == 2);
    CHECK(model.rowCount(model.index(0, 0)) == 2);
    CHECK(model.rootOf(QStringLiteral("0.00015")) == model.index(0, 0));
    CHECK_FALSE(model.rootOf(QStringLiteral("7")).isValid());
    CHECK(model.index(0, 0).data().toString() == QStringLiteral("error of indication"));
    language.setLanguage(cal::Language::Chinese);
    CHECK(model.index(0, 0).data().toString() == QStringLiteral("示值误差"));
    model.setRoots({});
    CHECK(model.rowCount() == 0);
}

TEST_CASE("Today puts interrupted runs first", "[ui][today]")
{
    cal::test::FakeEngine engine;
    const auto stopped = engine.playSession(3);
    (void)engine.playSession(99);
    cal::ui::UiLanguage language(cal::Language::English);
    cal::ui::TodayViewModel today(engine, language);
    const QAbstractItemModelTester tester(&today.interrupted(), Reporting::Fatal);
    today.refresh();
    REQUIRE(cal::test::waitFor([&] { return today.interrupted().rowCount() == 1; }));
    CHECK(today.interrupted().rows()[0].id.toStdString() == stopped.text());
    CHECK(today.interrupted().rows()[0].cells[3].text.startsWith(QStringLiteral("3 of ")));
    CHECK(today.items().rowCount() == 0);

    QSignalSpy resume(&today, &cal::ui::TodayViewModel::resumeRequested);
    today.resume(today.interrupted().rows()[0].id);
    today.resume(QStringLiteral("no id at all"));
    CHECK(resume.count() == 1);
}

TEST_CASE("the console asks, escapes replies and remembers commands", "[ui][instruments]")
{
    cal::test::FakeEngine engine;
    cal::ui::UiLanguage language(cal::Language::English);
    cal::ui::InstrumentsViewModel console(engine, language);
    const QAbstractItemModelTester a(&console.instruments(), Reporting::Fatal), b(&console.lines(), Reporting::Fatal);
    CHECK(console.instruments().rowCount() == 3);
    CHECK(console.instruments().index(0, 1).data(cal::ui::SimulatedRole).toBool());
    const auto ask = [&](const char* command) {
        const auto before = console.lines().rowCount();
        console.ask(QStringLiteral("item"), QString::fromLatin1(command));
        REQUIRE(cal::test::waitFor([&] { return console.lines().rowCount() == before + 2; }));
        return console.lines().index(before + 1, 2).data().toString();
    };
    CHECK(ask("READ?") == QStringLiteral("+1.00000123E+01\\x01\\n"));
    CHECK(ask("*RST") == QStringLiteral("done"));
    CHECK(ask("SYST:NONSENSE?").contains(QStringLiteral("item")));
    CHECK(console.lines().index(console.lines().rowCount() - 1, 2).data(cal::ui::TroubleRole).toBool());
    (void)ask("SYST:NONSENSE?");
    CHECK(console.history() == QStringList{QStringLiteral("READ?"), QStringLiteral("*RST"), QStringLiteral("SYST:NONSENSE?")});
    console.ask(QStringLiteral("item"), QStringLiteral("   "));
    console.ask(QString(), QStringLiteral("READ?"));
    CHECK(engine.asked().size() == 4);
}

TEST_CASE("Records shows results and the road behind each printed figure", "[ui][records]")
{
    cal::test::FakeEngine engine;
    const auto id = engine.playSession(99);
    cal::ui::UiLanguage language(cal::Language::English);
    cal::ui::RecordsViewModel records(engine, language);
    const QAbstractItemModelTester a(&records.sessions(), Reporting::Fatal), b(&records.results(), Reporting::Fatal),
        c(&records.road(), Reporting::Fatal);
    records.refresh();
    REQUIRE(cal::test::waitFor([&] { return records.sessions().rowCount() == 1; }));
    records.select(QString::fromStdString(id.text()));
    REQUIRE(cal::test::waitFor([&] { return records.record().has_value() && !records.certificate().isEmpty(); }));
    CHECK(records.results().rowCount() >= 22);
    CHECK(records.certificate().startsWith("%PDF"));
    CHECK(records.suggestedFileName() == QStringLiteral("34401A-SIM34401-001-draft.pdf"));

    using Columns = cal::ui::RecordsViewModel::ResultColumns;
    const auto point = records.results().rows()[5].id;
    for (const auto column : {Columns::ReferenceColumn, Columns::IndicationColumn, Columns::ErrorColumn, Columns::MpeColumn,
                              Columns::UColumn, Columns::KColumn}) {
        const auto figure = cal::ui::plainNumber(records.results().rows()[5].cells[column].text);
        QSignalSpy told(&records, &cal::ui::RecordsViewModel::roadChanged);
        records.explain(point, figure);
        REQUIRE(cal::test::waitFor([&] { return told.count() == 1; }));
        INFO(column << " " << figure.toStdString());
        CHECK(records.road().rootOf(figure).isValid());
    }
    CHECK(records.budget().rowCount() >= 4);

    const auto before = records.certificate();
    records.setDocumentLanguage(cal::Language::Chinese);
    REQUIRE(cal::test::waitFor([&] { return records.certificate() != before; }));
    language.setLanguage(cal::Language::Chinese);
    CHECK(records.results().headerData(Columns::VerdictColumn, Qt::Horizontal).toString() != QString());
}

TEST_CASE("the status line says who, bench, environment, journal and marks", "[ui][status]")
{
    cal::test::FakeEngine engine;
    cal::ui::UiLanguage language(cal::Language::English);
    cal::ui::StatusViewModel status(engine, language);
    CHECK(status.person() == QStringLiteral("Demonstration Metrologist"));
    CHECK(status.simulated());
    CHECK(status.benchHealthy());
    CHECK(status.journalHealthy());
    CHECK_FALSE(status.highVoltage());
    engine.signOut();
    status.refresh();
    CHECK(status.person().isEmpty());
    status.setOutput(true, QStringLiteral("standard 100 V"));
    CHECK(status.highVoltage());
}
