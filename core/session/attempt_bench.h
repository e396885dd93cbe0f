// SPDX-License-Identifier: GPL-3.0-or-later
// The bench as the script of one attempt sees it: every call can be stopped and paused, and what counts is durable before it returns.
#pragma once

#include "core/procedure/script_bench.h"
#include "core/session/run_context.h"

namespace cal::session {

class AttemptBench final : public procedure::ScriptBench
{
public:
    AttemptBench(RunContext& context, const procedure::Point& point, int attempt) : m_context(context), m_point(point), m_attempt(attempt)
    {
    }

    Result<void> configure(std::string_view place, const std::string& quantity, const std::map<std::string, std::string>& options,
                           int line) override;
    Result<void> set(std::string_view place, const std::string& quantity, const units::Quantity& value, int line) override;
    Result<void> operate(std::string_view place, int line) override;
    Result<void> standby(std::string_view place, int line) override;
    Result<void> settle(const Settling& settling, int line) override;
    Result<units::Quantity> read(std::string_view place, const std::string& quantity, int line) override;
    Result<void> wait(std::chrono::milliseconds duration, int line) override;
    Result<std::string> prompt(const Text& text, const std::vector<std::string>& choices, int line) override;
    Result<void> note(const std::string& text, int line) override;

    [[nodiscard]] const std::vector<Reading>& readings() const { return m_readings; }

private:
    Result<equipment::Source*> source(std::string_view place) const;
    Result<equipment::Meter*> meter(std::string_view place) const;
    Result<void> commanded(Command command);
    Result<units::Quantity> journalReading(Reading reading);
    Result<units::Quantity> readTyped(std::string_view place, const std::string& quantity, int line);
    Result<Reading> typedReading(const std::string& text, bool twice, const std::string& quantity, int index, int line) const;
    [[nodiscard]] int nextIndex(const std::string& quantity) const;
    [[nodiscard]] bool isTyped(std::string_view place) const;

    RunContext& m_context;
    const procedure::Point& m_point;
    int m_attempt;
    std::vector<Reading> m_readings;
};

} // namespace cal::session
