// SPDX-License-Identifier: GPL-3.0-or-later
// A bench that writes down what a script asks for and answers from a list.
#pragma once

#include "core/procedure/lua_host.h"

#include <catch2/catch.hpp>

#include <functional>

namespace cal::procedure::test {

inline units::Quantity quantity(const std::string& text)
{
    auto parsed = units::Quantity::parse(text);
    INFO(text);
    REQUIRE(parsed);
    return *parsed;
}

class FakeBench final : public ScriptBench
{
public:
    std::vector<std::string> calls; ///< one line per call, line of the script first
    std::vector<std::string> notes;
    std::vector<std::string> answers{"10.00001 V"}; ///< readings, the last one repeats
    std::optional<Error> failure;                   ///< of the call whose name `failing` says
    std::string failing = "read";
    std::function<void()> onCall;

    Result<void> configure(std::string_view place, const std::string& quantityName, const std::map<std::string, std::string>& options,
                           int line) override
    {
        std::string all;
        for (const auto& [name, value] : options)
            all += " " + name + "=" + value;
        return done("configure", std::string(place) + " " + quantityName + all, line);
    }
    Result<void> set(std::string_view place, const std::string& quantityName, const units::Quantity& value, int line) override
    {
        return done("set", std::string(place) + " " + quantityName + " " + value.text(), line);
    }
    Result<void> operate(std::string_view place, int line) override { return done("operate", std::string(place), line); }
    Result<void> standby(std::string_view place, int line) override { return done("standby", std::string(place), line); }
    Result<void> settle(const Settling& settling, int line) override
    {
        return done("settle",
                    settling.source + " " + settling.meter + " " + settling.window.text() + " " + std::to_string(settling.count) + " " +
                        std::to_string(settling.timeout.count()),
                    line);
    }
    Result<units::Quantity> read(std::string_view place, const std::string& quantityName, int line) override
    {
        CAL_TRY(done("read", std::string(place) + " " + quantityName, line));
        const auto& text = answers[std::min(m_read++, answers.size() - 1)];
        return units::Quantity::parse(text);
    }
    Result<void> wait(std::chrono::milliseconds duration, int line) override
    {
        return done("wait", std::to_string(duration.count()), line);
    }
    Result<std::string> prompt(const Text& text, const std::vector<std::string>& choices, int line) override
    {
        std::string all;
        for (const auto& choice : choices)
            all += "|" + choice;
        CAL_TRY(done("prompt", text.zh + "/" + text.en + all, line));
        return choices.empty() ? std::string("ok") : choices.back();
    }
    Result<void> note(const std::string& text, int line) override
    {
        notes.push_back(text);
        return done("note", text, line);
    }

private:
    Result<void> done(const std::string& name, const std::string& rest, int line)
    {
        calls.push_back(std::to_string(line) + " " + name + " " + rest);
        if (onCall)
            onCall();
        if (failure && name == failing)
            return *failure;
        return {};
    }
    std::size_t m_read = 0;
};

inline Point tenVolts()
{
    Point point;
    point.id = "10V+100%";
    point.section = "as-found";
    point.nominal = quantity("10 V");
    point.range = quantity("10 V");
    point.readings = 3;
    point.columns = {{"window", "60 uV"}, {"id", "10V+100%"}};
    return point;
}

/// Runs the body of measure(point, bench).
inline Result<void> runBody(const std::string& body, FakeBench& bench, const ScriptLimits& limits = {}, std::stop_token stop = {})
{
    return measure("function measure(point, bench)\n" + body + "\nend\n", tenVolts(), bench, std::move(stop), limits);
}

/// The first note the body leaves; for asking what a script sees.
inline std::string noted(const std::string& body)
{
    FakeBench bench;
    const auto ran = runBody(body, bench);
    INFO(body << " " << (ran ? "" : ran.error().key + " " + std::string(ran.error().arg("reason"))));
    REQUIRE(ran);
    REQUIRE(!bench.notes.empty());
    return bench.notes.front();
}

inline Error failureOf(const std::string& body, const ScriptLimits& limits = {})
{
    FakeBench bench;
    const auto ran = runBody(body, bench, limits);
    INFO(body);
    REQUIRE(!ran);
    return ran.error();
}

} // namespace cal::procedure::test
