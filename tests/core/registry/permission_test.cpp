// SPDX-License-Identifier: GPL-3.0-or-later
// The decision: every reason to refuse, one row each, and the neighbour that is allowed.
#include "core/registry/permission.h"
#include "core/registry/scope.h"

#include <catch2/catch.hpp>

using namespace cal;
using namespace cal::registry;

namespace {

constexpr const char* kDay = "2026-11-23";

Entity entity(const char* kind, const char* state, Json::Object values, std::uint8_t number = 1)
{
    Entity made;
    made.kind = kind;
    made.state = state;
    made.values = std::move(values);
    made.id.bytes[15] = number;
    return made;
}

/// A metrologist who may do everything the tests ask for, today.
PersonFile capable()
{
    PersonFile file;
    file.person = entity("person", "active", {{"login", "zhangsan"}});
    for (const auto* operation : {"perform", "check", "approve"})
        file.authorisations.push_back(
            entity("authorisation", "valid", {{"operation", operation}, {"scope", "electrical.*"}, {"from", "2026-01-01"}, {"to", kDay}}));
    file.qualifications.push_back(entity(
        "qualification", "valid",
        {{"level", "level-1"}, {"from", "2022-01-01"}, {"to", kDay}, {"items", Json::Array{Json::Object{{"scope", "electrical.*"}}}}}));
    file.trainings.push_back(entity("training", "valid", {{"scope", "electrical.dc-voltage"}, {"from", "2026-01-05"}, {"to", kDay}}));
    return file;
}

struct Row {
    const char* what;
    const char* expected; ///< key; empty: allowed
    std::function<void(Act&, PersonFile&, Policy&, Moment&)> change;
};

} // namespace

TEST_CASE("scopes cover what they say", "[people][access]")
{
    CHECK(covers("*", "anything"));
    CHECK(covers("*", ""));
    CHECK(covers("electrical.*", "electrical.dc-voltage"));
    CHECK(covers("electrical.*", "electrical"));
    CHECK(covers("dmm-dc-voltage", "dmm-dc-voltage"));
    CHECK_FALSE(covers("electrical.*", "electricals"));
    CHECK_FALSE(covers("electrical.*", ""));
    CHECK_FALSE(covers("electrical.dc-voltage", "electrical.*"));
    CHECK_FALSE(covers("", ""));
    CHECK_FALSE(covers("", "mass"));
    CHECK_FALSE(covers(".*", "mass"));
}

TEST_CASE("refusals, one reason a row", "[people][access]")
{
    const std::vector<Row> rows = {
        {"everything in order", "", [](Act&, PersonFile&, Policy&, Moment&) {}},
        {"person left", "access.person-not-active", [](Act&, PersonFile& f, Policy&, Moment&) { f.person.state = "left"; }},
        {"person suspended", "access.person-not-active", [](Act&, PersonFile& f, Policy&, Moment&) { f.person.state = "suspended"; }},
        {"person until yesterday", "access.person-expired",
         [](Act&, PersonFile& f, Policy&, Moment&) { f.person.values["to"] = "2026-11-22"; }},
        {"person until today", "", [](Act&, PersonFile& f, Policy&, Moment&) { f.person.values["to"] = kDay; }},
        {"locked", "access.locked",
         [](Act&, PersonFile& f, Policy&, Moment& m) { f.credentials.lockedUntil = m.now + std::chrono::minutes(1); }},
        {"lock over", "", [](Act&, PersonFile& f, Policy&, Moment& m) { f.credentials.lockedUntil = m.now; }},
        {"password too old", "access.password-too-old",
         [](Act&, PersonFile& f, Policy& p, Moment& m) {
             f.credentials.encoded = "x";
             f.credentials.set = m.now - std::chrono::days(p.passwordDays) - std::chrono::seconds(1);
         }},
        {"passwords do not age here", "",
         [](Act&, PersonFile& f, Policy& p, Moment& m) {
             f.credentials.encoded = "x";
             f.credentials.set = m.now - std::chrono::days(2000);
             p.passwordDays = 0;
         }},
        {"item not authorised", "access.not-authorised", [](Act& a, PersonFile&, Policy&, Moment&) { a.scope = "mass.weights"; }},
        {"operation not authorised", "access.not-authorised", [](Act& a, PersonFile&, Policy&, Moment&) { a.operation = "administer"; }},
        {"no papers at all", "access.not-authorised", [](Act&, PersonFile& f, Policy&, Moment&) { f.authorisations.clear(); }},
        {"authorisation withdrawn", "access.not-authorised",
         [](Act&, PersonFile& f, Policy&, Moment&) { f.authorisations[0].state = "withdrawn"; }},
        {"authorisation suspended", "access.not-authorised",
         [](Act&, PersonFile& f, Policy&, Moment&) { f.authorisations[0].state = "suspended"; }},
        {"authorisation expired", "access.expired",
         [](Act&, PersonFile& f, Policy&, Moment&) { f.authorisations[0].values["to"] = "2026-11-22"; }},
        {"authorisation not yet", "access.not-yet",
         [](Act&, PersonFile& f, Policy&, Moment&) {
             f.authorisations[0].values["from"] = "2026-11-24";
             f.authorisations[0].values["to"] = "2027-11-24";
         }},
        {"expired, and a new one in force", "",
         [](Act&, PersonFile& f, Policy&, Moment&) {
             f.authorisations[0].values["to"] = "2026-11-22";
             f.authorisations.push_back(
                 entity("authorisation", "valid", {{"operation", "perform"}, {"scope", "electrical.dc-voltage"}, {"from", kDay}}));
         }},
        {"verification by a qualified person", "", [](Act& a, PersonFile&, Policy&, Moment&) { a.verification = true; }},
        {"verification without qualification", "access.no-qualification",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.verification = true;
             f.qualifications.clear();
         }},
        {"calibration needs none", "", [](Act&, PersonFile& f, Policy&, Moment&) { f.qualifications.clear(); }},
        {"qualification for another item", "access.no-qualification",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.verification = true;
             f.qualifications[0].values["items"] = Json::Array{Json::Object{{"scope", "mass"}}};
         }},
        {"another kind of qualification", "access.no-qualification",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.verification = true;
             f.qualifications[0].values["level"] = "other";
         }},
        {"qualification expired", "access.qualification-expired",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.verification = true;
             f.qualifications[0].values["to"] = "2026-11-22";
         }},
        {"level too low", "access.level-too-low",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.verification = true;
             a.requiredLevel = "level-1";
             f.qualifications[0].values["level"] = "level-2";
         }},
        {"level 2 is enough", "",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.verification = true;
             a.requiredLevel = "level-2";
             f.qualifications[0].values["level"] = "level-2";
         }},
        {"training asked for and there", "", [](Act&, PersonFile&, Policy& p, Moment&) { p.training = Policy::Training::Every; }},
        {"training missing", "access.not-trained",
         [](Act&, PersonFile& f, Policy& p, Moment&) {
             p.training = Policy::Training::Every;
             f.trainings.clear();
         }},
        {"training out of date", "access.not-trained",
         [](Act&, PersonFile& f, Policy& p, Moment&) {
             p.training = Policy::Training::Every;
             f.trainings[0].values["to"] = "2026-11-22";
         }},
        {"performer as checker", "access.same-person",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.operation = "check";
             a.performedBy = f.person.id.text();
         }},
        {"performer as approver", "access.same-person",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.operation = "approve";
             a.performedBy = f.person.id.text();
         }},
        {"checker as approver", "access.same-person",
         [](Act& a, PersonFile& f, Policy&, Moment&) {
             a.operation = "approve";
             a.checkedBy = f.person.id.text();
         }},
        {"another person checks", "",
         [](Act& a, PersonFile&, Policy&, Moment&) {
             a.operation = "check";
             a.performedBy = "0193f5a1-7c10-7000-8000-0000000000a1";
         }},
        {"an unknown level asked for", "access.level-too-low",
         [](Act& a, PersonFile&, Policy&, Moment&) {
             a.verification = true;
             a.requiredLevel = "level-9";
         }},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        Act act{"", "perform", "electrical.dc-voltage", false, {}, {}, {}, {}, "window"};
        auto file = capable();
        Policy policy;
        Moment moment{kDay, *parseRfc3339("2026-11-23T05:00:00Z")};
        row.change(act, file, policy, moment);
        const auto decided = decide(act, file, policy, moment);
        CHECK((decided ? std::string() : decided.error().key) == row.expected);
        if (!decided)
            CHECK(decided.error().arg("person") == "zhangsan");
    }
}

TEST_CASE("credentials are the fold of their events", "[people][credentials]")
{
    Credentials credentials;
    std::int64_t seq = 0;
    const auto start = *parseRfc3339("2026-11-23T05:00:00Z");
    const auto happen = [&](const char* type, Json::Object body, std::chrono::minutes after) {
        journal::Event event;
        event.type = type;
        event.seq = ++seq;
        event.body = std::move(body);
        event.at.utc = start + after;
        credentials.apply(event);
    };
    using std::chrono::minutes;
    happen("person.password-set", {{"encoded", "one"}, {"must-change", true}}, minutes(0));
    CHECK(credentials.mustChange);
    happen("person.password-set", {{"encoded", "two"}, {"must-change", false}}, minutes(1));
    CHECK_FALSE(credentials.mustChange);
    CHECK(credentials.former == std::vector<std::string>{"one"});
    happen("person.password-encoded-again", {{"encoded", "two, dearer"}}, minutes(2));
    CHECK(credentials.encoded == "two, dearer");
    CHECK(credentials.set == start + minutes(1)); // no younger for it
    for (int i = 0; i < 3; ++i)
        happen("person.sign-in-refused", {{"reason", "wrong-password"}}, minutes(3));
    happen("person.sign-in-refused", {{"reason", "access.locked"}}, minutes(3));
    CHECK(credentials.failures == 3);
    happen("person.locked", {{"until", "2026-11-23T05:20:00Z"}}, minutes(4));
    CHECK(credentials.locked(start + minutes(19)));
    CHECK_FALSE(credentials.locked(start + minutes(20)));
    happen("person.unlocked", {{"reason", "seen in person"}}, minutes(5));
    CHECK_FALSE(credentials.locked(start + minutes(6)));
    CHECK(credentials.failures == 0);
    happen("person.signed-in", {{"means", "password"}}, minutes(7));
    CHECK(credentials.lastSignIn == start + minutes(7));
    CHECK(credentials.seq == seq);
    happen("person.locked", Json::Object{{"until", "garbage"}}, minutes(8));
    CHECK_FALSE(credentials.locked(start + minutes(9)));
}
