// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/local_people_desk.h"

namespace cal::app {

Result<void> LocalPeopleDesk::give(const std::string& person, std::string& password)
{
    registry::Act act;
    act.person = m_person();
    act.operation = "administer";
    CAL_TRY(m_staff.require(act)); // before any work is done for somebody who may not
    const auto challenge = m_staff.ask<registry::Challenge>([&](registry::People& people) -> Result<registry::Challenge> {
        const auto file = people.file(person);
        CAL_TRY(file);
        return people.challenge(file->person.text("login"));
    });
    CAL_TRY(challenge);
    const auto encoded = registry::encodeChosen(*challenge, password);
    registry::wipe(password);
    CAL_TRY(encoded);
    return m_staff.ask<void>([&](registry::People& people) { return people.setPassword(*challenge->person, *encoded, act.person); });
}

void LocalPeopleDesk::setPassword(const std::string& person, std::string password, DoneReply reply)
{
    m_thread.post([this, person, password = std::move(password), reply = std::move(reply)]() mutable { reply(give(person, password)); });
}

void LocalPeopleDesk::unlock(const std::string& person, const std::string& reason, DoneReply reply)
{
    m_thread.post([this, person, reason, reply = std::move(reply)] {
        reply(m_staff.ask<void>([&](registry::People& people) { return people.unlock(person, reason, m_person()); }));
    });
}

void LocalPeopleDesk::policy(PolicyReply reply)
{
    m_thread.post([this, reply = std::move(reply)] {
        reply(m_staff.ask<registry::Policy>([](registry::People& people) { return people.policy(); }));
    });
}

void LocalPeopleDesk::rows(journal::RowQuery query, RowsReply reply)
{
    m_thread.post([this, query = std::move(query), reply = std::move(reply)] {
        reply(m_staff.ask<journal::RowPage>([&](registry::People& people) { return people.store().rows(query); }));
    });
}

} // namespace cal::app
