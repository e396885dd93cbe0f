// SPDX-License-Identifier: GPL-3.0-or-later
// The table of refusals: each reason tried through the gate, through the verb and through the window's engine, each journalled once.
// A new reason is a new row.
#include "tests/app/refusal_laboratory.h"
#include "tests/flows/program.h"
#include "tests/ui/ui_support.h"

namespace {

using namespace cal;
using namespace cal::test;

/// The built-in procedure as a verification, for the rows about registered metrologists.
procedure::FileSet verification(const app::Catalogue& catalogue)
{
    auto files = catalogue.procedures.at("dmm-dc-voltage");
    put(files.at("procedure.json"), "\"mode\": \"calibration\"", "\"mode\": \"verification\"");
    return files;
}

struct Row {
    const char* login;
    const char* gate;   ///< the key through the gate and through the window, where somebody is signed in already
    const char* verb;   ///< the key through the verb, which signs in first
    const char* logged; ///< the reason the journal gives for the verb's refusal
    bool verification;
    std::function<void(Laboratory&, const Entity&)> change;
};

std::vector<Row> rows()
{
    return {
        {"left", "access.person-not-active", "access.person-not-active", "access.person-not-active", false,
         [](Laboratory& l, const Entity& person) { l.must(l.registry->step(person.id, person.seq, "left", "moved away")); }},
        {"gone", "access.person-expired", "access.person-expired", "access.person-expired", false,
         [](Laboratory& l, const Entity& person) {
             l.must(l.registry->change(person.id, person.seq, {{"to", l.yesterday}}, "contract ended"));
         }},
        {"locked", "access.locked", "sign-in.refused", "access.locked", false,
         [](Laboratory& l, const Entity& person) {
             for (int i = 0; i < 5; ++i)
                 CHECK_FALSE(l.people->signIn(person.text("login"), "wrong"));
         }},
        {"aged", "access.password-too-old", "access.password-too-old", "access.password-too-old", false,
         [](Laboratory& l, const Entity& person) {
             l.clock.shift = -std::chrono::hours(24 * 400);
             REQUIRE(l.people->signIn(person.text("login"), kPassword, "the password of long ago"));
             l.clock.shift = {};
         }},
        {"withdrawn", "access.not-authorised", "access.not-authorised", "access.not-authorised", false,
         [](Laboratory& l, const Entity& person) {
             const auto paper = l.paper("authorisation", person);
             l.must(l.registry->step(paper.id, paper.seq, "withdrawn", "other work"));
         }},
        {"other", "access.not-authorised", "access.not-authorised", "access.not-authorised", false,
         [](Laboratory& l, const Entity& person) {
             const auto paper = l.paper("authorisation", person);
             l.must(l.registry->step(paper.id, paper.seq, "withdrawn", "replaced"));
             l.must(l.registry->add("authorisation",
                                    {{"person", person.id.text()}, {"operation", "perform"}, {"scope", "mass.*"}, {"from", "2026-01-01"}}));
         }},
        {"expired", "access.expired", "access.expired", "access.expired", false,
         [](Laboratory& l, const Entity& person) {
             const auto paper = l.paper("authorisation", person);
             l.must(l.registry->change(paper.id, paper.seq, {{"to", l.yesterday}}, "not renewed"));
         }},
        {"unqualified", "access.no-qualification", "access.no-qualification", "access.no-qualification", true,
         [](Laboratory& l, const Entity& person) {
             const auto paper = l.paper("qualification", person);
             l.must(l.registry->step(paper.id, paper.seq, "withdrawn", "registration cancelled"));
         }},
        {"lapsed", "access.qualification-expired", "access.qualification-expired", "access.qualification-expired", true,
         [](Laboratory& l, const Entity& person) {
             const auto paper = l.paper("qualification", person);
             l.must(l.registry->change(paper.id, paper.seq, {{"to", l.yesterday}}, "not renewed"));
         }},
        // Last, for the policy holds for everybody.
        {"untrained", "access.not-trained", "access.not-trained", "access.not-trained", false,
         [](Laboratory& l, const Entity&) {
             const auto policy = l.registry->list("policy");
             REQUIRE(policy);
             const auto& one = policy->front();
             l.must(l.registry->change(one.id, one.seq, {{"training", "every"}}, "from today on"));
         }},
    };
}

} // namespace

TEST_CASE("every refusal through the gate, the verb and the window, each journalled once", "[app][refusals]")
{
    test::prepareApplication();
    Laboratory l;
    const auto asVerification = written(verification(l.catalogue), l.folder.filePath(QStringLiteral("verification")), "dmm-dc-voltage");
    for (const bool verification : {true, false}) {
        auto catalogue = *app::Catalogue::load();
        catalogue.demoBench["time-scale"] = 0;
        if (verification)
            catalogue.procedures["dmm-dc-voltage"] = ::verification(catalogue);
        auto writer = app::openWriter(l.file, app::StoreUse::Existing, l.clock);
        REQUIRE(writer);
        auto founded = app::laboratoryOf(**writer);
        REQUIRE(founded);
        REQUIRE(*founded);
        const auto item = catalogue.demo.items.at("dmm-dc-voltage");
        app::LocalEngine engine(std::move(catalogue), **std::move(founded), *std::move(writer), l.file, CALBENCH_PROGRAM);
        CHECK(engine.station().signedIn.id.empty()); // a real laboratory begins with its people
        bool prepared = false;
        for (const auto& row : rows()) {
            if (row.verification != verification)
                continue;
            INFO(row.login);
            const auto person = l.capable(row.login);
            // By the window: signed in while everything was in order.
            const auto in = ask<session::Person>([&](auto reply) { engine.signIn(row.login, kPassword, {}, reply); });
            REQUIRE(in);
            CHECK(engine.station().signedIn.id == person.id.text());
            if (!prepared) {
                const auto setUp =
                    ask<session::SetUp>([&](auto reply) { engine.prepare("dmm-dc-voltage", item, {}, std::nullopt, reply); });
                if (!setUp)
                    FAIL(setUp.error().key << " " << setUp.error().context);
                prepared = true;
            }
            row.change(l, *l.registry->get(person.id));
            const auto before = l.reasons(person).size();
            const auto window = ask<session::RunOutcome>([&](auto reply) { engine.start(true, nullptr, reply); });
            CHECK(keyOf(window) == row.gate);

            registry::Act act;
            act.person = person.id.text();
            act.operation = "perform";
            act.scope = "dmm-dc-voltage";
            act.verification = verification;
            CHECK(keyOf(l.people->require(act)) == row.gate);

            const QString procedure = verification ? asVerification : QStringLiteral("dmm-dc-voltage");
            const auto verb = test::runProgram(
                {QStringLiteral("run"), procedure, QStringLiteral("--store"), QString::fromStdString(l.file), QStringLiteral("--as"),
                 QString::fromLatin1(row.login), QStringLiteral("--json")},
                60, std::string(row.gate == std::string("access.password-too-old") ? "the password of long ago" : kPassword) + "\n");
            const auto document = Json::parse(verb.out);
            INFO(verb.out << verb.err);
            CHECK(verb.status == 2);
            REQUIRE(document);
            CHECK((*document)["error"]["key"].asString() == row.verb);
            CHECK(verb.err.find(kPassword) == std::string::npos);

            const auto reasons = l.reasons(person);
            REQUIRE(reasons.size() == before + 3);
            CHECK(reasons[before] == row.gate);
            CHECK(reasons[before + 1] == row.gate);
            CHECK(reasons[before + 2] == row.logged);
        }
    }
    const auto sessions = l.store->streamsOf("session.set-up-frozen");
    REQUIRE(sessions);
    CHECK(sessions->empty()); // nobody has begun anything
}

TEST_CASE("somebody in order passes the gate, the verb and the window", "[app][refusals]")
{
    test::prepareApplication();
    Laboratory l;
    const auto person = l.capable("zhangsan");
    const auto run = test::runProgram({QStringLiteral("run"), QStringLiteral("dmm-dc-voltage"), QStringLiteral("--store"),
                                       QString::fromStdString(l.file), QStringLiteral("--as"), QStringLiteral("zhangsan"),
                                       QStringLiteral("--unattended"), QStringLiteral("--json")},
                                      120, std::string(kPassword) + "\n");
    INFO(run.err);
    CHECK((run.status == 0 || run.status == 1));
    const auto sessions = l.store->streamsOf("session.set-up-frozen");
    REQUIRE(sessions);
    REQUIRE(sessions->size() == 1);
    const auto events = l.store->read(sessions->front());
    REQUIRE(events);
    CHECK(events->front().actor == person.id.text());
    CHECK(events->back().type == "session.sealed");
    CHECK(l.reasons(person).empty());
    // Without a name, without a password, with a wrong one: nothing is begun.
    for (const auto& [arguments, input, key] :
         {std::tuple{QStringList{}, "", "run.who"},
          {QStringList{QStringLiteral("--as"), QStringLiteral("zhangsan")}, "", "sign-in.no-password"},
          {QStringList{QStringLiteral("--as"), QStringLiteral("zhangsan")}, "wrong\n", "sign-in.refused"},
          {QStringList{QStringLiteral("--as"), QStringLiteral("nobody")}, "wrong\n", "sign-in.refused"}}) {
        const auto refused =
            test::runProgram(QStringList{QStringLiteral("run"), QStringLiteral("dmm-dc-voltage"), QStringLiteral("--store"),
                                         QString::fromStdString(l.file), QStringLiteral("--json")} +
                                 arguments,
                             60, input);
        const auto document = Json::parse(refused.out);
        REQUIRE(document);
        CHECK((*document)["error"]["key"].asString() == key);
        CHECK(refused.status == 2);
    }
    CHECK(l.store->streamsOf("session.set-up-frozen")->size() == 1);
}

TEST_CASE("without a green check of this installation nothing is run in a real laboratory", "[app][refusals][selfcheck]")
{
    test::prepareApplication();
    Laboratory l;
    (void)l.capable("zhangsan");
    l.checkedGreen(false);
    const auto run = test::runProgram({QStringLiteral("run"), QStringLiteral("dmm-dc-voltage"), QStringLiteral("--store"),
                                       QString::fromStdString(l.file), QStringLiteral("--as"), QStringLiteral("zhangsan"),
                                       QStringLiteral("--unattended"), QStringLiteral("--json")},
                                      120, std::string(kPassword) + "\n");
    INFO(run.out << run.err);
    CHECK(run.status == 2);
    const auto document = Json::parse(run.out);
    REQUIRE(document);
    CHECK((*document)["error"]["key"].asString() == "installation.not-green");
    CHECK(l.store->streamsOf("session.set-up-frozen")->empty());
}

TEST_CASE("a script has no way to the register, and trying is kept with the run", "[app][refusals]")
{
    test::prepareApplication();
    Laboratory l;
    const auto person = l.capable("zhangsan");
    const auto before = l.registry->list("authorisation")->size();
    for (const auto* attempt : {"registry.add('authorisation', {})", "bench:register('authorisation')", "os.execute('true')",
                                "io.open('/etc/passwd')", "require('registry')"}) {
        INFO(attempt);
        auto files = l.catalogue.procedures.at("dmm-dc-voltage");
        files["measure.lua"] = std::string("function measure(point, bench)\n  ") + attempt + "\nend\n";
        const auto folder = written(files, l.folder.filePath(QStringLiteral("script")), QStringLiteral("dmm-dc-voltage"));
        const auto run = test::runProgram({QStringLiteral("run"), folder, QStringLiteral("--store"), QString::fromStdString(l.file),
                                           QStringLiteral("--as"), QStringLiteral("zhangsan"), QStringLiteral("--unattended")},
                                          60, std::string(kPassword) + "\n");
        INFO(run.err);
        CHECK(run.status >= 2);
        const auto sessions = l.store->streamsOf("session.set-up-frozen");
        REQUIRE(sessions);
        REQUIRE_FALSE(sessions->empty());
        const auto events = l.store->read(sessions->front());
        REQUIRE(events);
        const bool kept = std::any_of(events->begin(), events->end(), [](const journal::Event& event) {
            return event.type == "session.attempt-ended" && event.body["outcome"].asString() == "failed";
        });
        CHECK(kept);
    }
    CHECK(l.registry->list("authorisation")->size() == before);
    CHECK(l.registry->get(person.id)->seq == person.seq);
}
