// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/guard/guard_process.h"

#include "core/base/ids.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
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

/// Runs in the forked child: only async-signal-safe calls. `failure` closes by itself when the program starts; else it carries errno.
[[noreturn]] void becomeGuard(int pipeEnd, int failure, const char* executable)
{
    ::setsid();
    const int null = ::open("/dev/null", O_RDWR);
    ::dup2(pipeEnd, STDIN_FILENO);
    ::dup2(null, STDOUT_FILENO);
    ::dup2(null, STDERR_FILENO);
    constexpr int kFailure = 3;
    if (failure != kFailure)
        ::dup3(failure, kFailure, O_CLOEXEC);
    ::close_range(kFailure + 1, ~0U, 0);
    // Signals a caller may have blocked or ignored must not reach the guard's own waits.
    ::signal(SIGPIPE, SIG_IGN);
    const char* const arguments[] = {executable, "guard", nullptr};
    ::execv(executable, const_cast<char* const*>(arguments));
    const int reason = errno;
    [[maybe_unused]] const auto told = ::write(kFailure, &reason, sizeof reason);
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

    int ends[2], failure[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return guardFailed("pipe");
    if (::pipe2(failure, O_CLOEXEC) != 0) {
        const auto error = guardFailed("pipe");
        ::close(ends[0]);
        ::close(ends[1]);
        return error;
    }
    const auto executable = m_executable.string();
    const pid_t child = ::fork();
    if (child == 0)
        becomeGuard(ends[0], failure[1], executable.c_str());
    const auto forked = guardFailed("fork");
    ::close(ends[0]);
    ::close(failure[1]);
    m_pipe = ends[1];
    m_child = child > 0 ? child : 0;
    // Waits until the guard's program runs, before an output is switched on; a missing program is noticed here.
    int reason = 0;
    const auto told = child > 0 ? ::read(failure[0], &reason, sizeof reason) : 0;
    ::close(failure[0]);
    if (child < 0 || told > 0) {
        errno = reason;
        const auto error = child < 0 ? forked : guardFailed("exec");
        disarm();
        return error;
    }
    if (!writeAll(m_pipe, *order + "\n")) {
        const auto error = guardFailed("write");
        disarm();
        return error;
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
