// SPDX-License-Identifier: GPL-3.0-or-later
// A connection to a PostgreSQL server, and what its errors mean.
#pragma once

#include "core/storage/connection.h"

#include <chrono>

struct pg_conn;
struct pg_result;

namespace cal::storage {

class PostgresConnection final : public Connection
{
public:
    /// @param location  postgresql://… without password; libpq's service and password files apply
    /// @param patience  how long to wait for another writer
    /// Errors: InvalidArgument "store.server-location" {file, reason}, "store.password-in-location"; StoreFailed "store.server-silent"
    /// {file}, "store.server-busy" {file}, "store.password-wrong" {file}, "store.server-refused" {file, reason}, "store.server-encoding"
    /// {file, found}; NotFound "store.no-database" {file}.
    static Result<std::unique_ptr<PostgresConnection>> open(const std::string& location, std::chrono::milliseconds patience);
    ~PostgresConnection() override;

    Result<void> run(const std::string& sql) override;
    /// Takes the writers' lock, which ends with the transaction: so positions follow the order of commits without gaps.
    Result<void> begin() override;
    Result<void> beginReading() override;
    Result<void> commit() override;
    void rollback() override;
    [[nodiscard]] bool alive() override;
    Result<void> reconnect() override;
    [[nodiscard]] const Dialect& dialect() const override;
    Result<void> insertEvents(std::span<const journal::Event> events) override;
    Result<void> eachEvent(const std::function<void(const EventRow&)>& visit) override;
    Result<void> checkFile(journal::CheckReport&) override { return {}; } // the server checks its pages itself when told to
    Result<bool> copyTo(const std::string&) override { return false; }

protected:
    [[nodiscard]] Error error(const QSqlError& error) const override;

private:
    PostgresConnection() = default;
    [[nodiscard]] Error errorOf(const std::string& state, const std::string& reason) const;
    [[nodiscard]] Error failureOf(const pg_result* answer) const;
    [[nodiscard]] Error whyNotConnected(const std::string& reason) const;
    pg_conn* m_handle = nullptr;
    std::string m_settings;
    std::chrono::milliseconds m_patience{};
    struct Parameters;
    std::unique_ptr<Parameters> m_parameters;
};

} // namespace cal::storage
