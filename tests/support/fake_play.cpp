// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_play.h"

#include "core/session/control_state.h"
#include "core/session/point_evaluation.h"

#include <cmath>
#include <cstdio>

namespace cal::test {

namespace {

/// As a 34401A prints it.
std::string reading(double volts)
{
    char text[32];
    std::snprintf(text, sizeof text, "%+.8E", volts);
    return text;
}

} // namespace

FakeEngine::Play::Play(FakeEngine& engine, session::SetUp setUp, std::vector<journal::Event> before, session::RunObserver* observer)
    : m_engine(engine), m_setUp(std::move(setUp)), m_observer(observer), m_events(std::move(before)), m_ids(m_clock)
{
    m_stream = m_events.empty() ? m_ids.make() : m_events.front().stream;
    if (m_events.empty()) {
        const std::lock_guard lock(m_engine.m_sessionMutex);
        m_engine.m_sessions.insert(m_engine.m_sessions.begin(), {m_stream, {}});
    }
}

session::RunOutcome FakeEngine::Play::play(std::size_t most, bool waits)
{
    m_waits = waits;
    const auto record = m_events.empty() ? session::SessionRecord{} : must(session::fold(m_events), "fold");
    if (m_events.empty())
        add(session::SetUpFrozen{m_setUp});
    else
        resumed(record);
    environment("start");
    std::size_t played = 0;
    auto end = session::RunOutcome::End::Finished;
    std::optional<Error> error;
    auto points = m_setUp.procedure.points;
    for (const auto& each : record.points) // opened by an adjustment
        if (!each.asFound.empty())
            points.push_back(each.point);
    for (const auto& point : points) {
        const auto* known = record.point(point.id);
        if (known && known->counting() && known->counting()->result)
            continue;
        if (played == most) {
            end = session::RunOutcome::End::StoppedByPerson;
            break;
        }
        const int attempt = known ? static_cast<int>(known->attempts.size()) + 1 : 1;
        if (auto done = measure(point, attempt, {}); !done) {
            error = done.error();
            end = error->code == Errc::Cancelled ? session::RunOutcome::End::Aborted : session::RunOutcome::End::PointFailed;
            break;
        }
        ++played;
        retryAsked();
        if (flag(&session::RunControl::State::stopAfterPoint)) {
            end = session::RunOutcome::End::StoppedByPerson;
            break;
        }
    }
    if (end == session::RunOutcome::End::Finished && flag(&session::RunControl::State::hold))
        end = session::RunOutcome::End::StoppedByPerson;
    output(false, "");
    add(session::SafeStateEntered{{"standard", "engine", m_clock.now(), true, {}}});
    if (end == session::RunOutcome::End::Finished) {
        environment("end");
        auto overall = conformity::Verdict::NotJudged;
        for (const auto& point : must(session::fold(m_events), "fold").points)
            if (const auto* attempt = point.counting(); attempt && attempt->result)
                overall = std::max(overall, attempt->result->verdict);
        add(session::Sealed{m_events.back().hash, static_cast<int>(points.size()), overall});
        if (m_engine.options.sealed)
            m_engine.options.sealed(must(session::fold(m_events), "fold"));
    } else {
        add(session::Stopped{end == session::RunOutcome::End::PointFailed ? "failure" : "person", error});
    }
    return {m_stream, end, end == session::RunOutcome::End::PointFailed ? error : std::nullopt, must(session::fold(m_events), "fold")};
}

bool FakeEngine::Play::flag(bool session::RunControl::State::*member)
{
    auto& state = m_engine.m_control.state();
    const std::lock_guard lock(state.mutex);
    return state.*member;
}

Result<void> FakeEngine::Play::checkpoint(const std::string& point)
{
    auto& state = m_engine.m_control.state();
    if (state.aborted())
        return Error{Errc::Cancelled, "cancelled", {}, {}};
    if (m_waits && flag(&session::RunControl::State::paused)) {
        add(session::Paused{point});
        std::unique_lock lock(state.mutex);
        state.changed.wait(lock, [&] { return !state.paused || state.aborting.stop_requested(); });
        lock.unlock();
        add(session::Continued{point});
    }
    return {};
}

void FakeEngine::Play::pass(std::chrono::microseconds time)
{
    if (m_waits)
        std::this_thread::sleep_for(time);
}

void FakeEngine::Play::output(bool high, const std::string& text)
{
    if (m_observer)
        m_observer->outputChanged(high, text);
}

equipment::Exchange FakeEngine::Play::say(const std::string& place, equipment::Exchange::Direction direction, const std::string& bytes)
{
    equipment::Exchange exchange{m_clock.now(), "TCPIP0::127.0.0.1::5025::SOCKET", place, direction, bytes, {}};
    if (m_observer)
        m_observer->exchanged(exchange);
    return exchange;
}

void FakeEngine::Play::environment(const std::string& when)
{
    session::Environment e;
    e.when = when;
    e.temperature = quantity(when == "end" ? "20.2 degC" : "20.1 degC");
    e.humidity = quantity("46.3 %");
    e.source = "instrument";
    e.simulated = true;
    e.at = m_clock.now();
    {
        const std::lock_guard lock(m_engine.m_mutex);
        m_engine.m_station.environment = e;
    }
    add(session::EnvironmentRecorded{e});
}

void FakeEngine::Play::resumed(const session::SessionRecord& record)
{
    session::Resumed body;
    body.interruptedAfter = m_events.back().at;
    body.identities = record.setUp.identities;
    for (const auto& point : record.points)
        if (body.nextPoint.empty() && (!point.counting() || !point.counting()->result))
            body.nextPoint = point.point.id;
    add(body);
}

Result<void> FakeEngine::Play::confirmHighVoltage(const procedure::Point& point)
{
    if (!m_waits || !m_engine.options.askHighVoltage || m_confirmed)
        return {};
    if (m_observer)
        m_observer->promptAsked({"即将输出高电压 " + point.nominal.text() + "，请确认接线安全后继续。",
                                 "High voltage is about to be applied: " + point.nominal.text() + ". Check the leads, then confirm."},
                                {"confirm-high-voltage"});
    auto& state = m_engine.m_control.state();
    std::unique_lock lock(state.mutex);
    state.changed.wait(lock, [&] { return state.highVoltageConfirmed || state.aborting.stop_requested(); });
    if (state.aborting.stop_requested())
        return Error{Errc::Cancelled, "cancelled", {}, {}};
    lock.unlock();
    m_confirmed = true;
    add(session::HighVoltageConfirmed{"standard", point.nominal.text(), false});
    return {};
}

void FakeEngine::Play::retryAsked()
{
    auto& state = m_engine.m_control.state();
    std::optional<session::RunControl::State::Retry> wanted;
    {
        const std::lock_guard lock(state.mutex);
        if (state.retries.empty())
            return;
        wanted = state.retries.front();
        state.retries.pop_front();
    }
    const auto record = must(session::fold(m_events), "fold");
    if (const auto* point = record.point(wanted->point))
        (void)measure(point->point, static_cast<int>(point->attempts.size()) + 1, wanted->reason);
}

Result<std::string> FakeEngine::Play::typed(const procedure::Point& point, int index)
{
    if (!m_waits)
        return point.nominal.text();
    if (m_observer)
        m_observer->readingAsked(point, "indication", index);
    auto& state = m_engine.m_control.state();
    std::unique_lock lock(state.mutex);
    state.changed.wait(lock, [&] { return state.entry || state.aborting.stop_requested(); });
    if (!state.entry)
        return Error{Errc::Cancelled, "cancelled", {}, {}};
    auto text = state.entry->text;
    state.entry.reset();
    return text;
}

Result<void> FakeEngine::Play::measure(const procedure::Point& point, int attempt, const Text& reason)
{
    using Direction = equipment::Exchange::Direction;
    add(session::PointStarted{point.id, attempt, reason});
    const auto ended = [&](const std::string& outcome, std::optional<Error> error) {
        add(session::AttemptEnded{point.id, attempt, outcome, error, {}});
    };
    const double nominal = point.nominal.si();
    const bool typedIn = m_setUp.procedure.head.typed;
    const bool high = !typedIn && std::abs(nominal) > 60;
    if (high)
        if (auto allowed = confirmHighVoltage(point); !allowed) {
            ended("stopped", {});
            return allowed;
        }
    std::mt19937_64 random(std::hash<std::string>{}(point.id) + static_cast<std::uint64_t>(attempt));
    std::normal_distribution<double> noise(0.0, 1.0);
    const double range = point.range ? std::abs(point.range->si()) : std::max(1.0, std::abs(nominal));
    // Believable: gain and offset errors at a third of the one-year specification, noise of some digits.
    double truth = nominal * (1 + 11e-6) - range * 1.2e-6;
    if (point.id == m_engine.options.wrongAt && attempt == 1)
        truth = nominal + range * 90e-6;
    const double sigma = range * 0.25e-6;
    if (!typedIn) {
        say("standard", Direction::Sent, "OUT " + point.nominal.text() + "; OPER\n");
        output(high, "standard " + point.nominal.text());
        for (int i = 0; i < m_engine.options.settleSamples; ++i) {
            if (auto go = checkpoint(point.id); !go) {
                ended("stopped", {});
                return go;
            }
            pass(m_engine.options.settleStep);
            const double seconds = 0.25 * i;
            const double value = truth - range * 4e-4 * std::exp(-seconds / 0.35) + sigma * noise(random);
            say("item", Direction::Sent, "READ?\n");
            say("item", Direction::Received, reading(value) + "\n");
            if (m_observer)
                m_observer->settling(point.id, seconds, {must(Decimal::parse(reading(value)), "settling"), point.nominal.unit});
        }
    }
    std::vector<session::Reading> readings;
    for (int i = 1; i <= point.readings; ++i) {
        if (auto go = checkpoint(point.id); !go) {
            ended("stopped", {});
            return go;
        }
        session::ReadingTaken body{point.id, attempt, {}};
        auto& r = body.reading;
        r.index = i;
        r.quantity = "indication";
        r.line = 14;
        if (typedIn) {
            auto text = typed(point, i);
            if (!text) {
                ended("stopped", {});
                return text.error();
            }
            const auto value = must(units::Quantity::parse(*text), *text);
            r.value = equipment::Scalar{value.number, value.unit};
            r.source = "typed";
            r.by = "metrologist-demo";
        } else {
            pass(m_engine.options.readStep);
            if (point.id == m_engine.options.failAt && attempt == 1 && i == 4) {
                const Error lost{Errc::Timeout, "instrument.timeout", {{"instrument", "item"}, {"command", "READ?"}, {"seconds", "5"}}, {}};
                ended("failed", lost);
                return lost;
            }
            for (std::size_t extra = 0; extra < m_engine.options.burst; ++extra) {
                say("item", Direction::Sent, "READ?\n");
                say("item", Direction::Received, reading(truth) + "\n");
                if (m_observer)
                    m_observer->settling(point.id, 3.0 + 0.001 * static_cast<double>(extra),
                                         {must(Decimal::parse(reading(truth)), "burst"), point.nominal.unit});
            }
            r.source = "driver";
            r.instrument = "item";
            r.exchanges.push_back(say("item", Direction::Sent, "READ?\n"));
            r.rawReply = reading(truth + sigma * noise(random));
            r.exchanges.push_back(say("item", Direction::Received, r.rawReply + "\n"));
            r.value = equipment::Scalar{must(Decimal::parse(r.rawReply), "reading"), must(units::Unit::parse("V"), "V")};
        }
        r.takenAt = m_clock.now();
        readings.push_back(r);
        add(body);
    }
    ended("completed", {});
    auto result = session::evaluatePoint(m_setUp, point, readings);
    if (!result)
        return result.error();
    add(session::PointJudged{point.id, attempt, *result});
    return {};
}

} // namespace cal::test
