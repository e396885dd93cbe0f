// SPDX-License-Identifier: GPL-3.0-or-later
// People over a store: signing in, passwords, locks, the gate and its log.
#include "tests/core/registry/people_support.h"

#include <thread>

using namespace cal;
using namespace cal::registry;
using namespace cal::registry::test;

namespace {

constexpr const char* kGood = "correct horse battery";

Act perform(const Entity& who, const char* scope = "electrical.dc-voltage")
{
    Act act;
    act.person = who.id.text();
    act.operation = "perform";
    act.scope = scope;
    return act;
}

} // namespace

TEST_CASE("the founder's password is the first, and there is no second first one", "[people]")
{
    SmallLaboratory f;
    CHECK(keyOf(f.people.firstPassword("wangwu", "short")) == "password.too-short");
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    CHECK(keyOf(f.people.firstPassword("zhangsan", kGood)) == "password.not-first");
    const auto in = f.people.signIn("wangwu", kGood);
    REQUIRE(in);
    CHECK(in->id == f.administrator.id);
}

TEST_CASE("an administrator gives a password, its owner chooses another", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    const auto challenge = f.people.challenge("zhangsan");
    REQUIRE(challenge);
    const auto given = encodeChosen(*challenge, "given by wangwu");
    REQUIRE(given);
    CHECK(keyOf(f.people.setPassword(f.metrologist, *given, f.metrologist.id.text())) == "access.not-authorised");
    REQUIRE(f.people.setPassword(f.metrologist, *given, f.administrator.id.text()));

    CHECK(keyOf(f.people.signIn("zhangsan", "given by wangwu")) == "sign-in.must-change");
    CHECK(keyOf(f.people.signIn("zhangsan", "given by wangwu", "given by wangwu")) == "password.used-before");
    CHECK(keyOf(f.people.signIn("zhangsan", "given by wangwu", "zhangsan zhangsan")) == "password.is-name");
    CHECK(keyOf(f.people.signIn("zhangsan", "wrong", "an own one of mine")) == "sign-in.refused");
    REQUIRE(f.people.signIn("zhangsan", "given by wangwu", "an own one of mine"));
    CHECK(f.people.signIn("zhangsan", "an own one of mine"));
    CHECK(keyOf(f.people.signIn("zhangsan", "given by wangwu")) == "sign-in.refused");
}

TEST_CASE("the answer to an unknown name is the answer to a wrong password", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    const auto wrong = f.people.signIn("wangwu", "a wrong password");
    const auto unknown = f.people.signIn("nobody of that name", "a wrong password");
    const auto without = f.people.signIn("zhangsan", ""); // has no password
    for (const auto* answer : {&wrong, &unknown, &without}) {
        REQUIRE_FALSE(*answer);
        CHECK(answer->error() == Error{Errc::InvalidArgument, "sign-in.refused", {}, {}});
    }
    const auto rows = f.refusals();
    REQUIRE(rows.size() == 3);
    std::vector<std::string> reasons;
    for (const auto& row : rows)
        reasons.push_back(f.text(row, 5));
    CHECK(reasons == std::vector<std::string>{"wrong-password", "access.unknown-person", "access.no-password"});
}

TEST_CASE("the work for an unknown name is the work for a wrong password", "[people][timing]")
{
    SmallLaboratory f;
    auto place = f.workplace();
    place.cost = {16 * 1024, 2, 1};
    People people(f.kinds, f.store, f.clock, place);
    REQUIRE(people.firstPassword("wangwu", kGood));
    const auto best = [&](const char* name) {
        auto fastest = std::chrono::nanoseconds::max();
        const auto challenge = people.challenge(name);
        REQUIRE(challenge);
        for (int i = 0; i < 5; ++i) {
            const auto begin = std::chrono::steady_clock::now();
            CHECK_FALSE(answer(*challenge, "a wrong password").fits);
            fastest = std::min<std::chrono::nanoseconds>(fastest, std::chrono::steady_clock::now() - begin);
        }
        return std::chrono::duration<double>(fastest).count();
    };
    const auto ratio = best("wangwu") / best("nobody");
    CHECK(ratio > 0.5);
    CHECK(ratio < 2);
}

TEST_CASE("wrong passwords lock, also for the right one, until time or the administrator opens", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    for (int i = 0; i < 5; ++i)
        CHECK(keyOf(f.people.signIn("wangwu", "wrong password " + std::to_string(i))) == "sign-in.refused");
    CHECK(keyOf(f.people.signIn("wangwu", kGood)) == "sign-in.refused");
    Act administer;
    administer.person = f.administrator.id.text();
    administer.operation = "administer";
    CHECK(keyOf(f.people.require(administer)) == "access.locked");
    f.clock.utc += std::chrono::minutes(16);
    CHECK(f.people.signIn("wangwu", kGood));
    CHECK(f.people.require(administer));

    const auto zhangsan = f.people.challenge("zhangsan");
    REQUIRE(f.people.setPassword(f.metrologist, *encodeChosen(*zhangsan, "given by wangwu"), f.administrator.id.text()));
    for (int i = 0; i < 5; ++i)
        CHECK_FALSE(f.people.signIn("zhangsan", "wrong"));
    CHECK(keyOf(f.people.unlock(f.metrologist.id.text(), "", f.administrator.id.text())) == "registry.no-reason");
    CHECK(keyOf(f.people.unlock(f.metrologist.id.text(), "asked", f.metrologist.id.text())) == "access.locked");
    REQUIRE(f.people.unlock(f.metrologist.id.text(), "identity seen in person", f.administrator.id.text()));
    CHECK(f.people.signIn("zhangsan", "given by wangwu", "an own one of mine"));
}

TEST_CASE("attempts at the same moment do not pass the lock", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    const auto open = f.people.challenge("wangwu"); // everybody asks before anybody has failed
    REQUIRE(open);
    for (int i = 0; i < 5; ++i)
        CHECK_FALSE(f.people.conclude(*open, answer(*open, "wrong")));
    CHECK(keyOf(f.people.conclude(*open, answer(*open, kGood))) == "sign-in.refused");
    CHECK(f.text(f.refusals().back(), 5) == "access.locked");
}

TEST_CASE("a burst of wrong passwords is all in the log and harms nothing", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    for (int i = 0; i < 300; ++i) {
        CHECK(keyOf(f.people.signIn(i % 3 ? "wangwu" : "somebody", "guess " + std::to_string(i))) == "sign-in.refused");
        f.clock.utc += std::chrono::seconds(1);
    }
    CHECK(f.refusals().size() == 300);
    CHECK(f.store.checkProjections()->empty());
    f.clock.utc += std::chrono::minutes(16);
    CHECK(f.people.signIn("wangwu", kGood));
}

TEST_CASE("an old password is good for choosing a new one only", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    f.clock.utc += std::chrono::days(366);
    CHECK(keyOf(f.people.signIn("wangwu", kGood)) == "access.password-too-old");
    CHECK(keyOf(f.people.signIn("wangwu", kGood, kGood)) == "password.used-before");
    CHECK(f.people.signIn("wangwu", kGood, "the password of the next year"));
}

TEST_CASE("the last passwords do not come back, an older one may", "[people]")
{
    SmallLaboratory f;
    f.must(f.registry.add("policy", {{"name", Text{"策略", "policy"}}, {"password-history", 2}}));
    REQUIRE(f.people.firstPassword("wangwu", "password number 1"));
    REQUIRE(f.people.signIn("wangwu", "password number 1", "password number 2"));
    CHECK(keyOf(f.people.signIn("wangwu", "password number 2", "password number 1")) == "password.used-before");
    REQUIRE(f.people.signIn("wangwu", "password number 2", "password number 3"));
    CHECK(f.people.signIn("wangwu", "password number 3", "password number 1"));
}

TEST_CASE("a password of yesterday's cost is encoded again, and stays as old as it is", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    auto dearer = f.workplace();
    dearer.cost = {128, 1, 1};
    People people(f.kinds, f.store, f.clock, dearer);
    const auto before = *people.credentials(f.administrator.id.text());
    REQUIRE(people.signIn("wangwu", kGood));
    const auto after = *people.credentials(f.administrator.id.text());
    CHECK(costOf(after.encoded) == dearer.cost);
    CHECK(after.set == before.set);
    CHECK(people.signIn("wangwu", kGood));
}

TEST_CASE("people without a password sign in only where there is nothing to protect", "[people]")
{
    SmallLaboratory f;
    People demonstration(f.kinds, f.store, f.clock, f.workplace(true));
    CHECK(demonstration.signIn("zhangsan", ""));
    CHECK(keyOf(demonstration.signIn("nobody", "")) == "sign-in.refused");
    CHECK(keyOf(f.people.signIn("zhangsan", "")) == "sign-in.refused");
    // Who has a password needs it there, too.
    REQUIRE(demonstration.firstPassword("zhangsan", kGood));
    CHECK(keyOf(demonstration.signIn("zhangsan", "")) == "sign-in.refused");
}

TEST_CASE("neither names nor passwords leak into log, lists or errors", "[people]")
{
    SmallLaboratory f;
    const std::string secret = "Xy7 secret of somebody";
    REQUIRE(f.people.firstPassword("wangwu", secret));
    CHECK_FALSE(f.people.signIn(secret, "typed into the wrong field"));
    CHECK_FALSE(f.people.signIn("wangwu", "typed into the wrong field"));
    CHECK_FALSE(f.people.signIn("wangwu", secret, secret));
    Act act = perform(f.metrologist);
    act.person = secret; // typed as a person
    CHECK(keyOf(f.people.require(act)) == "access.unknown-person");
    const auto events = f.store.tail(0, 10'000);
    REQUIRE(events);
    for (const auto& stored : *events) {
        CHECK(stored.event.content.find("secret of somebody") == std::string::npos);
        CHECK(stored.event.content.find("wrong field") == std::string::npos);
    }
    // No table holds an encoding.
    for (const auto* table : {"access_refusals", "access_people", "reg_person", "reg_changes"}) {
        journal::RowQuery query;
        query.table = table;
        query.limit = 10'000;
        const auto page = f.store.rows(query);
        REQUIRE(page);
        CHECK_FALSE(page->rows.empty());
        for (const auto& row : page->rows)
            for (const auto& cell : row)
                if (const auto* text = std::get_if<std::string>(&cell))
                    CHECK(text->find("argon2") == std::string::npos);
    }
}

TEST_CASE("garbage in place of names and scopes is refused, logged and harmless", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    std::size_t logged = 0;
    for (const std::string& garbage : {std::string(10 << 20, 'x'), std::string("'; DROP TABLE events; --"), std::string("\xff\xfe\0 x", 5),
                                       std::string("%"), std::string()}) {
        CHECK(keyOf(f.people.signIn(garbage, garbage)) == "sign-in.refused");
        Act act = perform(f.metrologist, "");
        act.scope = garbage;
        act.operation = garbage;
        CHECK(keyOf(f.people.require(act)) == "access.not-authorised");
        logged += 2;
        CHECK(f.refusals().size() == logged);
    }
    CHECK(f.people.signIn("wangwu", kGood));
}

TEST_CASE("the gate over the store: each refusal is journalled once", "[people][access]")
{
    SmallLaboratory f;
    CHECK(f.people.require(perform(f.metrologist)));
    CHECK(f.refusals().empty());

    CHECK(keyOf(f.people.require(perform(f.metrologist, "mass.weights"))) == "access.not-authorised");
    CHECK(keyOf(f.people.require(perform(f.administrator))) == "access.not-authorised");
    auto verification = perform(f.metrologist);
    verification.verification = true;
    CHECK(keyOf(f.people.require(verification)) == "access.no-qualification");
    auto check = perform(f.metrologist);
    check.operation = "check";
    check.performedBy = f.metrologist.id.text();
    CHECK(keyOf(f.people.require(check)) == "access.not-authorised");
    f.authorise(f.metrologist, "check", "*");
    CHECK(keyOf(f.people.require(check)) == "access.same-person");

    const auto left = f.registry.step(f.metrologist.id, f.metrologist.seq, "left", "moved away");
    REQUIRE(left);
    CHECK(keyOf(f.people.require(perform(f.metrologist))) == "access.person-not-active");

    const auto rows = f.refusals();
    REQUIRE(rows.size() == 6);
    CHECK(f.text(rows[0], 2) == f.metrologist.id.text());
    CHECK(f.text(rows[0], 3) == "perform");
    CHECK(f.text(rows[0], 4) == "mass.weights");
    CHECK(f.text(rows[0], 5) == "access.not-authorised");
    CHECK(f.text(rows[0], 6) == "command-line");
    const auto log = f.store.read(accessLogStream("bench-1"));
    REQUIRE(log);
    CHECK(log->size() == 7);
    CHECK(log->front().type == "access.log-opened");
    CHECK(log->at(1).actor == f.metrologist.id.text());
}

TEST_CASE("the register asks the gate, and a refused change leaves its trace and nothing else", "[people][access]")
{
    SmallLaboratory f;
    Registry asked(f.kinds, f.store, f.people, {f.metrologist.id.text(), "bench-1", "test"}, f.clock);
    const auto refused = asked.add(
        "authorisation", {{"person", f.metrologist.id.text()}, {"operation", "administer"}, {"scope", "*"}, {"from", "2026-01-01"}});
    CHECK(keyOf(refused) == "access.not-authorised");
    CHECK(keyOf(asked.step(f.administrator.id, f.administrator.seq, "left", "away with him")) == "access.not-authorised");
    CHECK(f.refusals().size() == 2);
    CHECK(f.registry.get(f.administrator.id)->state == "active");
    CHECK(f.registry.list("authorisation")->size() == 2);
}

TEST_CASE("two authorised people are counted on the day", "[people][access]")
{
    SmallLaboratory f;
    auto act = perform(f.metrologist);
    CHECK(keyOf(f.people.twoAuthorised(act, "2026-11-23")) == "access.fewer-than-two");
    const auto second = f.person("lisi");
    f.authorise(second, "perform", "electrical.dc-voltage", "2026-11-23");
    f.authorise(second, "perform", "electrical.*", "2026-06-30"); // twice the same person is one person
    CHECK(f.people.twoAuthorised(act, "2026-11-23"));
    const auto later = f.people.twoAuthorised(act, "2026-11-24");
    REQUIRE_FALSE(later);
    CHECK(later.error().arg("found") == "1");
    CHECK(f.refusals().empty()); // a question is no attempt
}

TEST_CASE("two programs of one workstation log at the same time", "[people][access]")
{
    SmallLaboratory f;
    People other(f.kinds, f.store, f.clock, f.workplace());
    for (int i = 0; i < 10; ++i) {
        CHECK_FALSE(f.people.require(perform(f.administrator)));
        CHECK_FALSE(other.require(perform(f.administrator)));
    }
    CHECK(f.refusals().size() == 20);
}

TEST_CASE("people are found by sign-in name, id and full name, when it is one person's", "[people]")
{
    SmallLaboratory f;
    CHECK((*f.people.find("zhangsan"))->id == f.metrologist.id);
    CHECK((*f.people.find(f.metrologist.id.text()))->id == f.metrologist.id);
    CHECK((*f.people.find("zhangsan (full name)"))->id == f.metrologist.id);
    CHECK_FALSE(*f.people.find("nobody"));
    CHECK_FALSE(*f.people.find(""));
    f.must(f.registry.add("person", {{"login", "zhangsan2"}, {"name", Text{"", "zhangsan (full name)"}}}));
    CHECK_FALSE(*f.people.find("zhangsan (full name)"));
}

TEST_CASE("lists of people's sign-ins are rebuilt the same", "[people]")
{
    SmallLaboratory f;
    REQUIRE(f.people.firstPassword("wangwu", kGood));
    REQUIRE(f.people.signIn("wangwu", kGood));
    for (int i = 0; i < 6; ++i)
        CHECK_FALSE(f.people.signIn("wangwu", "wrong"));
    const auto before = f.store.row("access_people", f.administrator.id.text());
    REQUIRE(before);
    REQUIRE(*before);
    CHECK_FALSE(f.text(**before, 4).empty()); // locked until
    CHECK_FALSE(f.text(**before, 5).empty()); // last sign-in
    REQUIRE(f.store.rebuildProjections());
    CHECK(*f.store.row("access_people", f.administrator.id.text()) == *before);
    CHECK(f.store.checkProjections()->empty());
}

TEST_CASE("a sample of every event of people and access is kept and read", "[people][events]")
{
    journal::Upcasters known;
    knowAccessEvents(known);
    for (const auto* type : {"person.password-set", "person.password-encoded-again", "person.signed-in", "person.sign-in-refused",
                             "person.locked", "person.unlocked", "access.log-opened", "access.refused"}) {
        INFO(type);
        CHECK(known.newest(type) == 1);
        const auto sample = Json::parse(cal::test::readFile(std::string(CAL_SOURCE_DIR) + "/tests/data/events/v1/" + type + ".json"));
        REQUIRE(sample);
        journal::Event event;
        event.type = type;
        event.seq = 3;
        event.body = (*sample)["body"];
        const std::string person = event.body["person"].asString();
        event.stream = event.type.starts_with("access.") ? accessLogStream("bench-1") : credentialsStream(person);
        event.station = "bench-1";
        Credentials credentials;
        credentials.apply(event);
        CHECK(credentials.seq == 3);
        SmallLaboratory f;
        const auto changes = accessProjection()->apply(event, f.store);
        REQUIRE(changes);
        CHECK(changes->empty() == (event.type == "access.log-opened"));
    }
}
