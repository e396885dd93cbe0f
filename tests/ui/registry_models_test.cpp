// SPDX-License-Identifier: GPL-3.0-or-later
// The view models of the register: lists by pages, filters, entities with drafts and conflicts, imports, the trail.
#include "tests/support/fake_desk.h"
#include "tests/support/fake_engine.h"
#include "tests/ui/stall_meter.h"
#include "tests/ui/ui_support.h"
#include "ui/administration/trail_view_model.h"
#include "ui/registry/import_view_model.h"
#include "ui/registry/registry_view_model.h"

#include <catch2/catch.hpp>

#include <QAbstractItemModelTester>

namespace {

using cal::Json;
using cal::test::waitFor;
using cal::ui::EntityViewModel;
using Mode = cal::ui::EntityViewModel::Mode;

struct DeskFixture {
    DeskFixture() { desk.furnish(); }
    cal::test::FakeDesk desk;
    cal::test::FakeEngine engine;
    cal::ui::UiLanguage language{cal::Language::English};
    cal::ui::UiSettings settings;
    cal::ui::RegisterPorts ports{desk, engine, language, settings};
};

QString shownCell(const cal::ui::PagedModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

int columnOf(cal::ui::RegistryViewModel& model, const char* name)
{
    for (std::size_t i = 0; i < model.columns().size(); ++i)
        if (model.columns()[i].name == name)
            return static_cast<int>(i);
    FAIL(name);
    return -1;
}

void showFirst(cal::ui::RegistryViewModel& model, const char* kind)
{
    model.setKind(QString::fromLatin1(kind));
    model.refresh();
    REQUIRE(waitFor([&] { return model.list().total() > 0; }));
    model.entity().show(model.list().index(0, 0).data(cal::ui::IdRole).toString());
    REQUIRE(waitFor([&] { return model.entity().mode() == Mode::Showing; }));
}

} // namespace

TEST_CASE("a list is filtered, sorted and named in both languages", "[ui][registry]")
{
    DeskFixture f;
    cal::ui::RegistryViewModel model(f.ports, "registry");
    model.setKind(QStringLiteral("asset"));
    model.refresh();
    REQUIRE(waitFor([&] { return model.list().total() == 24; }));
    const auto* asset = f.desk.kinds().find("asset");
    CHECK(waitFor([&] { return model.count(*asset) == 24; }));
    const int number = columnOf(model, "asset_number"), title = columnOf(model, "title"), owner = columnOf(model, "owner");
    CHECK(number == 0);
    model.list().sort(number, Qt::DescendingOrder);
    REQUIRE(waitFor([&] { return shownCell(model.list(), 0, number) == QStringLiteral("A-0024"); }));
    CHECK(shownCell(model.list(), 0, title) == QStringLiteral("Multi-product calibrator"));
    CHECK(shownCell(model.list(), 0, owner) == QStringLiteral("Jiangcheng Instrument Works"));
    f.language.setLanguage(cal::Language::Chinese);
    REQUIRE(waitFor([&] { return shownCell(model.list(), 0, title) == QStringLiteral("多功能校准器"); }));
    CHECK(shownCell(model.list(), 0, owner) == QStringLiteral("江城仪器厂"));
    CHECK(model.columnTitle(model.columns()[0]) == QStringLiteral("资产编号"));
    f.language.setLanguage(cal::Language::English);

    model.setSearch(QStringLiteral("a-000"));
    REQUIRE(waitFor([&] { return model.list().total() == 9; }));
    model.setColumnFilter(QStringLiteral("next_due"), QStringLiteral("<2026-04"));
    REQUIRE(waitFor([&] { return model.list().total() == 3; }));
    model.saveFilter(QStringLiteral("due / soon"));
    model.clearFilter();
    REQUIRE(waitFor([&] { return model.list().total() == 24; }));
    CHECK(model.savedFilters() == QStringList{QStringLiteral("due / soon")});
    model.applyFilter(QStringLiteral("due / soon"));
    REQUIRE(waitFor([&] { return model.list().total() == 3; }));
    CHECK(model.filter().search == QStringLiteral("a-000"));
    model.forgetFilter(QStringLiteral("due / soon"));
    CHECK(model.savedFilters().isEmpty());
    // SQL and signs are words like any other.
    model.clearFilter();
    model.setSearch(QStringLiteral("'; DROP%_\\ \""));
    REQUIRE(waitFor([&] { return model.list().total() == 0; }));
    CHECK(model.trouble().isEmpty());
}

TEST_CASE("a filter is read back from its text, and from garbage comes none", "[ui][registry]")
{
    cal::ui::ListFilter filter{QStringLiteral("多 \"x\""), {{"state", QStringLiteral("in-use")}}, "title", true};
    CHECK(cal::ui::ListFilter::fromText(filter.toText()) == filter);
    for (const auto* garbage : {"", "{", "[]", "null", "{\"columns\":3,\"search\":[]}", "\xff"})
        CHECK(cal::ui::ListFilter::fromText(QString::fromLatin1(garbage)) == cal::ui::ListFilter{});
    cal::registry::Field number;
    number.type = cal::registry::Field::Type::Integer;
    const cal::ui::ListColumn column{"n", &number};
    CHECK_FALSE(cal::ui::columnCondition(column, QStringLiteral("-")));
    CHECK(std::get<std::int64_t>(cal::ui::columnCondition(column, QStringLiteral(">= 12"))->value) == 12);
    CHECK(cal::ui::columnCondition({"title"}, QStringLiteral("?"))->op == cal::journal::Condition::Op::Unknown);
    CHECK(cal::ui::columnCondition({"title"}, QStringLiteral("!=x"))->op == cal::journal::Condition::Op::NotEqual);
}

TEST_CASE("of a hundred thousand rows only the pages around what is seen are held", "[ui][registry][responsiveness]")
{
    DeskFixture f;
    f.desk.lengthen("asset", 100000);
    cal::ui::RegistryViewModel model(f.ports, "registry");
    const QAbstractItemModelTester tester(&model.list(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    model.setKind(QStringLiteral("asset"));
    model.refresh();
    REQUIRE(waitFor([&] { return model.list().total() == 100000; }));
    CHECK(model.list().rowCount() == 100000);
    const int title = columnOf(model, "title");
    for (int row = 0; row < 100000; row += 5000) {
        (void)shownCell(model.list(), row, title); // asks for its page
        REQUIRE(waitFor([&] { return shownCell(model.list(), row, title) == QStringLiteral("Thing %1").arg(row); }));
    }
    CHECK(model.list().pagesHeld() <= cal::ui::PagedModel::kPagesKept);
    f.desk.lengthen("asset", 5000000);
    model.refresh();
    REQUIRE(waitFor([&] { return model.list().total() == 5000000; }));
    CHECK(model.list().rowCount() == cal::ui::PagedModel::kMostRows);
}

TEST_CASE("an entity is changed with a reason; its history shows old and new", "[ui][registry]")
{
    DeskFixture f;
    cal::ui::RegistryViewModel model(f.ports, "registry");
    showFirst(model, "asset");
    auto& entity = model.entity();
    entity.change();
    REQUIRE(entity.mode() == Mode::Changing);
    CHECK(entity.reasonNeeded());
    entity.type(QStringLiteral("next-due"), Json("2026-13-45"));
    CHECK_FALSE(entity.fieldTrouble("next-due").isEmpty());
    entity.save(); // refused here: nothing is asked
    CHECK(entity.mode() == Mode::Changing);
    CHECK_FALSE(entity.busy());
    entity.type(QStringLiteral("next-due"), Json("2026年12月5日"));
    CHECK(entity.fieldTrouble("next-due").isEmpty());
    entity.save();
    REQUIRE(waitFor([&] { return !entity.busy(); }));
    CHECK(entity.trouble().contains(QStringLiteral("reason"))); // the register wants one
    entity.setReason(QStringLiteral("new plan"));
    entity.save();
    REQUIRE(waitFor([&] { return entity.mode() == Mode::Showing; }));
    CHECK(entity.entity()->text("next-due") == "2026-12-05");
    REQUIRE(waitFor(
        [&] { return entity.history().rowCount() > 0 && entity.history().index(0, 6).data().toString() == QStringLiteral("new plan"); }));
    CHECK(entity.history().index(0, 1).data().toString() == QStringLiteral("Next due"));
    CHECK(entity.history().index(0, 3).data().toString() == QStringLiteral("2026-12-05"));
}

TEST_CASE("leaving a form keeps what was typed, for this entity and that one", "[ui][registry]")
{
    DeskFixture f;
    cal::ui::RegistryViewModel model(f.ports, "registry");
    showFirst(model, "asset");
    auto& entity = model.entity();
    const auto first = QString::fromStdString(entity.entity()->id.text());
    entity.change();
    entity.leave();
    CHECK_FALSE(entity.draftWaits()); // nothing was typed
    entity.change();
    entity.type(QStringLiteral("serial"), Json("SN-NEW"));
    entity.leave();
    CHECK(entity.mode() == Mode::Showing);
    CHECK(entity.draftWaits());
    entity.show(model.list().index(1, 0).data(cal::ui::IdRole).toString());
    REQUIRE(waitFor([&] { return QString::fromStdString(entity.entity()->id.text()) != first; }));
    CHECK_FALSE(entity.draftWaits());
    entity.show(first);
    REQUIRE(waitFor([&] { return QString::fromStdString(entity.entity()->id.text()) == first; }));
    REQUIRE(entity.draftWaits());
    entity.resumeDraft();
    CHECK(entity.value(*entity.kind()->field("serial")) == Json("SN-NEW"));
    entity.discard();
    CHECK_FALSE(entity.draftWaits());
    // The same for something new.
    entity.add(QStringLiteral("asset"));
    entity.type(QStringLiteral("asset-number"), Json("A-9999"));
    entity.leave();
    entity.add(QStringLiteral("asset"));
    CHECK(entity.value(*entity.kind()->field("asset-number")) == Json("A-9999"));
}

TEST_CASE("a change by somebody else meanwhile is shown, and what was typed stays", "[ui][registry]")
{
    DeskFixture f;
    cal::ui::RegistryViewModel model(f.ports, "registry");
    showFirst(model, "asset");
    auto& entity = model.entity();
    entity.change();
    entity.type(QStringLiteral("serial"), Json("MINE"));
    entity.setReason(QStringLiteral("label read again"));
    f.desk.now([id = entity.entity()->id](cal::registry::Registry& registry) {
        REQUIRE(registry.change(id, 1, {{"serial", "THEIRS"}}, "other bench"));
    });
    entity.save();
    REQUIRE(waitFor([&] { return entity.conflict().has_value(); }));
    REQUIRE(entity.conflict()->lines.size() == 1);
    CHECK(entity.conflict()->lines[0].now == QStringLiteral("THEIRS"));
    CHECK(entity.conflict()->lines[0].typed == QStringLiteral("MINE"));
    CHECK_FALSE(entity.conflict()->sentence.isEmpty());
    entity.takeNewest();
    REQUIRE(waitFor([&] { return !entity.conflict(); }));
    CHECK(entity.mode() == Mode::Changing);
    CHECK(entity.value(*entity.kind()->field("serial")) == Json("MINE"));
    entity.save();
    REQUIRE(waitFor([&] { return entity.mode() == Mode::Showing; }));
    CHECK(entity.entity()->text("serial") == "MINE");
    CHECK(entity.entity()->seq == 3);
}

TEST_CASE("a step of the life cycle needs its reason and shows what is possible next", "[ui][registry]")
{
    DeskFixture f;
    cal::ui::RegistryViewModel model(f.ports, "registry");
    showFirst(model, "asset");
    auto& entity = model.entity();
    const auto can = [&](const char* name) {
        const auto steps = entity.steps();
        return std::any_of(steps.begin(), steps.end(), [&](const auto* step) { return step->name == name; });
    };
    REQUIRE(can("quarantined"));
    entity.startStep(QStringLiteral("quarantined"));
    CHECK(entity.mode() == Mode::Stepping);
    entity.save();
    REQUIRE(waitFor([&] { return !entity.trouble().isEmpty(); }));
    entity.setReason(QStringLiteral("dropped"));
    entity.save();
    REQUIRE(waitFor([&] { return entity.mode() == Mode::Showing; }));
    CHECK(entity.entity()->state == "quarantined");
    CHECK(entity.state().trouble);
    CHECK_FALSE(can("quarantined"));
    CHECK(can("returned-to-use"));
}

TEST_CASE("what refers to an entity is listed with it", "[ui][registry]")
{
    DeskFixture f;
    cal::ui::RegistryViewModel model(f.ports, "registry");
    showFirst(model, "location");
    model.list().sort(columnOf(model, "title"), Qt::AscendingOrder);
    REQUIRE(waitFor([&] { return model.list().total() == 2; }));
    for (int row = 0; row < 2 && model.entity().related().rowCount() == 0; ++row) {
        model.entity().show(model.list().index(row, 0).data(cal::ui::IdRole).toString());
        QTest::qWait(300);
    }
    CHECK(model.entity().related().rowCount() == 24); // assets in the room
    CHECK(model.entity().related().index(0, 0).data().toString() == QStringLiteral("Asset"));
}

TEST_CASE("an import shows every row and every reason before it writes", "[ui][registry]")
{
    DeskFixture f;
    cal::ui::ImportViewModel import(f.ports);
    import.begin(QStringLiteral("location"));
    import.look("name.zh,name.en,nonsense\r\n\xE7\x94\xB2,A,1\r\n");
    REQUIRE(waitFor([&] { return !import.busy(); }));
    CHECK(import.trouble().contains(QStringLiteral("nonsense")));
    CHECK_FALSE(import.canCommit());
    import.look(QStringLiteral("name.zh,name.en\r\n热工室,Temperature room\r\n,\r\n力学室,Force room\r\n").toUtf8());
    REQUIRE(waitFor([&] { return !import.busy() && import.preview(); }));
    CHECK(import.preview()->count(cal::registry::ImportRow::Outcome::Added) == 2);
    REQUIRE(import.canCommit());
    import.commit({});
    REQUIRE(waitFor([&] { return import.done(); }));
    CHECK(import.summary().contains(QStringLiteral("2")));
    import.look("\x01\x02PK garbage");
    REQUIRE(waitFor([&] { return !import.busy(); }));
    CHECK_FALSE(import.trouble().isEmpty());
}

TEST_CASE("the trail lists every event and shows old and new", "[ui][registry]")
{
    DeskFixture f;
    cal::registry::Entity asset;
    f.desk.now([&](cal::registry::Registry& registry) {
        asset = *registry.get(*registry.resolve("asset", "A-0003"));
        REQUIRE(registry.change(asset.id, 1, {{"serial", "S-2"}}, "typed wrong"));
    });
    cal::ui::TrailViewModel trail(f.ports);
    trail.events().sort(-1, Qt::AscendingOrder); // as a table does that sorts by no column
    trail.refresh();
    REQUIRE(waitFor([&] { return trail.events().total() > 30; }));
    CHECK(shownCell(trail.events(), 0, 2) == QStringLiteral("changed")); // newest first
    CHECK(shownCell(trail.events(), 0, 5) == QStringLiteral("typed wrong"));
    trail.look(trail.events().index(0, 0).data(cal::ui::IdRole).toString());
    REQUIRE(waitFor([&] { return trail.changes().rowCount() == 1; }));
    CHECK(trail.changes().index(0, 2).data().toString() == QStringLiteral("S-2"));
    cal::ui::TrailViewModel::Filter filter;
    filter.kind = QStringLiteral("person");
    trail.setFilter(filter);
    REQUIRE(waitFor([&] { return trail.events().total() == 2; }));
    filter.to = QStringLiteral("2000-01-01");
    trail.setFilter(filter);
    REQUIRE(waitFor([&] { return trail.events().total() == 0; }));
    cal::ui::TrailViewModel::Filter dates;
    dates.from = QStringLiteral("2026-11-23");
    dates.to = QStringLiteral("no date");
    CHECK(cal::ui::TrailViewModel::conditions(dates, std::chrono::minutes(480)).size() == 1);
}
