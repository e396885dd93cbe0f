// SPDX-License-Identifier: GPL-3.0-or-later
// Copies of a store: into a file that is itself a store, while others go on working, or event by event into another store.
#include "core/storage/sql_store.h"
#include "core/storage/sqlite_open.h"

#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

namespace cal::storage {

namespace {

bool syncToDisk(const QByteArray& path)
{
    const int descriptor = ::open(path.constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    return synced;
}

} // namespace

Result<void> SqlStore::backupTo(const std::string& path)
{
    if (path.empty() || path.find('\0') != std::string::npos)
        return Error{Errc::InvalidArgument, "store.no-path", {}, {}};
    CAL_TRY(ready());
    const QFileInfo target(QFileInfo(QString::fromStdString(path)).absoluteFilePath());
    const std::string file = target.filePath().toStdString();
    if (target.exists() || target.isSymLink())
        return Error{Errc::InvalidArgument, "store.backup-exists", {{"file", file}}, {}};
    const QFileInfo folder(target.path());
    if (!folder.isDir())
        return Error{Errc::NotFound, "store.folder-missing", {{"folder", folder.filePath().toStdString()}}, {}};
    if (!folder.isWritable())
        return Error{Errc::StoreFailed, "store.folder-read-only", {{"folder", folder.filePath().toStdString()}}, {}};

    // Under another name until it is whole, so that an interrupted backup is never taken for one.
    const QString part = target.filePath() + QStringLiteral(".part");
    QFile::remove(part);
    auto copied = [&]() -> Result<void> {
        const auto own = m_connection->copyTo(part.toStdString());
        CAL_TRY(own);
        if (*own)
            return {};
        const auto copy = openSqlite(part.toStdString(), OpenMode::Create, m_clock);
        CAL_TRY(copy);
        return copyStore(*this, **copy);
    }();
    if (copied && (!syncToDisk(QFile::encodeName(part)) || !QFile::rename(part, target.filePath()) ||
                   !syncToDisk(QFile::encodeName(folder.filePath()))))
        copied = Error{Errc::StoreFailed, "store.cannot-open", {{"file", file}, {"reason", "rename"}}, {}};
    if (!copied)
        QFile::remove(part);
    return copied;
}

Result<void> copyStore(journal::EventStore& from, journal::EventStore& to)
{
    constexpr std::size_t kPage = 2000;
    const auto differs = [](journal::Position position) {
        return Error{Errc::Conflict, "store.copy-differs", {{"position", std::to_string(position)}}, {}};
    };
    /// How many events `to` has; they must be the first of `from`.
    const auto compare = [&]() -> Result<journal::Position> {
        for (journal::Position position = 0;;) {
            const auto mine = from.hashes(position, kPage);
            CAL_TRY(mine);
            const auto theirs = to.hashes(position, kPage);
            CAL_TRY(theirs);
            for (std::size_t i = 0; i < theirs->size(); ++i)
                if (i >= mine->size() || mine->at(i) != theirs->at(i))
                    return differs(position + static_cast<journal::Position>(i) + 1);
            position += static_cast<journal::Position>(theirs->size());
            if (theirs->size() < kPage)
                return position;
        }
    };
    auto there = compare();
    CAL_TRY(there);
    // Up to the event that is the last one now, and before them all blobs, which are there before the events that name them: so nothing
    // is missing over there, whatever others append meanwhile.
    journal::Position last = *there;
    for (;;) {
        const auto more = from.hashes(last, kPage);
        CAL_TRY(more);
        if (more->empty())
            break;
        last += static_cast<journal::Position>(more->size());
    }
    for (Digest after;;) {
        const auto digests = from.blobs(after, kPage);
        CAL_TRY(digests);
        if (digests->empty())
            break;
        after = digests->back();
        for (const Digest& digest : *digests) {
            const auto bytes = from.getBlob(digest);
            CAL_TRY(bytes);
            CAL_TRY(to.putBlob(*bytes));
        }
    }
    while (*there < last) {
        const auto page = from.tail(*there, std::min(kPage, static_cast<std::size_t>(last - *there)));
        CAL_TRY(page);
        if (page->empty())
            return differs(*there + 1);
        std::vector<journal::Event> events;
        for (const auto& stored : *page)
            events.push_back(stored.event);
        CAL_TRY(to.appendSealed(events));
        *there = page->back().position;
    }
    const auto copied = compare();
    CAL_TRY(copied);
    return *copied == *there ? Result<void>() : differs(*copied + 1);
}

} // namespace cal::storage
