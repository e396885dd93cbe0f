// SPDX-License-Identifier: GPL-3.0-or-later
// Chooses the engine by the location.
#include "core/storage/store.h"

#include "core/storage/postgres_open.h"
#include "core/storage/sqlite_open.h"

namespace cal::storage {

bool isServer(std::string_view location)
{
    return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

Result<std::unique_ptr<journal::EventStore>> openStore(const std::string& location, OpenMode mode, Clock& clock,
                                                       const StoreOptions& options)
{
    auto store = isServer(location) ? openPostgres(location, mode, clock, options) : openSqlite(location, mode, clock, options);
    if (!store)
        return std::move(store).error();
    return std::unique_ptr<journal::EventStore>(*std::move(store));
}

} // namespace cal::storage
