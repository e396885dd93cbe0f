// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/permission.h"

#include "core/registry/scope.h"

#include <algorithm>

namespace cal::registry {

namespace {

Error refused(const char* key, const Entity& person, const Act& act, std::vector<Arg> more = {})
{
    Error error{Errc::InvalidArgument, key, {{"person", person.text("login")}}, {}};
    if (!act.operation.empty()) {
        error.args.push_back({"operation", act.operation});
        error.args.push_back({"scope", act.scope.empty() ? "*" : act.scope});
    }
    error.args.insert(error.args.end(), more.begin(), more.end());
    return error;
}

/// Dates are ISO texts, so they compare as texts. An unknown end never ends, an unknown beginning has begun.
bool begun(const Entity& paper, const std::string& day)
{
    return paper.text("from") <= day;
}
bool over(const Entity& paper, const std::string& day)
{
    return !paper.text("to").empty() && paper.text("to") < day;
}

Result<void> authorised(const Act& act, const PersonFile& file, const std::string& day)
{
    std::string latestEnd, firstBegin;
    for (const auto& paper : file.authorisations) {
        if (paper.state != "valid" || paper.text("operation") != act.operation || !covers(paper.text("scope"), act.scope))
            continue;
        if (over(paper, day))
            latestEnd = std::max(latestEnd, paper.text("to"));
        else if (!begun(paper, day))
            firstBegin = firstBegin.empty() ? paper.text("from") : std::min(firstBegin, paper.text("from"));
        else
            return {};
    }
    if (!latestEnd.empty())
        return refused("access.expired", file.person, act, {{"to", latestEnd}});
    if (!firstBegin.empty())
        return refused("access.not-yet", file.person, act, {{"from", firstBegin}});
    return refused("access.not-authorised", file.person, act);
}

/// Rank of a registered metrologist's level; 0 for what is none (注册计量师职业资格制度规定 2019: 一级, 二级).
int rank(std::string_view level)
{
    return level == "level-1" ? 2 : level == "level-2" ? 1 : 0;
}

bool hasItem(const Entity& qualification, std::string_view scope)
{
    const auto& items = qualification.value("items").asArray();
    return std::any_of(items.begin(), items.end(), [&](const Json& row) { return covers(row["scope"].asString(), scope); });
}

Result<void> qualified(const Act& act, const PersonFile& file, const std::string& day)
{
    std::string latestEnd, bestLevel;
    // A level nobody knows is above everybody's: better a refusal than a guess.
    const int needed = act.requiredLevel.empty() ? 1 : rank(act.requiredLevel) == 0 ? 99 : rank(act.requiredLevel);
    for (const auto& paper : file.qualifications) {
        const auto level = paper.text("level");
        if (paper.state != "valid" || rank(level) == 0 || !hasItem(paper, act.scope) || !begun(paper, day))
            continue;
        if (over(paper, day))
            latestEnd = std::max(latestEnd, paper.text("to"));
        else if (rank(level) < needed)
            bestLevel = level;
        else
            return {};
    }
    if (!bestLevel.empty())
        return refused("access.level-too-low", file.person, act, {{"level", bestLevel}, {"required", act.requiredLevel}});
    if (!latestEnd.empty())
        return refused("access.qualification-expired", file.person, act, {{"to", latestEnd}});
    return refused("access.no-qualification", file.person, act);
}

Result<void> trained(const Act& act, const PersonFile& file, const Policy& policy, const std::string& day)
{
    if (act.operation != "perform" || !policy.trainingNeeded(act.scope))
        return {};
    const bool done = std::any_of(file.trainings.begin(), file.trainings.end(), [&](const Entity& training) {
        return training.state == "valid" && covers(training.text("scope"), act.scope) && begun(training, day) && !over(training, day);
    });
    return done ? Result<void>{} : refused("access.not-trained", file.person, act, {{"training", act.scope}});
}

Result<void> fourEyes(const Act& act, const Entity& person)
{
    const auto self = person.id.text();
    const bool reviews = act.operation == "check" || act.operation == "approve";
    if (reviews && act.performedBy == self)
        return refused("access.same-person", person, act, {{"first", "perform"}, {"second", act.operation}});
    if (act.operation == "approve" && act.checkedBy == self)
        return refused("access.same-person", person, act, {{"first", "check"}, {"second", act.operation}});
    return {};
}

} // namespace

Result<void> active(const Entity& person, const std::string& day)
{
    if (person.state != "active")
        return refused("access.person-not-active", person, {}, {{"state", person.state}});
    if (over(person, day))
        return refused("access.person-expired", person, {}, {{"to", person.text("to")}});
    return {};
}

Result<void> decide(const Act& act, const PersonFile& file, const Policy& policy, const Moment& moment)
{
    CAL_TRY(active(file.person, moment.day));
    if (file.credentials.locked(moment.now))
        return refused("access.locked", file.person, act, {{"until", toRfc3339(*file.credentials.lockedUntil)}});
    if (file.credentials.tooOld(moment.now, policy.passwordDays))
        return refused("access.password-too-old", file.person, act, {{"days", std::to_string(policy.passwordDays)}});
    CAL_TRY(authorised(act, file, moment.day));
    if (act.verification)
        CAL_TRY(qualified(act, file, moment.day));
    CAL_TRY(trained(act, file, policy, moment.day));
    return fourEyes(act, file.person);
}

} // namespace cal::registry
