// SPDX-License-Identifier: GPL-3.0-or-later
// The run as the window sees it: set-up plus the events that became durable so far. A plain value; what it keeps of a point is what the
// screen shows of it.
#pragma once

#include "core/session/record.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cal::ui {

/// One point of a run.
struct LivePoint {
    enum class Stage { Waiting, Running, Judged, Failed, Stopped };

    procedure::Point point;
    Stage stage = Stage::Waiting;
    int attempt = 0;                        ///< number of the present or last attempt; 0: none yet
    std::vector<session::Reading> readings; ///< of the present or last attempt
    std::optional<session::PointResult> result;
    std::optional<Error> error;   ///< why the last attempt failed
    std::optional<Decimal> limit; ///< MPEV in the nominal's unit, from the specification, before the verdict exists
};

/// Readings so far in the nominal's unit.
struct LiveFigures {
    std::optional<Decimal> last, mean, error; ///< exact; the mean to two places more than the readings
    int places = 0;                           ///< decimal places of the readings in the nominal's unit
};

class RunState
{
public:
    void begin(const session::SetUp& setUp);
    /// Goes on with what a record already holds.
    void begin(const session::SessionRecord& record);
    /// Takes one durable event; false when it changes nothing shown.
    bool apply(const journal::Event& event);

    [[nodiscard]] const session::SetUp& setUp() const { return m_setUp; }
    [[nodiscard]] const std::vector<LivePoint>& points() const { return m_points; }
    [[nodiscard]] const LivePoint* point(std::string_view id) const;
    [[nodiscard]] int indexOf(std::string_view id) const;
    [[nodiscard]] int current() const { return m_current; } ///< index of the point in hand; -1 before the first
    [[nodiscard]] bool paused() const { return m_paused; }
    [[nodiscard]] bool sealed() const { return m_sealed; }
    [[nodiscard]] int judged() const;
    [[nodiscard]] bool complete() const; ///< every point has its verdict
    [[nodiscard]] const std::optional<session::Environment>& environment() const { return m_environment; }
    [[nodiscard]] const std::optional<journal::StreamId>& stream() const { return m_stream; }
    [[nodiscard]] std::int64_t lastSequence() const { return m_lastSequence; }

private:
    void settle(LivePoint& point, const session::Attempt& attempt);

    session::SetUp m_setUp;
    std::vector<LivePoint> m_points;
    int m_current = -1;
    bool m_paused = false, m_sealed = false;
    std::optional<session::Environment> m_environment;
    std::optional<journal::StreamId> m_stream;
    std::int64_t m_lastSequence = 0;
};

/// Last, mean and error of the readings of a point.
LiveFigures figures(const LivePoint& point);
/// MPEV of a point in the nominal's unit from the frozen specification, where it can be known before measuring.
std::optional<Decimal> limitBefore(const session::SetUp& setUp, const procedure::Point& point);

} // namespace cal::ui
