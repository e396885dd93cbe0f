// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a PostgreSQL database as a store.
#pragma once

#include "core/storage/sql_store.h"

namespace cal::storage {

/// See openStore(). A schema older than the program's is brought up to it, which needs the account that owns the tables.
Result<std::unique_ptr<SqlStore>> openPostgres(const std::string& location, OpenMode mode, Clock& clock, const StoreOptions& options = {});

/// The scripts of resources/schemas/postgresql in order; the n-th makes version n.
std::vector<std::string> postgresMigrations();

} // namespace cal::storage
