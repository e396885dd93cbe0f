// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/office.h"

namespace cal::app {

Result<void> Office::open(const std::optional<std::string>& store)
{
    auto writer = openWriter(store.value_or(defaultStorePath()), StoreUse::Existing, m_clock);
    CAL_TRY(writer);
    m_writer = *std::move(writer);
    auto founded = requireLaboratory(*m_writer);
    CAL_TRY(founded);
    m_founded = *std::move(founded);
    m_staff.emplace(*m_writer, m_catalogue.kinds, workplaceOf(laboratory(), "command-line"), m_clock);
    return {};
}

Result<void> Office::signIn(const std::optional<std::string>& as)
{
    if (!as)
        return Error{Errc::InvalidArgument, "people.who", {}, {}};
    auto person = signInAs(*m_staff, *as, m_output);
    CAL_TRY(person);
    m_person = *std::move(person);
    return {};
}

Result<void> Office::signInOrFirst(const std::optional<std::string>& as)
{
    const bool first = !as && laboratory().demonstration && !m_founded.people.empty();
    return signIn(first ? std::optional(m_founded.people.front().id) : as);
}

Result<void> Office::signInWhoMay(const std::optional<std::string>& as, const char* operation)
{
    registry::Act act;
    act.operation = operation;
    auto person = whoActs(*m_staff, as, act, m_output);
    CAL_TRY(person);
    m_person = *std::move(person);
    return {};
}

} // namespace cal::app
