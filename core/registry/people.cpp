// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/people.h"

#include "core/registry/item_steps.h"

#include <algorithm>

namespace cal::registry {

namespace {

Error refused()
{
    return Error{Errc::InvalidArgument, "sign-in.refused", {}, {}};
}

/// An encoding nobody has, at the present cost, so that a name that cannot sign in costs what another one does.
std::string nobodysEncoding(const PasswordCost& cost)
{
    return "$argon2id$v=19$m=" + std::to_string(cost.memoryKiB) + ",t=" + std::to_string(cost.passes) + ",p=" + std::to_string(cost.lanes) +
           "$bm9ib2R5J3Mgc2FsdCAhIQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
}

std::vector<journal::Condition> ofPerson(const std::string& id)
{
    return {{"person", journal::Condition::Op::Equal, journal::Cell(id)}};
}

} // namespace

People::People(const Kinds& kinds, journal::EventStore& store, Clock& clock, Workplace workplace)
    : m_store(store), m_clock(clock), m_workplace(std::move(workplace)), m_registry(kinds, store, m_reading, by("calbench"), clock)
{
}

Moment People::moment()
{
    const auto now = m_clock.now().utc;
    return {toIso(civilDate(now, m_workplace.offset)), now};
}

Result<std::optional<Entity>> People::find(const std::string& name)
{
    if (name.empty())
        return std::optional<Entity>{};
    if (const auto id = Uuid::parse(name)) {
        auto entity = m_registry.get(*id);
        if (entity && entity->kind == "person")
            return std::optional<Entity>(*std::move(entity));
        if (!entity && entity.error().code != Errc::NotFound)
            return entity.error();
        return std::optional<Entity>{};
    }
    auto byLogin = m_registry.find("person", "login", name);
    if (!byLogin || *byLogin)
        return byLogin;
    const auto all = m_registry.list("person");
    CAL_TRY(all);
    std::optional<Entity> found;
    for (const auto& person : *all) {
        const auto full = person.value("name").asText();
        if (full.zh != name && full.en != name)
            continue;
        if (found)
            return std::optional<Entity>{};
        found = person;
    }
    return found;
}

Result<Credentials> People::credentials(const std::string& id)
{
    auto& known = m_credentials[id];
    const auto events = m_store.read(credentialsStream(id), known.seq + 1);
    CAL_TRY(events);
    for (const auto& event : *events)
        known.apply(event);
    return known;
}

Result<PersonFile> People::file(const std::string& id)
{
    const auto parsed = Uuid::parse(id);
    auto person = parsed ? m_registry.get(*parsed) : Result<Entity>(Error{Errc::NotFound, "", {}, {}});
    if (!person && person.error().code != Errc::NotFound)
        return person.error();
    if (!person || person->kind != "person")
        return Error{Errc::NotFound, "access.unknown-person", {{"person", id}}, {}};
    PersonFile file;
    file.person = *std::move(person);
    for (auto [kind, list] :
         {std::pair{"authorisation", &file.authorisations}, {"qualification", &file.qualifications}, {"training", &file.trainings}}) {
        auto entities = m_registry.list(kind, ofPerson(id));
        CAL_TRY(entities);
        *list = *std::move(entities);
    }
    auto proof = credentials(id);
    CAL_TRY(proof);
    file.credentials = *std::move(proof);
    return file;
}

Result<Policy> People::policy()
{
    const auto entities = m_registry.list("policy", {}, 2);
    CAL_TRY(entities);
    return entities->empty() ? Policy{} : Policy::fromValues(entities->front().values);
}

/// An order item is performed by the person it is assigned to, where it lies.
Result<void> People::mayTakeUp(const Act& act, const Entity& person)
{
    if (act.item.empty() || act.operation != "perform")
        return {};
    const auto id = Uuid::parse(act.item);
    CAL_TRY(id);
    const auto item = m_registry.get(*id);
    CAL_TRY(item);
    CAL_TRY(liesHere(*item, m_workplace.station));
    if (item->value("person").isNull() || item->text("person") == act.person)
        return {};
    const auto assigned = m_registry.referred(*item, "person");
    CAL_TRY(assigned);
    return Error{Errc::InvalidArgument,
                 "access.assigned-to-other",
                 {{"person", person.text("login")},
                  {"operation", act.operation},
                  {"scope", act.scope},
                  {"item", item->text("number")},
                  {"assigned", assigned->text("login")}},
                 {}};
}

Result<void> People::require(const Act& act)
{
    auto decided = [&]() -> Result<void> {
        const auto known = file(act.person);
        CAL_TRY(known);
        const auto rules = policy();
        CAL_TRY(rules);
        CAL_TRY(decide(act, *known, *rules, moment()));
        return mayTakeUp(act, known->person);
    }();
    if (decided || (decided.error().code != Errc::InvalidArgument && decided.error().key != "access.unknown-person"))
        return decided;
    auto tried = act;
    if (tried.by.empty())
        tried.by = m_workplace.by;
    CAL_TRY(logRefusal(m_store, by(Uuid::parse(act.person) ? act.person : std::string("unknown")), tried, decided.error()));
    return decided.error();
}

Result<void> People::note(const std::string& person, std::string type, Json::Object body, const std::string& actor)
{
    body["person"] = person;
    const std::vector<journal::NewEvent> events{{std::move(type), 1, std::move(body)}};
    const auto stream = credentialsStream(person);
    constexpr int kTries = 20;
    for (int tries = 1;; ++tries) {
        const auto head = m_store.head(stream);
        CAL_TRY(head);
        const auto done = m_store.append(stream, head->seq, events, by(actor));
        if (done)
            return {};
        if (done.error().code != Errc::Conflict || tries == kTries)
            return done.error();
    }
}

Result<void> People::signInRefused(const std::string& person, const std::string& reason)
{
    return note(person, "person.sign-in-refused", {{"station", m_workplace.station}, {"reason", reason}}, person);
}

Result<void> People::wrongPassword(const std::string& person, const Policy& policy)
{
    CAL_TRY(signInRefused(person, "wrong-password"));
    const auto now = credentials(person);
    CAL_TRY(now);
    if (policy.attempts == 0 || now->failures < policy.attempts)
        return {};
    return note(person, "person.locked", {{"until", toRfc3339(m_clock.now().utc + policy.lock)}, {"attempts", now->failures}}, person);
}

Result<Challenge> People::challenge(const std::string& name)
{
    Challenge challenge;
    challenge.cost = m_workplace.cost;
    challenge.encoded = nobodysEncoding(m_workplace.cost);
    auto rules = policy();
    CAL_TRY(rules);
    challenge.policy = *std::move(rules);
    auto person = m_registry.find("person", "login", name);
    CAL_TRY(person);
    if (!*person) {
        challenge.closed = "access.unknown-person";
        return challenge;
    }
    challenge.person = **std::move(person);
    const auto proof = credentials(challenge.person->id.text());
    CAL_TRY(proof);
    challenge.passwordless = proof->encoded.empty() && m_workplace.demonstration;
    if (proof->encoded.empty())
        challenge.closed = "access.no-password";
    else if (proof->locked(m_clock.now().utc))
        challenge.closed = "access.locked";
    else
        challenge.encoded = proof->encoded;
    const auto history = static_cast<std::size_t>(challenge.policy.passwordHistory);
    if (!proof->encoded.empty() && history > 0)
        challenge.earlier.push_back(proof->encoded);
    for (const auto& encoded : proof->former)
        if (challenge.earlier.size() < history)
            challenge.earlier.push_back(encoded);
    return challenge;
}

Result<std::string> encodeChosen(const Challenge& challenge, std::string_view chosen)
{
    CAL_TRY(challenge.policy.acceptable(chosen, challenge.person ? challenge.person->text("login") : std::string()));
    if (std::any_of(challenge.earlier.begin(), challenge.earlier.end(), [&](const auto& encoded) { return passwordFits(chosen, encoded); }))
        return Error{Errc::InvalidArgument, "password.used-before", {{"count", std::to_string(challenge.policy.passwordHistory)}}, {}};
    return encodePassword(chosen, challenge.cost);
}

Answer answer(const Challenge& challenge, std::string_view password, std::optional<std::string_view> chosen)
{
    Answer answer;
    answer.fits = !challenge.passwordless && passwordFits(password, challenge.encoded) && challenge.closed.empty();
    if (answer.fits && needsEncodingAgain(challenge.encoded, challenge.cost))
        if (auto encoded = encodePassword(password, challenge.cost))
            answer.encodedAgain = *std::move(encoded);
    if (answer.fits && chosen)
        answer.chosen = encodeChosen(challenge, *chosen);
    return answer;
}

Result<Entity> People::conclude(const Challenge& challenge, const Answer& answer)
{
    if (!challenge.person) {
        Act act;
        act.operation = "sign-in";
        act.by = m_workplace.by;
        CAL_TRY(logRefusal(m_store, by("unknown"), act, Error{Errc::NotFound, challenge.closed, {}, {}}));
        return refused();
    }
    const auto& person = *challenge.person;
    const auto id = person.id.text();
    const auto proof = credentials(id); // as it is now: others may have tried meanwhile
    CAL_TRY(proof);
    const auto now = m_clock.now().utc;
    const bool passwordless = challenge.passwordless && proof->encoded.empty();
    if (!passwordless && (!challenge.closed.empty() || proof->locked(now))) {
        CAL_TRY(signInRefused(id, proof->locked(now) ? "access.locked" : challenge.closed));
        return refused();
    }
    if (!passwordless && !answer.fits) {
        CAL_TRY(wrongPassword(id, challenge.policy));
        return refused();
    }
    const auto refuse = [&](Error error) -> Result<Entity> {
        CAL_TRY(signInRefused(id, error.key));
        return error;
    };
    if (const auto may = active(person, moment().day); !may)
        return refuse(may.error());
    if (answer.chosen) {
        CAL_TRY(*answer.chosen);
        CAL_TRY(note(id, "person.password-set", {{"encoded", **answer.chosen}, {"must-change", false}}, id));
    } else if (proof->mustChange) {
        return refuse({Errc::InvalidArgument, "sign-in.must-change", {{"person", person.text("login")}}, {}});
    } else if (proof->tooOld(now, challenge.policy.passwordDays)) {
        return refuse({Errc::InvalidArgument,
                       "access.password-too-old",
                       {{"person", person.text("login")}, {"days", std::to_string(challenge.policy.passwordDays)}},
                       {}});
    } else if (answer.encodedAgain) {
        CAL_TRY(note(id, "person.password-encoded-again", {{"encoded", *answer.encodedAgain}}, id));
    }
    CAL_TRY(note(id, "person.signed-in", {{"station", m_workplace.station}, {"means", passwordless ? "demonstration" : "password"}}, id));
    return person;
}

Result<Entity> People::signIn(const std::string& name, std::string_view password, std::optional<std::string_view> chosen)
{
    const auto begun = challenge(name);
    CAL_TRY(begun);
    return conclude(*begun, answer(*begun, password, chosen));
}

Result<void> People::setPassword(const Entity& person, const std::string& encoded, const std::string& by)
{
    Act act;
    act.person = by;
    act.operation = "administer";
    CAL_TRY(require(act));
    return note(person.id.text(), "person.password-set", {{"encoded", encoded}, {"must-change", true}}, by);
}

Result<void> People::firstPassword(const std::string& name, std::string_view password)
{
    const auto anybody = m_store.streamsOf("person.password-set");
    CAL_TRY(anybody);
    if (!anybody->empty())
        return Error{Errc::InvalidArgument, "password.not-first", {}, {}};
    const auto begun = challenge(name);
    CAL_TRY(begun);
    if (!begun->person)
        return Error{Errc::NotFound, "access.unknown-person", {{"person", name}}, {}};
    const auto encoded = encodeChosen(*begun, password);
    CAL_TRY(encoded);
    const auto id = begun->person->id.text();
    return note(id, "person.password-set", {{"encoded", *encoded}, {"must-change", false}}, id);
}

Result<void> People::unlock(const std::string& id, const std::string& reason, const std::string& by)
{
    Act act;
    act.person = by;
    act.operation = "administer";
    CAL_TRY(require(act));
    const auto known = file(id);
    CAL_TRY(known);
    if (reason.empty())
        return Error{Errc::InvalidArgument, "registry.no-reason", {{"title", known->person.text("login")}}, {}};
    return note(id, "person.unlocked", {{"reason", reason}}, by);
}

Result<std::vector<Entity>> People::authorised(const Act& act, const std::string& day)
{
    const auto papers = m_registry.list("authorisation");
    CAL_TRY(papers);
    const auto rules = policy();
    CAL_TRY(rules);
    std::vector<Entity> people;
    std::vector<std::string> seen;
    for (const auto& paper : *papers) {
        const auto id = paper.text("person");
        if (paper.text("operation") != act.operation || std::find(seen.begin(), seen.end(), id) != seen.end())
            continue;
        seen.push_back(id);
        auto known = file(id);
        CAL_TRY(known);
        known->credentials = {}; // a locked or aged password is no matter of competence
        if (decide(act, *known, *rules, {day, {}}))
            people.push_back(std::move(known->person));
    }
    return people;
}

Result<void> People::twoAuthorised(const Act& act, const std::string& day)
{
    const auto people = authorised(act, day);
    CAL_TRY(people);
    if (people->size() >= 2)
        return {};
    return Error{Errc::InvalidArgument,
                 "access.fewer-than-two",
                 {{"operation", act.operation}, {"scope", act.scope}, {"found", std::to_string(people->size())}},
                 {}};
}

} // namespace cal::registry
