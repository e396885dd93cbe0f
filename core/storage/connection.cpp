// SPDX-License-Identifier: GPL-3.0-or-later
// What every connection does through Qt SQL.
#include "core/storage/connection.h"

#include <QSqlError>

#include <atomic>

namespace cal::storage {

Connection::~Connection()
{
    disconnect();
}

Result<void> Connection::connect(const char* driver, const std::function<void(QSqlDatabase&)>& settings)
{
    static std::atomic<unsigned> counter{0};
    disconnect();
    m_name = QStringLiteral("calbench-store-%1").arg(++counter);
    m_database = QSqlDatabase::addDatabase(QLatin1String(driver), m_name);
    settings(m_database);
    if (!m_database.isValid())
        return Error{Errc::StoreFailed, "store.no-driver", {{"driver", driver}}, {}};
    if (!m_database.open())
        return error(m_database.lastError());
    return {};
}

void Connection::disconnect()
{
    if (m_name.isEmpty())
        return;
    m_database.close();
    m_database = QSqlDatabase(); // Qt asks that no copy is left when the connection is removed
    QSqlDatabase::removeDatabase(m_name);
    m_name.clear();
}

Result<void> Connection::prepare(QSqlQuery& query, const QString& sql) const
{
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return error(query.lastError());
    return {};
}

Result<void> Connection::exec(QSqlQuery& query) const
{
    if (!query.exec())
        return error(query.lastError());
    return {};
}

Result<void> Connection::finish(QSqlQuery& query) const
{
    const QSqlError failure = query.lastError();
    query.finish(); // an open read would hold its snapshot and keep SQLite's log from being checkpointed
    if (failure.isValid())
        return error(failure);
    return {};
}

Result<QVariant> Connection::value(const char* sql) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(QString::fromLatin1(sql)))
        return error(query.lastError());
    QVariant first;
    if (query.next())
        first = query.value(0);
    else if (query.lastError().isValid())
        return error(query.lastError());
    return first;
}

} // namespace cal::storage
