// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"

#include "core/storage/store.h"
#include "resources/data.h"

#include <catch2/catch.hpp>

#include <QElapsedTimer>
#include <QFile>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace cal::test {

ProgramResult runProgram(const QStringList& arguments, int seconds, const std::string& input)
{
    QProcess process;
    process.start(QStringLiteral(CALBENCH_PROGRAM), arguments);
    if (!input.empty())
        process.write(input.c_str(), static_cast<qint64>(input.size()));
    process.closeWriteChannel();
    ProgramResult result;
    if (!process.waitForFinished(seconds * 1000)) {
        process.kill();
        process.waitForFinished(5000);
    } else if (process.exitStatus() == QProcess::NormalExit) {
        result.status = process.exitCode();
    }
    result.out = process.readAllStandardOutput().toStdString();
    result.err = process.readAllStandardError().toStdString();
    return result;
}

RunningProgram::RunningProgram(const QStringList& arguments)
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.start(QStringLiteral(CALBENCH_PROGRAM), arguments);
    REQUIRE(m_process.waitForStarted(5000));
}

RunningProgram::~RunningProgram()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(3000)) {
        m_process.kill();
        m_process.waitForFinished(3000);
    }
}

bool RunningProgram::waitForText(const std::string& text, int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (m_text.find(text) == std::string::npos) {
        const auto left = milliseconds - static_cast<int>(timer.elapsed());
        if (left <= 0)
            return false;
        m_process.waitForReadyRead(std::min(left, 100));
        m_text += m_process.readAll().toStdString();
        if (m_process.state() == QProcess::NotRunning && m_text.find(text) == std::string::npos)
            return false;
    }
    return true;
}

int RunningProgram::waitForEnd(int milliseconds)
{
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(milliseconds))
        return -1;
    m_text += m_process.readAll().toStdString();
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -9;
}

std::vector<int> freePorts(int count)
{
    std::vector<int> sockets, ports;
    for (int i = 0; i < count; ++i) {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        REQUIRE(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
        socklen_t size = sizeof address;
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
        sockets.push_back(socket);
        ports.push_back(ntohs(address.sin_port));
    }
    for (const int socket : sockets)
        ::close(socket);
    return ports;
}

SocketBench socketBench(const QTemporaryDir& folder, double timeScale)
{
    SocketBench bench;
    bench.ports = freePorts(3);
    auto document = Json::parse(resources::bytes("demo/bench.json"));
    REQUIRE(document);
    auto serve = *document;
    auto run = *document;
    serve["time-scale"] = Json::Number{shortest(timeScale)};
    run["time-scale"] = Json::Number{shortest(timeScale)};
    int index = 0;
    for (const auto* place : {"standard", "item", "environment"}) {
        const int port = bench.ports[static_cast<std::size_t>(index++)];
        serve["places"][place]["simulated"]["port"] = port;
        run["places"][place]["simulated"] = true;
        run["places"][place]["resource"] = "TCPIP::127.0.0.1::" + std::to_string(port) + "::SOCKET";
    }
    const auto write = [&](const char* name, const Json& json) {
        const auto path = folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(json.pretty()));
        return path;
    };
    bench.serveFile = write("serve.json", serve);
    bench.runFile = write("bench.json", run);
    return bench;
}

std::vector<journal::Event> sessionEvents(const std::string& path)
{
    SystemClock clock;
    const auto store = storage::openStore(path, storage::OpenMode::ReadOnly, clock);
    INFO(path << (store ? std::string() : ": " + store.error().key));
    REQUIRE(store);
    const auto sessions = (*store)->streamsOf("session.set-up-frozen");
    REQUIRE(sessions);
    if (sessions->empty())
        return {};
    auto events = (*store)->read(sessions->front());
    REQUIRE(events);
    return *std::move(events);
}

std::vector<std::string> readingContents(const std::vector<journal::Event>& events)
{
    std::vector<std::string> contents;
    for (const auto& event : events)
        if (event.type == "session.reading-taken")
            contents.push_back(event.content);
    return contents;
}

std::string askSocket(int port, const std::string& command)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    const timeval limit{1, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    std::string reply;
    if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
        const auto line = command + "\n";
        if (::send(socket, line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size())) {
            char byte = 0;
            while (::recv(socket, &byte, 1, 0) == 1 && byte != '\n')
                reply += byte;
        }
    }
    ::close(socket);
    return reply;
}

} // namespace cal::test
