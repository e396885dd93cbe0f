// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/store_upkeep.h"

#include "core/storage/store.h"

namespace cal::app {

void StoreUpkeep::check(CheckReply reply)
{
    m_thread.post([this, reply = std::move(reply)] {
        const auto store = storage::openStore(m_location, storage::OpenMode::ReadOnly, m_clock);
        reply(store ? (*store)->check() : Result<journal::CheckReport>(store.error()));
    });
}

void StoreUpkeep::backup(const std::string& file, Reply reply)
{
    m_thread.post([this, file, reply = std::move(reply)] {
        const auto store = storage::openStore(m_location, storage::OpenMode::ReadOnly, m_clock);
        reply(store ? (*store)->backupTo(file) : Result<void>(store.error()));
    });
}

} // namespace cal::app
