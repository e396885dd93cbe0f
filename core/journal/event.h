// SPDX-License-Identifier: GPL-3.0-or-later
// The event envelope. Every session, asset, person, order and document is a stream of events with its own sequence and hash chain.
//
// Invariants
//  1. content = canonical JSON of the whole envelope: actor, at, body, id, monotonic, prev, program, seq, station, stream, type, v.
//     `monotonic` is a string of nanoseconds: as an integer it would pass 2^53 after 104 days without a restart.
//  2. hash = SHA-256(0x00 ‖ content). prev of event 1 is 32 zero bytes; prev of event n is the hash of event n−1 of the same stream.
//  3. seq starts at 1 and has no gaps. Types are past-tense facts ("session.reading-taken") and are never renamed; a changed body is v+1
//     with an upcaster (upcast.h). The stored bytes are never rewritten.
#pragma once

#include "core/base/digest.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/time.h"

#include <string>
#include <vector>

namespace cal::journal {

using StreamId = Uuid;

/// What the caller brings; the journal adds sequence, chain and envelope.
struct NewEvent {
    std::string type; ///< lower case, room and past-tense fact: "session.point-started"
    int version = 1;
    Json body; ///< canonical: no floating point
};

/// A stored event. `content` is the truth; the members are read from it.
struct Event {
    StreamId stream;
    std::int64_t seq = 0;
    std::string type;
    int version = 1;
    Uuid id;
    Timestamp at;
    std::string actor;   ///< person id
    std::string station; ///< workstation name
    std::string program; ///< "calbench 0.1.0"
    Digest prev;
    Json body;

    std::string content; ///< exact canonical bytes
    Digest hash;         ///< SHA-256(0x00 ‖ content)
};

/// Who and where; the same for all events an author writes.
struct Authorship {
    std::string actor, station, program;
};

/// Lower-case words and digits joined by '.' and '-'.
bool isTypeName(std::string_view type);

/// Builds the event after `prev` in `stream` (seq = previous + 1). Errors: those of Json::canonical; InvalidArgument "journal.type" {type}
/// for a type that is not lower-case words joined by '.' and '-' or a version below 1, "journal.too-large" {type} for a body that could
/// not be read back (deeper than 100 levels or above 32 MiB; such data is a blob).
Result<Event> seal(const NewEvent& draft, const StreamId& stream, std::int64_t seq, const Digest& prev, const Authorship& by,
                   const Uuid& id, const Timestamp& at);

/// Reads an event from its stored bytes; computes the hash. Errors: IntegrityViolation "journal.envelope" {reason} when the bytes are not
/// canonical or a member is missing; ParseError "journal.newer-envelope".
Result<Event> readEvent(std::string content);

/// Whether the event says what its content says, hash included. Errors: IntegrityViolation "journal.broken-chain" {stream, seq, reason}.
Result<void> verifyEvent(const Event& event);
/// The same without the body, which takes most of the time: for events whose body was read from the content a moment ago.
Result<void> verifyEnvelope(const Event& event);

/// Where a stream stands: its last sequence number and that event's hash (0 and zero bytes while it is empty).
struct Chain {
    StreamId stream;
    std::int64_t seq = 0;
    Digest head;

    /// Moves on to `next`. Errors: IntegrityViolation "journal.broken-chain" {stream, seq, reason}; reason is stream, sequence or prev.
    Result<void> accept(const Event& next);
};

/// Checks one stream from its first event on: each event says what its content says, sequence, prev, hash. Errors: IntegrityViolation
/// "journal.broken-chain" {stream, seq, reason}.
Result<void> verifyChain(const std::vector<Event>& events);

} // namespace cal::journal
