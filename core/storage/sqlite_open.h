// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a SQLite file as a store.
#pragma once

#include "core/storage/sql_store.h"

namespace cal::storage {

/// See openStore().
Result<std::unique_ptr<SqlStore>> openSqlite(const std::string& path, OpenMode mode, Clock& clock, const StoreOptions& options = {});

} // namespace cal::storage
