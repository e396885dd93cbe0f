// SPDX-License-Identifier: GPL-3.0-or-later
// A disk whose power can be cut: an SQLite VFS before the system's own. It lets every call through and notes what was written and not
// yet synced; an image of the disk is what was synced, and of the rest as much as the test wishes. It can also be full or fail to sync.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

struct sqlite3_vfs;

namespace storage_test {

class PowerCutDisk
{
public:
    PowerCutDisk(); ///< from now on every file that SQLite opens in this process lies on this disk
    ~PowerCutDisk();
    PowerCutDisk(const PowerCutDisk&) = delete;
    PowerCutDisk& operator=(const PowerCutDisk&) = delete;

    /// Files by name without folder.
    using Image = std::map<std::string, std::string>;
    enum class Unsynced {
        Lost, ///< nothing that was not synced reached the disk
        Kept, ///< all of it did
        Torn  ///< of each 512-byte sector a coin decides
    };
    [[nodiscard]] Image image(Unsynced unsynced, std::mt19937& random) const;

    std::function<void()> beforeSync, afterSync; ///< the instants at which a test looks
    std::int64_t writes = 0, syncs = 0;          ///< so far
    std::optional<std::int64_t> fullAfter;       ///< writes beyond this many fail: no room
    std::optional<std::int64_t> syncFailsAfter;  ///< syncs beyond this many fail

    // For the VFS.
    struct Change {
        enum class Kind { Write, Truncate, Delete } kind;
        std::int64_t offset; ///< of a write; the new size of a truncation
        std::string bytes;
    };
    struct File {
        std::optional<std::string> durable; ///< nothing: not on the disk
        std::vector<Change> pending;        ///< in order
    };
    std::map<std::string, File> files;
    sqlite3_vfs* real = nullptr;

private:
    sqlite3_vfs* m_vfs = nullptr;
};

} // namespace storage_test
