// SPDX-License-Identifier: GPL-3.0-or-later
// The PostgreSQL connection: Qt SQL for statements, libpq for events by the thousand and for what Qt does not tell.
#include "core/storage/postgres_connection.h"

#include <QSqlDriver>
#include <QSqlError>

#include <array>

#include <endian.h>
#include <libpq-fe.h>

namespace cal::storage {

namespace {

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr const char* kLock = "SELECT pg_advisory_xact_lock(4847316)"; // of the database; any number that never changes

std::string trimmed(const char* message)
{
    std::string text = message == nullptr ? "" : message;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

/// As libpq wants a value between quotes.
QString quotedValue(const std::string& value)
{
    QString text = QString::fromStdString(value);
    text.replace(QLatin1String("\\"), QLatin1String("\\\\")).replace(QLatin1String("'"), QLatin1String("\\'"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

std::int64_t integerOf(const PGresult* rows, int row, int column)
{
    std::uint64_t big = 0;
    std::memcpy(&big, PQgetvalue(rows, row, column), sizeof big);
    return static_cast<std::int64_t>(be64toh(big));
}

std::string_view bytesOf(const PGresult* rows, int row, int column)
{
    return {PQgetvalue(rows, row, column), static_cast<std::size_t>(PQgetlength(rows, row, column))};
}

} // namespace

/// What the location says, by libpq's own reading of it.
struct PostgresConnection::Parameters {
    std::map<std::string, std::string> values;

    static Result<Parameters> read(const std::string& location)
    {
        char* message = nullptr;
        const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(location.c_str(), &message),
                                                                                   PQconninfoFree);
        const std::string reason = trimmed(message);
        PQfreemem(message);
        if (!options)
            return Error{Errc::InvalidArgument, "store.server-location", {{"reason", reason}}, {}};
        Parameters parameters;
        for (const PQconninfoOption* option = options.get(); option->keyword != nullptr; ++option)
            if (option->val != nullptr)
                parameters.values[option->keyword] = option->val;
        if (parameters.values.contains("password") || parameters.values.contains("sslpassword"))
            return Error{Errc::InvalidArgument, "store.password-in-location", {}, {}};
        for (const auto& [name, value] : parameters.values)
            if (value.find(';') != std::string::npos) // separates options in Qt
                return Error{Errc::InvalidArgument, "store.server-location", {{"reason", name + " ;"}}, {}};
        parameters.values.try_emplace("application_name", "calbench");
        parameters.values.try_emplace("connect_timeout", "5");
        parameters.values.try_emplace("tcp_user_timeout", "10000"); // a cut line is noticed
        parameters.values["client_encoding"] = "UTF8";
        return parameters;
    }
    [[nodiscard]] std::string conninfo() const
    {
        std::string text;
        for (const auto& [name, value] : values)
            text += name + "=" + quotedValue(value).toStdString() + " ";
        return text;
    }
};

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& location, std::chrono::milliseconds patience)
{
    auto parameters = Parameters::read(location);
    CAL_TRY(parameters);
    std::unique_ptr<PostgresConnection> connection(new PostgresConnection);
    connection->m_file = location;
    connection->m_patience = patience;
    connection->m_parameters = std::make_unique<Parameters>(*std::move(parameters));
    CAL_TRY(connection->reconnect());
    const auto encoding = connection->value("SHOW server_encoding");
    CAL_TRY(encoding);
    if (encoding->toString() != QLatin1String("UTF8"))
        return Error{Errc::StoreFailed, "store.server-encoding", {{"file", location}, {"found", encoding->toString().toStdString()}}, {}};
    return connection;
}

PostgresConnection::~PostgresConnection() = default;

Result<void> PostgresConnection::reconnect()
{
    m_handle = nullptr;
    CAL_TRY(connect("QPSQL", [&](QSqlDatabase& made) {
        QStringList options;
        for (const auto& [name, value] : m_parameters->values)
            options << QString::fromStdString(name) + QLatin1Char('=') + quotedValue(value);
        made.setConnectOptions(options.join(QLatin1Char(';')));
    }));
    const QVariant handle = m_database.driver()->handle();
    const QByteArray type = handle.typeName(); // as declared, or as the compiler calls it
    if (type != "PGconn*" && type != "pg_conn*")
        return Error{Errc::StoreFailed, "store.no-driver", {{"driver", "QPSQL"}}, {}};
    m_handle = *static_cast<PGconn* const*>(handle.constData());
    PQsetNoticeProcessor(
        m_handle, [](void*, const char*) {}, nullptr); // "does not exist, skipping" is no news
    return run("SET standard_conforming_strings = on; SET synchronous_commit = on; SET bytea_output = hex; SET extra_float_digits = 1; "
               "SET lock_timeout = " +
               std::to_string(m_patience.count()));
}

bool PostgresConnection::alive()
{
    // What the server said when it closed the connection is read first; then the state is known.
    return m_handle != nullptr && PQconsumeInput(m_handle) == 1 && PQstatus(m_handle) == CONNECTION_OK;
}

Error PostgresConnection::whyNotConnected(const std::string& reason) const
{
    const auto failed = [&](const char* key) { return Error{Errc::StoreFailed, key, {{"file", m_file}}, {}}; };
    switch (PQping(m_parameters->conninfo().c_str())) {
    case PQPING_NO_RESPONSE:
        return failed("store.server-silent");
    case PQPING_REJECT: // starting, stopping or full
        return failed("store.server-busy");
    case PQPING_NO_ATTEMPT:
        return Error{Errc::InvalidArgument, "store.server-location", {{"file", m_file}, {"reason", reason}}, {}};
    case PQPING_OK:
        break;
    }
    // The server does not give a code for these; its own sentence goes with the general error where it speaks another language.
    const auto said = [&](const char* words) { return reason.find(words) != std::string::npos; };
    if (said("password authentication failed") || said("no password supplied") || said("fe_sendauth"))
        return failed("store.password-wrong");
    if (said("database \"") && said("does not exist"))
        return Error{Errc::NotFound, "store.no-database", {{"file", m_file}}, {}};
    return Error{Errc::StoreFailed, "store.server-refused", {{"file", m_file}, {"reason", reason}}, {}};
}

Error PostgresConnection::errorOf(const std::string& state, const std::string& reason) const
{
    const auto failed = [&](const char* key) { return Error{Errc::StoreFailed, key, {{"file", m_file}}, {}}; };
    const std::string group = state.substr(0, 2);
    if (PQstatus(m_handle) != CONNECTION_OK || group == "08" || group == "57") // 57P01: the server is being stopped
        return failed("store.connection-lost");
    if (state == "55P03" || state == "40P01") // lock_timeout, deadlock
        return failed("store.locked");
    if (state == "42501")
        return failed("store.no-right");
    if (state == "53100")
        return failed("store.full");
    if (group == "XX") // data or index corrupted
        return Error{Errc::StoreFailed, "store.damaged", {{"file", m_file}, {"reason", reason}}, {}};
    return Error{Errc::StoreFailed, "store.write", {{"file", m_file}, {"reason", reason}}, {}};
}

Error PostgresConnection::failureOf(const pg_result* answer) const
{
    const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    return errorOf(state == nullptr ? "" : state, trimmed(PQerrorMessage(m_handle)));
}

Error PostgresConnection::error(const QSqlError& error) const
{
    const std::string reason = trimmed(error.databaseText().toUtf8().constData());
    if (m_handle == nullptr)
        return whyNotConnected(reason);
    return errorOf(error.nativeErrorCode().toStdString(), reason);
}

Result<void> PostgresConnection::run(const std::string& sql)
{
    const Answer answer(PQexec(m_handle, sql.c_str()), PQclear);
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY)
        return {};
    return failureOf(answer.get());
}

Result<void> PostgresConnection::begin()
{
    CAL_TRY(run("BEGIN"));
    auto locked = run(kLock);
    if (!locked)
        rollback();
    return locked;
}

Result<void> PostgresConnection::beginReading()
{
    return run("BEGIN ISOLATION LEVEL REPEATABLE READ");
}

Result<void> PostgresConnection::commit()
{
    const Answer answer(PQexec(m_handle, "COMMIT"), PQclear);
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK)
        return failureOf(answer.get());
    // The server answers COMMIT of a failed transaction with ROLLBACK and calls that a success.
    if (std::string_view(PQcmdStatus(answer.get())) != "COMMIT")
        return Error{Errc::StoreFailed, "store.write", {{"file", m_file}, {"reason", "transaction aborted"}}, {}};
    return {};
}

void PostgresConnection::rollback()
{
    // A query that Qt has finished may still count as active here; the next command clears it away.
    const auto state = PQtransactionStatus(m_handle);
    if (state != PQTRANS_IDLE && state != PQTRANS_UNKNOWN) {
        const auto undone = run("ROLLBACK"); // should this fail, the connection is gone and the server does it
        static_cast<void>(undone);
    }
}

const Dialect& PostgresConnection::dialect() const
{
    static constexpr Dialect kDialect{"TEXT COLLATE \"C\"",
                                      "BIGINT",
                                      "DOUBLE PRECISION",
                                      "strpos",
                                      "",
                                      " NULLS FIRST",
                                      " NULLS LAST",
                                      "left(%1, 160)",
                                      "GRANT SELECT, INSERT, UPDATE, DELETE ON %1 TO calbench_workstation"};
    return kDialect;
}

Result<void> PostgresConnection::insertEvents(std::span<const journal::Event> events)
{
    constexpr std::size_t kColumns = 9, kRows = 500;
    while (!events.empty()) {
        const auto rows = events.first(std::min(kRows, events.size()));
        std::string sql = "INSERT INTO events (stream, seq, type, v, id, at, actor, hash, content) VALUES ";
        std::vector<std::string> texts;
        texts.reserve(rows.size() * kColumns);
        std::vector<const char*> values;
        std::vector<int> lengths, formats;
        const auto add = [&](std::string text) {
            texts.push_back(std::move(text));
            values.push_back(texts.back().c_str());
            lengths.push_back(0);
            formats.push_back(0);
        };
        const auto addBytes = [&](std::string_view bytes) {
            values.push_back(bytes.data());
            lengths.push_back(static_cast<int>(bytes.size()));
            formats.push_back(1);
        };
        for (const journal::Event& event : rows) {
            const std::size_t first = values.size();
            add(event.stream.text());
            add(std::to_string(event.seq));
            add(event.type);
            add(std::to_string(event.version));
            add(event.id.text());
            add(toRfc3339(event.at.utc));
            add(journal::withoutNul(event.actor));
            addBytes(view(event.hash));
            addBytes(event.content);
            sql += first == 0 ? "(" : ",(";
            static constexpr std::array kTypes{"text", "int8", "text", "int4", "text", "text", "text", "bytea", "bytea"};
            for (std::size_t i = 0; i < kColumns; ++i)
                sql += (i == 0 ? "$" : ",$") + std::to_string(first + i + 1) + "::" + kTypes[i];
            sql += ')';
        }
        const Answer answer(
            PQexecParams(m_handle, sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), lengths.data(), formats.data(), 0),
            PQclear);
        if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) {
            return failureOf(answer.get());
        }
        events = events.subspan(rows.size());
    }
    return {};
}

Result<void> PostgresConnection::eachEvent(const std::function<void(const EventRow&)>& visit)
{
    CAL_TRY(run("DECLARE every_event NO SCROLL CURSOR FOR SELECT position, stream, seq, type, v::int8, id, at, actor, hash, content "
                "FROM events ORDER BY position"));
    for (;;) {
        const Answer rows(PQexecParams(m_handle, "FETCH 1000 FROM every_event", 0, nullptr, nullptr, nullptr, nullptr, 1), PQclear);
        if (PQresultStatus(rows.get()) != PGRES_TUPLES_OK) {
            return failureOf(rows.get());
        }
        const int count = PQntuples(rows.get());
        if (count == 0)
            return run("CLOSE every_event");
        for (int row = 0; row < count; ++row) {
            const auto bytes = [&](int column) { return bytesOf(rows.get(), row, column); };
            visit({integerOf(rows.get(), row, 0), bytes(1), integerOf(rows.get(), row, 2), bytes(3), integerOf(rows.get(), row, 4),
                   bytes(5), bytes(6), bytes(7), bytes(8), bytes(9)});
        }
    }
}

} // namespace cal::storage
