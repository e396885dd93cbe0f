// SPDX-License-Identifier: GPL-3.0-or-later
// The safe state from outside: a connection of its own, the commands, and proof that they arrived. Needs no bench and no lane, so the guard
// process can do it when everything else is dead.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cal::instruments {

/// Connects to `resource`, sends `commands` in order and waits until the instrument has taken them: a command that ends in `?` must be
/// answered; without one, the end of the connection must be acknowledged or the link stay quiet. Takes no longer than `timeout`.
/// Errors: those of Session; `instrument` names it in them.
Result<void> sendSafeState(const std::string& resource, const std::vector<std::string>& commands, std::chrono::milliseconds timeout,
                           const std::string& instrument = {});

} // namespace cal::instruments
