// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of the session events and their JSON, version 1 where a body names no other. Measured numbers are texts; bytes are base64.
// One sample of every version is kept in tests/data/events/v<n> for ever.
#pragma once

#include "core/journal/event.h"
#include "core/journal/upcast.h"
#include "core/session/record.h"

namespace cal::session {

/// First event of a session: the whole set-up.
struct SetUpFrozen {
    static constexpr const char* kType = "session.set-up-frozen";
    static constexpr int kVersion = 2;
    SetUp setUp;
    [[nodiscard]] Json toJson() const;
    static Result<SetUpFrozen> fromJson(const Json& json);
};

struct EnvironmentRecorded {
    static constexpr const char* kType = "session.environment-recorded";
    Environment environment;
    [[nodiscard]] Json toJson() const;
    static Result<EnvironmentRecorded> fromJson(const Json& json);
};

/// A sample of the environment between two points (procedure::EnvironmentWatch).
struct EnvironmentSampled {
    static constexpr const char* kType = "session.environment-sampled";
    std::string point;       ///< the one that comes next
    Environment environment; ///< when: "during"
    bool held = false;       ///< outside the limits, and the run waits
    [[nodiscard]] Json toJson() const;
    static Result<EnvironmentSampled> fromJson(const Json& json);
};

/// A condition before the first point: met, or waived for a reason.
struct ConditioningChecked {
    static constexpr const char* kType = "session.conditioning-checked";
    std::string gate;         ///< "acclimation", "warm-up"
    int required = 0;         ///< minutes
    std::optional<int> found; ///< minutes; unknown when waived
    std::string waived;       ///< the reason; empty when met
    [[nodiscard]] Json toJson() const;
    static Result<ConditioningChecked> fromJson(const Json& json);
};

/// Somebody changed the item; the named points are opened again as left.
struct Adjusted {
    static constexpr const char* kType = "session.adjusted";
    std::string what, constants, reason; ///< constants: the old ones
    std::vector<std::string> points;     ///< ids as found
    [[nodiscard]] Json toJson() const;
    static Result<Adjusted> fromJson(const Json& json);
};
/// "10V+100%@as-left", after a second adjustment "10V+100%@as-left-2".
std::string asLeftId(const std::string& asFound, std::size_t adjustment);

struct PointStarted {
    static constexpr const char* kType = "session.point-started";
    std::string point;
    int attempt = 1;
    Text reason; ///< of a further attempt
    [[nodiscard]] Json toJson() const;
    static Result<PointStarted> fromJson(const Json& json);
};

/// A setting that a script made and the instrument took.
struct InstrumentCommanded {
    static constexpr const char* kType = "session.instrument-commanded";
    std::string point;
    int attempt = 1;
    Command command; ///< without event number and hash
    [[nodiscard]] Json toJson() const;
    static Result<InstrumentCommanded> fromJson(const Json& json);
};

struct ReadingTaken {
    static constexpr const char* kType = "session.reading-taken";
    std::string point;
    int attempt = 1;
    Reading reading; ///< without event number and hash
    [[nodiscard]] Json toJson() const;
    static Result<ReadingTaken> fromJson(const Json& json);
};

struct AttemptEnded {
    static constexpr const char* kType = "session.attempt-ended";
    std::string point;
    int attempt = 1;
    std::string outcome; ///< "completed", "failed", "stopped", "interrupted"
    std::optional<Error> error;
    std::optional<Digest> trace; ///< blob: canonical JSON lines of all exchanges of the attempt
    [[nodiscard]] Json toJson() const;
    static Result<AttemptEnded> fromJson(const Json& json);
};

struct PointJudged {
    static constexpr const char* kType = "session.point-judged";
    static constexpr int kVersion = 2;
    std::string point;
    int attempt = 1;
    PointResult result; ///< without event number and hash
    [[nodiscard]] Json toJson() const;
    static Result<PointJudged> fromJson(const Json& json);
};

struct SafeStateEntered {
    static constexpr const char* kType = "session.safe-state-entered";
    SafeStateEntry entry;
    [[nodiscard]] Json toJson() const;
    static Result<SafeStateEntered> fromJson(const Json& json);
};

struct Paused {
    static constexpr const char* kType = "session.paused";
    std::string point; ///< where; empty between points
    [[nodiscard]] Json toJson() const;
    static Result<Paused> fromJson(const Json& json);
};

struct Continued {
    static constexpr const char* kType = "session.continued";
    std::string point;
    [[nodiscard]] Json toJson() const;
    static Result<Continued> fromJson(const Json& json);
};

struct PromptAnswered {
    static constexpr const char* kType = "session.prompt-answered";
    std::string point;
    Text text;
    std::vector<std::string> choices;
    std::string answer;
    int line = 0;
    [[nodiscard]] Json toJson() const;
    static Result<PromptAnswered> fromJson(const Json& json);
};

struct Noted {
    static constexpr const char* kType = "session.noted";
    std::string point, text;
    int line = 0;
    [[nodiscard]] Json toJson() const;
    static Result<Noted> fromJson(const Json& json);
};

/// The workstation's clock shows an earlier time than when the event before was recorded.
struct ClockWentBack {
    static constexpr const char* kType = "session.clock-went-back";
    UtcTime from{}, to{};
    [[nodiscard]] Json toJson() const;
    static Result<ClockWentBack> fromJson(const Json& json);
};

struct HighVoltageConfirmed {
    static constexpr const char* kType = "session.high-voltage-confirmed";
    std::string place, value;
    bool unattended = false; ///< allowed by the set-up, not by a key press
    [[nodiscard]] Json toJson() const;
    static Result<HighVoltageConfirmed> fromJson(const Json& json);
};

/// The run ended before its last point; the session can be resumed.
struct Stopped {
    static constexpr const char* kType = "session.stopped";
    std::string by; ///< "person", "failure"
    std::optional<Error> error;
    [[nodiscard]] Json toJson() const;
    static Result<Stopped> fromJson(const Json& json);
};

struct Aborted {
    static constexpr const char* kType = "session.aborted";
    std::string point;
    [[nodiscard]] Json toJson() const;
    static Result<Aborted> fromJson(const Json& json);
};

/// What was checked before an unfinished session went on.
struct Resumed {
    static constexpr const char* kType = "session.resumed";
    Timestamp interruptedAfter; ///< time of the last event before the gap
    std::map<std::string, equipment::Identity> identities;
    struct StandardChecked {
        std::string place, certificate, validUntil;
    };
    std::vector<StandardChecked> standards;
    bool environmentWithin = true;
    std::string nextPoint; ///< settling is checked there: the point starts anew; empty: all points were judged
    std::string interruptedPoint;
    int interruptedAttempt = 0; ///< 0: none
    int savedReadings = 0;
    std::optional<Digest> savedTrace;
    [[nodiscard]] Json toJson() const;
    static Result<Resumed> fromJson(const Json& json);
};

struct Sealed {
    static constexpr const char* kType = "session.sealed";
    Digest head; ///< hash of the event before
    int points = 0;
    conformity::Verdict overall = conformity::Verdict::NotJudged;
    [[nodiscard]] Json toJson() const;
    static Result<Sealed> fromJson(const Json& json);
};

/// The event of a body, ready to append.
template <class Body>
journal::NewEvent newEvent(const Body& body)
{
    if constexpr (requires { Body::kVersion; })
        return {Body::kType, Body::kVersion, body.toJson()};
    else
        return {Body::kType, 1, body.toJson()};
}

/// The types above with their newest versions: for the store, which opens read-only when it meets a newer one, and for fold().
void knowSessionEvents(journal::Upcasters& upcasters);

Json identitiesJson(const std::map<std::string, equipment::Identity>& identities);
Result<std::map<std::string, equipment::Identity>> identitiesFromJson(const Json& json);

} // namespace cal::session
