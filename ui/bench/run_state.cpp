// SPDX-License-Identifier: GPL-3.0-or-later
// The run as the window sees it.
#include "ui/bench/run_state.h"

#include "core/session/session_events.h"

#include <algorithm>

namespace cal::ui {
namespace {

/// A body of the given type, or nothing: an event that a newer program wrote is shown by nobody, and journalled all the same.
template <class Body>
std::optional<Body> bodyOf(const journal::Event& event)
{
    if (event.type != Body::kType)
        return std::nullopt;
    auto body = Body::fromJson(event.body);
    return body ? std::optional<Body>(std::move(*body)) : std::nullopt;
}

std::optional<Decimal> inUnit(const equipment::ReadingValue& value, const units::Unit& unit)
{
    const auto* scalar = std::get_if<equipment::Scalar>(&value);
    if (!scalar)
        return std::nullopt;
    const auto converted = units::Quantity{scalar->number, scalar->unit}.in(unit);
    return converted ? std::optional(converted->number) : std::nullopt;
}

} // namespace

void RunState::begin(const session::SetUp& setUp)
{
    *this = RunState();
    m_setUp = setUp;
    m_points.reserve(setUp.procedure.points.size());
    for (const auto& point : setUp.procedure.points) {
        LivePoint live;
        live.point = point;
        live.limit = limitBefore(setUp, point);
        m_points.push_back(std::move(live));
    }
}

void RunState::begin(const session::SessionRecord& record)
{
    begin(record.setUp);
    m_stream = record.id;
    m_sealed = record.sealed;
    if (!record.environment.empty())
        m_environment = record.environment.back();
    if (!record.events.empty())
        m_lastSequence = record.events.back().seq;
    for (const auto& each : record.points) {
        if (!each.asFound.empty()) { // opened by an adjustment: the set-up does not know them
            LivePoint live;
            live.point = each.point;
            live.limit = limitBefore(record.setUp, each.point);
            m_points.push_back(std::move(live));
        }
        const int index = indexOf(each.point.id);
        if (index < 0 || each.attempts.empty())
            continue;
        const auto* counting = each.counting();
        settle(m_points[static_cast<std::size_t>(index)], counting ? *counting : each.attempts.back());
        m_points[static_cast<std::size_t>(index)].attempt = each.attempts.back().number;
        m_current = std::max(m_current, index);
    }
}

void RunState::settle(LivePoint& point, const session::Attempt& attempt)
{
    point.attempt = attempt.number;
    point.readings = attempt.readings;
    point.result = attempt.result;
    point.error = attempt.error;
    if (attempt.result)
        point.stage = LivePoint::Stage::Judged;
    else if (attempt.outcome == "failed")
        point.stage = LivePoint::Stage::Failed;
    else
        point.stage = LivePoint::Stage::Stopped;
}

bool RunState::apply(const journal::Event& event)
{
    m_stream = event.stream;
    if (event.seq <= m_lastSequence)
        return false; // told twice
    m_lastSequence = event.seq;
    const auto at = [this](const std::string& id) -> LivePoint* {
        const int index = indexOf(id);
        return index < 0 ? nullptr : &m_points[static_cast<std::size_t>(index)];
    };
    if (const auto started = bodyOf<session::PointStarted>(event)) {
        if (auto* point = at(started->point)) {
            point->stage = LivePoint::Stage::Running;
            point->attempt = started->attempt;
            point->readings.clear();
            point->result.reset();
            point->error.reset();
            m_current = indexOf(started->point);
            return true;
        }
    } else if (auto taken = bodyOf<session::ReadingTaken>(event)) {
        if (auto* point = at(taken->point)) {
            point->readings.push_back(std::move(taken->reading));
            return true;
        }
    } else if (const auto ended = bodyOf<session::AttemptEnded>(event)) {
        if (auto* point = at(ended->point); point && ended->outcome != "completed") {
            point->stage = ended->outcome == "failed" ? LivePoint::Stage::Failed : LivePoint::Stage::Stopped;
            point->error = ended->error;
            return true;
        }
    } else if (auto judged = bodyOf<session::PointJudged>(event)) {
        if (auto* point = at(judged->point)) {
            point->result = std::move(judged->result);
            point->stage = LivePoint::Stage::Judged;
            return true;
        }
    } else if (auto environment = bodyOf<session::EnvironmentRecorded>(event)) {
        m_environment = std::move(environment->environment);
        return true;
    } else if (event.type == session::Paused::kType) {
        m_paused = true;
        return true;
    } else if (event.type == session::Continued::kType) {
        m_paused = false;
        return true;
    } else if (event.type == session::Sealed::kType) {
        m_sealed = true;
        return true;
    }
    return false;
}

const LivePoint* RunState::point(std::string_view id) const
{
    const int index = indexOf(id);
    return index < 0 ? nullptr : &m_points[static_cast<std::size_t>(index)];
}

int RunState::indexOf(std::string_view id) const
{
    const auto found = std::find_if(m_points.begin(), m_points.end(), [&](const LivePoint& p) { return p.point.id == id; });
    return found == m_points.end() ? -1 : static_cast<int>(found - m_points.begin());
}

int RunState::judged() const
{
    return static_cast<int>(
        std::count_if(m_points.begin(), m_points.end(), [](const LivePoint& p) { return p.stage == LivePoint::Stage::Judged; }));
}

bool RunState::complete() const
{
    return !m_points.empty() && judged() == static_cast<int>(m_points.size());
}

LiveFigures figures(const LivePoint& point)
{
    LiveFigures result;
    Decimal sum;
    int count = 0, place = 0;
    for (const auto& reading : point.readings) {
        const auto number = inUnit(reading.value, point.point.nominal.unit);
        if (!number)
            continue;
        sum = sum + *number;
        place = count == 0 ? number->exponent() : std::min(place, number->exponent());
        result.last = *number;
        ++count;
    }
    if (count == 0)
        return result;
    result.places = std::max(0, -place);
    if (const auto mean = Decimal::fromDouble(sum.toDouble() / count)) {
        result.mean = mean->roundedTo(place - 1);
        // Nominal stands for the reference here: the exact reference comes with the verdict.
        result.error = (*result.mean - point.point.nominal.number).roundedTo(place);
    }
    return result;
}

std::optional<Decimal> limitBefore(const session::SetUp& setUp, const procedure::Point& point)
{
    const auto& head = setUp.procedure.head;
    if (head.mpe == "point" && point.mpe) {
        const auto limit = point.mpe->in(point.nominal.unit);
        return limit ? std::optional(limit->number) : std::nullopt;
    }
    if (head.mpe != "item-specification")
        return std::nullopt;
    const auto definition = setUp.definitions.find("item");
    if (definition == setUp.definitions.end())
        return std::nullopt;
    for (const auto& row : definition->second.capabilities) {
        const auto value = point.nominal.in(row.specification.unit);
        if (row.sources || !value || (!head.mpeInterval.empty() && row.specification.interval != head.mpeInterval))
            continue;
        if (point.range) {
            const auto range = point.range->in(row.specification.unit);
            if (!range || range->number != row.range)
                continue;
        } else if (value->number.abs() > row.high) {
            continue;
        }
        const auto limit = units::Quantity{row.specification.limitAt(value->number), row.specification.unit}.in(point.nominal.unit);
        if (limit)
            return limit->number;
    }
    return std::nullopt;
}

} // namespace cal::ui
