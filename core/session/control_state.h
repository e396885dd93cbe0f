// SPDX-License-Identifier: GPL-3.0-or-later
// What a person has asked for and the run has not yet taken up. One mutex, one condition; the engine waits on it and nowhere else.
#pragma once

#include "core/session/runner.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>

namespace cal::session {

struct RunControl::State {
    struct Entry {
        std::string text;
        bool twice = false;
    };
    struct Retry {
        std::string point;
        Text reason;
    };

    std::mutex mutex;
    std::condition_variable changed;
    // all guarded by mutex
    bool paused = false;
    bool stopAfterPoint = false;
    bool hold = false;
    bool highVoltageConfirmed = false;
    std::stop_source aborting;
    std::deque<Retry> retries;
    std::optional<std::string> answer;
    std::optional<Entry> entry;

    [[nodiscard]] std::stop_token stopToken()
    {
        const std::lock_guard lock(mutex);
        return aborting.get_token();
    }
    [[nodiscard]] bool aborted()
    {
        const std::lock_guard lock(mutex);
        return aborting.stop_requested();
    }
    /// Ready for another run: what this one did not take up is void.
    void clear()
    {
        const std::lock_guard lock(mutex);
        paused = stopAfterPoint = hold = highVoltageConfirmed = false;
        aborting = std::stop_source{};
        retries.clear();
        answer.reset();
        entry.reset();
    }
};

} // namespace cal::session
