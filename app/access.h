// SPDX-License-Identifier: GPL-3.0-or-later
// The people of a laboratory as this program meets them: whose password is asked, who acts, and the gate every act goes through.
#pragma once

#include "app/cli/output.h"
#include "app/laboratory_store.h"
#include "core/registry/people.h"

#include <functional>
#include <optional>
#include <string>

namespace cal::app {

/// @param by  "window", "command-line": where the acts come from
registry::Workplace workplaceOf(const session::Laboratory& laboratory, std::string by);

/// Works with the laboratory's people on the writer's thread.
class Staff
{
public:
    Staff(journal::Writer& writer, const registry::Kinds& kinds, registry::Workplace workplace, Clock& clock)
        : m_writer(writer), m_kinds(kinds), m_workplace(std::move(workplace)), m_clock(clock)
    {
    }

    template <class T>
    Result<T> ask(const std::function<Result<T>(registry::People&)>& question)
    {
        std::optional<Result<T>> answer;
        const auto asked = m_writer.ask([&](journal::EventStore& store) -> Result<void> {
            registry::People people(m_kinds, store, m_clock, m_workplace);
            answer = question(people);
            return {};
        });
        CAL_TRY(asked);
        return *std::move(answer);
    }
    Result<void> require(const registry::Act& act);
    /// Journals that what `person` wanted to run did not begin, and why. Errors: those of the store.
    Result<void> logRefusedRun(const session::Person& person, const procedure::Head& head, const Error& reason);
    /// Signs in, with texts in NFC; the work with the password is done on the calling thread. Errors: those of People::conclude.
    Result<registry::Entity> signIn(const std::string& name, const std::string& password, const std::optional<std::string>& chosen = {});

    [[nodiscard]] const registry::Workplace& workplace() const { return m_workplace; }

private:
    journal::Writer& m_writer;
    const registry::Kinds& m_kinds;
    registry::Workplace m_workplace;
    Clock& m_clock;
};

session::Person personOf(const registry::Entity& entity);

/// The person of an entity or a sign-in name for --as; a demonstration person needs no password, everybody else types one line, without
/// echo when standard input is a terminal. Errors: InvalidArgument "sign-in.no-password" when there is no line; those of signIn.
Result<session::Person> signInAs(Staff& staff, const std::string& as, const Output& output);

/// Who does a verb's `act` (its person is filled in): named by --as, or in the demonstration laboratory somebody who may. Refused when not
/// authorised. Errors: InvalidArgument "people.who"; those of signInAs and of the gate.
Result<session::Person> whoActs(Staff& staff, const std::optional<std::string>& as, registry::Act act, const Output& output);

/// One line that is not shown, in NFC. `question` is a message key. Errors: InvalidArgument "sign-in.no-password".
Result<std::string> readPassword(std::string_view question, const Output& output);

/// The act of performing a procedure, of an order item where there is one.
registry::Act performing(const session::Person& person, const procedure::Head& head,
                         const std::optional<session::OrderItem>& item = std::nullopt);

} // namespace cal::app
