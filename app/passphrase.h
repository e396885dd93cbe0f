// SPDX-License-Identifier: GPL-3.0-or-later
// The passphrase of a key, for one act.
#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>

namespace cal::app {

/// The first line of `file`, or what is typed on the terminal without being shown. `prompt` is printed on standard error.
/// Errors: InvalidArgument "signing.no-passphrase" when there is neither file nor terminal; those of readFile.
Result<std::string> readPassphrase(const std::optional<std::string>& file, const std::string& prompt);

} // namespace cal::app
