// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions of a store as records and files: what the window and the command line both need.
#pragma once

#include "core/certificate/pdf/certificate_pdf.h"
#include "core/journal/writer.h"
#include "core/session/engine.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cal::app {

/// Which sessions a list shows; an empty text asks for all.
struct SessionFilter {
    std::string state;     ///< "unfinished", "aborted", "finished"
    std::string procedure; ///< id
    std::string item;      ///< asset number, serial number, or number of the order or its item
    std::int64_t offset = 0, limit = 10'000;
};
/// A page of the sessions, newest first, from the table session::traceProjection() keeps: no session is folded for it. The item has what
/// lists show of it, not its condition and remarks.
Result<std::vector<session::SessionSummary>> listSessions(journal::Writer& writer, const SessionFilter& filter = {});
/// "unfinished", "aborted" or "finished".
std::string_view stateOf(const session::SessionSummary& summary);
/// Newest session of a procedure that can be resumed: unfinished or aborted.
Result<std::optional<journal::StreamId>> unfinishedSession(journal::Writer& writer, const std::string& procedure);
/// Errors: NotFound "session.unknown" {session}; those of fold.
Result<session::SessionRecord> readRecord(journal::Writer& writer, const journal::StreamId& session);
/// The text of measure.lua the session ran; empty when the store has lost it.
std::string scriptOf(journal::Writer& writer, const session::SessionRecord& record);
/// record.json with every blob the session names.
Result<std::string> recordFile(journal::Writer& writer, const session::SessionRecord& record);
/// The draft certificate: a rendering for reading, marked as not issued.
Result<std::string> draftCertificate(const session::SessionRecord& record, certificate::DocumentLanguage language);

} // namespace cal::app
