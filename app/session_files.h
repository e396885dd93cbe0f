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

/// Newest first; unreadable sessions are an error, never left out.
Result<std::vector<session::SessionSummary>> listSessions(journal::Writer& writer);
/// Errors: NotFound "session.unknown" {session}; those of fold.
Result<session::SessionRecord> readRecord(journal::Writer& writer, const journal::StreamId& session);
/// The text of measure.lua the session ran; empty when the store has lost it.
std::string scriptOf(journal::Writer& writer, const session::SessionRecord& record);
/// record.json with every blob the session names.
Result<std::string> recordFile(journal::Writer& writer, const session::SessionRecord& record);
/// The draft certificate: a rendering for reading, marked as not issued.
Result<std::string> draftCertificate(const session::SessionRecord& record, certificate::DocumentLanguage language);

} // namespace cal::app
