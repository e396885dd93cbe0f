// SPDX-License-Identifier: GPL-3.0-or-later
// calbench kit: orders go out to a laptop and what was done comes home, thin over app/kit.h.
#include "app/cli/office.h"
#include "app/cli/register_words.h"
#include "app/cli/verbs.h"
#include "app/kit.h"
#include "app/passphrase.h"
#include "core/session/session_events.h"

#include <algorithm>

namespace cal::app {

namespace {

KitRoom roomOf(Office& office)
{
    return {office.catalogue(), office.staff(), office.laboratory(), office.by(), office.clock()};
}

Json listOf(const std::vector<std::string>& texts)
{
    Json::Array list;
    for (const auto& text : texts)
        list.emplace_back(text);
    return list;
}

int tell(const kit::Handed& handed, const char* what, const Output& output)
{
    const auto remarks = output.told(handed.remarks);
    output.print(handed.file);
    output.document(Json::Object{{what, handed.file},
                                 {"kit", handed.manifest.kit.text()},
                                 {"orders", listOf(handed.manifest.orders)},
                                 {"people", listOf(handed.manifest.people)},
                                 {"station", handed.manifest.station},
                                 {"valid-until", handed.manifest.validUntil},
                                 {"remarks", remarks}});
    return kDone;
}

Result<int> pack(const KitOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto passphrase = readPassphrase(options.passphraseFile, *options.key + ": ");
    CAL_TRY(passphrase);
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    CAL_TRY(office.signInWhoMay(options.as, "administer"));
    const kit::PackWish wish{options.orders,  options.people,  options.standards, options.days,
                             options.numbers, options.station, options.file,      *options.key};
    const auto packed = packKit(roomOf(office), wish, *passphrase);
    CAL_TRY(packed);
    return tell(*packed, "file", output);
}

Result<int> open(const KitOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto opened = openKit(catalogue, options.file, options.store.value_or(defaultStorePath()), options.publicKey.value_or(""));
    CAL_TRY(opened);
    return tell(*opened, "store", output);
}

Result<int> packBack(const KitOptions& options, const Catalogue& catalogue, const Output& output)
{
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    if (options.final)
        CAL_TRY(office.signIn(options.as));
    const auto site = packKitBack(roomOf(office), options.file, options.final);
    CAL_TRY(site);
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

Text labelOf(kit::Fate fate)
{
    switch (fate) {
    case kit::Fate::Present:
        return {"已在库", "is here already"};
    case kit::Fate::Append:
        return {"追加", "is appended"};
    case kit::Fate::Conflict:
        return {"冲突，待选择", "conflict: waits"};
    case kit::Fate::Beside:
        break;
    }
    return {"引述", "is quoted beside"};
}

/// What merging does, stream by stream, with both sides of a conflict.
class MergeReport
{
public:
    MergeReport(registry::Registry& registry, std::chrono::minutes offset, const Output& output)
        : m_words(registry, output.language()), m_offset(offset), m_output(output)
    {
    }

    Json tell(const kit::MergePlan& plan)
    {
        Json::Array streams;
        std::vector<std::vector<std::string>> rows;
        for (const auto& stream : plan.streams) {
            Json one = Json::Object{{"stream", stream.stream.text()}, {"kind", stream.kind},
                                    {"title", stream.title},          {"fate", nameOf(stream.fate)},
                                    {"can-take", stream.canTake},     {"events", static_cast<std::int64_t>(stream.laptop.size())}};
            rows.push_back({labelOf(stream.fate).in(m_output.language()), m_words.kind(stream.kind), shown(stream),
                            std::to_string(stream.laptop.size())});
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
                conflict(stream, std::count_if(plan.streams.begin(), plan.streams.end(), [&](const kit::StreamPlan& other) {
                                     return other.fate == kit::Fate::Conflict && other.title == stream.title;
                                 }) > 1);
        return streams;
    }

private:
    [[nodiscard]] bool zh() const { return m_output.language() == Language::Chinese; }

    /// What the stream is about: the title of an entity, procedure and item of a session, whose sign-ins.
    std::string shown(const kit::StreamPlan& stream)
    {
        if (stream.title != stream.stream.text())
            return Uuid::parse(stream.title) ? m_words.name(stream.title) : m_words.side(stream.title);
        for (const auto& event : stream.laptop) {
            if (event.type == session::SetUpFrozen::kType) {
                const auto& item = event.body["item"];
                return event.body["procedure"]["head"]["id"].asString() + " " + item["order"].asString() + " " +
                       item["asset-number"].asString();
            }
            if (const auto& person = event.body["person"].asString(); !person.empty())
                return m_words.name(person);
        }
        return stream.laptop.empty() ? std::string() : stream.laptop.front().station;
    }

    Json side(const std::vector<journal::Event>& events)
    {
        Json::Array list;
        for (const auto& event : events)
            list.push_back(Json::Object{{"seq", event.seq},
                                        {"at", toRfc3339(event.at.utc)},
                                        {"who", m_words.name(event.actor)},
                                        {"station", event.station},
                                        {"type", event.type},
                                        {"what", kit::whatOf(event)}});
        return list;
    }

    /// `several`: only the id tells which one is meant.
    void conflict(const kit::StreamPlan& stream, bool several)
    {
        m_output.print("");
        m_output.print((zh() ? "冲突：" : "conflict: ") + m_words.kind(stream.kind) + " " + shown(stream) +
                       (several ? "  " + stream.stream.text() : std::string()));
        std::vector<std::vector<std::string>> rows;
        const auto add = [&](const std::string& where, const std::vector<journal::Event>& events) {
            for (const auto& event : events)
                rows.push_back({where, toLocal(event.at.utc, m_offset).substr(0, 16), m_words.name(event.actor), m_words.event(event.type),
                                m_words.changes(event)});
        };
        add(zh() ? "实验室" : "laboratory", stream.laboratory);
        add(zh() ? "现场" : "on site", stream.laptop);
        m_output.table(zh() ? std::vector<std::string>{"一侧", "时间", "人员", "事件", "内容"}
                            : std::vector<std::string>{"side", "when", "who", "event", "what"},
                       rows);
    }

    RegisterWords m_words;
    std::chrono::minutes m_offset;
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
    const auto file = readBack(options.file);
    CAL_TRY(file);
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    if (!options.preview)
        CAL_TRY(office.signInWhoMay(options.as, "administer"));
    const auto room = roomOf(office);
    Json document = Json::Object{{"kit", file->manifest.kit.text()}, {"file", options.file}, {"preview", options.preview}};
    bool waits = false;
    const auto done = room.ask([&](registry::Registry& registry) -> Result<void> {
        const auto plan = planMerge(room, registry, *file);
        CAL_TRY(plan);
        const auto choices = choicesOf(options, *plan);
        CAL_TRY(choices);
        document["streams"] = MergeReport(registry, office.laboratory().offset, output).tell(*plan);
        document["warnings"] = output.told(plan->warnings);
        waits = plan->count(kit::Fate::Conflict) > 0;
        if (options.preview)
            return {};
        const auto merged = mergeKit(room, registry, *file, *choices);
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
