// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/access.h"

#include "core/registry/access_log.h"

#include <QString>

#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace cal::app {

namespace {

/// Standard input without echo for the life of the object; does nothing when it is no terminal.
class HiddenInput
{
public:
    HiddenInput() : m_terminal(::tcgetattr(STDIN_FILENO, &m_before) == 0)
    {
        if (!m_terminal)
            return;
        auto hidden = m_before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    ~HiddenInput()
    {
        if (m_terminal)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    HiddenInput(const HiddenInput&) = delete;
    HiddenInput& operator=(const HiddenInput&) = delete;
    [[nodiscard]] bool terminal() const { return m_terminal; }

private:
    termios m_before{};
    bool m_terminal;
};

/// Keyboards compose the same character in two ways.
std::string composed(const std::string& text)
{
    return QString::fromStdString(text).normalized(QString::NormalizationForm_C).toStdString();
}

} // namespace

registry::Workplace workplaceOf(const session::Laboratory& laboratory, std::string by)
{
    registry::Workplace place;
    place.station = stationName();
    place.program = programName();
    place.offset = laboratory.offset;
    place.by = std::move(by);
    place.demonstration = laboratory.demonstration;
    return place;
}

Result<void> Staff::require(const registry::Act& act)
{
    return ask<void>([&](registry::People& people) { return people.require(act); });
}

Result<void> Staff::logRefusedRun(const session::Person& person, const procedure::Head& head, const Error& reason)
{
    auto act = performing(person, head);
    act.by = m_workplace.by;
    return m_writer.ask([&](journal::EventStore& store) {
        return registry::logRefusal(store, {person.id, m_workplace.station, m_workplace.program}, act, reason);
    });
}

Result<registry::Entity> Staff::signIn(const std::string& name, const std::string& password, const std::optional<std::string>& chosen)
{
    const auto challenge = ask<registry::Challenge>([&](registry::People& people) { return people.challenge(name); });
    CAL_TRY(challenge);
    const auto answer = registry::answer(*challenge, password, chosen);
    return ask<registry::Entity>([&](registry::People& people) { return people.conclude(*challenge, answer); });
}

session::Person personOf(const registry::Entity& entity)
{
    return {entity.id.text(), entity.value("name").asText()};
}

Result<std::string> readPassword(std::string_view question, const Output& output)
{
    std::string line;
    {
        const HiddenInput hidden;
        if (hidden.terminal())
            output.say(question, {});
        constexpr std::size_t kLongest = 4096; // a line that never ends is no password
        for (int c = std::cin.get(); c != '\n'; c = std::cin.get()) {
            if (c == std::char_traits<char>::eof()) {
                if (line.empty())
                    return Error{Errc::InvalidArgument, "sign-in.no-password", {}, {}};
                break;
            }
            if (line.size() < kLongest)
                line.push_back(static_cast<char>(c));
        }
    }
    if (!line.empty() && line.back() == '\r')
        line.pop_back();
    return composed(line);
}

Result<session::Person> signInAs(Staff& staff, const std::string& as, const Output& output)
{
    struct Found {
        std::string login;
        bool passwordless = false;
    };
    const auto found = staff.ask<Found>([&](registry::People& people) -> Result<Found> {
        const auto person = people.find(as);
        CAL_TRY(person);
        const auto login = *person ? (*person)->text("login") : as;
        const auto challenge = people.challenge(login);
        CAL_TRY(challenge);
        return Found{login, challenge->passwordless};
    });
    CAL_TRY(found);
    std::string password;
    if (!found->passwordless) {
        auto typed = readPassword("sign-in.ask-password", output);
        CAL_TRY(typed);
        password = *std::move(typed);
    }
    const auto entity = staff.signIn(found->login, password);
    registry::wipe(password);
    CAL_TRY(entity);
    return personOf(*entity);
}

Result<session::Person> whoActs(Staff& staff, const std::optional<std::string>& as, registry::Act act, const Output& output)
{
    auto name = as;
    if (!name && staff.workplace().demonstration) {
        const auto may =
            staff.ask<std::vector<registry::Entity>>([&](registry::People& people) { return people.authorised(act, people.moment().day); });
        CAL_TRY(may);
        if (!may->empty())
            name = may->front().text("login");
    }
    if (!name)
        return Error{Errc::InvalidArgument, "people.who", {}, {}};
    auto person = signInAs(staff, *name, output);
    CAL_TRY(person);
    act.person = person->id;
    CAL_TRY(staff.require(act));
    return person;
}

registry::Act performing(const session::Person& person, const procedure::Head& head, const std::optional<session::OrderItem>& item)
{
    registry::Act act;
    act.person = person.id;
    act.operation = "perform";
    act.scope = head.id;
    act.verification = head.mode == "verification" || (item && item->verification);
    act.item = item ? item->id : std::string();
    act.requiredLevel = head.requiredLevel;
    return act;
}

} // namespace cal::app
