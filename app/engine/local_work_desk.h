// SPDX-License-Identifier: GPL-3.0-or-later
// The work desk in this process: every question is a job for the engine's desk thread, which asks the writer's thread, behind the gate the
// verbs go through.
#pragma once

#include "app/access.h"
#include "app/engine/worker.h"
#include "core/session/work_desk.h"

namespace cal::app {

class LocalWorkDesk final : public session::WorkDesk
{
public:
    /// `person`: who is signed in, asked with every question. What is referred to outlives the desk.
    LocalWorkDesk(const Catalogue& catalogue, Staff& staff, const session::Laboratory& laboratory, Worker& thread,
                  std::function<std::string()> person)
        : m_catalogue(catalogue), m_staff(staff), m_laboratory(laboratory), m_thread(thread), m_person(std::move(person))
    {
    }

    void day(DayReply reply) override;
    void trace(const std::string& named, TraceReply reply) override;
    void receive(const registry::Receipt& receipt, ActReply reply) override;
    void agree(const std::string& item, const std::string& procedure, const std::string& pointSet, const std::string& due,
               const std::string& reason, ActReply reply) override;
    void assign(const std::string& item, const std::string& person, ActReply reply) override;
    void check(const std::string& item, ActReply reply) override;
    void approve(const std::string& item, ActReply reply) override;
    void handOver(const std::string& order, const std::vector<std::string>& items, const std::string& to, ActReply reply) override;
    void label(const std::string& named, FileReply reply) override;

private:
    /// What an answer is found with, on the writer's thread.
    struct Room {
        registry::People& people;
        registry::Registry& registry;
        registry::Orders& orders;
        const std::string& person;
        const std::string& day;
    };
    template <class T>
    void ask(std::function<Result<T>(Room)> question, std::function<void(Result<T>)> reply);
    void act(std::function<Result<registry::Entity>(Room)> what, ActReply reply);

    const Catalogue& m_catalogue;
    Staff& m_staff;
    const session::Laboratory& m_laboratory;
    Worker& m_thread;
    std::function<std::string()> m_person;
    SystemClock m_clock;
};

} // namespace cal::app
