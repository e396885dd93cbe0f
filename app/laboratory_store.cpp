// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/laboratory_store.h"

#include "app/access.h"
#include "core/kit/pack.h"
#include "core/registry/described.h"
#include "core/storage/store.h"

#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <unistd.h>

namespace cal::app {

namespace fs = std::filesystem;

std::string defaultStorePath()
{
    fs::path base;
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && *data)
        base = data;
    else if (const char* home = std::getenv("HOME"); home && *home)
        base = fs::path(home) / ".local" / "share";
    else
        base = ".";
    return (base / "calbench" / "laboratory.calbench").string();
}

namespace {

// Of the store opened last; a process works in one.
std::mutex stationLock;
std::string kitStation;

} // namespace

Result<std::unique_ptr<journal::Writer>> openWriter(const std::string& path, StoreUse use, Clock& clock, journal::Writer::Listener listener)
{
    if (use == StoreUse::Create && !storage::isServer(path)) {
        const auto folder = fs::path(path).parent_path();
        std::error_code failure;
        if (!folder.empty())
            fs::create_directories(folder, failure); // openStore says what is wrong when this did not help
    }
    const auto mode = use == StoreUse::Create ? storage::OpenMode::Create : storage::OpenMode::ReadWrite;
    auto contents = storeContents();
    CAL_TRY(contents);
    auto writer = journal::Writer::start(
        [path, mode, &clock, contents = *std::move(contents)] { return storage::openStore(path, mode, clock, contents.options()); },
        std::move(listener));
    CAL_TRY(writer);
    const auto named = (*writer)->ask([](journal::EventStore& store) -> Result<void> {
        const auto site = kit::siteOf(store);
        CAL_TRY(site);
        const std::lock_guard guard(stationLock);
        kitStation = *site ? (*site)->opened.station : std::string();
        return {};
    });
    CAL_TRY(named);
    return writer;
}

namespace {

Result<FoundedLaboratory> foldLaboratory(const std::vector<journal::Event>& events)
{
    auto described = readDemoLaboratory(events.front().body);
    CAL_TRY(described);
    return FoundedLaboratory{described->laboratory, described->people, described->placeOfWork, described->standards};
}

} // namespace

Result<std::optional<FoundedLaboratory>> laboratoryOf(journal::Writer& writer)
{
    const auto streams = writer.streamsOf("laboratory.founded");
    CAL_TRY(streams);
    if (streams->empty())
        return std::optional<FoundedLaboratory>{};
    const auto events = writer.read(streams->back());
    CAL_TRY(events);
    auto laboratory = foldLaboratory(*events);
    CAL_TRY(laboratory);
    return std::optional<FoundedLaboratory>(*std::move(laboratory));
}

Result<FoundedLaboratory> requireLaboratory(journal::Writer& writer)
{
    auto laboratory = laboratoryOf(writer);
    CAL_TRY(laboratory);
    if (!*laboratory)
        return Error{Errc::InvalidArgument, "run.no-laboratory", {}, {}};
    return **std::move(laboratory);
}

Result<FoundedLaboratory> foundDemonstration(journal::Writer& writer, const registry::Kinds& kinds, const DemoLaboratory& demo)
{
    SystemClock clock;
    const journal::Authorship by{demo.people.empty() ? std::string("demonstration") : demo.people.front().id, stationName(), programName()};
    std::optional<FoundedLaboratory> laboratory;
    const auto found = [&](journal::EventStore& store) -> Result<void> {
        const journal::NewEvent founded{"laboratory.founded", 1, demo.document};
        const auto events = store.append(IdMaker(clock).make(), 0, std::span(&founded, 1), by);
        CAL_TRY(events);
        auto folded = foldLaboratory(*events);
        CAL_TRY(folded);
        laboratory = *std::move(folded);
        registry::EverybodyMay nobodyYet;
        registry::Registry entities(kinds, store, nobodyYet, by, clock);
        const auto added = registry::addDescribed(entities, demo.document["entities"]);
        return added ? Result<void>() : Result<void>(added.error());
    };
    CAL_TRY(writer.ask([&](journal::EventStore& store) { return store.together([&] { return found(store); }); }));
    return *std::move(laboratory);
}

Result<void> completeDemonstration(journal::Writer& writer, const registry::Kinds& kinds, const DemoLaboratory& demo)
{
    SystemClock clock;
    const journal::Authorship by{demo.people.empty() ? std::string("demonstration") : demo.people.front().id, stationName(), programName()};
    return writer.ask([&](journal::EventStore& store) -> Result<void> {
        const auto people = store.streamsOf("person.registered");
        CAL_TRY(people);
        if (!people->empty())
            return {};
        registry::EverybodyMay nobodyYet;
        registry::Registry entities(kinds, store, nobodyYet, by, clock);
        return store.together([&]() -> Result<void> {
            CAL_TRY(registry::addDescribed(entities, demo.document["entities"]));
            return {};
        });
    });
}

Result<FoundedLaboratory> foundLaboratory(journal::Writer& writer, const registry::Kinds& kinds, const Json& document,
                                          const std::string& administrator, const std::string& password)
{
    SystemClock clock;
    const auto described = readDemoLaboratory(document);
    CAL_TRY(described);
    const journal::Authorship by{administrator, stationName(), programName()};
    const auto found = [&](journal::EventStore& store) -> Result<void> {
        const std::vector<journal::NewEvent> founded{{"laboratory.founded", 1, document}};
        CAL_TRY(store.append(IdMaker(clock).make(), 0, founded, by));
        registry::EverybodyMay nobodyYet;
        registry::Registry entities(kinds, store, nobodyYet, by, clock);
        CAL_TRY(registry::addDescribed(entities, document["entities"]));
        const auto person = entities.add("person", {{"login", administrator}, {"name", administrator}});
        CAL_TRY(person);
        const auto today = toIso(civilDate(clock.now().utc, described->laboratory.offset));
        CAL_TRY(
            entities.add("authorisation", {{"person", person->id.text()}, {"operation", "administer"}, {"scope", "*"}, {"from", today}}));
        CAL_TRY(entities.add("policy", {{"name", Text{"实验室安全策略", "policy of the laboratory"}}}));
        registry::People people(kinds, store, clock, workplaceOf(described->laboratory, "command-line"));
        return people.firstPassword(administrator, password);
    };
    CAL_TRY(writer.ask([&](journal::EventStore& store) { return store.together([&] { return found(store); }); }));
    return FoundedLaboratory{described->laboratory, described->people, described->placeOfWork, described->standards};
}

std::string programName()
{
    return "calbench " CAL_VERSION;
}

std::string stationName()
{
    {
        const std::lock_guard guard(stationLock);
        if (!kitStation.empty())
            return kitStation;
    }
    return machineName();
}

std::string machineName()
{
    char name[256] = {};
    if (::gethostname(name, sizeof name - 1) != 0)
        return "unknown";
    return name;
}

} // namespace cal::app
