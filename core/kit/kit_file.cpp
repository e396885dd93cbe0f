// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kit/kit_file.h"

#include "core/base/utf8.h"
#include "core/signing/note.h"

#include <fmt/core.h>

#include <random>

namespace cal::kit {

namespace {

constexpr const char* kManifest = "manifest.json";
constexpr const char* kSignature = "signature.txt";
constexpr const char* kKey = "key.pem";
constexpr const char* kSiteKey = "site-key.json";
constexpr const char* kSigner = "calbench-kit";

Error damaged(const char* key, const char* name, std::string_view value)
{
    return {Errc::IntegrityViolation, key, {{name, excerpt(value, 100)}}, {}};
}

Error badManifest(std::string_view reason)
{
    return {Errc::ParseError, "kit.manifest", {{"reason", std::string(reason)}}, {}};
}

/// What is signed: the format, so that no note of another kind passes, and the manifest.
std::string statement(std::string_view format, std::string_view manifest)
{
    return std::string(format) + "\n" + sha256(manifest).hex() + "\n";
}

Result<std::vector<std::string>> texts(const Json& json, const char* key)
{
    const auto list = json.array(key);
    CAL_TRY(list);
    std::vector<std::string> result;
    for (const Json& entry : **list) {
        if (!entry.isString())
            return badManifest(key);
        result.push_back(entry.asString());
    }
    return result;
}

Json listOf(const std::vector<std::string>& texts)
{
    Json::Array list;
    for (const auto& text : texts)
        list.emplace_back(text);
    return list;
}

Result<Manifest> readManifest(const Json& json)
{
    Manifest m;
    const auto id = [&](const char* key) -> Result<Uuid> {
        const auto text = json.string(key);
        CAL_TRY(text);
        return Uuid::parse(*text);
    };
    const auto kit = id("kit");
    CAL_TRY(kit);
    m.kit = *kit;
    const auto laboratory = id("laboratory");
    CAL_TRY(laboratory);
    m.laboratory = *laboratory;
    const auto founded = Digest::fromHex(json["founded"].asString());
    CAL_TRY(founded);
    m.founded = *founded;
    m.laboratoryName = json["laboratory-name"].asText();
    auto orders = texts(json, "orders");
    CAL_TRY(orders);
    m.orders = *std::move(orders);
    auto people = texts(json, "people");
    CAL_TRY(people);
    m.people = *std::move(people);
    for (auto [key, member] : {std::pair{"station", &m.station},
                               {"valid-until", &m.validUntil},
                               {"made-at", &m.madeAt},
                               {"made-by", &m.madeBy},
                               {"program", &m.program}}) {
        auto text = json.string(key);
        CAL_TRY(text);
        *member = *std::move(text);
    }
    CAL_TRY(parseIsoDate(m.validUntil, {}));
    m.closed = json["closed"].asBool();
    for (const auto& [name, digest] : json["definitions"].asObject())
        m.definitions[name] = digest.asString();
    const auto streams = json.object("streams");
    CAL_TRY(streams);
    for (const auto& [name, span] : **streams) {
        const auto stream = Uuid::parse(name);
        CAL_TRY(stream);
        const auto from = span.integer("from");
        CAL_TRY(from);
        const auto to = span.integer("to");
        CAL_TRY(to);
        const auto head = Digest::fromHex(span["head"].asString());
        CAL_TRY(head);
        if (*from < 1 || *to < *from)
            return badManifest(name);
        m.streams[*stream] = {*from, *to, *head};
    }
    const auto files = json.object("files");
    CAL_TRY(files);
    for (const auto& [name, hex] : **files) {
        const auto digest = Digest::fromHex(hex.asString());
        CAL_TRY(digest);
        m.files[name] = *digest;
    }
    return m;
}

/// Runs of one stream, in the order of arrival.
void putEvents(const std::vector<journal::Event>& events, ZipFiles& files)
{
    for (std::size_t at = 0, run = 1; at < events.size(); ++run) {
        auto& lines = files[fmt::format("events/{:06}-{}.jsonl", run, events[at].stream.text())];
        const auto stream = events[at].stream;
        for (; at < events.size() && events[at].stream == stream; ++at)
            lines += events[at].content + "\n";
    }
}

Result<void> takeEvents(const std::string& name, std::string_view lines, KitFile& file, std::map<journal::StreamId, journal::Chain>& chains)
{
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
        auto event = journal::readEvent(std::string(line));
        if (!event)
            return event.error().within(name);
        const auto span = file.manifest.streams.find(event->stream);
        if (span == file.manifest.streams.end())
            return damaged("kit.stream-differs", "stream", event->stream.text());
        const journal::Chain before{event->stream, span->second.from - 1, event->prev};
        auto& chain = chains.try_emplace(event->stream, before).first->second;
        if (const auto follows = chain.accept(*event); !follows)
            return Error(follows.error()).within(name);
        file.events.push_back(*std::move(event));
    }
    return {};
}

} // namespace

Json Manifest::toJson() const
{
    Json::Object spans, digests, known;
    for (const auto& [stream, span] : streams)
        spans[stream.text()] = Json::Object{{"from", span.from}, {"to", span.to}, {"head", span.head.hex()}};
    for (const auto& [name, digest] : files)
        digests[name] = digest.hex();
    for (const auto& [id, digest] : definitions)
        known[id] = digest;
    return Json::Object{{"format", format},
                        {"kit", kit.text()},
                        {"laboratory", laboratory.text()},
                        {"laboratory-name", laboratoryName},
                        {"founded", founded.hex()},
                        {"orders", listOf(orders)},
                        {"people", listOf(people)},
                        {"station", station},
                        {"valid-until", validUntil},
                        {"made-at", madeAt},
                        {"made-by", madeBy},
                        {"program", program},
                        {"closed", closed},
                        {"definitions", std::move(known)},
                        {"streams", std::move(spans)},
                        {"files", std::move(digests)}};
}

Result<Manifest> Manifest::read(std::string_view text, std::string_view format)
{
    const auto json = Json::parse(text);
    if (!json)
        return badManifest(json.error().key);
    const auto& found = (*json)["format"].asString();
    if (found != format) {
        if (found == kOutFormat || found == kBackFormat)
            return Error{Errc::InvalidArgument, "kit.other-package", {{"format", found}}, {}};
        return Error{Errc::ParseError, "kit.newer-format", {{"format", excerpt(found, 60)}}, {}};
    }
    auto manifest = readManifest(*json);
    if (!manifest)
        return manifest.error().key == "kit.manifest" ? manifest.error() : badManifest(manifest.error().key);
    manifest->format = found;
    return manifest;
}

std::string SiteKey::text() const
{
    return Json(Json::Object{{"passphrase", passphrase}, {"pem", pem}}).pretty() + "\n";
}

Result<SiteKey> SiteKey::read(std::string_view text)
{
    const auto json = Json::parse(text);
    if (!json)
        return badManifest(kSiteKey);
    return SiteKey{(*json)["pem"].asString(), (*json)["passphrase"].asString()};
}

Result<SiteKey> SiteKey::make()
{
    std::random_device random;
    std::string bytes;
    for (int i = 0; i < 8; ++i) {
        const auto word = random();
        bytes.append(reinterpret_cast<const char*>(&word), sizeof word);
    }
    SiteKey key;
    key.passphrase = toBase64(bytes);
    auto pem = signing::makeKey(key.passphrase);
    CAL_TRY(pem);
    key.pem = *std::move(pem);
    return key;
}

Result<std::string> writeKit(const KitFile& file, const signing::Signer& signer)
{
    ZipFiles files;
    putEvents(file.events, files);
    for (const auto& [digest, bytes] : file.blobs)
        files.emplace("blobs/" + digest, bytes);
    files.emplace(kKey, signer.publicKey().pem());
    if (file.siteKey)
        files.emplace(kSiteKey, file.siteKey->text());
    Manifest manifest = file.manifest;
    manifest.streams.clear();
    for (const auto& event : file.events) {
        auto& span = manifest.streams.try_emplace(event.stream, Span{event.seq, event.seq, event.hash}).first->second;
        span.to = event.seq;
        span.head = event.hash;
    }
    manifest.files.clear();
    for (const auto& [name, bytes] : files)
        manifest.files[name] = sha256(bytes);
    const auto text = manifest.toJson().pretty() + "\n";
    auto note = signing::signNote(statement(manifest.format, text), kSigner, signer);
    CAL_TRY(note);
    files.emplace(kManifest, text);
    files.emplace(kSignature, *std::move(note));
    return writeZip(files);
}

Result<KitFile> readKit(std::string_view archive, std::string_view format)
{
    auto files = readZip(archive);
    CAL_TRY(files);
    for (const auto* name : {kManifest, kSignature, kKey})
        if (!files->contains(name))
            return damaged("kit.file-missing", "file", name);
    KitFile file;
    file.digest = sha256(archive);
    file.manifestText = files->at(kManifest);
    const auto key = signing::PublicKey::fromPem(files->at(kKey));
    if (!key)
        return damaged("kit.signature", "file", kKey);
    const auto note = signing::readNote(files->at(kSignature));
    if (!note || !note->signedBy(kSigner, *key))
        return damaged("kit.signature", "file", kSignature);
    file.signedBy = *key;
    if (!note->text.ends_with("\n" + sha256(file.manifestText).hex() + "\n"))
        return damaged("kit.file-changed", "file", kManifest);
    auto manifest = Manifest::read(file.manifestText, format);
    CAL_TRY(manifest);
    if (note->text != statement(format, file.manifestText))
        return damaged("kit.file-changed", "file", kManifest);
    file.manifest = *std::move(manifest);

    auto unlisted = *files;
    for (const auto* name : {kManifest, kSignature})
        unlisted.erase(name);
    for (const auto& [name, digest] : file.manifest.files) {
        const auto found = unlisted.find(name);
        if (found == unlisted.end())
            return damaged("kit.file-missing", "file", name);
        if (sha256(found->second) != digest)
            return damaged("kit.file-changed", "file", name);
        unlisted.erase(found);
    }
    if (!unlisted.empty())
        return damaged("kit.file-unlisted", "file", unlisted.begin()->first);

    std::map<journal::StreamId, journal::Chain> chains;
    for (const auto& [name, bytes] : *files) { // in the order of their names, which is that of arrival
        if (name.starts_with("events/"))
            CAL_TRY(takeEvents(name, bytes, file, chains));
        else if (name.starts_with("blobs/"))
            file.blobs.emplace(sha256(bytes).hex(), bytes);
    }
    for (const auto& [stream, span] : file.manifest.streams) {
        const auto chain = chains.find(stream);
        if (chain == chains.end() || chain->second.seq != span.to || chain->second.head != span.head)
            return damaged("kit.stream-differs", "stream", stream.text());
    }
    if (const auto found = files->find(kSiteKey); found != files->end()) {
        auto siteKey = SiteKey::read(found->second);
        CAL_TRY(siteKey);
        file.siteKey = *std::move(siteKey);
    }
    return file;
}

} // namespace cal::kit
