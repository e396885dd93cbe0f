// SPDX-License-Identifier: GPL-3.0-or-later
// Folds the events of a session into its record.
//
// Invariants
//  1. The chain is whole (verifyChain) and the first event is the set-up.
//  2. Points as left are opened by session.adjusted and by nothing else.
//  3. A reading, a command, an end or a verdict belongs to the attempt that was started last at its point; anything else is a broken
//  record.
//  4. Nothing follows session.sealed.
#include "core/session/record.h"

#include "core/session/session_events.h"

#include <algorithm>

namespace cal::session {

namespace {

Error broken(std::int64_t seq, std::string reason)
{
    return {Errc::IntegrityViolation, "record.fold", {{"seq", std::to_string(seq)}, {"reason", std::move(reason)}}, {}};
}

/// A person's own words stand in the trail as they were given, in both languages.
std::string inBoth(const Text& text)
{
    return text.zh == text.en ? text.zh : text.zh + " / " + text.en;
}

const journal::Upcasters& upcasters()
{
    static const journal::Upcasters kUpcasters = [] {
        journal::Upcasters known;
        knowSessionEvents(known);
        return known;
    }();
    return kUpcasters;
}

class Folder
{
public:
    explicit Folder(SessionRecord& record) : m_record(record) {}

    Result<void> take(const journal::Event& event)
    {
        m_event = &event;
        if (m_record.sealed)
            return fail("event after the seal");
        auto done = dispatch();
        // An event of a newer program is not damage: it is said as what it is.
        if (done || done.error().key == "record.fold" || done.error().key == "journal.newer-event")
            return done;
        const Error& cause = done.error();
        std::string reason = cause.context.empty() ? cause.key : cause.context + ": " + cause.key;
        for (const auto& arg : cause.args)
            reason += " " + arg.name + "=" + arg.value;
        return fail(reason);
    }

private:
    [[nodiscard]] Error fail(const std::string& reason) const { return broken(m_event->seq, m_event->type + ": " + reason); }

    template <class Body>
    Result<void> with(Result<void> (Folder::*apply)(const Body&))
    {
        const auto json = upcasters().upcast(m_event->type, m_event->version, m_event->body);
        CAL_TRY(json);
        const auto body = Body::fromJson(*json);
        CAL_TRY(body);
        return (this->*apply)(*body);
    }

    Result<void> dispatch()
    {
        const std::string& type = m_event->type;
        if (m_event->seq == 1 && type != SetUpFrozen::kType)
            return fail("the first event is no set-up");
        if (type == SetUpFrozen::kType)
            return with<SetUpFrozen>(&Folder::setUp);
        if (type == EnvironmentRecorded::kType)
            return with<EnvironmentRecorded>(&Folder::environment);
        if (type == EnvironmentSampled::kType)
            return with<EnvironmentSampled>(&Folder::environmentSampled);
        if (type == ConditioningChecked::kType)
            return with<ConditioningChecked>(&Folder::conditioningChecked);
        if (type == PointStarted::kType)
            return with<PointStarted>(&Folder::pointStarted);
        if (type == InstrumentCommanded::kType)
            return with<InstrumentCommanded>(&Folder::commanded);
        if (type == Adjusted::kType)
            return with<Adjusted>(&Folder::adjusted);
        if (type == ReadingTaken::kType)
            return with<ReadingTaken>(&Folder::readingTaken);
        if (type == AttemptEnded::kType)
            return with<AttemptEnded>(&Folder::attemptEnded);
        if (type == PointJudged::kType)
            return with<PointJudged>(&Folder::pointJudged);
        if (type == SafeStateEntered::kType)
            return with<SafeStateEntered>(&Folder::safeState);
        if (type == Paused::kType)
            return with<Paused>(&Folder::paused);
        if (type == Continued::kType)
            return with<Continued>(&Folder::continued);
        if (type == PromptAnswered::kType)
            return with<PromptAnswered>(&Folder::promptAnswered);
        if (type == Noted::kType)
            return with<Noted>(&Folder::noted);
        if (type == ClockWentBack::kType)
            return with<ClockWentBack>(&Folder::clockWentBack);
        if (type == HighVoltageConfirmed::kType)
            return with<HighVoltageConfirmed>(&Folder::highVoltage);
        if (type == Stopped::kType)
            return with<Stopped>(&Folder::stopped);
        if (type == Aborted::kType)
            return with<Aborted>(&Folder::aborted);
        if (type == Resumed::kType)
            return with<Resumed>(&Folder::resumed);
        if (type == Sealed::kType)
            return with<Sealed>(&Folder::sealed);
        return Error{Errc::ParseError, "journal.newer-event", {{"type", type}, {"version", std::to_string(m_event->version)}}, {}};
    }

    void trail(std::string_view key, const std::vector<Arg>& args = {}) { m_record.trail.emplace_back(m_event->at, packTrail(key, args)); }

    PointRecord* pointNamed(const std::string& id)
    {
        for (auto& point : m_record.points)
            if (point.point.id == id)
                return &point;
        return nullptr;
    }

    /// The attempt an event speaks of: the last one of its point.
    Result<Attempt*> attemptOf(const std::string& point, int number)
    {
        auto* const record = pointNamed(point);
        if (!record || record->attempts.empty() || record->attempts.back().number != number)
            return fail("no attempt " + std::to_string(number) + " of point " + point + " has been started last");
        return &record->attempts.back();
    }

    Result<Attempt*> runningAttempt(const std::string& point, int number)
    {
        auto attempt = attemptOf(point, number);
        CAL_TRY(attempt);
        if ((*attempt)->outcome != "running")
            return fail("attempt " + std::to_string(number) + " of point " + point + " has ended");
        return attempt;
    }

    Result<void> setUp(const SetUpFrozen& body)
    {
        if (m_event->seq != 1)
            return fail("a second set-up");
        m_record.id = m_event->stream;
        m_record.setUp = body.setUp;
        m_record.title = body.setUp.procedure.head.id;
        m_record.started = m_event->at;
        for (const auto& point : body.setUp.procedure.points)
            m_record.points.push_back({point, {}, {}});
        return {};
    }

    /// Opens the points as left. As found must be whole by then: what an adjustment has changed cannot be found any more.
    Result<void> adjusted(const Adjusted& body)
    {
        if (!m_record.initial() && !m_record.complete())
            return fail("adjusted before every point as found was judged");
        const auto times = m_record.adjustments.size() + 1;
        std::vector<PointRecord> opened;
        for (const auto& id : body.points) {
            const auto* const asFound = pointNamed(id);
            if (!asFound || !asFound->asFound.empty())
                return fail("no point " + id);
            PointRecord point{asFound->point, id, {}};
            point.point.id = asLeftId(id, times);
            point.point.section = "as-left";
            if (pointNamed(point.point.id))
                return fail("point " + point.point.id + " twice");
            opened.push_back(std::move(point));
        }
        if (opened.empty())
            return fail("no points as left");
        m_record.points.insert(m_record.points.end(), opened.begin(), opened.end());
        m_record.adjustments.push_back({m_event->at, m_event->actor, body.what, body.constants, body.reason, body.points});
        trail("session.trail-adjusted",
              {{"by", m_event->actor}, {"what", body.what}, {"constants", body.constants}, {"reason", body.reason}});
        return {};
    }

    Result<void> environment(const EnvironmentRecorded& body)
    {
        m_record.environment.push_back(body.environment);
        if (!body.environment.within)
            trail("session.trail-environment-outside", {{"when", body.environment.when},
                                                        {"temperature", body.environment.temperature.text()},
                                                        {"humidity", body.environment.humidity.text()}});
        return {};
    }

    Result<void> environmentSampled(const EnvironmentSampled& body)
    {
        auto* const point = pointNamed(body.point);
        if (!point)
            return fail("no point " + body.point);
        m_record.samples.emplace_back(body.point, body.environment);
        if (!body.environment.within) {
            point->environmentOutside = point->environmentOutside || !body.held;
            trail(body.held ? "session.trail-environment-held" : "session.trail-environment-flagged",
                  {{"point", body.point},
                   {"temperature", body.environment.temperature.text()},
                   {"humidity", body.environment.humidity.text()}});
        }
        return {};
    }

    Result<void> conditioningChecked(const ConditioningChecked& body)
    {
        if (!body.waived.empty())
            trail("session.trail-conditioning-waived",
                  {{"gate", body.gate}, {"required", std::to_string(body.required)}, {"reason", body.waived}, {"by", m_event->actor}});
        else
            trail("session.trail-conditioning-met", {{"gate", body.gate},
                                                     {"required", std::to_string(body.required)},
                                                     {"found", body.found ? std::to_string(*body.found) : std::string("-")}});
        return {};
    }

    Result<void> pointStarted(const PointStarted& body)
    {
        auto* const point = pointNamed(body.point);
        if (!point)
            return fail("no point " + body.point);
        if (body.attempt != static_cast<int>(point->attempts.size()) + 1)
            return fail("attempt " + std::to_string(body.attempt) + " of point " + body.point + " out of order");
        for (const auto& other : m_record.points)
            if (!other.attempts.empty() && other.attempts.back().outcome == "running")
                return fail("point " + other.point.id + " is still running");
        Attempt attempt;
        attempt.number = body.attempt;
        attempt.reason = body.reason;
        attempt.outcome = "running";
        point->attempts.push_back(std::move(attempt));
        if (body.attempt > 1)
            trail("session.trail-retried",
                  {{"point", body.point}, {"attempt", std::to_string(body.attempt)}, {"reason", inBoth(body.reason)}});
        return {};
    }

    Result<void> commanded(const InstrumentCommanded& body)
    {
        const auto attempt = runningAttempt(body.point, body.attempt);
        CAL_TRY(attempt);
        Command command = body.command;
        command.eventSeq = m_event->seq;
        command.eventHash = m_event->hash;
        (*attempt)->commands.push_back(std::move(command));
        return {};
    }

    Result<void> readingTaken(const ReadingTaken& body)
    {
        const auto attempt = runningAttempt(body.point, body.attempt);
        CAL_TRY(attempt);
        auto& readings = (*attempt)->readings;
        const auto before =
            std::count_if(readings.begin(), readings.end(), [&](const Reading& r) { return r.quantity == body.reading.quantity; });
        if (body.reading.index != static_cast<int>(before) + 1)
            return fail("reading " + std::to_string(body.reading.index) + " of point " + body.point + " out of order");
        Reading reading = body.reading;
        reading.eventSeq = m_event->seq;
        reading.eventHash = m_event->hash;
        readings.push_back(std::move(reading));
        return {};
    }

    Result<void> attemptEnded(const AttemptEnded& body)
    {
        const auto attempt = runningAttempt(body.point, body.attempt);
        CAL_TRY(attempt);
        (*attempt)->outcome = body.outcome;
        (*attempt)->error = body.error;
        (*attempt)->traceDigest = body.trace;
        return {};
    }

    Result<void> pointJudged(const PointJudged& body)
    {
        const auto attempt = attemptOf(body.point, body.attempt);
        CAL_TRY(attempt);
        if ((*attempt)->outcome != "completed" || (*attempt)->result)
            return fail("attempt " + std::to_string(body.attempt) + " of point " + body.point + " cannot be judged now");
        PointResult result = body.result;
        result.eventSeq = m_event->seq;
        result.eventHash = m_event->hash;
        (*attempt)->result = std::move(result);
        return {};
    }

    Result<void> safeState(const SafeStateEntered& body)
    {
        m_record.safeStates.push_back(body.entry);
        return {};
    }

    Result<void> paused(const Paused& body)
    {
        trail("session.trail-paused", {{"point", body.point}});
        return {};
    }

    Result<void> continued(const Continued& body)
    {
        trail("session.trail-continued", {{"point", body.point}});
        return {};
    }

    Result<void> promptAnswered(const PromptAnswered& body)
    {
        trail("session.trail-prompt", {{"point", body.point}, {"question", inBoth(body.text)}, {"answer", body.answer}});
        return {};
    }

    Result<void> noted(const Noted& body)
    {
        trail("session.trail-note", {{"point", body.point}, {"text", body.text}});
        return {};
    }

    Result<void> clockWentBack(const ClockWentBack& body)
    {
        trail("session.trail-clock", {{"from", toRfc3339(body.from)}, {"to", toRfc3339(body.to)}});
        return {};
    }

    Result<void> highVoltage(const HighVoltageConfirmed& body)
    {
        trail(body.unattended ? "session.trail-high-voltage-unattended" : "session.trail-high-voltage",
              {{"place", body.place}, {"value", body.value}, {"by", m_event->actor}});
        return {};
    }

    Result<void> stopped(const Stopped& body)
    {
        trail(body.by == "person" ? "session.trail-stopped" : "session.trail-failed",
              {{"by", m_event->actor}, {"error", body.error ? body.error->key : std::string{}}});
        return {};
    }

    Result<void> aborted(const Aborted& body)
    {
        m_record.aborted = true;
        trail("session.trail-aborted", {{"point", body.point}, {"by", m_event->actor}});
        return {};
    }

    Result<void> resumed(const Resumed& body)
    {
        m_record.aborted = false;
        ++m_record.resumes;
        trail("session.trail-resumed", {{"after", toRfc3339(body.interruptedAfter.utc)}, {"point", body.nextPoint}});
        return {};
    }

    Result<void> sealed(const Sealed& body)
    {
        if (body.head != m_event->prev)
            return fail("the seal names another head");
        if (!m_record.complete())
            return fail("sealed before every point was judged");
        m_record.sealed = true;
        m_record.ended = m_event->at;
        return {};
    }

    SessionRecord& m_record;
    const journal::Event* m_event = nullptr;
};

} // namespace

const Attempt* PointRecord::counting() const
{
    for (auto attempt = attempts.rbegin(); attempt != attempts.rend(); ++attempt)
        if (attempt->outcome == "completed")
            return &*attempt;
    return nullptr;
}

bool SessionRecord::initial() const
{
    return setUp.orderItem && setUp.orderItem->kind == "initial";
}

bool SessionRecord::superseded(const PointRecord& point) const
{
    if (adjustments.empty())
        return false;
    // Points as left stand behind those they replace.
    const auto* const asFound = point.asFound.empty() ? &point.point.id : &point.asFound;
    for (auto later = points.rbegin(); later != points.rend() && &*later != &point; ++later)
        if (later->asFound == *asFound)
            return true;
    return false;
}

bool SessionRecord::needed(const PointRecord& point) const
{
    return !(initial() && superseded(point));
}

bool SessionRecord::complete() const
{
    return !points.empty() && std::all_of(points.begin(), points.end(), [this](const PointRecord& point) {
        const auto* const attempt = point.counting();
        return (attempt && attempt->result) || !needed(point);
    });
}

const PointRecord* SessionRecord::point(std::string_view pointId) const
{
    for (const auto& entry : points)
        if (entry.point.id == pointId)
            return &entry;
    return nullptr;
}

std::string packTrail(std::string_view key, const std::vector<Arg>& args)
{
    std::string entry(key);
    for (const auto& arg : args) {
        entry += "\t" + arg.name + "=";
        for (const char c : arg.value)
            entry += c == '\t' ? ' ' : c;
    }
    return entry;
}

std::pair<std::string, std::vector<Arg>> unpackTrail(std::string_view entry)
{
    std::pair<std::string, std::vector<Arg>> result;
    std::size_t from = 0;
    for (bool first = true; from <= entry.size(); first = false) {
        const auto tab = std::min(entry.find('\t', from), entry.size());
        const auto part = entry.substr(from, tab - from);
        if (first) {
            result.first = part;
        } else {
            const auto equals = part.find('=');
            result.second.push_back(
                {std::string(part.substr(0, equals)), equals == part.npos ? std::string{} : std::string(part.substr(equals + 1))});
        }
        from = tab + 1;
    }
    return result;
}

Result<SessionRecord> fold(const std::vector<journal::Event>& events)
{
    if (events.empty())
        return broken(0, "no events");
    CAL_TRY(journal::verifyChain(events));
    SessionRecord record;
    Folder folder(record);
    for (const auto& event : events)
        CAL_TRY(folder.take(event));
    for (const auto& point : record.points)
        if (const auto* const attempt = point.counting(); attempt && attempt->result && !record.superseded(point))
            record.overall = std::max(record.overall, attempt->result->verdict);
    if (!record.sealed)
        record.ended = events.back().at;
    record.events = events;
    record.head = events.back().hash;
    return record;
}

} // namespace cal::session
