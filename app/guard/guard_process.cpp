// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/guard/guard_process.h"

#include "core/base/ids.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace cal::app {

namespace {

Error guardFailed(std::string_view step)
{
    return Error{Errc::StoreFailed, "guard.not-started", {{"step", std::string(step)}, {"reason", std::strerror(errno)}}, {}};
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// Runs in the forked child: only async-signal-safe calls.
[[noreturn]] void becomeGuard(int pipeEnd, const char* executable)
{
    ::setsid();
    const int null = ::open("/dev/null", O_RDWR);
    ::dup2(pipeEnd, STDIN_FILENO);
    ::dup2(null, STDOUT_FILENO);
    ::dup2(null, STDERR_FILENO);
    ::close_range(3, ~0U, 0);
    // Signals a caller may have blocked or ignored must not reach the guard's own waits.
    ::signal(SIGPIPE, SIG_IGN);
    const char* const arguments[] = {executable, "guard", nullptr};
    ::execv(executable, const_cast<char* const*>(arguments));
    ::_exit(127);
}

} // namespace

GuardProcess::GuardProcess(std::filesystem::path executable, std::filesystem::path reportPrefix)
    : m_executable(std::move(executable)), m_reportPrefix(std::move(reportPrefix))
{
}

GuardProcess::~GuardProcess()
{
    disarm();
}

Result<void> GuardProcess::arm(const std::vector<Watch>& watches)
{
    disarm();
    Json::Array list;
    for (const auto& watch : watches) {
        Json::Array commands(watch.commands.begin(), watch.commands.end());
        list.push_back(Json::Object{{"instrument", watch.instrument}, {"resource", watch.resource}, {"commands", std::move(commands)}});
    }
    SystemClock clock;
    const auto report = m_reportPrefix.string() + ".guard-" + IdMaker(clock).make().text() + ".json";
    auto order = Json(Json::Object{{"watches", std::move(list)}, {"report", report}}).canonical();
    CAL_TRY(order);

    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return guardFailed("pipe");
    const auto executable = m_executable.string();
    const pid_t child = ::fork();
    if (child < 0) {
        const auto error = guardFailed("fork");
        ::close(ends[0]);
        ::close(ends[1]);
        return error;
    }
    if (child == 0)
        becomeGuard(ends[0], executable.c_str());
    ::close(ends[0]);
    m_pipe = ends[1];
    m_child = child;
    if (!writeAll(m_pipe, *order + "\n")) {
        const auto error = guardFailed("write");
        disarm();
        return error;
    }
    // A guard that could not start (missing executable) is noticed now, before an output is switched on.
    int status = 0;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    if (::waitpid(m_child, &status, WNOHANG) == m_child) {
        m_child = 0;
        ::close(m_pipe);
        m_pipe = -1;
        errno = ECHILD;
        return guardFailed("exec");
    }
    return {};
}

void GuardProcess::disarm()
{
    if (m_pipe >= 0) {
        writeAll(m_pipe, "done\n");
        ::close(m_pipe);
        m_pipe = -1;
    }
    if (m_child > 0) {
        while (::waitpid(m_child, nullptr, 0) < 0 && errno == EINTR) {
        }
        m_child = 0;
    }
}

std::vector<session::SafeStateEntry> GuardProcess::takeReports()
{
    std::vector<session::SafeStateEntry> entries;
    std::error_code ignored;
    const auto prefix = m_reportPrefix.filename().string() + ".guard-";
    const auto folder = m_reportPrefix.has_parent_path() ? m_reportPrefix.parent_path() : std::filesystem::path(".");
    for (const auto& file : std::filesystem::directory_iterator(folder, ignored)) {
        const auto name = file.path().filename().string();
        if (name.rfind(prefix, 0) != 0 || file.path().extension() != ".json")
            continue;
        std::ifstream stream(file.path());
        std::ostringstream text;
        text << stream.rdbuf();
        const auto report = Json::parse(text.str());
        if (!report)
            continue; // still being written, or damaged: left for a person to look at
        for (const auto& line : (*report)["instruments"].asArray()) {
            session::SafeStateEntry entry;
            entry.instrument = line["instrument"].asString();
            entry.by = "guard";
            if (const auto at = parseRfc3339(line["at"].asString()))
                entry.at.utc = *at;
            entry.reached = line["reached"].asBool();
            entry.detail = line["detail"].asString();
            entries.push_back(std::move(entry));
        }
        std::filesystem::remove(file.path(), ignored);
    }
    return entries;
}

} // namespace cal::app
