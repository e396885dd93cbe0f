// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress.h"

#include "core/session/session_events.h"

#include <iostream>

namespace cal::app {

TerminalObserver::TerminalObserver(const Output& output, session::RunControl& control, std::size_t points, bool interactive)
    : m_output(output), m_control(control), m_points(points), m_interactive(interactive)
{
}

TerminalObserver::~TerminalObserver() = default;

void TerminalObserver::recorded(const journal::Event& event)
{
    if (event.type == session::PointJudged::kType) {
        const auto judged = session::PointJudged::fromJson(event.body);
        if (!judged)
            return;
        const auto& result = judged->result;
        auto line = "[" + std::to_string(++m_judged) + "/" + std::to_string(m_points) + "] " + judged->point + "  " +
                    result.printedIndication + " " + result.unit + "  E = " + result.printedError + " " + result.unit +
                    "  U = " + result.printedU + " " + result.unit;
        if (result.verdict != conformity::Verdict::NotJudged)
            line += "  " + conformity::text(result.verdict).in(m_output.language());
        m_output.say(line);
    } else if (event.type == session::Resumed::kType) {
        m_output.say("run.resumed", {{"session", event.stream.text()}});
    }
}

void TerminalObserver::outputChanged(bool highVoltage, const std::string& text)
{
    if (highVoltage)
        m_output.say("run.high-voltage", {{"output", text}});
}

void TerminalObserver::ask(const std::string& question, std::function<void(const std::string&)> take)
{
    m_output.say(question);
    std::thread([take = std::move(take)] {
        std::string line;
        if (std::getline(std::cin, line))
            take(line);
    }).detach(); // blocked in a read of the terminal it cannot be joined; the process ends it
}

void TerminalObserver::promptAsked(const Text& text, const std::vector<std::string>& choices)
{
    if (!m_interactive)
        return;
    auto* control = &m_control;
    if (choices.size() == 1 && choices.front() == "confirm-high-voltage") {
        ask("⚡ " + text.in(m_output.language()) + " [Enter]", [control](const std::string&) { control->confirmHighVoltage(); });
        return;
    }
    std::string list;
    for (const auto& choice : choices)
        list += (list.empty() ? " [" : " / ") + choice;
    ask(text.in(m_output.language()) + (list.empty() ? " [Enter]" : list + "]"),
        [control, first = choices.empty() ? std::string() : choices.front()](const std::string& line) {
            control->answer(line.empty() ? first : line);
        });
}

void TerminalObserver::readingAsked(const procedure::Point& point, const std::string& quantity, int index)
{
    if (!m_interactive)
        return;
    auto* control = &m_control;
    m_question = point.id + "  " + quantity + " " + std::to_string(index) + ":";
    ask(m_question, [control](const std::string& line) { control->enterReading(line, false); });
}

void TerminalObserver::answerRefused(const Error& error)
{
    m_output.say(m_output.sentence(error));
}

} // namespace cal::app
