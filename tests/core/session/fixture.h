// SPDX-License-Identifier: GPL-3.0-or-later
// Everything a run needs, in memory: bench, clock, journal, a person at the controls.
#pragma once

#include "core/session/runner.h"
#include "core/session/session_events.h"
#include "tests/support/fake_bench.h"
#include "tests/support/replay_store.h"

#include <functional>

namespace cal::session::test {

/// A procedure of the source tree.
procedure::Procedure shippedProcedure(const std::string& id);
/// dmm-dc-voltage with these points only and `readings` readings each.
procedure::Procedure dmmWith(const std::vector<std::string>& points, int readings);

Laboratory demonstrationLaboratory();
Item meterOnOrder();
std::vector<StandardUsed> calibratorOfTheLaboratory();

/// Keeps what it hears; answers through hooks.
class ListeningObserver final : public RunObserver
{
public:
    bool someoneThere = true;
    std::function<void(const journal::Event&)> onRecorded;
    std::function<void(const Text&, const std::vector<std::string>&)> onPrompt;
    std::function<void(const procedure::Point&, const std::string&, int)> onReading;
    std::vector<std::string> log; ///< "event <type>", "exchange <bytes>", "output <high> <text>", "settling", "prompt …", "refused <key>"

    [[nodiscard]] bool interactive() const override { return someoneThere; }
    void recorded(const journal::Event& event) override;
    void settling(const std::string& point, double seconds, const units::Quantity& value) override;
    void exchanged(const equipment::Exchange& exchange) override;
    void outputChanged(bool highVoltage, const std::string& text) override;
    void promptAsked(const Text& text, const std::vector<std::string>& choices) override;
    void readingAsked(const procedure::Point& point, const std::string& quantity, int index) override;
    void answerRefused(const Error& error) override;
    [[nodiscard]] int count(const std::string& entry) const;
};

class RememberingGuard final : public SafeStateGuard
{
public:
    std::vector<Watch> watches;
    int armed = 0, disarmed = 0;
    std::vector<SafeStateEntry> reports;
    Result<void> arm(const std::vector<Watch>& given) override
    {
        watches = given;
        ++armed;
        return {};
    }
    void disarm() override { ++disarmed; }
    std::vector<SafeStateEntry> takeReports() override { return std::exchange(reports, {}); }
};

struct Rig {
    explicit Rig(support::FakeBenchOptions options = {}, std::vector<journal::Event> events = {}, std::map<Digest, std::string> blobs = {});

    support::TickingClock clock;
    support::FakeBench bench;
    IdMaker ids;
    support::ReplayStore* store = nullptr; ///< lives on the writer's thread: look at it through writer->ask
    std::unique_ptr<journal::Writer> writer;
    ListeningObserver observer;
    RememberingGuard guard;
    RunControl control;

    RunServices services();
    PrepareRequest request(const procedure::Procedure& procedure);
    Result<SetUp> prepared(const procedure::Procedure& procedure);
    /// prepare and run; fails the test when prepare fails.
    Result<RunOutcome> go(const procedure::Procedure& procedure, bool unattended = true);
    std::vector<journal::Event> events(const journal::StreamId& session);
    std::map<Digest, std::string> blobs();
};

/// The point-judged results as one text per point: what two runs must agree in.
std::vector<std::string> verdictsOf(const SessionRecord& record);

/// "key context arg=value …", for INFO.
std::string told(const Error& error);

} // namespace cal::session::test
