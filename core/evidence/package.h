// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence package: one session as a ZIP archive that another copy of the program, or a person with sha256sum, openssl and Python,
// can check without the store it came from.
//
//   events/000001.json …   the exact bytes of the session's events, one file each
//   blobs/<sha-256>        bus traces, procedure files, instrument definitions; the name is the digest
//   manifest.json          what this is: format, session, head, versions of program and event types
//   checkpoint.txt         the signed checkpoint of the log             } when a checkpoint covers
//   key.pem                the public key it names                      } the session's last event
//   proof.json             the last event's place in the log, and how   }
//   SHA256SUMS             of all other files, for `sha256sum -c`
//   README.md, check.py    how to check it by hand
#pragma once

#include "core/base/zip.h"
#include "core/evidence/log.h"
#include "core/session/record.h"

namespace cal::evidence {

struct Package {
    session::SessionRecord record;
    std::map<std::string, std::string> blobs; ///< by hex digest
    std::string exportedBy;                   ///< "calbench 0.1.0"
    std::optional<Inclusion> inclusion;
    ZipFiles instructions; ///< README.md and check.py, as they come with the program
};
/// Errors: NotFound "record.blob-missing" {digest}; those of writeZip.
Result<std::string> makePackage(const Package& package);

/// What looking at a piece of evidence brought. Findings say that something is wrong; remarks, what the evidence does not show.
struct Verification {
    std::vector<Error> findings, remarks;
    std::string session;    ///< id, empty when it could not be read
    std::size_t events = 0; ///< read
    std::string anchoredBy; ///< the origin of the checkpoint that covers it; empty when none does

    [[nodiscard]] bool good() const { return findings.empty(); }
};

/// Goes on after a finding, so that each damaged file is named. With `trusted` the checkpoint must be signed by that key, else only by the
/// one in the package, and a remark says so.
/// Findings: "evidence.file-changed" {file}, "evidence.file-missing" {file}, "evidence.file-unlisted" {file}, "evidence.package" {reason},
/// "evidence.newer-format" {format}, "evidence.manifest-differs" {entry}, "evidence.not-in-log", "record.blob-missing" {digest}, those of
/// readZip, readEvent, fold and openCheckpoint. Remarks: "evidence.not-anchored", "evidence.key-from-package".
Verification verifyPackage(std::string_view archive, const std::optional<signing::PublicKey>& trusted);

/// The same for a record.json; it is never anchored.
Verification verifyRecord(std::string_view text);

/// The members of manifest.json that follow from the package's other files.
Json manifestOf(const session::SessionRecord& record, bool anchored);
/// manifest.json of the package: those, and who exported it.
constexpr const char* kPackageFormat = "calbench-evidence/1";

} // namespace cal::evidence
