// SPDX-License-Identifier: GPL-3.0-or-later
// A real PostgreSQL server of Debian's package, for one test program: its own folder, port and socket folder on 127.0.0.1, stopped at the
// end. It never becomes root: a test that runs as root starts it as the package's user `postgres`.
#pragma once

#include <QTemporaryDir>

#include <string>

namespace cal::support {

class PostgresServer
{
public:
    /// Started at first use. Fails the test when the package is missing.
    static PostgresServer& shared();
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    /// Makes an empty database and says its location; the account `lab` owns the server.
    std::string newDatabase();
    /// The location of a database for another account.
    [[nodiscard]] std::string location(const std::string& database, const std::string& account = "lab") const;
    [[nodiscard]] int port() const { return m_port; }
    void start();
    void stop(); ///< at once, as a failing machine does
    /// Runs statements in a database as the owner; says what the server said, trimmed.
    std::string sql(const std::string& database, const std::string& statements) const;
    static std::string databaseOf(const std::string& location);

private:
    PostgresServer();
    std::string run(const QStringList& words, int milliseconds = 60'000) const;
    QTemporaryDir m_folder;
    int m_port = 0;
    int m_databases = 0;
    bool m_running = false;
};

} // namespace cal::support
