// SPDX-License-Identifier: GPL-3.0-or-later
// Looks after the store from a thread and a connection of its own: a check of years of events keeps neither a run nor the window waiting.
#pragma once

#include "app/engine/worker.h"
#include "core/journal/upkeep.h"

#include <string>

namespace cal::app {

class StoreUpkeep final : public journal::Upkeep
{
public:
    explicit StoreUpkeep(std::string location) : m_location(std::move(location)) {}

    [[nodiscard]] std::string location() const override { return m_location; }
    void check(CheckReply reply) override;
    void backup(const std::string& file, Reply reply) override;

private:
    std::string m_location;
    SystemClock m_clock;
    Worker m_thread; // last: its jobs use the members above
};

} // namespace cal::app
