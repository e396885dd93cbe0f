// SPDX-License-Identifier: GPL-3.0-or-later
// What the on-site kit writes. A kit is a stream of the laboratory's store, whose id is the kit's id:
//   kit.packed             {"blocks","key","orders","people","station","valid-until"}      goes with the package
//   kit.merged             {"beside","conflicts","events","file","streams"}                each time something came home
// and a stream of the laptop's store (siteStream), which comes home with its work:
//   kit.opened             {"key","kit","machine","manifest","station"}
//   kit.closed             {"kit"}                                                         nothing more comes of it
//   kit.conflict-resolved  {"blob","choice","kit","reason","stream","until"}               in the stream it is about if that is an
//                          entity's, else in the kit's; `blob` holds the laptop's events up to `until`, a line each, as they were sealed
#pragma once

#include "core/journal/event.h"
#include "core/journal/upcast.h"
#include "core/signing/key.h"

#include <string>
#include <vector>

namespace cal::kit {

struct KitPacked {
    static constexpr const char* kType = "kit.packed";
    std::vector<std::string> orders; ///< numbers
    std::vector<std::string> people; ///< entity ids of those it is for
    std::vector<std::string> blocks; ///< entity ids of the number blocks reserved for it
    std::string station, validUntil; ///< name in the events; ISO date, the last day
    signing::PublicKey key;          ///< what comes back is signed by it
    [[nodiscard]] Json toJson() const;
    static Result<KitPacked> fromJson(const Json& json);
};

struct KitOpened {
    static constexpr const char* kType = "kit.opened";
    Uuid kit;
    std::string station, machine; ///< machine: the laptop's own name
    Digest manifest, key;         ///< blobs of the laptop's store: manifest.json of the package; the kit's own key
    [[nodiscard]] Json toJson() const;
    static Result<KitOpened> fromJson(const Json& json);
};

struct KitClosed {
    static constexpr const char* kType = "kit.closed";
    Uuid kit;
    [[nodiscard]] Json toJson() const;
    static Result<KitClosed> fromJson(const Json& json);
};

/// Events of the laptop that are quoted and not appended, because the laboratory's stream went on by itself.
struct Quoted {
    journal::StreamId stream;
    Digest blob;
    std::int64_t until = 0; ///< sequence number of the last of them on the laptop
};

struct KitMerged {
    static constexpr const char* kType = "kit.merged";
    Digest file; ///< SHA-256 of the package that came back
    std::int64_t events = 0, streams = 0;
    std::vector<std::string> conflicts; ///< streams that wait for a choice
    std::vector<Quoted> beside;         ///< sign-ins on both sides: nothing to choose
    [[nodiscard]] Json toJson() const;
    static Result<KitMerged> fromJson(const Json& json);
};

struct ConflictResolved {
    static constexpr const char* kType = "kit.conflict-resolved";
    Uuid kit;
    Quoted quoted;
    bool taken = false; ///< the laptop's changes were made again on top of the laboratory's; else the laboratory's stand
    std::string reason;
    [[nodiscard]] Json toJson() const;
    static Result<ConflictResolved> fromJson(const Json& json);
};

/// The stream of the laptop itself.
journal::StreamId siteStream(const Uuid& kit);
void knowKitEvents(journal::Upcasters& upcasters);

/// As they stand in a blob: a line each. Canonical JSON has no line feed.
std::string linesOf(const std::vector<journal::Event>& events, std::size_t first = 0, std::size_t count = std::string::npos);

} // namespace cal::kit
