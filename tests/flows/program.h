// SPDX-License-Identifier: GPL-3.0-or-later
// The real executable as a child process, and the store it wrote, for the flow tests.
#pragma once

#include "core/journal/event_store.h"
#include "core/session/record.h"

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <string>
#include <vector>

namespace cal::test {

struct ProgramResult {
    int status = -1;
    std::string out, err;
};

/// Runs `calbench ARGS` to its end (or kills it after `seconds` and reports −1).
ProgramResult runProgram(const QStringList& arguments, int seconds = 120, const std::string& input = {});

/// A `calbench` that goes on until it is killed or stopped: a simulator, or a run to be killed.
class RunningProgram
{
public:
    explicit RunningProgram(const QStringList& arguments);
    ~RunningProgram(); ///< SIGTERM, then SIGKILL
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    /// Waits until standard output or error shows `text`.
    bool waitForText(const std::string& text, int milliseconds = 5000);
    /// Waits for the end; the exit status, −1 while it still runs, −9 when a signal ended it.
    int waitForEnd(int milliseconds);
    void kill() { m_process.kill(); }           ///< SIGKILL
    void terminate() { m_process.terminate(); } ///< SIGTERM
    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    QProcess m_process;
    std::string m_text;
};

/// Two free TCP ports or more on 127.0.0.1, found by binding them for a moment.
std::vector<int> freePorts(int count);

/// Writes a bench for `calbench simulate` and one for `calbench run` that reaches it by sockets. `timeScale` 0: no waiting.
struct SocketBench {
    QString serveFile, runFile;
    std::vector<int> ports; ///< standard, item, environment
};
SocketBench socketBench(const QTemporaryDir& folder, double timeScale);

/// Events of the newest session in a store; opened read-only. Fails the test when the store cannot be read.
std::vector<journal::Event> sessionEvents(const std::string& store);
/// Exact contents of the reading events among them, in order.
std::vector<std::string> readingContents(const std::vector<journal::Event>& events);

/// One question to a socket instrument by a connection of its own, as a second client would ask.
std::string askSocket(int port, const std::string& command);

} // namespace cal::test
