// SPDX-License-Identifier: GPL-3.0-or-later
// Commands of a script to the bench.
#include "core/session/attempt_bench.h"

#include "core/session/fields.h"

#include <algorithm>
#include <deque>

namespace cal::session {

namespace {

Error noSuch(std::string_view place, const char* action)
{
    return {Errc::NotFound, "session.place-cannot", {{"place", std::string(place)}, {"action", action}}, {}};
}

/// Options come as texts from the script; `range` is a setting of its own, its text "auto" or a quantity.
Result<equipment::MeterSettings> settingsOf(const std::string& quantity, const std::map<std::string, std::string>& options)
{
    equipment::MeterSettings settings;
    settings.quantity = quantity;
    settings.options = options;
    if (const auto range = options.find("range"); range != options.end()) {
        settings.options.erase("range");
        if (range->second != "auto") {
            auto value = units::Quantity::parse(range->second);
            CAL_TRY(value);
            settings.range = std::move(*value);
        }
    }
    return settings;
}

/// Largest difference inside the window of the last readings.
double spread(const std::deque<double>& values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return *high - *low;
}

} // namespace

Result<equipment::Source*> AttemptBench::source(std::string_view place) const
{
    auto* const found = m_context.bench ? m_context.bench->source(place) : nullptr;
    if (!found)
        return noSuch(place, "source");
    return found;
}

Result<equipment::Meter*> AttemptBench::meter(std::string_view place) const
{
    auto* const found = m_context.bench ? m_context.bench->meter(place) : nullptr;
    if (!found)
        return noSuch(place, "measure");
    return found;
}

Result<void> AttemptBench::commanded(Command command)
{
    const auto all = m_context.takeExchanges();
    for (const auto& exchange : all)
        if (exchange.instrument == command.place)
            command.exchanges.push_back(exchange);
    CAL_TRY(m_context.recorder.append(InstrumentCommanded{m_point.id, m_attempt, std::move(command)}));
    m_context.show(all);
    return {};
}

Result<void> AttemptBench::configure(std::string_view place, const std::string& quantity, const std::map<std::string, std::string>& options,
                                     int line)
{
    CAL_TRY(m_context.checkpoint(m_point.id));
    const auto instrument = meter(place);
    CAL_TRY(instrument);
    const auto settings = settingsOf(quantity, options);
    CAL_TRY(settings);
    CAL_TRY((*instrument)->configure(*settings, m_context.stop()));
    Command command;
    command.place = place;
    command.action = "configure";
    command.quantity = quantity;
    command.options = options;
    command.line = line;
    return commanded(std::move(command));
}

Result<void> AttemptBench::set(std::string_view place, const std::string& quantity, const units::Quantity& value, int line)
{
    CAL_TRY(m_context.checkpoint(m_point.id));
    const auto instrument = source(place);
    CAL_TRY(instrument);
    CAL_TRY(m_context.beforeSet(std::string(place), quantity, value));
    CAL_TRY((*instrument)->set(quantity, value, m_context.stop()));
    Command command;
    command.place = place;
    command.action = "set";
    command.quantity = quantity;
    command.value = value;
    command.line = line;
    CAL_TRY(commanded(std::move(command)));
    m_context.afterSet();
    return {};
}

Result<void> AttemptBench::operate(std::string_view place, int line)
{
    CAL_TRY(m_context.checkpoint(m_point.id));
    const auto instrument = source(place);
    CAL_TRY(instrument);
    const std::string name(place);
    CAL_TRY(m_context.allowOutput(name));
    // The mark goes up before the energy: a command that times out may still have switched the output on.
    m_context.outputSwitched(name, true);
    CAL_TRY((*instrument)->operate(m_context.stop()));
    Command command;
    command.place = name;
    command.action = "operate";
    command.line = line;
    return commanded(std::move(command));
}

Result<void> AttemptBench::standby(std::string_view place, int line)
{
    CAL_TRY(m_context.checkpoint(m_point.id));
    const auto instrument = source(place);
    CAL_TRY(instrument);
    CAL_TRY((*instrument)->standby(m_context.stop()));
    Command command;
    command.place = place;
    command.action = "standby";
    command.line = line;
    CAL_TRY(commanded(std::move(command)));
    m_context.outputSwitched(std::string(place), false);
    return {};
}

Result<void> AttemptBench::settle(const Settling& settling, int line)
{
    (void)line; // nothing of settling counts, so nothing names the line
    const auto from = source(settling.source);
    CAL_TRY(from);
    const auto with = meter(settling.meter);
    CAL_TRY(with);
    using Steady = std::chrono::steady_clock;
    using Seconds = std::chrono::duration<double>;
    const double scale = m_context.timeScale() > 0 ? m_context.timeScale() : 1.0;
    // A fast bench still answers over a real socket: at least some real seconds pass before the time is up.
    constexpr Seconds kLeastReal{5.0};
    const Seconds allowed = std::max(Seconds(settling.timeout) / scale, std::min(Seconds(settling.timeout), kLeastReal));
    const auto began = Steady::now();
    std::deque<double> window;
    int overloads = 0;
    std::optional<Error> overload;
    for (;;) {
        CAL_TRY(m_context.checkpoint(m_point.id));
        const auto settled = (*from)->settled(m_context.stop());
        CAL_TRY(settled);
        auto sample = (*with)->read(m_context.stop());
        m_context.show(m_context.takeExchanges());
        const Seconds elapsed = Steady::now() - began;
        // What was seen on the way does not speak for the settled value, and how much of it is seen depends on chance.
        if (!*settled)
            window.clear();
        if (sample) {
            const auto* const scalar = std::get_if<equipment::Scalar>(&sample->value);
            if (!scalar)
                return Error{Errc::InvalidArgument,
                             "session.not-a-number",
                             {{"point", m_point.id}, {"quantity", "settling"}, {"text", printable(sample->rawReply)}},
                             {}};
            const units::Quantity value{scalar->number, scalar->unit};
            if (m_context.services.observer)
                m_context.services.observer->settling(m_point.id, elapsed.count() * scale, value);
            const auto same = value.in(settling.window.unit.isAbsoluteTemperature() ? scalar->unit : settling.window.unit);
            CAL_TRY(same);
            if (*settled)
                window.push_back(same->number.toDouble());
            if (window.size() > static_cast<std::size_t>(std::max(1, settling.count)))
                window.pop_front();
            overloads = 0;
            if (*settled && window.size() == static_cast<std::size_t>(std::max(1, settling.count)) &&
                spread(window) <= settling.window.number.toDouble())
                return {};
        } else if (sample.error().key == "instrument.overload") {
            // While the source is on its way an overload is no fault; from a settled source it will not go away.
            overload = sample.error();
            window.clear();
            if (*settled && ++overloads >= std::max(1, settling.count))
                return *overload;
        } else {
            return std::move(sample).error();
        }
        if (elapsed >= allowed) {
            if (overload && window.empty())
                return *overload;
            return Error{Errc::Timeout,
                         "session.not-settled",
                         {{"point", m_point.id},
                          {"seconds", std::to_string(std::chrono::duration_cast<std::chrono::seconds>(settling.timeout).count())},
                          {"window", settling.window.text()}},
                         {}};
        }
        if (!*settled)
            CAL_TRY(m_context.wait(std::chrono::milliseconds(50), m_point.id));
    }
}

int AttemptBench::nextIndex(const std::string& quantity) const
{
    return 1 +
           static_cast<int>(std::count_if(m_readings.begin(), m_readings.end(), [&](const Reading& r) { return r.quantity == quantity; }));
}

Result<units::Quantity> AttemptBench::journalReading(Reading reading)
{
    const auto* const scalar = std::get_if<equipment::Scalar>(&reading.value);
    if (!scalar)
        return Error{Errc::InvalidArgument,
                     "session.not-a-number",
                     {{"point", m_point.id}, {"quantity", reading.quantity}, {"text", printable(reading.rawReply)}},
                     {}};
    const units::Quantity value{scalar->number, scalar->unit};
    CAL_TRY(m_context.recorder.append(ReadingTaken{m_point.id, m_attempt, reading}));
    m_readings.push_back(std::move(reading));
    return value;
}

Result<units::Quantity> AttemptBench::read(std::string_view place, const std::string& quantity, int line)
{
    CAL_TRY(m_context.checkpoint(m_point.id));
    if (isTyped(place))
        return readTyped(place, quantity, line);
    const auto instrument = meter(place);
    CAL_TRY(instrument);
    auto indication = (*instrument)->read(m_context.stop());
    CAL_TRY(indication);
    Reading reading;
    reading.index = nextIndex(quantity);
    reading.quantity = quantity;
    reading.value = indication->value;
    reading.source = "driver";
    reading.instrument = place;
    reading.line = line;
    reading.takenAt = indication->takenAt;
    reading.rawReply = indication->rawReply;
    reading.exchanges = indication->exchanges;
    const auto all = m_context.takeExchanges();
    auto value = journalReading(std::move(reading));
    m_context.show(all); // after the reading is durable, also where it was not taken
    return value;
}

bool AttemptBench::isTyped(std::string_view place) const
{
    const auto& head = m_context.setUp.procedure.head;
    if (head.typed)
        return true;
    return std::any_of(head.needs.begin(), head.needs.end(),
                       [&](const auto& need) { return need.place == place && need.action == "typed"; });
}

Result<Reading> AttemptBench::typedReading(const std::string& text, bool twice, const std::string& quantity, int index, int line) const
{
    const auto refuse = [&](const std::string& unit) {
        return Error{Errc::InvalidArgument,
                     "session.typed-reading",
                     {{"point", m_point.id}, {"index", std::to_string(index)}, {"text", printable(text)}, {"unit", unit}},
                     {}};
    };
    const auto& unit = m_point.nominal.unit;
    equipment::Scalar scalar;
    if (const auto bare = Decimal::parse(text)) { // the sheet shows the unit beside the field
        scalar = {*bare, unit};
    } else {
        const auto parsed = units::Quantity::parse(text);
        if (!parsed || !parsed->unit.sameKindAs(unit))
            return refuse(unit.symbol());
        scalar = {parsed->number, parsed->unit};
    }
    Reading reading;
    reading.index = index;
    reading.quantity = quantity;
    reading.value = scalar;
    reading.source = "typed";
    reading.by = m_context.performer();
    reading.enteredTwice = twice;
    reading.line = line;
    reading.takenAt = m_context.services.clock.now();
    reading.rawReply = text;
    return reading;
}

Result<units::Quantity> AttemptBench::readTyped(std::string_view place, const std::string& quantity, int line)
{
    (void)place;
    const int index = nextIndex(quantity);
    if (m_context.typed) {
        const auto point = m_context.typed->readings.find(m_point.id);
        if (point != m_context.typed->readings.end()) {
            const auto texts = point->second.find(quantity);
            if (texts != point->second.end() && texts->second.size() >= static_cast<std::size_t>(index)) {
                auto reading =
                    typedReading(texts->second[static_cast<std::size_t>(index - 1)], m_context.typed->enteredTwice, quantity, index, line);
                CAL_TRY(reading);
                return journalReading(std::move(*reading));
            }
        }
    }
    for (;;) {
        const auto entry = m_context.askReading(m_point, quantity, index);
        CAL_TRY(entry);
        auto reading = typedReading(entry->text, entry->twice, quantity, index, line);
        if (reading)
            return journalReading(std::move(*reading));
        m_context.services.observer->answerRefused(reading.error());
    }
}

Result<void> AttemptBench::wait(std::chrono::milliseconds duration, int line)
{
    (void)line;
    return m_context.wait(duration, m_point.id);
}

Result<std::string> AttemptBench::prompt(const Text& text, const std::vector<std::string>& choices, int line)
{
    CAL_TRY(m_context.checkpoint(m_point.id));
    const auto answer = m_context.ask(text, choices);
    CAL_TRY(answer);
    CAL_TRY(m_context.recorder.append(PromptAnswered{m_point.id, text, choices, *answer, line}));
    return *answer;
}

Result<void> AttemptBench::note(const std::string& text, int line)
{
    CAL_TRY(m_context.checkpoint(m_point.id));
    return m_context.recorder.append(Noted{m_point.id, text, line});
}

} // namespace cal::session
