// SPDX-License-Identifier: GPL-3.0-or-later
// The executable: a window, a command line, and the guard of its own runs.
#include "app/cli/command_line.h"
#include "app/guard/guard_process.h"

#include <csignal>
#include <cstring>

int main(int argc, char** argv)
{
    // The guard comes first: it must not load anything that could fail or take long.
    if (argc == 2 && std::strcmp(argv[1], "guard") == 0)
        return cal::app::guardMain();
    // A peer that closes its socket or pipe is an error result, not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    return cal::app::commandLine(argc, argv);
}
