// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cal::app {

/// Parses the command line and runs its verb, or opens the window when there is none. Returns the exit status.
int commandLine(int argc, char** argv);

} // namespace cal::app
