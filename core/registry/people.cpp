// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/people.h"

#include <algorithm>

namespace cal::registry {

namespace {

Error signInRefused()
{
    return Error{Errc::InvalidArgument, "sign-in.refused", {}, {}};
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

Result<void> People::require(const Act& act)
{
    const auto decided = [&]() -> Result<void> {
        const auto known = file(act.person);
        CAL_TRY(known);
        const auto rules = policy();
        CAL_TRY(rules);
        return decide(act, *known, *rules, moment());
    }();
    if (decided || (decided.error().code != Errc::InvalidArgument && decided.error().key != "access.unknown-person"))
        return decided;
    CAL_TRY(logRefusal(m_store, by(Uuid::parse(act.person) ? act.person : std::string("unknown")), act, decided.error()));
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

Result<void> People::wrongPassword(const std::string& person, const Policy& policy)
{
    CAL_TRY(note(person, "person.sign-in-refused", {{"station", m_workplace.station}, {"reason", "wrong-password"}}, person));
    const auto now = credentials(person);
    CAL_TRY(now);
    if (policy.attempts == 0 || now->failures < policy.attempts)
        return {};
    return note(person, "person.locked", {{"until", toRfc3339(m_clock.now().utc + policy.lock)}, {"attempts", now->failures}}, person);
}

/// The person behind name and password. Every failure gives the same answer after one verification, so that nobody learns from it which
/// names exist; the journal knows the reason.
Result<Entity> People::proven(const std::string& name, std::string_view password)
{
    const auto rules = policy();
    CAL_TRY(rules);
    const auto person = m_registry.find("person", "login", name);
    CAL_TRY(person);
    if (m_dummy.empty()) {
        auto encoded = encodePassword("nobody has this password", m_workplace.cost);
        CAL_TRY(encoded);
        m_dummy = *std::move(encoded);
    }
    if (!*person) {
        (void)passwordFits(password, m_dummy);
        const Act act{{}, "sign-in", {}, false, {}, {}, {}, {}};
        CAL_TRY(logRefusal(m_store, by("unknown"), act, Error{Errc::NotFound, "access.unknown-person", {}, {}}));
        return signInRefused();
    }
    const auto id = (*person)->id.text();
    const auto proof = credentials(id);
    CAL_TRY(proof);
    if (proof->encoded.empty() && m_workplace.demonstration)
        return **person;
    const bool open = !proof->locked(m_clock.now().utc) && !proof->encoded.empty();
    const bool fits = passwordFits(password, open ? proof->encoded : m_dummy);
    if (!open) {
        const auto* reason = proof->encoded.empty() ? "access.no-password" : "access.locked";
        CAL_TRY(note(id, "person.sign-in-refused", {{"station", m_workplace.station}, {"reason", reason}}, id));
        return signInRefused();
    }
    if (!fits) {
        CAL_TRY(wrongPassword(id, *rules));
        return signInRefused();
    }
    if (needsEncodingAgain(proof->encoded, m_workplace.cost)) {
        const auto encoded = encodePassword(password, m_workplace.cost);
        CAL_TRY(encoded);
        CAL_TRY(note(id, "person.password-encoded-again", {{"encoded", *encoded}}, id));
    }
    if (const auto may = active(**person, moment().day); !may) {
        CAL_TRY(note(id, "person.sign-in-refused", {{"station", m_workplace.station}, {"reason", may.error().key}}, id));
        return may.error();
    }
    return **person;
}

Result<Entity> People::signIn(const std::string& name, std::string_view password)
{
    auto person = proven(name, password);
    CAL_TRY(person);
    const auto id = person->id.text();
    const auto rules = policy();
    CAL_TRY(rules);
    const auto proof = credentials(id);
    CAL_TRY(proof);
    const auto refuse = [&](Error error) -> Result<Entity> {
        CAL_TRY(note(id, "person.sign-in-refused", {{"station", m_workplace.station}, {"reason", error.key}}, id));
        return error;
    };
    if (proof->mustChange)
        return refuse({Errc::InvalidArgument, "sign-in.must-change", {{"person", name}}, {}});
    if (proof->tooOld(m_clock.now().utc, rules->passwordDays))
        return refuse(
            {Errc::InvalidArgument, "access.password-too-old", {{"person", name}, {"days", std::to_string(rules->passwordDays)}}, {}});
    CAL_TRY(note(id, "person.signed-in",
                 {{"station", m_workplace.station}, {"means", proof->encoded.empty() ? "demonstration" : "password"}}, id));
    return person;
}

Result<void> People::store(const Entity& person, std::string_view password, bool mustChange, const std::string& actor)
{
    const auto rules = policy();
    CAL_TRY(rules);
    CAL_TRY(rules->acceptable(password, person.text("login")));
    const auto proof = credentials(person.id.text());
    CAL_TRY(proof);
    std::vector<std::string> earlier = proof->former;
    earlier.insert(earlier.begin(), proof->encoded);
    earlier.resize(std::min(earlier.size(), static_cast<std::size_t>(rules->passwordHistory)));
    if (std::any_of(earlier.begin(), earlier.end(), [&](const std::string& encoded) { return passwordFits(password, encoded); }))
        return Error{Errc::InvalidArgument, "password.used-before", {{"count", std::to_string(rules->passwordHistory)}}, {}};
    const auto encoded = encodePassword(password, m_workplace.cost);
    CAL_TRY(encoded);
    return note(person.id.text(), "person.password-set", {{"encoded", *encoded}, {"must-change", mustChange}}, actor);
}

Result<Entity> People::changePassword(const std::string& name, std::string_view present, std::string_view chosen)
{
    auto person = proven(name, present);
    CAL_TRY(person);
    CAL_TRY(store(*person, chosen, false, person->id.text()));
    return signIn(name, chosen);
}

Result<void> People::setPassword(const std::string& id, std::string_view password, const std::string& by)
{
    CAL_TRY(require({by, "administer", {}, false, {}, {}, {}, {}}));
    const auto known = file(id);
    CAL_TRY(known);
    return store(known->person, password, true, by);
}

Result<void> People::firstPassword(const std::string& id, std::string_view password)
{
    const auto anybody = m_store.streamsOf("person.password-set");
    CAL_TRY(anybody);
    if (!anybody->empty())
        return Error{Errc::InvalidArgument, "password.not-first", {}, {}};
    const auto known = file(id);
    CAL_TRY(known);
    return store(known->person, password, false, id);
}

Result<void> People::unlock(const std::string& id, const std::string& reason, const std::string& by)
{
    CAL_TRY(require({by, "administer", {}, false, {}, {}, {}, {}}));
    const auto known = file(id);
    CAL_TRY(known);
    if (reason.empty())
        return Error{Errc::InvalidArgument, "registry.no-reason", {}, {}};
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
