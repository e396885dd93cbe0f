// SPDX-License-Identifier: GPL-3.0-or-later
// A real laboratory in a file, for tests of what is refused there.
#pragma once

#include "app/engine/local_engine.h"
#include "core/quality/installation_check.h"
#include "core/storage/store.h"
#include "resources/data.h"

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <future>

namespace cal::test {

using registry::Entity;

inline constexpr const char* kPassword = "correct horse battery";

/// A clock that a test can put back, to have done something long ago.
class ShiftedClock final : public Clock
{
public:
    std::chrono::microseconds shift{0};
    Timestamp now() override
    {
        auto now = m_system.now();
        now.utc += shift;
        return now;
    }

private:
    SystemClock m_system;
};

inline Json laboratoryFile()
{
    return Json::Object{{"format", "calbench-laboratory/1"},
                        {"laboratory", Json::Object{{"id", "test-laboratory"},
                                                    {"name", Text{"检验实验室", "Test Laboratory"}},
                                                    {"address", Text{"检验路 1 号", "1 Test Road"}},
                                                    {"phone", ""},
                                                    {"email", ""},
                                                    {"postcode", ""},
                                                    {"authorisation", Text{"无", "none"}},
                                                    {"offset-minutes", 480}}},
                        {"place-of-work", Text{"检验室", "test room"}},
                        {"people", Json::Array{}},
                        {"standards", (*Json::parse(resources::bytes("demo/laboratory.json")))["standards"]}};
}

/// A founded laboratory in a file, changed by a second connection as another workstation would.
struct Laboratory {
    QTemporaryDir folder;
    std::string file = folder.filePath(QStringLiteral("l.calbench")).toStdString();
    ShiftedClock clock;
    app::Catalogue catalogue = *app::Catalogue::load();
    std::unique_ptr<journal::EventStore> store;
    registry::EverybodyMay founding;
    std::unique_ptr<registry::Registry> registry;
    std::unique_ptr<registry::People> people;
    std::string today, yesterday;

    explicit Laboratory(const Json& document = laboratoryFile())
    {
        {
            auto writer = app::openWriter(file, app::StoreUse::Create, clock);
            REQUIRE(writer);
            const auto founded = app::foundLaboratory(**writer, catalogue.kinds, document, "wangwu", kPassword);
            if (!founded)
                FAIL(founded.error().key);
        }
        storage::StoreOptions options;
        options.projections = app::projections(catalogue.kinds);
        auto opened = storage::openStore(file, storage::OpenMode::ReadWrite, clock, options);
        REQUIRE(opened);
        store = *std::move(opened);
        checkedGreen();
        registry = std::make_unique<registry::Registry>(catalogue.kinds, *store, founding,
                                                        journal::Authorship{"founder", "other-station", "test"}, clock);
        registry::Workplace place;
        place.station = "other-station";
        place.program = "test";
        place.by = "script";
        place.cost = {64, 1, 1};
        people = std::make_unique<registry::People>(catalogue.kinds, *store, clock, place);
        today = people->moment().day;
        clock.shift = -std::chrono::hours(24);
        yesterday = people->moment().day;
        clock.shift = {};
    }
    /// What "calbench selfcheck" leaves behind on this workstation when all holds.
    void checkedGreen(bool green = true)
    {
        quality::InstallationCheck check;
        check.program = app::programName();
        check.station = app::stationName();
        check.parts = {quality::checkPart("rounding")};
        check.parts[0].trials = {{"one", "", "1", "1", {}, green}};
        REQUIRE(quality::recordCheck(*store, check, {"founder", app::stationName(), app::programName()}));
    }
    Entity must(Result<Entity> made)
    {
        if (!made)
            FAIL(made.error().key << " " << made.error().arg("kind") << " " << made.error().arg("field"));
        return *std::move(made);
    }
    /// Somebody with an own password who may perform everything.
    Entity capable(const std::string& login)
    {
        const auto person = must(registry->add("person", {{"login", login}, {"name", Text{"", login}}}));
        must(registry->add("authorisation",
                           {{"person", person.id.text()}, {"operation", "perform"}, {"scope", "*"}, {"from", "2026-01-01"}}));
        must(registry->add("qualification", {{"certificate", "R-" + login},
                                             {"person", person.id.text()},
                                             {"level", "level-2"},
                                             {"items", Json::Array{Json::Object{{"scope", "*"}}}},
                                             {"from", "2020-01-01"},
                                             {"to", "2099-12-31"}}));
        const auto given = encodeChosen(*people->challenge(login), "given by wangwu");
        REQUIRE(given);
        REQUIRE(people->setPassword(person, *given, administrator().id.text()));
        REQUIRE(people->signIn(login, "given by wangwu", kPassword));
        return person;
    }
    Entity administrator() { return **people->find("wangwu"); }
    Entity paper(const char* kind, const Entity& person)
    {
        const auto papers = registry->list(kind, {{"person", journal::Condition::Op::Equal, journal::Cell(person.id.text())}});
        REQUIRE(papers);
        REQUIRE(papers->size() == 1);
        return papers->front();
    }
    /// Reasons journalled for a person, oldest first.
    std::vector<std::string> reasons(const Entity& person)
    {
        journal::RowQuery query;
        query.table = "access_refusals";
        query.all = {{"person", journal::Condition::Op::Equal, journal::Cell(person.id.text())}};
        query.order = {{"at", false}};
        const auto page = store->rows(query);
        REQUIRE(page);
        std::vector<std::string> found;
        for (const auto& row : page->rows)
            found.push_back(std::get<std::string>(row.at(5)));
        return found;
    }
};

template <class T>
Result<T> ask(const std::function<void(std::function<void(Result<T>)>)>& question)
{
    std::promise<Result<T>> promise;
    auto future = promise.get_future();
    question([&](Result<T> answer) { promise.set_value(std::move(answer)); });
    return future.get();
}

std::string keyOf(const auto& result)
{
    return result ? std::string("allowed") : result.error().key;
}

/// Writes a procedure's files below `folder`, under its own name; the path to run.
inline QString written(const procedure::FileSet& files, const QString& folder, const QString& name)
{
    const QString path = folder + QLatin1Char('/') + name;
    QDir().mkpath(path);
    for (const auto& [file, bytes] : files) {
        QFile out(path + QLatin1Char('/') + QString::fromStdString(file));
        REQUIRE(out.open(QIODevice::WriteOnly));
        out.write(bytes.data(), static_cast<qint64>(bytes.size()));
    }
    return path;
}

/// Puts `to` in the place of `from`, which must be there.
inline void put(std::string& text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
}

} // namespace cal::test
