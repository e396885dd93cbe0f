// SPDX-License-Identifier: GPL-3.0-or-later
// One thread with a queue of jobs, in order. Destruction finishes the job in hand and drops the rest.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace cal::app {

class Worker
{
public:
    Worker() : m_thread([this](const std::stop_token& stop) { work(stop); }) {}
    ~Worker()
    {
        m_thread.request_stop();
        m_wake.notify_all();
    }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void post(std::function<void()> job)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_jobs.push_back(std::move(job));
        }
        m_wake.notify_one();
    }

private:
    void work(const std::stop_token& stop)
    {
        for (;;) {
            std::function<void()> job;
            {
                std::unique_lock lock(m_mutex);
                m_wake.wait(lock, [&] { return stop.stop_requested() || !m_jobs.empty(); });
                if (stop.stop_requested())
                    return;
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
            }
            job();
        }
    }

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<std::function<void()>> m_jobs;
    std::jthread m_thread; // last: starts when the rest is there
};

} // namespace cal::app
