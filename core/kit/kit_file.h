// SPDX-License-Identifier: GPL-3.0-or-later
// The package that goes out with a laptop (.kit) and the one that comes back (.back): ZIP archives of
//
//   manifest.json                  what this is, which streams from where to where, and the SHA-256 of every other file
//   signature.txt                  a signed note over the SHA-256 of manifest.json
//   key.pem                        the public key it was signed with
//   events/000001-<stream>.jsonl   the exact bytes of events, a line each, in the order of their arrival
//   blobs/<sha-256>                what the events name: procedure files, frozen points, certificates
//   site-key.json                  in a .kit only: the key that signs what comes back. Who has the package has the key, and the
//                                  password encodings of the people it is for: it is kept like a key.
#pragma once

#include "core/base/zip.h"
#include "core/journal/event.h"
#include "core/signing/key.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cal::kit {

constexpr const char* kOutFormat = "calbench-kit/1";
constexpr const char* kBackFormat = "calbench-kit-back/1";

/// What of a stream is in the package.
struct Span {
    std::int64_t from = 1, to = 0;
    Digest head; ///< hash of event `to`
    bool operator==(const Span&) const = default;
};

struct Manifest {
    std::string format;
    Uuid kit;
    journal::StreamId laboratory; ///< stream of laboratory.founded …
    Digest founded;               ///< … and the hash of that event: whose kit it is
    Text laboratoryName;
    std::vector<std::string> orders, people; ///< numbers; names
    std::string station, validUntil;
    std::string madeAt, madeBy, program;
    bool closed = false;                            ///< back: nothing more comes of this kit
    std::map<std::string, std::string> definitions; ///< out: instrument definitions the assets need, by id: SHA-256 of the document
    std::map<journal::StreamId, Span> streams;
    std::map<std::string, Digest> files;

    [[nodiscard]] Json toJson() const;
    /// Errors: ParseError "kit.manifest" {reason}, "kit.newer-format" {format}, "kit.other-package" {format} for one that is not `format`.
    static Result<Manifest> read(std::string_view text, std::string_view format);
};

/// The key that signs what comes back; made with the kit.
struct SiteKey {
    std::string pem, passphrase;
    [[nodiscard]] std::string text() const;
    static Result<SiteKey> read(std::string_view text); ///< Errors: ParseError "kit.manifest" {reason}
    static Result<SiteKey> make();
    [[nodiscard]] Result<std::unique_ptr<signing::Signer>> unlock() const { return signing::unlockKey(pem, passphrase); }
};

struct KitFile {
    Manifest manifest; ///< `streams` and `files` are filled in by writeKit
    std::vector<journal::Event> events;
    std::map<std::string, std::string> blobs; ///< by hexadecimal digest
    std::optional<SiteKey> siteKey;
    // of a package that was read:
    std::string manifestText;
    signing::PublicKey signedBy;
    Digest digest; ///< of the whole file
};

/// Errors: those of writeZip and Signer::sign.
Result<std::string> writeKit(const KitFile& file, const signing::Signer& signer);
/// Checks everything but whose key it is: the signature over the manifest, every file, every event and its chain.
/// Errors: those of readZip and Manifest::read; IntegrityViolation "kit.signature" {file}, "kit.file-changed" {file}, "kit.file-missing"
/// {file}, "kit.file-unlisted" {file}, "kit.stream-differs" {stream}; those of readEvent and Chain::accept, within the file.
Result<KitFile> readKit(std::string_view archive, std::string_view format);

} // namespace cal::kit
