// SPDX-License-Identifier: GPL-3.0-or-later
// Sealing, reading and checking events.
#include "core/journal/event.h"

#include "core/journal/envelope.h"

#include <algorithm>
#include <charconv>
#include <limits>

namespace cal::journal {

namespace {

constexpr int kMaxDepth = 100; // well under what Json::parse reads back
constexpr std::size_t kMaxContent = 32u << 20;
constexpr std::size_t kMembers = 12;

bool deeperThan(const Json& value, int levels)
{
    if (!value.isArray() && !value.isObject())
        return false;
    if (levels == 0)
        return true;
    if (value.isArray())
        return std::any_of(value.asArray().begin(), value.asArray().end(), [&](const Json& j) { return deeperThan(j, levels - 1); });
    return std::any_of(value.asObject().begin(), value.asObject().end(), [&](const auto& m) { return deeperThan(m.second, levels - 1); });
}

Error damaged(std::string_view reason)
{
    return Error{Errc::IntegrityViolation, "journal.envelope", {{"reason", std::string(reason)}}, {}};
}

Error broken(const Event& event, std::string_view reason)
{
    return Error{Errc::IntegrityViolation,
                 "journal.broken-chain",
                 {{"stream", event.stream.text()}, {"seq", std::to_string(event.seq)}, {"reason", std::string(reason)}},
                 {}};
}

// Each reader insists on the one spelling that seal() writes, else two different contents could mean the same event.

bool readText(const Json& envelope, std::string_view key, std::string& out)
{
    const Json& member = envelope[key];
    out = member.asString();
    return member.isString();
}

bool readUuid(const Json& envelope, std::string_view key, Uuid& out)
{
    const std::string& text = envelope[key].asString();
    const auto parsed = Uuid::parse(text);
    if (!parsed || parsed->text() != text)
        return false;
    out = *parsed;
    return true;
}

bool readDigest(const Json& envelope, std::string_view key, Digest& out)
{
    const std::string& text = envelope[key].asString();
    const auto parsed = Digest::fromHex(text);
    if (!parsed || parsed->hex() != text)
        return false;
    out = *parsed;
    return true;
}

bool readTime(const Json& envelope, Timestamp& out)
{
    const std::string& at = envelope["at"].asString();
    const auto utc = parseRfc3339(at);
    if (!utc || toRfc3339(*utc) != at)
        return false;
    out.utc = *utc;
    return true;
}

bool readMonotonic(const Json& envelope, Timestamp& out)
{
    const std::string& text = envelope["monotonic"].asString();
    std::int64_t nanoseconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), nanoseconds);
    if (error != std::errc{} || end != text.data() + text.size() || std::to_string(nanoseconds) != text)
        return false;
    out.monotonic = std::chrono::nanoseconds(nanoseconds);
    return true;
}

} // namespace

bool isTypeName(std::string_view type)
{
    const auto word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (type.empty() || !word(type.front()) || !word(type.back()))
        return false;
    return std::all_of(type.begin(), type.end(), [&](char c) { return word(c) || c == '.' || c == '-'; });
}

Result<Event> seal(const NewEvent& draft, const StreamId& stream, std::int64_t seq, const Digest& prev, const Authorship& by,
                   const Uuid& id, const Timestamp& at)
{
    if (!isTypeName(draft.type) || draft.version < 1)
        return Error{Errc::InvalidArgument, "journal.type", {{"type", draft.type}}, {}};
    if (deeperThan(draft.body, kMaxDepth))
        return Error{Errc::InvalidArgument, "journal.too-large", {{"type", draft.type}}, {}};

    Json::Object members;
    members["actor"] = by.actor;
    members["at"] = toRfc3339(at.utc);
    members["body"] = draft.body;
    members["id"] = id.text();
    members["monotonic"] = std::to_string(at.monotonic.count());
    members["prev"] = prev.hex();
    members["program"] = by.program;
    members["seq"] = seq;
    members["station"] = by.station;
    members["stream"] = stream.text();
    members["type"] = draft.type;
    members["v"] = draft.version;
    Json envelope(std::move(members));
    auto content = envelope.canonical();
    if (!content)
        return std::move(content).error().within(draft.type);
    if (content->size() > kMaxContent)
        return Error{Errc::InvalidArgument, "journal.too-large", {{"type", draft.type}}, {}};

    Event event;
    event.stream = stream;
    event.seq = seq;
    event.type = draft.type;
    event.version = draft.version;
    event.id = id;
    event.at = at;
    event.actor = by.actor;
    event.station = by.station;
    event.program = by.program;
    event.prev = prev;
    event.body = std::move(envelope["body"]);
    event.content = *std::move(content);
    event.hash = eventHash(event.content);
    return event;
}

Result<Event> readEvent(std::string content)
{
    auto parsed = Json::parse(content);
    if (!parsed || !parsed->isObject())
        return damaged("syntax");
    Json envelope = *std::move(parsed);

    Event event;
    if (!readText(envelope, "actor", event.actor))
        return damaged("actor");
    if (!readTime(envelope, event.at))
        return damaged("at");
    if (!envelope.contains("body"))
        return damaged("body");
    if (!readUuid(envelope, "id", event.id))
        return damaged("id");
    if (!readMonotonic(envelope, event.at))
        return damaged("monotonic");
    if (!readDigest(envelope, "prev", event.prev))
        return damaged("prev");
    if (!readText(envelope, "program", event.program))
        return damaged("program");
    event.seq = envelope["seq"].asInt();
    if (event.seq < 1)
        return damaged("seq");
    if (!readText(envelope, "station", event.station))
        return damaged("station");
    if (!readUuid(envelope, "stream", event.stream))
        return damaged("stream");
    if (!readText(envelope, "type", event.type) || !isTypeName(event.type))
        return damaged("type");
    const std::int64_t version = envelope["v"].asInt();
    if (version < 1 || version > std::numeric_limits<int>::max())
        return damaged("v");
    event.version = static_cast<int>(version);

    const auto again = envelope.canonical();
    if (!again || *again != content)
        return damaged("form");
    if (envelope.size() > kMembers) // whole and canonical, but says more than this program knows
        return Error{Errc::ParseError, "journal.newer-envelope", {{"stream", event.stream.text()}, {"seq", std::to_string(event.seq)}}, {}};

    event.body = std::move(envelope["body"]);
    event.hash = eventHash(content);
    event.content = std::move(content);
    return event;
}

Result<void> Chain::accept(const Event& next)
{
    if (next.stream != stream)
        return broken(next, "stream");
    if (next.seq != seq + 1)
        return broken(next, "sequence");
    if (next.prev != head)
        return broken(next, "prev");
    seq = next.seq;
    head = next.hash;
    return {};
}

Result<void> verifyEvent(const Event& event)
{
    const auto truth = readEvent(event.content);
    if (!truth)
        return broken(event, truth.error().arg("reason").empty() ? "envelope" : truth.error().arg("reason"));
    if (truth->hash != event.hash)
        return broken(event, "hash");
    const bool same = truth->stream == event.stream && truth->seq == event.seq && truth->type == event.type &&
                      truth->version == event.version && truth->id == event.id && truth->at == event.at && truth->actor == event.actor &&
                      truth->station == event.station && truth->program == event.program && truth->prev == event.prev &&
                      truth->body == event.body;
    return same ? Result<void>() : broken(event, "content");
}

Result<void> verifyEnvelope(const Event& event)
{
    const auto view = viewEnvelope(event.content);
    if (!view)
        return verifyEvent(event);
    if (eventHash(event.content) != event.hash)
        return broken(event, "hash");
    const bool same = view->stream == event.stream.text() && view->seq == event.seq && view->type == event.type &&
                      view->version == event.version && view->id == event.id.text() && view->at == toRfc3339(event.at.utc) &&
                      view->actor == event.actor && view->station == event.station && view->program == event.program &&
                      view->prev == event.prev;
    return same ? Result<void>() : broken(event, "content");
}

Result<void> verifyChain(const std::vector<Event>& events)
{
    if (events.empty())
        return {};
    Chain chain{events.front().stream, 0, {}};
    for (const Event& event : events) {
        CAL_TRY(verifyEvent(event));
        CAL_TRY(chain.accept(event));
    }
    return {};
}

} // namespace cal::journal
