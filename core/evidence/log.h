// SPDX-License-Identifier: GPL-3.0-or-later
// The store's log: all events of all streams in order of arrival, and the signed checkpoints over it (reference: transparency logs,
// RFC 9162; form of a checkpoint: core/signing/checkpoint.h).
//
// A hash chain alone does not show that its end was cut off or that somebody rebuilt it from the start. A checkpoint that was kept
// elsewhere does: it holds the size and the Merkle root the log had.
//
// The stream of the log: log.opened {origin}, then log.checkpoint-signed {key, note, root, size} for each checkpoint.
#pragma once

#include "core/journal/event_store.h"
#include "core/journal/upcast.h"
#include "core/signing/checkpoint.h"

namespace cal::evidence {

struct LogOpened {
    static constexpr const char* kType = "log.opened";
    std::string origin; ///< "calbench/<id of the log's stream>"
    [[nodiscard]] Json toJson() const;
    static Result<LogOpened> fromJson(const Json& json);
};

struct CheckpointSigned {
    static constexpr const char* kType = "log.checkpoint-signed";
    signing::Checkpoint checkpoint; ///< size and root stand in the event for readers; the note is what was signed
    std::string note;
    signing::PublicKey key;
    [[nodiscard]] Json toJson() const;
    /// Errors also: IntegrityViolation "evidence.checkpoint-differs" {size} when size and root are not those of the note, and
    /// "signing.not-by-key".
    static Result<CheckpointSigned> fromJson(const Json& json);
};

void knowLogEvents(journal::Upcasters& upcasters);

/// Signs the log as it stands and keeps the checkpoint in the log's stream, which is opened when there is none yet.
/// Errors: those of the store and the signer.
Result<CheckpointSigned> signCheckpoint(journal::EventStore& store, const signing::Signer& signer, const journal::Authorship& by,
                                        Clock& clock);

/// Holds the log to every checkpoint that is kept in the store, and to those `kept` elsewhere (the caller has checked their signatures).
/// Findings: "evidence.log-cut" {origin, size, events}, "evidence.log-rebuilt" {origin, from, to}, "evidence.other-log" {origin, found},
/// "evidence.checkpoint-differs", "signing.not-by-key"; what keeps a log stream from being read. Errors: those of the store.
Result<std::vector<Error>> checkLog(journal::EventStore& store, std::span<const signing::Checkpoint> kept = {});

/// How an auditor sees that an event is in the log without seeing the other events.
struct Inclusion {
    std::int64_t index = 0; ///< of the event, 0 …
    std::vector<Digest> proof;
    std::string note; ///< the checkpoint
    signing::PublicKey key;
};
/// The proof for an event of the store under its newest checkpoint; nothing when no checkpoint covers it yet.
Result<std::optional<Inclusion>> inclusionOf(journal::EventStore& store, const Digest& event);

} // namespace cal::evidence
