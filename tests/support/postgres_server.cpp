// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/postgres_server.h"

#include <QDir>
#include <QFile>
#include <QProcess>

#include <catch2/catch.hpp>

#include <arpa/inet.h>
#include <csignal>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cal::support {

namespace {

constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin/";

QString program(const char* name)
{
    return QLatin1String(kPrograms) + QLatin1String(name);
}

int freePort()
{
    const int handle = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    REQUIRE(::bind(handle, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size) == 0);
    ::close(handle);
    return ntohs(address.sin_port);
}

} // namespace

PostgresServer& PostgresServer::shared()
{
    static PostgresServer server;
    return server;
}

std::string PostgresServer::run(const QStringList& words, int milliseconds) const
{
    QStringList all = words;
    if (::geteuid() == 0)
        all = QStringList{QStringLiteral("runuser"), QStringLiteral("-u"), QStringLiteral("postgres"), QStringLiteral("--")} + words;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(QStringLiteral("/"));
    // The server inherits the channels of pg_ctl; into a file, else waiting for their end would wait for the server.
    const QString log = m_folder.filePath(QStringLiteral("said"));
    QFile::remove(log);
    process.setStandardOutputFile(log);
    const QString name = all.takeFirst();
    process.start(name, all);
    const bool ended = process.waitForStarted() && process.waitForFinished(milliseconds);
    QFile said(log);
    const bool read = said.open(QIODevice::ReadOnly);
    const std::string text = read ? said.readAll().trimmed().toStdString() : std::string();
    INFO(name.toStdString() << ' ' << all.join(QLatin1Char(' ')).toStdString() << ": " << text);
    REQUIRE(ended);
    return text;
}

PostgresServer::PostgresServer() : m_port(freePort())
{
    INFO("The tests of PostgreSQL need the package postgresql (installer/linux/packages-test.txt).");
    REQUIRE(QFile::exists(program("initdb")));
    REQUIRE(m_folder.isValid());
    if (::geteuid() == 0) {
        const passwd* user = ::getpwnam("postgres");
        REQUIRE(user != nullptr);
        REQUIRE(::chown(m_folder.path().toUtf8().constData(), user->pw_uid, user->pw_gid) == 0);
    }
    run({program("initdb"), QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-U"), QStringLiteral("lab"),
         QStringLiteral("-A"), QStringLiteral("trust"), QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--locale=C.UTF-8"),
         QStringLiteral("--no-sync")});
    // One account has to show a password.
    QFile rules(m_folder.filePath(QStringLiteral("data/pg_hba.conf")));
    REQUIRE(rules.open(QIODevice::ReadWrite));
    const QByteArray before = rules.readAll();
    rules.seek(0);
    rules.write("host all locked 127.0.0.1/32 scram-sha-256\n" + before);
    rules.close();
    start();
    sql("postgres", "CREATE ROLE locked LOGIN PASSWORD 'secret'");
}

// Runs after main(), when Qt can start no process any more: the server is told by a signal.
PostgresServer::~PostgresServer()
{
    QFile file(m_folder.filePath(QStringLiteral("data/postmaster.pid")));
    if (!m_running || !file.open(QIODevice::ReadOnly))
        return;
    const int process = file.readLine().trimmed().toInt();
    if (process <= 1 || ::kill(process, SIGQUIT) != 0)
        return;
    for (int i = 0; i < 500 && ::kill(process, 0) == 0; ++i)
        ::usleep(10'000);
}

void PostgresServer::start()
{
    const QString options = QStringLiteral("-p %1 -c listen_addresses=127.0.0.1 -c unix_socket_directories=%2 -c fsync=off "
                                           "-c max_connections=40 -c logging_collector=off")
                                .arg(m_port)
                                .arg(m_folder.path());
    const std::string said = run({program("pg_ctl"), QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-l"),
                                  m_folder.filePath(QStringLiteral("log")), QStringLiteral("-o"), options, QStringLiteral("-w"),
                                  QStringLiteral("-t"), QStringLiteral("50"), QStringLiteral("start")});
    INFO(said);
    REQUIRE(said.find("server started") != std::string::npos);
    m_running = true;
}

void PostgresServer::stop()
{
    run({program("pg_ctl"), QStringLiteral("-D"), m_folder.filePath(QStringLiteral("data")), QStringLiteral("-m"),
         QStringLiteral("immediate"), QStringLiteral("-w"), QStringLiteral("stop")});
    m_running = false;
}

std::string PostgresServer::sql(const std::string& database, const std::string& statements) const
{
    return run({program("psql"), QStringLiteral("-X"), QStringLiteral("-q"), QStringLiteral("-A"), QStringLiteral("-t"),
                QStringLiteral("-c"), QString::fromStdString(statements), QString::fromStdString(location(database))});
}

std::string PostgresServer::newDatabase()
{
    const std::string name = "lab_" + std::to_string(++m_databases);
    REQUIRE(sql("postgres", "CREATE DATABASE " + name) == "");
    return location(name);
}

std::string PostgresServer::location(const std::string& database, const std::string& account) const
{
    return "postgresql://" + account + "@127.0.0.1:" + std::to_string(m_port) + "/" + database;
}

std::string PostgresServer::databaseOf(const std::string& location)
{
    return location.substr(location.rfind('/') + 1);
}

} // namespace cal::support
