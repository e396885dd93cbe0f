// SPDX-License-Identifier: GPL-3.0-or-later
// What a script may do to the bench. The runner implements it: every call is journalled or traced there, can be stopped, and obeys pause.
#pragma once

#include "core/base/result.h"
#include "core/procedure/procedure.h"
#include "core/units/quantity.h"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace cal::procedure {

class ScriptBench
{
public:
    virtual ~ScriptBench() = default;
    // `line` is the line of measure.lua that calls; it is kept with the reading.
    virtual Result<void> configure(std::string_view place, const std::string& quantity, const std::map<std::string, std::string>& options,
                                   int line) = 0;
    virtual Result<void> set(std::string_view place, const std::string& quantity, const units::Quantity& value, int line) = 0;
    virtual Result<void> operate(std::string_view place, int line) = 0;
    virtual Result<void> standby(std::string_view place, int line) = 0;
    /// Waits until the source says settled and the meter's last `count` readings lie within `window`; time-out is an error.
    struct Settling {
        std::string source = "standard", meter = "item";
        units::Quantity window;
        int count = 3;
        std::chrono::milliseconds timeout{30000};
    };
    virtual Result<void> settle(const Settling& settling, int line) = 0;
    /// Takes one reading that counts: journalled (durable) before this returns. On a typed procedure asks the person or the typed file.
    virtual Result<units::Quantity> read(std::string_view place, const std::string& quantity, int line) = 0;
    virtual Result<void> wait(std::chrono::milliseconds duration, int line) = 0;
    /// Asks a person; the answer is journalled. `choices` empty: acknowledge.
    virtual Result<std::string> prompt(const Text& text, const std::vector<std::string>& choices, int line) = 0;
    /// A remark for the session's trail.
    virtual Result<void> note(const std::string& text, int line) = 0;
};

} // namespace cal::procedure
