// SPDX-License-Identifier: GPL-3.0-or-later
// Verifying evidence without a store.
#include "core/base/utf8.h"
#include "core/evidence/package.h"
#include "core/journal/merkle.h"

#include <fmt/core.h>

namespace cal::evidence {

namespace {

constexpr std::size_t kDigestDigits = 64;

Error violation(const char* key, std::vector<Arg> args = {})
{
    return Error{Errc::IntegrityViolation, key, std::move(args), {}};
}

class PackageCheck
{
public:
    PackageCheck(const ZipFiles& files, Verification& result) : m_files(files), m_result(result) {}

    void run(const std::optional<signing::PublicKey>& trusted)
    {
        sums();
        auto record = this->record();
        if (!record)
            return find(record.error());
        m_result.session = record->id.text();
        m_result.events = record->events.size();
        if (!record->sealed)
            m_result.remarks.push_back(violation("evidence.not-sealed", {{"session", m_result.session}}));
        const bool anchored = m_files.contains("checkpoint.txt");
        manifest(*record, anchored);
        blobs(*record);
        if (!anchored)
            m_result.remarks.push_back(violation("evidence.not-anchored"));
        else if (const auto origin = inclusion(*record, trusted); origin)
            m_result.anchoredBy = *origin;
        else
            find(origin.error());
    }

private:
    void find(Error error) { m_result.findings.push_back(std::move(error)); }

    Result<std::string_view> file(const std::string& name) const
    {
        const auto found = m_files.find(name);
        if (found == m_files.end())
            return violation("evidence.file-missing", {{"file", name}});
        return std::string_view(found->second);
    }

    Result<Json> json(const std::string& name) const
    {
        const auto text = file(name);
        CAL_TRY(text);
        auto read = Json::parse(*text);
        if (!read)
            return read.error().within(name);
        return read;
    }

    /// SHA256SUMS names every other file with its digest, and nothing else.
    void sums()
    {
        const auto list = file("SHA256SUMS");
        if (!list)
            return find(list.error());
        auto unlisted = m_files;
        unlisted.erase("SHA256SUMS");
        for (auto rest = *list; !rest.empty();) {
            const auto line = rest.substr(0, rest.find('\n'));
            rest.remove_prefix(std::min(line.size() + 1, rest.size()));
            if (line.size() <= kDigestDigits + 2 || line.substr(kDigestDigits, 2) != "  ")
                return find(Error{Errc::ParseError, "evidence.package", {{"reason", "SHA256SUMS: " + excerpt(line, 80)}}, {}});
            const std::string name(line.substr(kDigestDigits + 2));
            const auto found = unlisted.find(name);
            if (found == unlisted.end())
                find(violation("evidence.file-missing", {{"file", excerpt(name, 100)}}));
            else if (sha256(found->second).hex() != line.substr(0, kDigestDigits))
                find(violation("evidence.file-changed", {{"file", name}}));
            unlisted.erase(name);
        }
        for (const auto& [name, bytes] : unlisted)
            find(violation("evidence.file-unlisted", {{"file", excerpt(name, 100)}}));
    }

    Result<session::SessionRecord> record() const
    {
        std::vector<journal::Event> events;
        for (std::size_t seq = 1;; ++seq) {
            const auto name = fmt::format("events/{:06}.json", seq);
            const auto found = m_files.find(name);
            if (found == m_files.end())
                break;
            auto event = journal::readEvent(found->second);
            if (!event)
                return event.error().within(name);
            events.push_back(*std::move(event));
        }
        if (events.empty())
            return violation("evidence.file-missing", {{"file", "events/000001.json"}});
        return session::fold(events);
    }

    void manifest(const session::SessionRecord& record, bool anchored)
    {
        const auto read = json("manifest.json");
        if (!read)
            return find(read.error());
        const auto& format = (*read)["format"].asString();
        if (format != kPackageFormat)
            return find(Error{Errc::ParseError, "evidence.newer-format", {{"format", excerpt(format)}}, {}});
        const auto expected = manifestOf(record, anchored);
        for (const auto& [name, value] : expected.asObject())
            if ((*read)[name] != value)
                find(violation("evidence.manifest-differs", {{"entry", name}}));
    }

    void blobs(const session::SessionRecord& record)
    {
        for (const auto& [name, bytes] : m_files)
            if (name.starts_with("blobs/") && sha256(bytes).hex() != name.substr(6))
                find(violation("record.blob-damaged", {{"digest", excerpt(name.substr(6), 64)}}));
        const auto named = session::recordBlobs(record, [this](const Digest& digest) -> Result<std::string> {
            const auto found = m_files.find("blobs/" + digest.hex());
            if (found == m_files.end())
                return violation("record.blob-missing", {{"digest", digest.hex()}});
            return found->second;
        });
        if (!named)
            find(named.error());
    }

    /// The origin of the log that the session's last event is in.
    Result<std::string> inclusion(const session::SessionRecord& record, const std::optional<signing::PublicKey>& trusted)
    {
        const auto note = file("checkpoint.txt");
        CAL_TRY(note);
        const auto pem = file("key.pem");
        CAL_TRY(pem);
        const auto own = signing::PublicKey::fromPem(*pem);
        CAL_TRY(own);
        const auto checkpoint = signing::openCheckpoint(*note, trusted.value_or(*own));
        CAL_TRY(checkpoint);
        const auto proof = json("proof.json");
        CAL_TRY(proof);
        const auto index = proof->integer("index");
        CAL_TRY(index);
        const auto leaf = proof->string("leaf");
        CAL_TRY(leaf);
        const auto path = proof->array("path");
        CAL_TRY(path);
        std::vector<Digest> digests;
        for (const auto& text : **path) {
            const auto digest = Digest::fromHex(text.asString());
            CAL_TRY(digest);
            digests.push_back(*digest);
        }
        if (*leaf != record.head.hex() || !journal::verifyInclusion(record.head, *index, checkpoint->size, digests, checkpoint->root))
            return violation("evidence.not-in-log", {{"origin", checkpoint->origin}});
        if (!trusted)
            m_result.remarks.push_back(violation("evidence.key-from-package", {{"origin", checkpoint->origin}}));
        return checkpoint->origin;
    }

    const ZipFiles& m_files;
    Verification& m_result;
};

} // namespace

Verification verifyPackage(std::string_view archive, const std::optional<signing::PublicKey>& trusted)
{
    Verification result;
    const auto files = readZip(archive);
    if (files)
        PackageCheck(*files, result).run(trusted);
    else
        result.findings.push_back(files.error());
    return result;
}

Verification verifyRecord(std::string_view text)
{
    Verification result;
    const auto imported = session::importRecord(text);
    if (!imported) {
        result.findings.push_back(imported.error());
        return result;
    }
    result.session = imported->record.id.text();
    result.events = imported->record.events.size();
    if (!imported->record.sealed)
        result.remarks.push_back(violation("evidence.not-sealed", {{"session", result.session}}));
    result.remarks.push_back(violation("evidence.not-anchored"));
    return result;
}

} // namespace cal::evidence
