// SPDX-License-Identifier: GPL-3.0-or-later
#include "power_cut.h"

#include <algorithm>
#include <utility>

#include <sqlite3.h>

namespace storage_test {

namespace {

constexpr std::int64_t kSector = 512;

PowerCutDisk* disk = nullptr; // SQLite's callbacks carry no pointer of ours that outlives a file

/// What SQLite allocates for an open file: ours, then that of the real VFS.
struct OpenFile {
    sqlite3_file base;
    PowerCutDisk::File* noted; ///< nothing for temporary files
    bool syncsFolder;          ///< a new journal or log: its first sync also syncs the folder, as the system's VFS does it
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

OpenFile& mine(sqlite3_file* file)
{
    return *reinterpret_cast<OpenFile*>(file);
}

sqlite3_file* realOf(sqlite3_file* file)
{
    return mine(file).real();
}

std::string nameOf(const char* path)
{
    const std::string whole(path);
    return whole.substr(whole.rfind('/') + 1);
}

void apply(const PowerCutDisk::Change& change, std::optional<std::string>& content)
{
    using Kind = PowerCutDisk::Change::Kind;
    if (change.kind == Kind::Delete) {
        content.reset();
        return;
    }
    if (!content)
        content.emplace();
    const auto offset = static_cast<std::size_t>(change.offset);
    if (change.kind == Kind::Truncate) {
        content->resize(offset, '\0');
        return;
    }
    if (content->size() < offset + change.bytes.size())
        content->resize(offset + change.bytes.size(), '\0');
    content->replace(offset, change.bytes.size(), change.bytes);
}

/// The change sector by sector.
std::vector<PowerCutDisk::Change> sectorsOf(const PowerCutDisk::Change& change)
{
    if (change.kind != PowerCutDisk::Change::Kind::Write)
        return {change};
    std::vector<PowerCutDisk::Change> pieces;
    const auto size = static_cast<std::int64_t>(change.bytes.size());
    for (std::int64_t at = 0; at < size;) {
        const auto length = std::min(kSector - (change.offset + at) % kSector, size - at);
        pieces.push_back(
            {change.kind, change.offset + at, change.bytes.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length))});
        at += length;
    }
    return pieces;
}

void settle(PowerCutDisk::File& file)
{
    for (const auto& change : file.pending)
        apply(change, file.durable);
    file.pending.clear();
}

/// The folder reaches the disk: removals do, and with them what came before in the files that were removed.
void settleRemovals()
{
    for (auto& [name, file] : disk->files) {
        const auto last = std::find_if(file.pending.rbegin(), file.pending.rend(), [](const PowerCutDisk::Change& change) {
            return change.kind == PowerCutDisk::Change::Kind::Delete;
        });
        if (last == file.pending.rend())
            continue;
        file.durable.reset();
        file.pending.erase(file.pending.begin(), last.base());
    }
}

int closeFile(sqlite3_file* file)
{
    return realOf(file)->pMethods->xClose(realOf(file));
}

int readFile(sqlite3_file* file, void* buffer, int amount, sqlite3_int64 offset)
{
    return realOf(file)->pMethods->xRead(realOf(file), buffer, amount, offset);
}

int write(sqlite3_file* file, const void* buffer, int amount, sqlite3_int64 offset)
{
    if (auto* noted = mine(file).noted) {
        if (disk->fullAfter && disk->writes >= *disk->fullAfter)
            return SQLITE_FULL;
        ++disk->writes;
        noted->pending.push_back(
            {PowerCutDisk::Change::Kind::Write, offset, std::string(static_cast<const char*>(buffer), static_cast<std::size_t>(amount))});
    }
    return realOf(file)->pMethods->xWrite(realOf(file), buffer, amount, offset);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size)
{
    if (auto* noted = mine(file).noted)
        noted->pending.push_back({PowerCutDisk::Change::Kind::Truncate, size, {}});
    return realOf(file)->pMethods->xTruncate(realOf(file), size);
}

int sync(sqlite3_file* file, int flags)
{
    auto* noted = mine(file).noted;
    if (noted == nullptr)
        return realOf(file)->pMethods->xSync(realOf(file), flags);
    if (disk->syncFailsAfter && disk->syncs >= *disk->syncFailsAfter)
        return SQLITE_IOERR_FSYNC;
    ++disk->syncs;
    if (disk->beforeSync)
        disk->beforeSync();
    settle(*noted); // the real disk need not turn for it
    if (std::exchange(mine(file).syncsFolder, false))
        settleRemovals();
    if (disk->afterSync)
        disk->afterSync();
    return SQLITE_OK;
}

int fileSize(sqlite3_file* file, sqlite3_int64* size)
{
    return realOf(file)->pMethods->xFileSize(realOf(file), size);
}

int lockFile(sqlite3_file* file, int level)
{
    return realOf(file)->pMethods->xLock(realOf(file), level);
}

int unlockFile(sqlite3_file* file, int level)
{
    return realOf(file)->pMethods->xUnlock(realOf(file), level);
}

int checkReserved(sqlite3_file* file, int* reserved)
{
    return realOf(file)->pMethods->xCheckReservedLock(realOf(file), reserved);
}

int control(sqlite3_file* file, int operation, void* argument)
{
    return realOf(file)->pMethods->xFileControl(realOf(file), operation, argument);
}

int sectorSize(sqlite3_file* file)
{
    return realOf(file)->pMethods->xSectorSize(realOf(file));
}

int characteristics(sqlite3_file* file)
{
    return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
}

int shmMap(sqlite3_file* file, int page, int size, int extend, void volatile** memory)
{
    return realOf(file)->pMethods->xShmMap(realOf(file), page, size, extend, memory);
}

int shmLock(sqlite3_file* file, int offset, int count, int flags)
{
    return realOf(file)->pMethods->xShmLock(realOf(file), offset, count, flags);
}

void shmBarrier(sqlite3_file* file)
{
    realOf(file)->pMethods->xShmBarrier(realOf(file));
}

int shmUnmap(sqlite3_file* file, int deleteIt)
{
    return realOf(file)->pMethods->xShmUnmap(realOf(file), deleteIt);
}

constexpr sqlite3_io_methods kMethods = {2,          closeFile,     readFile, write,      truncateFile,    sync,   fileSize, lockFile,
                                         unlockFile, checkReserved, control,  sectorSize, characteristics, shmMap, shmLock,  shmBarrier,
                                         shmUnmap,   nullptr,       nullptr};

int open(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* outFlags)
{
    auto& opened = mine(file);
    opened.base.pMethods = nullptr;
    opened.noted = nullptr;
    opened.syncsFolder = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
    const int result = disk->real->xOpen(disk->real, path, opened.real(), flags, outFlags);
    if (result != SQLITE_OK)
        return result;
    opened.base.pMethods = &kMethods;
    if (path != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0)
        opened.noted = &disk->files[nameOf(path)];
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs*, const char* path, int syncFolder)
{
    const auto found = disk->files.find(nameOf(path));
    if (found != disk->files.end()) {
        found->second.pending.push_back({PowerCutDisk::Change::Kind::Delete, 0, {}});
        if (syncFolder != 0)
            settle(found->second);
    }
    return disk->real->xDelete(disk->real, path, syncFolder);
}

} // namespace

PowerCutDisk::PowerCutDisk() : real(sqlite3_vfs_find(nullptr))
{
    disk = this;
    m_vfs = new sqlite3_vfs(*real); // all other calls go straight to the real one
    m_vfs->zName = "power-cut";
    m_vfs->szOsFile = static_cast<int>(sizeof(OpenFile)) + real->szOsFile;
    m_vfs->xOpen = open;
    m_vfs->xDelete = removeFile;
    m_vfs->pNext = nullptr;
    sqlite3_vfs_register(m_vfs, 1);
}

PowerCutDisk::~PowerCutDisk()
{
    sqlite3_vfs_unregister(m_vfs);
    sqlite3_vfs_register(real, 1);
    delete m_vfs;
    disk = nullptr;
}

PowerCutDisk::Image PowerCutDisk::image(Unsynced unsynced, std::mt19937& random) const
{
    Image image;
    for (const auto& [name, file] : files) {
        auto content = file.durable;
        const auto reaches = [&] { return unsynced == Unsynced::Kept || (unsynced == Unsynced::Torn && random() % 2 == 0); };
        for (const auto& change : file.pending) {
            // What was written after a removal went into another file of the same name: without the removal it is nowhere.
            if (change.kind == Change::Kind::Delete && !reaches())
                break;
            for (const auto& piece : sectorsOf(change))
                if (change.kind == Change::Kind::Delete || reaches())
                    apply(piece, content);
        }
        if (content)
            image.emplace(name, *std::move(content));
    }
    return image;
}

} // namespace storage_test
