// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/policy.h"

#include "core/registry/scope.h"

#include <algorithm>
#include <charconv>

namespace cal::registry {

namespace {

/// A whole number of the policy; a value that makes no sense leaves the default.
int number(const Json::Object& values, std::string_view key, int otherwise, int least, int most)
{
    const auto found = values.find(key);
    if (found == values.end())
        return otherwise;
    std::int64_t value = found->second.asInt(-1);
    if (const auto& text = found->second.asString(); !text.empty())
        std::from_chars(text.data(), text.data() + text.size(), value);
    return value >= least && value <= most ? static_cast<int>(value) : otherwise;
}

} // namespace

Policy Policy::fromValues(const Json::Object& values)
{
    Policy policy;
    policy.passwordLength = number(values, "password-length", policy.passwordLength, 1, 128);
    policy.passwordDays = number(values, "password-days", policy.passwordDays, 0, 3650);
    policy.passwordHistory = number(values, "password-history", policy.passwordHistory, 0, 50);
    policy.attempts = number(values, "attempts", policy.attempts, 0, 100);
    policy.lock = std::chrono::minutes(number(values, "lock-minutes", 15, 1, 100'000));
    policy.idle = std::chrono::minutes(number(values, "idle-minutes", 15, 0, 100'000));
    if (const auto training = values.find("training"); training != values.end()) {
        const auto& choice = training->second.asString();
        policy.training = choice == "every" ? Training::Every : choice == "listed" ? Training::Listed : Training::NotAsked;
    }
    if (const auto scopes = values.find("training-scopes"); scopes != values.end())
        for (const auto& row : scopes->second.asArray())
            policy.trainingScopes.push_back(row["scope"].asString());
    return policy;
}

bool Policy::trainingNeeded(std::string_view scope) const
{
    return training == Training::Every ||
           (training == Training::Listed &&
            std::any_of(trainingScopes.begin(), trainingScopes.end(), [&](const std::string& listed) { return covers(listed, scope); }));
}

Result<void> Policy::acceptable(std::string_view password, std::string_view login) const
{
    // Characters, not bytes: a Chinese pass phrase is as good as its length in characters.
    const auto characters =
        std::count_if(password.begin(), password.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    if (characters < passwordLength)
        return Error{Errc::InvalidArgument, "password.too-short", {{"least", std::to_string(passwordLength)}}, {}};
    if (password.size() > 1024)
        return Error{Errc::InvalidArgument, "password.too-long", {{"limit", "1024"}}, {}};
    if (!login.empty() && password.find(login) != std::string_view::npos)
        return Error{Errc::InvalidArgument, "password.is-name", {}, {}};
    return {};
}

} // namespace cal::registry
