// SPDX-License-Identifier: GPL-3.0-or-later
// The guard: a small process (the same executable, verb `guard`) that holds the safe-state commands and a pipe. When the engine dies,
// however it dies, the pipe closes and the guard sends them.
//
//   engine: arm()  ── fork, exec ──► guard: reads one JSON line (what to watch, where to leave word), then waits
//   engine: disarm() ── "done" ────► guard ends and leaves nothing
//   engine killed  ── pipe closes ─► guard connects to each resource, sends its commands, writes the report, ends
//
// The guard runs in its own session (setsid), so that a signal to the engine's process group does not reach it, and inherits no
// descriptor but its pipe.
#pragma once

#include "core/session/runner.h"

#include <filesystem>
#include <sys/types.h>

namespace cal::app {

class GuardProcess final : public session::SafeStateGuard
{
public:
    /// @param executable  this program; @param reports  folder and file-name prefix of reports: beside the store
    GuardProcess(std::filesystem::path executable, std::filesystem::path reportPrefix);
    ~GuardProcess() override;

    Result<void> arm(const std::vector<Watch>& watches) override;
    void disarm() override;
    std::vector<session::SafeStateEntry> takeReports() override;

    [[nodiscard]] pid_t processId() const { return m_child; } ///< 0 while disarmed

private:
    std::filesystem::path m_executable;
    std::filesystem::path m_reportPrefix;
    pid_t m_child = 0;
    int m_pipe = -1;
};

/// The guard's side: reads standard input until it closes. Exit status 0 when disarmed or every output was made safe, 3 otherwise.
int guardMain();

} // namespace cal::app
