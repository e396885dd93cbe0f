// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting, pausing, asking, environment.
#include "core/session/run_context.h"

#include "core/session/checks.h"

#include <algorithm>

namespace cal::session {

namespace {

Error cancelled()
{
    return {Errc::Cancelled, "cancelled", {}, {}};
}

} // namespace

RunContext::RunContext(const SetUp& setUp_, equipment::Bench* bench_, const std::optional<TypedEntries>& typed_, RunServices services_,
                       RunControl::State& control_, Recorder& recorder_)
    : setUp(setUp_), bench(bench_), typed(typed_), services(std::move(services_)), control(control_), recorder(recorder_)
{
    if (bench)
        bench->setTraceSink(&trace);
}

RunContext::~RunContext()
{
    if (m_touched)
        enterSafeState("engine");
    if (bench)
        bench->setTraceSink(nullptr);
}

double RunContext::timeScale() const
{
    return bench ? bench->timeScale() : 1.0;
}

std::string RunContext::performer() const
{
    return typed && !typed->by.empty() ? typed->by : setUp.performer.id;
}

bool RunContext::interactive() const
{
    return !setUp.unattended && services.observer && services.observer->interactive();
}

Result<void> RunContext::checkpoint(const std::string& point)
{
    bool paused = false;
    {
        const std::lock_guard lock(control.mutex);
        if (control.aborting.stop_requested())
            return cancelled();
        paused = control.paused;
    }
    if (!paused)
        return {};
    CAL_TRY(recorder.append(Paused{point}));
    {
        std::unique_lock lock(control.mutex);
        control.changed.wait(lock, [this] { return !control.paused || control.aborting.stop_requested(); });
        if (control.aborting.stop_requested())
            return cancelled();
    }
    return recorder.append(Continued{point});
}

Result<void> RunContext::wait(std::chrono::duration<double> duration, const std::string& point)
{
    using Steady = std::chrono::steady_clock;
    const double scale = timeScale();
    auto left = scale > 0 ? std::chrono::duration_cast<Steady::duration>(duration / scale) : Steady::duration::zero();
    CAL_TRY(checkpoint(point));
    while (left > Steady::duration::zero()) {
        const auto began = Steady::now();
        {
            std::unique_lock lock(control.mutex);
            control.changed.wait_for(lock, left, [this] { return control.paused || control.aborting.stop_requested(); });
        }
        left -= Steady::now() - began; // a pause stops this watch
        CAL_TRY(checkpoint(point));
    }
    return {};
}

std::vector<equipment::Exchange> RunContext::takeExchanges()
{
    return trace.takeNew();
}

void RunContext::show(const std::vector<equipment::Exchange>& exchanges)
{
    if (services.observer)
        for (const auto& exchange : exchanges)
            services.observer->exchanged(exchange);
}

Result<std::string> RunContext::ask(const Text& text, const std::vector<std::string>& choices)
{
    if (!interactive())
        return Error{Errc::InvalidArgument, "session.prompt-unattended", {{"question", text.zh + " / " + text.en}}, {}};
    for (;;) {
        {
            const std::lock_guard lock(control.mutex);
            control.answer.reset(); // an answer given before the question was meant for another one
        }
        services.observer->promptAsked(text, choices);
        std::string answer;
        {
            std::unique_lock lock(control.mutex);
            control.changed.wait(lock, [this] { return control.answer.has_value() || control.aborting.stop_requested(); });
            if (control.aborting.stop_requested())
                return cancelled();
            answer = *control.answer;
            control.answer.reset();
        }
        if (choices.empty() || std::find(choices.begin(), choices.end(), answer) != choices.end())
            return answer;
        services.observer->answerRefused({Errc::InvalidArgument, "session.unknown-choice", {{"answer", answer}}, {}});
    }
}

Result<RunControl::State::Entry> RunContext::askReading(const procedure::Point& point, const std::string& quantity, int index)
{
    if (!interactive())
        return Error{Errc::NotFound,
                     "session.no-typed-reading",
                     {{"point", point.id}, {"quantity", quantity}, {"index", std::to_string(index)}},
                     {}};
    {
        const std::lock_guard lock(control.mutex);
        control.entry.reset();
    }
    services.observer->readingAsked(point, quantity, index);
    std::unique_lock lock(control.mutex);
    control.changed.wait(lock, [this] { return control.entry.has_value() || control.aborting.stop_requested(); });
    if (control.aborting.stop_requested())
        return cancelled();
    auto entry = *control.entry;
    control.entry.reset();
    return entry;
}

Result<Environment> RunContext::typedEnvironment(const std::string& when)
{
    if (typed) {
        const auto& entry = when == "end" ? typed->end : typed->start;
        if (entry) {
            Environment environment = *entry;
            environment.when = when;
            return environment;
        }
    }
    if (!interactive())
        return Error{Errc::InvalidArgument, "session.no-environment-entry", {{"when", when}}, {}};
    for (;;) {
        const auto answer = ask(
            {"请输入现在的温度和相对湿度，例如 20.1 °C, 48 %", "Enter temperature and relative humidity now, for example 20.1 °C, 48 %"},
            {});
        CAL_TRY(answer);
        const auto comma = answer->find(',');
        const auto temperature = units::Quantity::parse(std::string_view(*answer).substr(0, comma));
        auto humidityText = comma == std::string::npos ? std::string{} : answer->substr(comma + 1);
        humidityText.erase(0, humidityText.find_first_not_of(' '));
        const auto humidity = units::Quantity::parse(humidityText);
        if (temperature && humidity) {
            Environment environment;
            environment.when = when;
            environment.source = "typed";
            environment.temperature = *temperature;
            environment.humidity = *humidity;
            if (withinLimits(environment, setUp.procedure.head.environment))
                return environment;
        }
        services.observer->answerRefused({Errc::InvalidArgument, "session.environment-entry", {{"text", *answer}}, {}});
    }
}

Result<Environment> RunContext::measureEnvironment(const std::string& when)
{
    Environment environment;
    if (auto* const sensor = bench ? bench->environment() : nullptr) {
        auto sample = sensor->sample(stop());
        if (!sample)
            return std::move(sample).error().within("environment");
        environment.when = when;
        environment.temperature = sample->temperature;
        environment.humidity = sample->humidity;
        environment.source = "instrument";
        environment.simulated = sensor->place().simulated;
        environment.at = sample->takenAt;
        environment.exchanges = std::move(sample->exchanges);
    } else {
        auto entered = typedEnvironment(when);
        CAL_TRY(entered);
        environment = std::move(*entered);
        environment.at = services.clock.now();
    }
    const auto within = withinLimits(environment, setUp.procedure.head.environment);
    CAL_TRY(within);
    environment.within = *within;
    return environment;
}

} // namespace cal::session
