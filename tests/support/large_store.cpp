// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/large_store.h"

#include "tests/support/trace_builder.h"

namespace cal::support {

namespace {

constexpr int kSessionsTogether = 20;

class GivenClock final : public Clock
{
public:
    UtcTime at{};
    Timestamp now() override { return {at, {}}; }
};

/// Errors of indication as shares of the limit of 0.0004 V: most conform, a few are near it, so that a found error moves some.
constexpr const char* kErrors[] = {"0.00008", "-0.00012", "0.00003", "0.00021", "-0.00027", "0.00035", "-0.00039", "0.00001"};

/// Builds the events of one session.
class SessionMaker
{
public:
    SessionMaker(const LargeStore& shape, const TraceBuilder& build) : m_shape(shape), m_build(build), m_standards(standardsOf(shape)) {}

    Result<std::vector<journal::Event>> make(int index)
    {
        const auto first = parseRfc3339(m_shape.firstDay + "T00:00:00Z");
        CAL_TRY(first);
        constexpr std::int64_t kFiveYears = 5LL * 365 * 24 * 3600;
        m_clock.at = *first + std::chrono::seconds(kFiveYears * index / m_shape.sessions);
        m_events.clear();
        m_stream = m_ids.make();
        m_prev = {};
        const auto& standard = m_standards[static_cast<std::size_t>(index % m_shape.standards)];
        const auto customer = "客户 " + std::to_string(index % m_shape.customers);
        CAL_TRY(add({session::SetUpFrozen::kType, 2, m_build.setUpBody(customer, "S" + std::to_string(index))}));
        for (int i = 0; i < m_shape.pointsEach; ++i) {
            TracedPoint point;
            point.point = "P" + std::to_string(i + 1);
            point.asset = standard;
            point.calibration = standard;
            point.value = std::to_string(i % 11);
            point.error = kErrors[static_cast<std::size_t>(index + i) % std::size(kErrors)];
            Json body = m_build.judgedBody(point);
            body["result"]["budget"] = Json();
            CAL_TRY(add({session::PointJudged::kType, 2, std::move(body)}));
        }
        CAL_TRY(add({session::Sealed::kType, 1, session::Sealed{m_prev, m_shape.pointsEach, conformity::Verdict::Pass}.toJson()}));
        return m_events;
    }

private:
    Result<void> add(const journal::NewEvent& draft)
    {
        m_clock.at += std::chrono::seconds(1);
        static const journal::Authorship kBy{"0192f3a4-0000-7000-8000-000000000001", "bench-1", "calbench"};
        auto event =
            journal::seal(draft, m_stream, static_cast<std::int64_t>(m_events.size()) + 1, m_prev, kBy, m_ids.make(), m_clock.now());
        CAL_TRY(event);
        m_prev = event->hash;
        m_events.push_back(*std::move(event));
        return {};
    }

    const LargeStore& m_shape;
    const TraceBuilder& m_build;
    std::vector<std::string> m_standards;
    GivenClock m_clock;
    IdMaker m_ids{m_clock, 42};
    journal::StreamId m_stream;
    Digest m_prev;
    std::vector<journal::Event> m_events;
};

} // namespace

std::vector<std::string> standardsOf(const LargeStore& shape)
{
    GivenClock clock;
    IdMaker ids(clock, 7);
    std::vector<std::string> list;
    for (int i = 0; i < shape.standards; ++i)
        list.push_back(ids.make().text());
    return list;
}

Result<void> fill(journal::EventStore& store, const LargeStore& shape)
{
    const TraceBuilder build;
    SessionMaker maker(shape, build);
    for (int index = 0; index < shape.sessions;) {
        std::vector<journal::Event> batch;
        for (int i = 0; i < kSessionsTogether && index < shape.sessions; ++i, ++index) {
            const auto events = maker.make(index);
            CAL_TRY(events);
            batch.insert(batch.end(), events->begin(), events->end());
        }
        CAL_TRY(store.appendSealed(batch));
    }
    return {};
}

} // namespace cal::support
