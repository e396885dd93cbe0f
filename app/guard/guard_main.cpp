// SPDX-License-Identifier: GPL-3.0-or-later
// The guard process itself: no Qt, no store, nothing but its pipe and the instruments.
#include "app/guard/guard_process.h"

#include "core/base/json.h"
#include "instruments/safe_state.h"

#include <csignal>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace cal::app {

namespace {

struct WatchResult {
    bool reached = false;
    std::string detail;
};

WatchResult makeSafe(const Json& watch)
{
    std::vector<std::string> commands;
    for (const auto& command : watch["commands"].asArray())
        commands.push_back(command.asString());
    WatchResult result;
    // A calibrator that serves one client may still hold the dead engine's connection: three tries within the two seconds.
    for (int attempt = 0; attempt < 3 && !result.reached; ++attempt) {
        const auto sent = instruments::sendSafeState(watch["resource"].asString(), commands, std::chrono::milliseconds(600));
        result.reached = sent.has_value();
        result.detail = sent ? "commands sent and accepted" : sent.error().key + " " + sent.error().context;
    }
    return result;
}

} // namespace

int guardMain()
{
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGHUP, SIG_IGN);
    std::signal(SIGTERM, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    std::string order;
    if (!std::getline(std::cin, order))
        return 0; // the engine died before it had anything to watch
    const auto document = Json::parse(order);
    if (!document)
        return 3;
    std::string word;
    while (std::getline(std::cin, word))
        if (word == "done")
            return 0;

    // The pipe closed without a word: the engine is dead.
    SystemClock clock;
    bool allSafe = true;
    Json::Array lines;
    for (const auto& watch : (*document)["watches"].asArray()) {
        const auto result = makeSafe(watch);
        allSafe = allSafe && result.reached;
        lines.push_back(Json::Object{{"instrument", watch["instrument"]},
                                     {"resource", watch["resource"]},
                                     {"reached", result.reached},
                                     {"detail", result.detail},
                                     {"at", toRfc3339(clock.now().utc)}});
    }
    const auto path = (*document)["report"].asString();
    const auto text = Json(Json::Object{{"instruments", std::move(lines)}}).canonical();
    if (text && !path.empty()) {
        // Written beside and renamed, so that a reader never meets half a report.
        std::ofstream(path + ".part") << *text;
        std::rename((path + ".part").c_str(), path.c_str());
    }
    return allSafe ? 0 : 3;
}

} // namespace cal::app
