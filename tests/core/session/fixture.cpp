// SPDX-License-Identifier: GPL-3.0-or-later
// The rig of the session tests.
#include "tests/core/session/fixture.h"

#include <catch2/catch.hpp>

#include <algorithm>

namespace cal::session::test {

std::string told(const Error& error)
{
    std::string text = error.key + " (" + error.context + ")";
    for (const auto& arg : error.args)
        text += " " + arg.name + "=" + arg.value;
    return text;
}

procedure::Procedure shippedProcedure(const std::string& id)
{
    procedure::FileSet files;
    for (const char* const name : {"procedure.json", "points.csv", "measure.lua", "tests.json"})
        files.emplace(name, support::sourceFile("resources/procedures/" + id + "/" + name));
    auto loaded = procedure::load(files);
    if (!loaded) {
        INFO(told(loaded.error()));
        REQUIRE(loaded.has_value());
    }
    return *loaded;
}

procedure::Procedure dmmWith(const std::vector<std::string>& points, int readings)
{
    auto whole = shippedProcedure("dmm-dc-voltage");
    std::vector<procedure::Point> chosen;
    for (const auto& id : points) {
        const auto found = std::find_if(whole.points.begin(), whole.points.end(), [&](const auto& p) { return p.id == id; });
        INFO("point " << id);
        REQUIRE(found != whole.points.end());
        chosen.push_back(*found);
        chosen.back().readings = readings;
    }
    whole.points = chosen;
    return whole;
}

Laboratory demonstrationLaboratory()
{
    Laboratory laboratory;
    laboratory.id = "demo";
    laboratory.name = {"演示计量实验室", "Demonstration Laboratory"};
    laboratory.address = {"示范路 1 号", "1 Example Road"};
    laboratory.demonstration = true;
    return laboratory;
}

Item meterOnOrder()
{
    Item item;
    item.id = "item-1";
    item.name = {"数字多用表", "digital multimeter"};
    item.manufacturer = "HP";
    item.model = "34401A";
    item.serial = "SIM34401-001";
    item.customer = {"某某公司", "Some Company"};
    return item;
}

std::vector<StandardUsed> calibratorOfTheLaboratory()
{
    StandardUsed standard;
    standard.place = "standard";
    standard.name = {"多功能校准源", "multifunction calibrator"};
    standard.serial = "SIM5522-001";
    standard.certificate = "DEMO-2026-0117";
    standard.certifiedBy = "NIM";
    standard.validUntil = "2027-01-16";
    standard.characteristic = {"0 … 1000 V", "0 … 1000 V"};
    return {standard};
}

void ListeningObserver::recorded(const journal::Event& event)
{
    log.push_back("event " + event.type);
    if (onRecorded)
        onRecorded(event);
}

void ListeningObserver::settling(const std::string&, double, const units::Quantity&)
{
    log.push_back("settling");
}

void ListeningObserver::exchanged(const equipment::Exchange& exchange)
{
    log.push_back("exchange " + exchange.bytes);
}

void ListeningObserver::outputChanged(bool highVoltage, const std::string& text)
{
    log.push_back(std::string("output ") + (highVoltage ? "high " : "low ") + text);
}

void ListeningObserver::promptAsked(const Text& text, const std::vector<std::string>& choices)
{
    log.push_back("prompt " + text.en);
    if (onPrompt)
        onPrompt(text, choices);
}

void ListeningObserver::readingAsked(const procedure::Point& point, const std::string& quantity, int index)
{
    log.push_back("asked " + point.id + " " + quantity + " " + std::to_string(index));
    if (onReading)
        onReading(point, quantity, index);
}

void ListeningObserver::answerRefused(const Error& error)
{
    log.push_back("refused " + error.key);
}

int ListeningObserver::count(const std::string& entry) const
{
    return static_cast<int>(std::count(log.begin(), log.end(), entry));
}

Rig::Rig(support::FakeBenchOptions options, std::vector<journal::Event> events, std::map<Digest, std::string> blobs)
    : bench(clock, std::move(options)), ids(clock, 7)
{
    if (!events.empty())
        clock.goBack(-std::chrono::minutes(10)); // time has gone on since the run that was killed
    auto started = journal::Writer::start([&]() -> Result<std::unique_ptr<journal::EventStore>> {
        auto made = std::make_unique<support::ReplayStore>(clock, events, blobs);
        store = made.get();
        return std::unique_ptr<journal::EventStore>(std::move(made));
    });
    REQUIRE(started.has_value());
    writer = std::move(*started);
}

RunServices Rig::services()
{
    return {*writer, clock, ids, {"zhang.wei", "bench-1", "calbench 0.1.0"}, &observer, &guard};
}

PrepareRequest Rig::request(const procedure::Procedure& procedure)
{
    PrepareRequest request;
    request.procedure = procedure;
    request.laboratory = demonstrationLaboratory();
    request.performer = {"zhang.wei", {"张伟", "Zhang Wei"}};
    request.item = meterOnOrder();
    request.standards = calibratorOfTheLaboratory();
    request.bench = &bench;
    request.clock = &clock;
    return request;
}

Result<SetUp> Rig::prepared(const procedure::Procedure& procedure)
{
    return prepare(request(procedure), {});
}

Result<RunOutcome> Rig::go(const procedure::Procedure& procedure, bool unattended)
{
    auto asked = request(procedure);
    asked.unattended = unattended;
    const auto setUp = prepare(asked, {});
    if (!setUp) {
        INFO(told(setUp.error()));
        REQUIRE(setUp.has_value());
    }
    return run(*setUp, &bench, std::nullopt, services(), control);
}

std::vector<journal::Event> Rig::events(const journal::StreamId& session)
{
    const auto read = writer->read(session);
    REQUIRE(read.has_value());
    return *read;
}

std::map<Digest, std::string> Rig::blobs()
{
    std::map<Digest, std::string> copy;
    const auto done = writer->ask([&](journal::EventStore&) -> Result<void> {
        copy = store->blobs();
        return {};
    });
    REQUIRE(done.has_value());
    return copy;
}

std::vector<std::string> verdictsOf(const SessionRecord& record)
{
    std::vector<std::string> list;
    for (const auto& point : record.points) {
        const auto* const attempt = point.counting();
        if (!attempt || !attempt->result) {
            list.push_back(point.point.id + " -");
            continue;
        }
        const auto& r = *attempt->result;
        list.push_back(point.point.id + " " + r.printedIndication + " " + r.printedError + " " + r.printedU + " " + r.printedK + " " +
                       r.printedMpe + " " + std::string(conformity::name(r.verdict)));
    }
    return list;
}

} // namespace cal::session::test
