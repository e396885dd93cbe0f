// SPDX-License-Identifier: GPL-3.0-or-later
// The desk of people in this process: the work with passwords is done on the engine's desk thread, the writer's thread only reads and
// appends.
#pragma once

#include "app/access.h"
#include "app/engine/worker.h"
#include "core/registry/people_desk.h"

namespace cal::app {

class LocalPeopleDesk final : public registry::PeopleDesk
{
public:
    /// @param person  id of who is signed in, when the question is asked; empty: nobody
    LocalPeopleDesk(Staff& staff, Worker& thread, std::function<std::string()> person)
        : m_staff(staff), m_thread(thread), m_person(std::move(person))
    {
    }
    void setPassword(const std::string& person, std::string password, DoneReply reply) override;
    void unlock(const std::string& person, const std::string& reason, DoneReply reply) override;
    void policy(PolicyReply reply) override;
    void rows(journal::RowQuery query, RowsReply reply) override;

private:
    Result<void> give(const std::string& person, std::string& password);

    Staff& m_staff;
    Worker& m_thread;
    std::function<std::string()> m_person;
};

} // namespace cal::app
