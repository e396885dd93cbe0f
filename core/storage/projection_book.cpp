// SPDX-License-Identifier: GPL-3.0-or-later
// Making, catching up, rebuilding and comparing.
#include "core/storage/projection_book.h"

#include <QStringList>

#include <algorithm>

namespace cal::storage {

using journal::Position;

ProjectionBook::ProjectionBook(Connection& connection, const journal::Projections& projections)
    : m_connection(connection), m_projections(projections), m_tables(connection, projections, ProjectionTables::Kind::Kept)
{
}

Result<ProjectionBook::Standing> ProjectionBook::standing()
{
    Standing standing;
    QSqlQuery query(m_connection.database());
    CAL_TRY(m_connection.prepare(query, QStringLiteral("SELECT name, version, shape, position FROM projections")));
    CAL_TRY(m_connection.exec(query));
    while (query.next())
        standing.records[query.value(0).toString().toStdString()] = {query.value(1).toInt(), query.value(2).toString().toStdString(),
                                                                     query.value(3).toLongLong()};
    CAL_TRY(m_connection.finish(query));
    const auto last = m_connection.value("SELECT coalesce(max(position), 0) FROM events");
    CAL_TRY(last);
    standing.last = last->toLongLong();
    return standing;
}

bool ProjectionBook::sameShape(const Look& look, const Standing& standing)
{
    const auto record = standing.records.find(look.projection->name());
    return record != standing.records.end() && record->second.version == look.projection->version() && record->second.shape == look.shape;
}

template <typename Visit>
Result<void> ProjectionBook::eachAfter(const std::vector<Position>& from, const Visit& visit)
{
    if (from.empty())
        return {};
    constexpr int kPage = 500;
    QSqlQuery page(m_connection.database());
    CAL_TRY(m_connection.prepare(
        page, QStringLiteral("SELECT position, content FROM events WHERE position > ? ORDER BY position LIMIT %1").arg(kPage)));
    for (Position after = *std::min_element(from.begin(), from.end());;) {
        page.bindValue(0, qlonglong{after});
        CAL_TRY(m_connection.exec(page));
        std::vector<std::pair<Position, std::string>> contents; // taken out first: the projections ask questions themselves
        while (page.next())
            contents.emplace_back(page.value(0).toLongLong(), page.value(1).toByteArray().toStdString());
        CAL_TRY(m_connection.finish(page));
        if (contents.empty())
            return {};
        after = contents.back().first;
        for (auto& [position, content] : contents) {
            const auto event = journal::readEvent(std::move(content));
            if (!event)
                continue;
            for (std::size_t i = 0; i < from.size(); ++i)
                if (position > from[i])
                    CAL_TRY(visit(i, *event));
        }
    }
}

Result<void> ProjectionBook::tell(ProjectionTables& tables, const std::vector<Position>& from)
{
    return eachAfter(from, [&](std::size_t i, const journal::Event& event) { return tell(tables, tables.looks()[i], event); });
}

Result<void> ProjectionBook::tell(ProjectionTables& tables, const Look& look, const journal::Event& event)
{
    const auto changed = tables.apply(look, event);
    CAL_TRY(changed);
    m_changed = m_changed || *changed;
    return {};
}

Result<void> ProjectionBook::requireCurrent()
{
    const auto now = standing();
    CAL_TRY(now);
    const auto outdated = [&](const Look& look) {
        return Error{
            Errc::StoreFailed, "store.projection-outdated", {{"file", m_connection.file()}, {"projection", look.projection->name()}}, {}};
    };
    std::vector<Position> from;
    for (const Look& look : m_tables.looks()) {
        if (!sameShape(look, *now) || now->records.at(look.projection->name()).position > now->last)
            return outdated(look);
        from.push_back(now->records.at(look.projection->name()).position);
    }
    if (std::all_of(from.begin(), from.end(), [&](Position position) { return position == now->last; }))
        return {};
    return eachAfter(from, [&](std::size_t i, const journal::Event& event) -> Result<void> {
        const Look& look = m_tables.looks()[i];
        const auto changes = journal::changesOf(*look.projection, look.own, event, m_tables);
        CAL_TRY(changes);
        return changes->empty() ? Result<void>() : Result<void>(outdated(look));
    });
}

Result<void> ProjectionBook::remake(const Look& look, const Standing& standing)
{
    const std::string name = look.projection->name();
    if (const auto record = standing.records.find(name); record != standing.records.end()) {
        // The tables of the earlier shape: the first word of each line.
        for (const QString& line : QString::fromStdString(record->second.shape).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
            CAL_TRY(m_tables.drop(line.section(QLatin1Char(' '), 0, 0).toStdString()));
    }
    for (const auto& shape : look.own)
        CAL_TRY(m_tables.drop(shape.name));
    CAL_TRY(m_tables.create(look));
    QSqlQuery note(m_connection.database());
    CAL_TRY(m_connection.prepare(note, QStringLiteral("INSERT INTO projections (name, version, shape, position) VALUES (?,?,?,0) "
                                                      "ON CONFLICT (name) DO UPDATE SET version = excluded.version, "
                                                      "shape = excluded.shape, position = 0")));
    note.bindValue(0, text(name));
    note.bindValue(1, look.projection->version());
    note.bindValue(2, text(look.shape));
    return m_connection.exec(note);
}

Result<void> ProjectionBook::bringUpToDate()
{
    if (m_projections.empty() || requireCurrent())
        return {};
    CAL_TRY(m_connection.begin());
    const auto work = [&]() -> Result<void> {
        const auto now = standing(); // again, now that nobody else writes
        CAL_TRY(now);
        std::vector<Position> from;
        for (const Look& look : m_tables.looks()) {
            const bool same = sameShape(look, *now);
            if (!same)
                CAL_TRY(remake(look, *now));
            from.push_back(same ? now->records.at(look.projection->name()).position : 0);
        }
        CAL_TRY(tell(m_tables, from));
        CAL_TRY(note());
        return m_connection.commit();
    };
    auto done = work();
    if (!done)
        m_connection.rollback();
    return done;
}

Result<void> ProjectionBook::beforeFirst()
{
    if (m_projections.empty())
        return {};
    const auto now = standing();
    CAL_TRY(now);
    std::vector<Position> from;
    for (const Look& look : m_tables.looks()) {
        if (!sameShape(look, *now))
            return Error{Errc::StoreFailed,
                         "store.projection-replaced",
                         {{"file", m_connection.file()}, {"projection", look.projection->name()}},
                         {}};
        from.push_back(now->records.at(look.projection->name()).position);
    }
    const bool behind = std::any_of(from.begin(), from.end(), [&](Position position) { return position < now->last; });
    return behind ? tell(m_tables, from) : Result<void>();
}

Result<void> ProjectionBook::apply(const journal::Event& event)
{
    for (const Look& look : m_tables.looks())
        CAL_TRY(tell(m_tables, look, event));
    return {};
}

Result<void> ProjectionBook::afterLast()
{
    return m_changed ? note() : Result<void>();
}

Result<void> ProjectionBook::note()
{
    m_changed = false;
    if (m_projections.empty())
        return {};
    if (!m_note) {
        QStringList marks;
        for (std::size_t i = 0; i < m_tables.looks().size(); ++i)
            marks << QStringLiteral("?");
        QSqlQuery note(m_connection.database());
        CAL_TRY(
            m_connection.prepare(note, QStringLiteral("UPDATE projections SET position = (SELECT coalesce(max(position), 0) FROM events) "
                                                      "WHERE name IN (%1)")
                                           .arg(marks.join(QLatin1Char(',')))));
        int index = 0;
        for (const Look& look : m_tables.looks())
            note.bindValue(index++, text(look.projection->name()));
        m_note = std::move(note);
    }
    return m_connection.exec(*m_note);
}

void ProjectionBook::forgetStatements()
{
    m_note.reset();
    m_tables.forgetStatements();
}

Result<void> ProjectionBook::rebuild()
{
    CAL_TRY(m_connection.begin());
    const auto work = [&]() -> Result<void> {
        const auto now = standing();
        CAL_TRY(now);
        for (const Look& look : m_tables.looks())
            CAL_TRY(sameShape(look, *now) ? m_tables.empty(look) : remake(look, *now));
        CAL_TRY(tell(m_tables, std::vector<Position>(m_tables.looks().size(), 0)));
        CAL_TRY(note());
        return m_connection.commit();
    };
    auto done = work();
    if (!done)
        m_connection.rollback();
    return done;
}

Result<std::vector<Error>> ProjectionBook::check()
{
    std::vector<Error> findings;
    ProjectionTables beside(m_connection, m_projections, ProjectionTables::Kind::Temporary);
    CAL_TRY(m_connection.beginReading()); // one snapshot: what others append meanwhile is no difference
    const auto work = [&]() -> Result<void> {
        CAL_TRY(requireCurrent());
        for (const Look& look : beside.looks())
            CAL_TRY(beside.create(look));
        CAL_TRY(tell(beside, std::vector<Position>(beside.looks().size(), 0)));
        for (const Look& look : beside.looks())
            CAL_TRY(beside.compare(look, findings));
        return {};
    };
    const auto done = work();
    beside.forgetStatements();
    m_connection.rollback(); // also takes the temporary tables away
    CAL_TRY(done);
    return findings;
}

} // namespace cal::storage
