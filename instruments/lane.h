// SPDX-License-Identifier: GPL-3.0-or-later
// A lane: one worker thread that owns one session. Others hand it work and wait or keep a future; nobody else touches the session.
#pragma once

#include "instruments/session.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>

#include <semaphore.h>

namespace cal::instruments {

class Lane
{
public:
    Lane(ResourceName resource, SessionOptions options, Clock& clock);
    /// Ends the exchange that is going on, drops what waits (their callers get Cancelled) and joins the thread.
    ~Lane();
    Lane(const Lane&) = delete;
    Lane& operator=(const Lane&) = delete;

    /// Runs `work(Session&)`, which returns a Result, on the lane and waits for it. Allocates nothing: the work stands on the caller's
    /// stack until it is done.
    template <class Work>
    std::invoke_result_t<Work, Session&> call(Work&& work)
    {
        return run(std::forward<Work>(work), false);
    }
    /// The same, ahead of all that waits, and ends the exchange going on first: for the safe state.
    template <class Work>
    std::invoke_result_t<Work, Session&> urgent(Work&& work)
    {
        return run(std::forward<Work>(work), true);
    }
    /// Runs `work` some time later. `work` is kept until it has run.
    template <class Work>
    std::future<std::invoke_result_t<Work, Session&>> submit(Work work)
    {
        using Outcome = std::invoke_result_t<Work, Session&>;
        struct Kept final : Job {
            explicit Kept(Work w) : kept(std::move(w)) {}
            void execute(Session* session) override
            {
                // Freed at the end, when nobody refers to it any more.
                const std::unique_ptr<Kept> self(this);
                promise.set_value(session ? kept(*session) : Outcome(dropped()));
            }
            Work kept;
            std::promise<Outcome> promise;
        };
        auto job = std::make_unique<Kept>(std::move(work));
        auto future = job->promise.get_future();
        enqueue(job.release(), false);
        return future;
    }

    void setTraceSink(equipment::TraceSink* sink) { m_session.setTraceSink(sink); }

private:
    struct Job {
        virtual ~Job() = default;
        virtual void execute(Session* session) = 0; ///< null: the lane ends, the work is not done
    };

    template <class Work>
    std::invoke_result_t<Work, Session&> run(Work&& work, bool first)
    {
        using Outcome = std::invoke_result_t<Work, Session&>;
        struct Waited final : Job {
            explicit Waited(std::remove_reference_t<Work>& w) : kept(w) { ::sem_init(&done, 0, 0); }
            ~Waited() override { ::sem_destroy(&done); }
            void execute(Session* session) override
            {
                outcome.emplace(session ? kept(*session) : Outcome(dropped()));
                ::sem_post(&done); // unlike std::binary_semaphore, may be destroyed by whom it wakes
            }
            std::remove_reference_t<Work>& kept;
            std::optional<Outcome> outcome;
            ::sem_t done;
        };
        Waited job(work);
        enqueue(&job, first);
        while (::sem_wait(&job.done) != 0) { // a signal of the process may end the wait early
        }
        return std::move(*job.outcome);
    }

    static Error dropped();
    void enqueue(Job* job, bool first);
    void work();

    Session m_session;
    std::mutex m_guard; ///< of the queue only, never of the instrument
    std::condition_variable m_filled;
    std::deque<Job*> m_queue;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace cal::instruments
