// SPDX-License-Identifier: GPL-3.0-or-later
// calbench kit: orders go out to a laptop and what was done comes home, thin over core/kit.
#include "app/cli/office.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/passphrase.h"
#include "app/store_contents.h"
#include "core/kit/merge.h"
#include "core/kit/pack.h"
#include "core/registry/due_date.h"

#include <algorithm>
#include <filesystem>

namespace cal::app {

namespace {

constexpr std::size_t kLargestKit = std::size_t{1} << 30;
constexpr std::size_t kLargestKey = 64U << 10;

/// On the store's thread; the gate was asked for what the verb is as a whole.
Result<void> ask(Office& office, const std::function<Result<void>(registry::Registry&)>& question)
{
    return office.writer().ask([&](journal::EventStore& store) {
        registry::EverybodyMay asked;
        registry::Registry registry(office.catalogue().kinds, store, asked, office.by(), office.clock());
        return question(registry);
    });
}

Json listOf(const std::vector<std::string>& texts)
{
    Json::Array list;
    for (const auto& text : texts)
        list.emplace_back(text);
    return list;
}

/// Ids of the people named by sign-in name, name or id.
Result<std::vector<std::string>> peopleOf(registry::Registry& registry, const std::vector<std::string>& names)
{
    std::vector<std::string> ids;
    for (const auto& name : names) {
        const auto id = registry.resolve("person", name);
        CAL_TRY(id);
        ids.push_back(id->text());
    }
    return ids;
}

/// Without a green installation check a real laboratory does no work, on a laptop neither; so one of those who go has to be able to make
/// it.
Result<bool> somebodyChecks(Office& office, const std::vector<std::string>& people)
{
    if (office.laboratory().demonstration)
        return true;
    registry::Act act;
    act.operation = "quality";
    const auto able =
        office.staff().ask<std::vector<registry::Entity>>([&](registry::People& staff) { return staff.authorised(act, office.today()); });
    CAL_TRY(able);
    return std::any_of(able->begin(), able->end(), [&](const registry::Entity& person) {
        return std::find(people.begin(), people.end(), person.id.text()) != people.end();
    });
}

Result<int> pack(const KitOptions& options, const Catalogue& catalogue, const Output& output)
{
    if (std::filesystem::exists(options.file))
        return Error{Errc::InvalidArgument, "store.exists", {{"file", options.file}}, {}};
    const auto pem = readFile(*options.key, kLargestKey);
    CAL_TRY(pem);
    const auto passphrase = readPassphrase(options.passphraseFile, *options.key + ": ");
    CAL_TRY(passphrase);
    const auto signer = signing::unlockKey(*pem, *passphrase);
    CAL_TRY(signer);
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    CAL_TRY(office.signInWhoMay(options.as, "administer"));
    std::optional<kit::Packed> packed;
    std::vector<std::string> going;
    bool written = false;
    const auto done = ask(office, [&](registry::Registry& registry) -> Result<void> {
        kit::PackRequest request;
        request.wanted.orders = options.orders;
        request.wanted.standards = options.standards;
        auto people = peopleOf(registry, options.people);
        CAL_TRY(people);
        request.wanted.people = going = *std::move(people);
        request.wanted.day = office.today();
        const auto until = registry::daysAfter(office.today(), options.days);
        CAL_TRY(until);
        request.wanted.until = *until;
        request.numbers = options.numbers;
        request.station = options.station;
        request.definition = [&](const std::string& id) -> std::optional<std::string> {
            const auto definition = catalogue.definitions.find(id);
            return definition ? std::optional((*definition)->document.pretty()) : std::nullopt;
        };
        auto made = kit::pack(registry, request, **signer, [&](const std::string& bytes) -> Result<void> {
            written = !std::filesystem::exists(options.file);
            return writeSecret(options.file, bytes); // it holds the kit's key and the encodings of passwords
        });
        CAL_TRY(made);
        packed = *std::move(made);
        return {};
    });
    if (!done && written) {
        std::error_code ignored; // a kit that the laboratory does not know of would be refused when it comes back
        std::filesystem::remove(options.file, ignored);
    }
    CAL_TRY(done);
    const auto checks = somebodyChecks(office, going);
    CAL_TRY(checks);
    if (!*checks)
        packed->remarks.push_back(Error{Errc::InvalidArgument, "kit.nobody-checks", {}, {}});
    const auto remarks = output.told(packed->remarks);
    output.print(options.file);
    output.document(Json::Object{{"kit", packed->manifest.kit.text()},
                                 {"file", options.file},
                                 {"orders", listOf(packed->manifest.orders)},
                                 {"people", listOf(packed->manifest.people)},
                                 {"station", packed->manifest.station},
                                 {"valid-until", packed->manifest.validUntil},
                                 {"remarks", remarks}});
    return kDone;
}

/// Definitions that this machine's program has otherwise than the laboratory's, and a kit that is out of date.
std::vector<Error> remarksOn(const kit::Manifest& manifest, const Catalogue& catalogue, const std::string& day)
{
    std::vector<Error> remarks;
    for (const auto& [id, digest] : manifest.definitions) {
        const auto own = catalogue.definitions.find(id);
        if (!own || sha256((*own)->document.pretty()).hex() != digest)
            remarks.push_back(Error{Errc::InvalidArgument, "kit.definition-differs", {{"definition", id}}, {}});
    }
    if (day > manifest.validUntil)
        remarks.push_back(Error{Errc::InvalidArgument, "kit.expired", {{"kit", manifest.kit.text()}, {"until", manifest.validUntil}}, {}});
    return remarks;
}

Result<int> open(const KitOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto path = options.store.value_or(defaultStorePath());
    if (storage::isServer(path) || std::filesystem::exists(path))
        return Error{Errc::InvalidArgument, "store.exists", {{"file", path}}, {}};
    const auto bytes = readFile(options.file, kLargestKit);
    CAL_TRY(bytes);
    const auto file = kit::readKit(*bytes, kit::kOutFormat);
    if (!file)
        return Error(file.error()).within(options.file);
    if (options.publicKey) {
        const auto pem = readFile(*options.publicKey, kLargestKey);
        CAL_TRY(pem);
        const auto key = signing::PublicKey::fromPem(*pem);
        if (!key)
            return Error(key.error()).within(*options.publicKey);
        if (!(*key == file->signedBy))
            return Error{Errc::IntegrityViolation, "kit.signature", {{"file", "signature.txt"}}, {}};
    }
    const auto contents = storeContents();
    CAL_TRY(contents);
    SystemClock clock;
    const auto opened = [&]() -> Result<std::string> {
        const auto writer = openWriter(path, StoreUse::Create, clock);
        CAL_TRY(writer);
        const auto made = (*writer)->ask(
            [&](journal::EventStore& store) { return kit::openKit(store, *file, contents->known, machineName(), programName()); });
        CAL_TRY(made);
        const auto founded = requireLaboratory(**writer);
        CAL_TRY(founded);
        return toIso(civilDate(clock.now().utc, founded->laboratory.offset));
    }();
    if (!opened) {
        std::error_code ignored; // a store without a laboratory is of no use, and its name would be taken
        for (const auto* part : {"", "-wal", "-shm"})
            std::filesystem::remove(path + part, ignored);
        return opened.error();
    }
    auto remarks = remarksOn(file->manifest, catalogue, *opened);
    if (!options.publicKey)
        remarks.push_back(Error{Errc::InvalidArgument, "kit.key-from-package", {}, {}});
    const auto list = output.told(remarks);
    output.print(path);
    output.document(Json::Object{{"store", path},
                                 {"kit", file->manifest.kit.text()},
                                 {"orders", listOf(file->manifest.orders)},
                                 {"people", listOf(file->manifest.people)},
                                 {"station", file->manifest.station},
                                 {"valid-until", file->manifest.validUntil},
                                 {"remarks", list}});
    return kDone;
}

Result<int> packBack(const KitOptions& options, const Catalogue& catalogue, const Output& output)
{
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    if (options.final)
        CAL_TRY(office.signIn(options.as));
    std::optional<kit::Site> site;
    std::string bytes;
    const auto done = ask(office, [&](registry::Registry& registry) -> Result<void> {
        if (options.final) {
            const int year = std::atoi(office.today().substr(0, 4).c_str());
            CAL_TRY(kit::closeKit(registry, year));
        }
        auto packed = kit::packBack(registry.store(), registry.clock(), programName());
        CAL_TRY(packed);
        bytes = *std::move(packed);
        auto found = kit::siteOf(registry.store());
        CAL_TRY(found);
        site = *std::move(found);
        return {};
    });
    CAL_TRY(done);
    CAL_TRY(writeFile(options.file, bytes));
    output.print(options.file);
    output.document(Json::Object{{"file", options.file}, {"kit", site->manifest.kit.text()}, {"closed", site->closed}});
    return kDone;
}

const char* nameOf(kit::Fate fate)
{
    switch (fate) {
    case kit::Fate::Present:
        return "present";
    case kit::Fate::Append:
        return "append";
    case kit::Fate::Conflict:
        return "conflict";
    case kit::Fate::Beside:
        break;
    }
    return "beside";
}

/// What merging does, stream by stream, with both sides of a conflict.
class MergeReport
{
public:
    MergeReport(registry::Registry& registry, const Output& output) : m_registry(registry), m_output(output) {}

    Json tell(const kit::MergePlan& plan)
    {
        Json::Array streams;
        std::vector<std::vector<std::string>> rows;
        for (const auto& stream : plan.streams) {
            Json one = Json::Object{{"stream", stream.stream.text()}, {"kind", stream.kind},
                                    {"title", stream.title},          {"fate", nameOf(stream.fate)},
                                    {"can-take", stream.canTake},     {"events", static_cast<std::int64_t>(stream.laptop.size())}};
            rows.push_back({nameOf(stream.fate), kindLabel(stream.kind), stream.title, std::to_string(stream.laptop.size())});
            if (stream.fate == kit::Fate::Conflict || stream.fate == kit::Fate::Beside) {
                one["laptop"] = side(stream.laptop);
                one["laboratory"] = side(stream.laboratory);
            }
            streams.push_back(std::move(one));
        }
        m_output.table(zh() ? std::vector<std::string>{"处理", "类别", "名称", "事件数"}
                            : std::vector<std::string>{"what happens", "kind", "title", "events"},
                       rows);
        for (const auto& stream : plan.streams)
            if (stream.fate == kit::Fate::Conflict)
                conflict(stream);
        return streams;
    }

private:
    [[nodiscard]] bool zh() const { return m_output.language() == Language::Chinese; }

    std::string kindLabel(const std::string& name) const
    {
        const auto* kind = m_registry.kinds().find(name);
        return kind ? kind->label.in(m_output.language()) : name;
    }

    std::string person(const std::string& id)
    {
        const auto uuid = Uuid::parse(id);
        if (!uuid)
            return id;
        const auto entity = m_registry.get(*uuid);
        return entity ? registry::titleOf(*m_registry.kinds().find(entity->kind), entity->values) : id;
    }

    Json side(const std::vector<journal::Event>& events)
    {
        Json::Array list;
        for (const auto& event : events)
            list.push_back(Json::Object{{"seq", event.seq},
                                        {"at", toRfc3339(event.at.utc)},
                                        {"who", person(event.actor)},
                                        {"station", event.station},
                                        {"type", event.type},
                                        {"what", kit::whatOf(event)}});
        return list;
    }

    void conflict(const kit::StreamPlan& stream)
    {
        m_output.print("");
        m_output.print((zh() ? "冲突：" : "conflict: ") + kindLabel(stream.kind) + " " + stream.title + "  " + stream.stream.text());
        std::vector<std::vector<std::string>> rows;
        const auto add = [&](const std::string& where, const std::vector<journal::Event>& events) {
            for (const auto& event : events)
                rows.push_back({where, toRfc3339(event.at.utc), person(event.actor), event.type, kit::whatOf(event)});
        };
        add(zh() ? "实验室" : "laboratory", stream.laboratory);
        add(zh() ? "现场" : "on site", stream.laptop);
        m_output.table(zh() ? std::vector<std::string>{"一侧", "时间", "人员", "事件", "内容"}
                            : std::vector<std::string>{"side", "when", "who", "event", "what"},
                       rows);
    }

    registry::Registry& m_registry;
    const Output& m_output;
};

/// STREAM=keep or STREAM=take; a stream by its id, or by the title the report shows.
Result<std::vector<kit::Choice>> choicesOf(const KitOptions& options, const kit::MergePlan& plan)
{
    std::vector<kit::Choice> choices;
    for (const auto& word : options.resolve) {
        const auto equals = word.rfind('=');
        const auto named = word.substr(0, equals);
        const auto what = equals == std::string::npos ? std::string() : word.substr(equals + 1);
        if (what != "keep" && what != "take")
            return Error{Errc::InvalidArgument, "kit.choice", {{"text", word}}, {}};
        const kit::StreamPlan* found = nullptr;
        for (const auto& stream : plan.streams) {
            if (stream.fate != kit::Fate::Conflict || (stream.stream.text() != named && stream.title != named))
                continue;
            if (found)
                return Error{Errc::InvalidArgument, "kit.several-conflicts", {{"title", named}}, {}};
            found = &stream;
        }
        if (!found)
            return Error{Errc::InvalidArgument, "kit.no-conflict", {{"stream", named}}, {}};
        choices.push_back({found->stream, what == "take", options.reason});
    }
    return choices;
}

Result<int> merge(const KitOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto bytes = readFile(options.file, kLargestKit);
    CAL_TRY(bytes);
    const auto file = kit::readKit(*bytes, kit::kBackFormat);
    if (!file)
        return Error(file.error()).within(options.file);
    const auto contents = storeContents();
    CAL_TRY(contents);
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    if (!options.preview)
        CAL_TRY(office.signInWhoMay(options.as, "administer"));
    Json document = Json::Object{{"kit", file->manifest.kit.text()}, {"file", options.file}, {"preview", options.preview}};
    bool waits = false;
    const auto done = ask(office, [&](registry::Registry& registry) -> Result<void> {
        const auto plan = kit::planMerge(registry, *file, contents->known, office.today(), office.laboratory().offset);
        CAL_TRY(plan);
        const auto choices = choicesOf(options, *plan);
        CAL_TRY(choices);
        document["streams"] = MergeReport(registry, output).tell(*plan);
        document["warnings"] = output.told(plan->warnings);
        waits = plan->count(kit::Fate::Conflict) > 0;
        if (options.preview)
            return {};
        const auto merged = kit::merge(registry, *file, contents->known, office.today(), office.laboratory().offset, *choices);
        CAL_TRY(merged);
        waits = merged->conflicts > 0;
        document["merged"] = Json::Object{{"events", merged->events}, {"streams", merged->streams},     {"resolved", merged->resolved},
                                          {"beside", merged->beside}, {"conflicts", merged->conflicts}, {"changed", merged->changed()}};
        if (!output.json())
            output.say(merged->changed() ? "kit.merged" : "kit.nothing-new", {{"events", std::to_string(merged->events)},
                                                                              {"streams", std::to_string(merged->streams)},
                                                                              {"resolved", std::to_string(merged->resolved)}});
        return {};
    });
    CAL_TRY(done);
    if (waits)
        output.say("kit.conflicts-wait", {});
    output.document(document);
    return waits ? kNotConforming : kDone;
}

} // namespace

int kitVerb(const KitOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto done = options.verb == "pack"        ? pack(options, catalogue, output)
                      : options.verb == "open"      ? open(options, catalogue, output)
                      : options.verb == "pack-back" ? packBack(options, catalogue, output)
                                                    : merge(options, catalogue, output);
    return done ? *done : output.fail(done.error());
}

} // namespace cal::app
