// SPDX-License-Identifier: GPL-3.0-or-later
// A run in the terminal: a line per point on standard error; where a terminal is there, questions are asked on it.
#pragma once

#include "app/cli/output.h"
#include "core/session/runner.h"

#include <memory>
#include <string>
#include <thread>

namespace cal::app {

class TerminalObserver final : public session::RunObserver
{
public:
    /// @param interactive  a person sits at a terminal: questions are read from standard input
    TerminalObserver(const Output& output, session::RunControl& control, std::size_t points, bool interactive);
    ~TerminalObserver() override;

    [[nodiscard]] bool interactive() const override { return m_interactive; }
    void recorded(const journal::Event& event) override;
    void outputChanged(bool highVoltage, const std::string& text) override;
    void promptAsked(const Text& text, const std::vector<std::string>& choices) override;
    void readingAsked(const procedure::Point& point, const std::string& quantity, int index) override;
    void answerRefused(const Error& error) override;

private:
    /// Reads one line and hands it to `take`; on a thread of its own, because the engine waits for the answer in its own way.
    void ask(const std::string& question, std::function<void(const std::string&)> take);

    const Output& m_output;
    session::RunControl& m_control;
    std::size_t m_points;
    std::size_t m_judged = 0;
    bool m_interactive;
    std::string m_question; ///< of the reading asked last, asked again when the answer is refused
};

} // namespace cal::app
