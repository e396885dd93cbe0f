// SPDX-License-Identifier: GPL-3.0-or-later
// Opening the laboratory's store. Included by app and tests alone; everybody else sees the port journal::EventStore.
#pragma once

#include "core/journal/event_store.h"
#include "core/journal/upcast.h"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace cal::storage {

enum class OpenMode {
    Create,    ///< for writing; a missing file is created (its folder is not)
    ReadWrite, ///< for writing; must exist
    ReadOnly   ///< must exist; also one written by a newer program
};

struct StoreOptions {
    /// The events this program understands. Where the store holds others it is opened, but append says "store.newer-events".
    /// Copied when opening. Nothing: not checked.
    const journal::Upcasters* known = nullptr;
    /// Whose tables are kept with the store.
    journal::Projections projections = {};
    /// How long to wait for another program that is writing.
    std::chrono::milliseconds busyTimeout{5000};
    /// Largest size of the file in pages of 4 KiB, then "store.full"; 0: the disk decides.
    std::int64_t maxPages = 0;
};

/// postgresql://…; everything else is a file.
bool isServer(std::string_view location);

/// Opens the store at `location`, a path in UTF-8 or postgresql://user@host:port/database (no password in it: libpq's service file and
/// password file hold it). The store belongs to the calling thread, `clock` must outlive it.
/// Needs a QCoreApplication. Opening a file as a store never changes a file that is not one.
/// Errors: InvalidArgument "store.no-path", "store.is-folder" {file}; NotFound "store.missing" {file},
/// "store.folder-missing" {folder}; ParseError "store.foreign" {file}, "store.empty" {file}; StoreFailed "store.read-only" {file},
/// "store.folder-read-only" {folder}, "store.newer-schema" {file, found, known}, "store.older-schema" {file, found, known},
/// "store.damaged" {file, reason}, "store.locked" {file}, "store.full" {file}, "store.cannot-open" {file, reason},
/// "store.no-right" {file}; those of PostgresConnection::open.
Result<std::unique_ptr<journal::EventStore>> openStore(const std::string& location, OpenMode mode, Clock& clock,
                                                       const StoreOptions& options = {});

/// Copies every blob and event of `from` to the end of `to`, whose events must be the first of those (none, or a copy that was cut off),
/// and compares both afterwards.
/// Errors: Conflict "store.copy-differs" {position}; those of reading and appendSealed().
Result<void> copyStore(journal::EventStore& from, journal::EventStore& to);

} // namespace cal::storage
