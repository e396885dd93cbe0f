// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evidence/package.h"

#include <fmt/core.h>

namespace cal::evidence {

namespace {

Json proofJson(const Inclusion& inclusion, const Digest& leaf)
{
    Json::Array path;
    for (const auto& digest : inclusion.proof)
        path.push_back(digest.hex());
    return Json::Object{{"index", inclusion.index}, {"leaf", leaf.hex()}, {"path", path}};
}

std::string sumsOf(const ZipFiles& files)
{
    std::string sums;
    for (const auto& [name, bytes] : files)
        sums += sha256(bytes).hex() + "  " + name + "\n";
    return sums;
}

} // namespace

Json manifestOf(const session::SessionRecord& record, bool anchored)
{
    Json::Object types;
    for (const auto& event : record.events)
        types.insert_or_assign(event.type, event.version);
    return Json::Object{{"format", kPackageFormat},
                        {"session", record.id.text()},
                        {"procedure", record.title},
                        {"events", static_cast<std::int64_t>(record.events.size())},
                        {"event-types", types},
                        {"recorded-by", record.events.front().program},
                        {"head", record.head.hex()},
                        {"sealed", record.sealed},
                        {"simulated", record.setUp.simulated},
                        {"overall", conformity::name(record.overall)},
                        {"anchored", anchored}};
}

Result<std::string> makePackage(const Package& package)
{
    ZipFiles files = package.instructions;
    for (const auto& event : package.record.events)
        files.emplace(fmt::format("events/{:06}.json", event.seq), event.content);
    for (const auto& [digest, bytes] : package.blobs)
        files.emplace("blobs/" + digest, bytes);
    auto manifest = manifestOf(package.record, package.inclusion.has_value());
    manifest["exported-by"] = package.exportedBy;
    files.emplace("manifest.json", manifest.pretty() + "\n");
    if (package.inclusion) {
        files.emplace("checkpoint.txt", package.inclusion->note);
        files.emplace("key.pem", package.inclusion->key.pem());
        files.emplace("proof.json", proofJson(*package.inclusion, package.record.head).pretty() + "\n");
    }
    files.emplace("SHA256SUMS", sumsOf(files));
    return writeZip(files);
}

} // namespace cal::evidence
