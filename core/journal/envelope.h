// SPDX-License-Identifier: GPL-3.0-or-later
// The envelope of a stored event without building its body: for walking over millions of events, where parsing is the cost.
#pragma once

#include "core/journal/event.h"

#include <optional>
#include <string_view>

namespace cal::journal {

/// Members of an envelope, as they stand in the content.
struct EnvelopeView {
    std::string_view actor, at, id, program, station, stream, type;
    Digest prev;
    std::int64_t seq = 0;
    int version = 1;
};

/// Strict: gives a view only of contents that readEvent() takes as well. Nothing for all others and for the few that are spelled with
/// escapes in the envelope itself: those readEvent() has to judge.
std::optional<EnvelopeView> viewEnvelope(std::string_view content);

/// SHA-256(0x00 ‖ content).
Digest eventHash(std::string_view content);

} // namespace cal::journal
