// SPDX-License-Identifier: GPL-3.0-or-later
// The on-site kit in the window: packed from what is open, opened, packed back, merged with its conflicts shown.
#include "tests/support/fake_engine.h"
#include "tests/support/fake_kit_desk.h"
#include "tests/support/fake_work_desk.h"
#include "tests/ui/ui_support.h"
#include "ui/administration/kit_page.h"

#include <catch2/catch.hpp>

#include <QLabel>

namespace {

using cal::test::waitFor;

struct KitRoom {
    cal::test::FakeDesk desk;
    cal::test::FakeWorkDesk work{desk};
    cal::test::FakeEngine engine;
    cal::test::FakeKitDesk kits;
    cal::ui::UiSettings settings;
    cal::ui::UiLanguage language{cal::Language::English};
    cal::test::AnsweredFileDialogs files;
    cal::ui::ThemeSource theme;

    KitRoom()
    {
        desk.furnish();
        work.furnish();
    }
    [[nodiscard]] cal::ui::RegisterPorts ports() { return {desk, engine, language, settings}; }
};

template <class T>
T* child(QWidget& page, const char* name)
{
    auto* found = page.findChild<T*>(QString::fromLatin1(name));
    REQUIRE(found);
    return found;
}

} // namespace

TEST_CASE("a kit is packed of chosen orders and people", "[ui][kit]")
{
    KitRoom room;
    cal::ui::KitPage page(room.kits, room.ports(), room.theme, room.files);
    page.refresh();
    auto* orders = child<QListWidget>(page, "kitOrders");
    auto* people = child<QListWidget>(page, "kitPeople");
    REQUIRE(waitFor([&] { return orders->count() == 2 && people->count() > 0; }));
    CHECK(orders->item(1)->text().contains(QStringLiteral("W-2026-0002")));
    child<QPushButton>(page, "kitPack")->click();
    orders->item(1)->setCheckState(Qt::Checked);
    people->item(0)->setCheckState(Qt::Checked);
    child<QLineEdit>(page, "kitStation")->setText(QStringLiteral("kit-7"));
    child<QSpinBox>(page, "kitNumbers")->setValue(5);
    room.files.toOpen = {QStringLiteral("/keys/laboratory.pem")};
    child<QPushButton>(page, "kitKey")->click();
    auto* passphrase = child<QLineEdit>(page, "kitPassphrase");
    passphrase->setText(QStringLiteral("correct horse"));
    room.files.path = QStringLiteral("/out/trip.kit");
    child<QPushButton>(page, "kitWrite")->click();
    REQUIRE(waitFor([&] { return !page.model().busy() && !page.model().outcome().isEmpty(); }));
    REQUIRE(room.kits.packed.size() == 1);
    const auto& wish = room.kits.packed.front();
    REQUIRE(wish.orders.size() == 1);
    CHECK(wish.orders.front() == orders->item(1)->data(Qt::UserRole).toString().toStdString());
    CHECK(wish.people.size() == 1);
    CHECK(wish.station == "kit-7");
    CHECK(wish.numbers == 5);
    CHECK(wish.days == 14);
    CHECK(wish.key == "/keys/laboratory.pem");
    CHECK(wish.file == "/out/trip.kit");
    CHECK(room.kits.passphrase == "correct horse");
    CHECK(passphrase->text().isEmpty());
    const auto outcome = child<QLabel>(page, "kitOutcome")->text();
    CHECK(outcome.contains(QStringLiteral("/out/trip.kit")));
    CHECK(outcome.contains(QStringLiteral("2026-12-07")));
    CHECK(outcome.contains(QLatin1Char('\n'))); // and the remark below

    room.kits.refuse = cal::Error{cal::Errc::InvalidArgument, "kit.nobody", {}, {}};
    child<QPushButton>(page, "kitWrite")->click();
    REQUIRE(waitFor([&] { return !page.model().trouble().isEmpty(); }));
    CHECK(child<QLabel>(page, "kitOutcome")->text().isEmpty());
}

TEST_CASE("a kit is opened with the laboratory's key, and what was done is packed back", "[ui][kit]")
{
    KitRoom room;
    cal::ui::KitPage page(room.kits, room.ports(), room.theme, room.files);
    room.files.toOpen = {QStringLiteral("/in/laboratory.pub"), QStringLiteral("/in/trip.kit")};
    room.files.path = QStringLiteral("/in/trip.calbench");
    child<QPushButton>(page, "kitOpen")->click();
    REQUIRE(waitFor([&] { return page.model().outcome().contains(QStringLiteral("/in/trip.calbench")); }));
    CHECK(room.files.suggested == QStringLiteral("trip.calbench"));
    CHECK(room.kits.opened == "/in/trip.kit");
    CHECK(room.kits.key == "/in/laboratory.pub");

    room.kits.here = cal::kit::Site{{}, cal::test::FakeKitDesk::manifest(), false};
    page.refresh();
    REQUIRE(waitFor([&] { return page.model().onSite(); }));
    CHECK(child<QLabel>(page, "kitWhere")->text().contains(QStringLiteral("kit-7")));
    CHECK(child<QPushButton>(page, "kitPack")->isHidden());
    CHECK_FALSE(child<QPushButton>(page, "kitPackBack")->isHidden());
    room.files.path = QStringLiteral("/out/trip.back");
    child<QPushButton>(page, "kitPackBack")->click();
    REQUIRE(waitFor([&] { return room.kits.back == "/out/trip.back" && !page.model().busy(); }));
    CHECK_FALSE(room.kits.ended);
    child<QPushButton>(page, "kitEnd")->click();
    REQUIRE(waitFor([&] { return room.kits.ended && !page.model().busy(); }));
}

TEST_CASE("conflicts of a kit are shown with both sides and wait for a choice", "[ui][kit]")
{
    KitRoom room;
    cal::ui::KitPage page(room.kits, room.ports(), room.theme, room.files);
    auto& model = page.model();
    room.files.toOpen = {QStringLiteral("/out/trip.back")};
    CHECK_FALSE(child<QPushButton>(page, "kitMergeNow")->isEnabled());
    child<QPushButton>(page, "kitMerge")->click();
    REQUIRE(waitFor([&] { return model.canMerge(); }));
    CHECK(room.kits.choices.empty());
    REQUIRE(model.streams().rowCount() == 3);
    CHECK(model.streams().rows().front().cells.front().trouble); // what waits is seen first
    CHECK(model.outcome().contains(QStringLiteral("2 conflict")));
    // The first conflict is looked at: the laboratory's event, then the laptop's.
    REQUIRE(model.sides().rowCount() == 2);
    CHECK(model.sides().rows()[0].cells[0].text == QStringLiteral("laboratory"));
    CHECK(model.sides().rows()[1].cells[0].text == QStringLiteral("on site"));
    auto* choice = child<QComboBox>(page, "kitChoice");
    CHECK(choice->count() == 3);
    choice->setCurrentIndex(2);
    Q_EMIT choice->activated(2);
    CHECK(model.taken() == true);
    model.look(QString::fromStdString(room.kits.comesHome.streams[2].stream.text()));
    CHECK(choice->count() == 2); // its changes cannot be made again
    model.choose(true);
    CHECK_FALSE(model.taken());
    model.look(QString::fromStdString(room.kits.comesHome.streams[0].stream.text()));
    CHECK_FALSE(model.canChoose());
    child<QLineEdit>(page, "kitReason")->setText(QStringLiteral("assigned here, measured there"));
    child<QPushButton>(page, "kitMergeNow")->click();
    REQUIRE(waitFor([&] { return !model.busy(); }));
    REQUIRE(room.kits.choices.size() == 1);
    CHECK(room.kits.choices.front().take);
    CHECK(room.kits.choices.front().reason == "assigned here, measured there");
    CHECK(model.outcome().contains(QStringLiteral("3 event")));
    CHECK(model.outcome().contains(QStringLiteral("1 conflict")));
    room.language.setLanguage(cal::Language::Chinese);
    CHECK(model.streams().rowCount() == 3);
}
