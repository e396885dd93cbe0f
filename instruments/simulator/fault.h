// SPDX-License-Identifier: GPL-3.0-or-later
// Faults on request: what a simulator does wrong on the wire, and when (the list is in instruments/simulator/README.md).
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace cal::instruments::simulator {

struct Fault {
    enum class Kind { Delay, Late, Drop, Split, Garbage, Half, Overload, NotANumber, WrongIdentity, Silent, ErrorQueue };
    Kind kind = Kind::Delay;
    std::optional<double> amount;  ///< seconds of delay and late, bytes of garbage
    std::optional<unsigned> after; ///< answers given before; absent: from the start, every time
    bool lasting = false;          ///< with `after`: from then on every time, not once

    /// "late", "delay=0.2", "drop@5" (once, after 5 answers), "silent@5+" (from then on).
    /// Errors: InvalidArgument "simulator.fault-unknown" {fault, known}.
    static Result<Fault> parse(std::string_view text);
};

/// The faults of one server, counted over all its connections.
class FaultPlan
{
public:
    explicit FaultPlan(const std::vector<Fault>& faults);
    /// Faults whose time has come.
    [[nodiscard]] std::vector<Fault> due();
    /// A fault of this kind took effect.
    void happened(Fault::Kind kind);
    /// An answer was due, whether it went out well or not.
    void answered();

private:
    struct Planned {
        Fault fault;
        bool over = false;
    };
    std::mutex m_guard;
    std::vector<Planned> m_faults;
    std::uint64_t m_answers = 0;
};

} // namespace cal::instruments::simulator
