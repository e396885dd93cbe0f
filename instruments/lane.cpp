// SPDX-License-Identifier: GPL-3.0-or-later
// The worker of a lane.
#include "instruments/lane.h"

namespace cal::instruments {

Lane::Lane(ResourceName resource, SessionOptions options, Clock& clock)
    : m_session(std::move(resource), std::move(options), clock), m_thread([this] { work(); })
{
}

Lane::~Lane()
{
    {
        const std::lock_guard lock(m_guard);
        m_ending = true;
    }
    m_session.interrupt();
    m_filled.notify_one();
    m_thread.join();
}

Error Lane::dropped()
{
    return {Errc::Cancelled, "cancelled", {}, {}};
}

void Lane::enqueue(Job* job, bool first)
{
    {
        const std::lock_guard lock(m_guard);
        if (!m_ending) {
            if (first) {
                m_queue.push_front(job);
                // Under the lock: what goes on now ends, and nothing else starts before the job that clears the interrupt.
                m_session.interrupt();
            } else {
                m_queue.push_back(job);
            }
            job = nullptr;
        }
    }
    if (job)
        job->execute(nullptr);
    else
        m_filled.notify_one();
}

void Lane::work()
{
    std::unique_lock lock(m_guard);
    for (;;) {
        m_filled.wait(lock, [this] { return m_ending || !m_queue.empty(); });
        if (m_queue.empty())
            return;
        Job* const job = m_queue.front();
        m_queue.pop_front();
        const bool ending = m_ending;
        lock.unlock();
        job->execute(ending ? nullptr : &m_session);
        lock.lock();
    }
}

} // namespace cal::instruments
