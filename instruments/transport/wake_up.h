// SPDX-License-Identifier: GPL-3.0-or-later
// A descriptor that other threads make readable, so that a poll() on a socket can be ended at once.
#pragma once

namespace cal::instruments {

class WakeUp
{
public:
    WakeUp();
    ~WakeUp();
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;

    void signal() noexcept; ///< from any thread, any number of times
    void clear() noexcept;
    [[nodiscard]] int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

} // namespace cal::instruments
