// SPDX-License-Identifier: GPL-3.0-or-later
// The other process of the store's tests.
//   write STORE STREAM          appends for ever through the writer; says "seq hash" of each event once it is durable
//   race STORE STREAM COUNT     appends COUNT events, reading again after each Conflict; says "seq hash" of each, then "conflicts n"
//   fill STORE STREAM KIB       may make files of so many KiB; appends until it is refused, says "seq hash" of each and the key of the
//                               error
//   open STORE create|write|read   gives up root, opens and appends; says the key of the error or "ok"
#include "contract.h"
#include "core/journal/writer.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdlib>
#include <string>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace {

using cal::journal::EventStore;
using cal::journal::NewEvent;
using cal::storage::OpenMode;
using cal::storage::openStore;

const cal::journal::Authorship kBy{"child", "test", "calbench test"};

void say(const std::string& line)
{
    const std::string whole = line + "\n";
    if (::write(STDOUT_FILENO, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()))
        std::_Exit(9); // nobody listens any more
}

int fail(const cal::Error& error)
{
    std::string text = error.key;
    for (const auto& arg : error.args)
        text += " " + arg.name + "=" + arg.value;
    say(text);
    return 3;
}

std::vector<NewEvent> some(int count)
{
    return std::vector<NewEvent>(static_cast<std::size_t>(count), NewEvent{"test.counted", 1, cal::Json::Object{{"pid", int{::getpid()}}}});
}

int writeForEver(const std::string& path, const cal::Uuid& stream)
{
    cal::SystemClock clock;
    const cal::storage::StoreOptions options{.projections = storage_test::testProjections()};
    auto writer = cal::journal::Writer::start([&] { return openStore(path, OpenMode::Create, clock, options); });
    if (!writer)
        return fail(writer.error());
    for (int round = 0;; ++round) {
        std::vector<std::future<cal::Result<std::vector<cal::journal::Event>>>> waiting;
        for (int i = 0; i <= round % 3; ++i) // one alone, then groups
            waiting.push_back((*writer)->enqueue(stream, some(1 + round % 2), kBy));
        if (round % 5 == 0) {
            const auto digest = (*writer)->putBlob(std::string(2000, 'x') + std::to_string(round));
            if (!digest)
                return fail(digest.error());
        }
        for (auto& future : waiting) {
            const auto events = future.get();
            if (!events)
                return fail(events.error());
            for (const auto& event : *events)
                say(std::to_string(event.seq) + " " + event.hash.hex());
        }
    }
}

int race(const std::string& path, const cal::Uuid& stream, int count)
{
    cal::SystemClock clock;
    auto store = openStore(path, OpenMode::Create, clock);
    if (!store)
        return fail(store.error());
    int conflicts = 0;
    std::int64_t last = 0;
    for (int done = 0; done < count;) {
        const auto events = (*store)->append(stream, last, some(1), kBy);
        if (events) {
            last = events->back().seq;
            say(std::to_string(last) + " " + events->back().hash.hex());
            ++done;
            continue;
        }
        if (events.error().code != cal::Errc::Conflict)
            return fail(events.error());
        ++conflicts;
        last = std::stoll(std::string(events.error().arg("found")));
    }
    say("conflicts " + std::to_string(conflicts));
    return 0;
}

int fill(const std::string& path, const cal::Uuid& stream, rlim_t kib)
{
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{kib * 1024, kib * 1024};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0)
        return 9;
    cal::SystemClock clock;
    auto store = openStore(path, OpenMode::Create, clock);
    if (!store)
        return fail(store.error());
    for (std::int64_t last = 0;;) {
        const auto events = (*store)->append(stream, last, some(5), kBy);
        if (!events)
            return fail(events.error());
        last = events->back().seq;
        for (const auto& event : *events)
            say(std::to_string(event.seq) + " " + event.hash.hex());
    }
}

int openAsNobody(const std::string& path, const std::string& mode)
{
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && (::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)) // root may write everywhere
        return 9;
    cal::SystemClock clock;
    auto store = openStore(path, mode == "create" ? OpenMode::Create : mode == "write" ? OpenMode::ReadWrite : OpenMode::ReadOnly, clock);
    if (!store)
        return fail(store.error());
    const auto events = (*store)->tail(0, 1000);
    if (!events)
        return fail(events.error());
    say("ok " + std::to_string(events->size()));
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() < 3)
        return 2;
    const QCoreApplication application(argc, argv);
    if (arguments[0] == "open")
        return openAsNobody(arguments[1], arguments[2]);
    const auto stream = cal::Uuid::parse(arguments[2]);
    if (!stream)
        return 2;
    if (arguments[0] == "write")
        return writeForEver(arguments[1], *stream);
    if (arguments[0] == "fill" && arguments.size() == 4)
        return fill(arguments[1], *stream, std::strtoul(arguments[3].c_str(), nullptr, 10));
    if (arguments[0] == "race" && arguments.size() == 4)
        return race(arguments[1], *stream, std::atoi(arguments[3].c_str()));
    return 2;
}
