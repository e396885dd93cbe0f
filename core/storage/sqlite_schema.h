// SPDX-License-Identifier: GPL-3.0-or-later
// The numbered migrations of a SQLite store. user_version is the number of the last one applied.
#pragma once

#include "core/storage/sqlite_connection.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cal::storage {

/// Marks a SQLite file as a store of this program ("CALB").
constexpr std::int64_t kApplicationId = 0x43414C42;

/// The scripts of a folder of resources/schemas in order; the n-th makes version n.
std::vector<std::string> migrationsOf(const char* dialect);
std::vector<std::string> sqliteMigrations();

struct SchemaState {
    std::int64_t applicationId = 0;
    std::int64_t version = 0;
    bool blank = false; ///< nothing in the file at all: newly made, or its making was interrupted
};
Result<SchemaState> schemaState(SqliteConnection& connection);

/// Applies what is missing of `migrations`, all or nothing. Another program may do the same at the same time.
Result<void> migrate(SqliteConnection& connection, const std::vector<std::string>& migrations);

} // namespace cal::storage
