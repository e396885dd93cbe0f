// SPDX-License-Identifier: GPL-3.0-or-later
// The laboratory a verb works in: its store, its people, its day, and who acts.
#pragma once

#include "app/access.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace cal::app {

class Office
{
public:
    Office(const Catalogue& catalogue, const Output& output) : m_catalogue(catalogue), m_output(output) {}

    /// Opens the store of a laboratory that was founded; without a name the one at defaultStorePath().
    /// Errors: those of openWriter; InvalidArgument "run.no-laboratory".
    Result<void> open(const std::optional<std::string>& store);

    /// Who acts from here on, as one of three; before any of them nobody does. Errors: InvalidArgument "people.who"; those of signInAs.
    Result<void> signIn(const std::optional<std::string>& as); ///< named, always
    /// Named, or the first person of the demonstration laboratory.
    Result<void> signInOrFirst(const std::optional<std::string>& as);
    /// Named, or in the demonstration laboratory somebody who may; refused when not authorised for `operation`.
    Result<void> signInWhoMay(const std::optional<std::string>& as, const char* operation);

    /// On the store's thread, as the person signed in, through the gate.
    template <class T>
    Result<T> work(const std::function<Result<T>(registry::Registry&, registry::People&)>& task)
    {
        return m_staff->ask<T>([&](registry::People& people) -> Result<T> {
            registry::Registry registry(m_catalogue.kinds, people.store(), people, by(), m_clock);
            return task(registry, people);
        });
    }

    [[nodiscard]] const Catalogue& catalogue() const { return m_catalogue; }
    [[nodiscard]] const Output& output() const { return m_output; }
    [[nodiscard]] Clock& clock() { return m_clock; }
    [[nodiscard]] journal::Writer& writer() { return *m_writer; }
    [[nodiscard]] Staff& staff() { return *m_staff; }
    [[nodiscard]] const session::Laboratory& laboratory() const { return m_founded.laboratory; }
    [[nodiscard]] const session::Person& person() const { return m_person; } ///< empty: nobody signed in
    [[nodiscard]] journal::Authorship by() const { return {m_person.id, stationName(), programName()}; }
    [[nodiscard]] std::string today() { return toIso(civilDate(m_clock.now().utc, laboratory().offset)); } ///< ISO, there

private:
    const Catalogue& m_catalogue;
    const Output& m_output;
    SystemClock m_clock;
    std::unique_ptr<journal::Writer> m_writer;
    FoundedLaboratory m_founded;
    std::optional<Staff> m_staff;
    session::Person m_person;
};

} // namespace cal::app
