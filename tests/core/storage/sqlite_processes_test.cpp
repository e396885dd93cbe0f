// SPDX-License-Identifier: GPL-3.0-or-later
// Several processes and sudden death: what was acknowledged is there, and two writers give Conflict, never corruption.
#include "contract.h"
#include "core/journal/writer.h"

#include <QFileInfo>
#include <QProcess>

#include <map>
#include <random>

#include <sys/stat.h>

namespace {

using namespace std::chrono_literals;

std::unique_ptr<QProcess> storeChild(const std::vector<std::string>& arguments)
{
    QStringList list;
    for (const auto& argument : arguments)
        list << QString::fromStdString(argument);
    auto process = std::make_unique<QProcess>();
    process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process->start(QStringLiteral(CAL_STORE_CHILD), list);
    REQUIRE(process->waitForStarted());
    return process;
}

/// Takes whole lines "seq hash"; whatever else the child said is its error.
void noteAcknowledged(QProcess& child, std::map<std::int64_t, std::string>& acknowledged)
{
    while (child.canReadLine()) {
        const QStringList words = QString::fromUtf8(child.readLine()).trimmed().split(QLatin1Char(' '));
        INFO(words.join(QLatin1Char(' ')).toStdString());
        REQUIRE(words.size() == 2);
        if (words[0] == QLatin1String("conflicts"))
            continue;
        bool number = false;
        const std::int64_t seq = words[0].toLongLong(&number);
        REQUIRE(number);
        REQUIRE(acknowledged.emplace(seq, words[1].toStdString()).second); // no number is given twice
    }
}

std::string openedByNobody(const std::string& path, const char* mode)
{
    const auto child = storeChild({"open", path, mode});
    REQUIRE(child->waitForFinished(30000));
    return child->readAll().trimmed().toStdString();
}

/// Kills a writing process `rounds` times: what was acknowledged is there, the chain is whole, the tables are those of the events.
void killAtWork(int rounds)
{
    storage_test::TempStore temp;
    const storage_test::StoreOptions options{.projections = storage_test::testProjections()};
    const auto stream = temp.ids.make();
    std::mt19937 random(20261123);
    std::map<std::int64_t, std::string> acknowledged;
    for (int round = 0; round < rounds; ++round) {
        const auto child = storeChild({"write", temp.path(), stream.text()});
        const std::size_t until = acknowledged.size() + random() % 40;
        while (round > 0 && acknowledged.size() < until) { // the first is killed while it makes the store
            REQUIRE(child->waitForReadyRead(30000));
            noteAcknowledged(*child, acknowledged);
        }
        ::usleep(static_cast<useconds_t>(random() % 3000));
        child->kill();
        REQUIRE(child->waitForFinished(30000));
        REQUIRE(child->exitStatus() == QProcess::CrashExit); // it was at work until then
        noteAcknowledged(*child, acknowledged);

        const auto store = temp.open(storage_test::OpenMode::Create, options); // Create: the first round may have left nothing
        const auto events = store->read(stream);
        REQUIRE(events);
        REQUIRE(cal::journal::verifyChain(*events));
        for (const auto& [seq, hash] : acknowledged) {
            REQUIRE(static_cast<std::size_t>(seq) <= events->size());
            REQUIRE(events->at(static_cast<std::size_t>(seq - 1)).hash.hex() == hash);
        }
        REQUIRE(store->check()->findings.empty());
        REQUIRE(store->checkProjections()->empty());
        // An event may be durable whose author was killed before he could say so; he goes on after it.
        for (const auto& event : *events)
            acknowledged.emplace(event.seq, event.hash.hex());
    }
    CHECK(acknowledged.size() > 20);
}

} // namespace

TEST_CASE("SIGKILL at any instant loses nothing that was acknowledged", "[store][kill]")
{
    killAtWork(20);
}

TEST_CASE("two hundred SIGKILLs lose nothing that was acknowledged", "[.sweep][kill]")
{
    killAtWork(200);
}

TEST_CASE("where the system lets no file grow further, what was acknowledged stays", "[store][full]")
{
    storage_test::TempStore temp;
    const auto stream = temp.ids.make();
    const auto child = storeChild({"fill", temp.path(), stream.text(), "300"});
    REQUIRE(child->waitForFinished(60000));
    CHECK(child->exitStatus() == QProcess::NormalExit);
    CHECK(child->exitCode() == 3);
    std::map<std::int64_t, std::string> acknowledged;
    std::string said;
    while (child->canReadLine()) {
        const QString line = QString::fromUtf8(child->readLine()).trimmed();
        if (line.startsWith(QLatin1String("store.")))
            said = line.toStdString();
        else
            acknowledged[line.section(QLatin1Char(' '), 0, 0).toLongLong()] = line.section(QLatin1Char(' '), 1).toStdString();
    }
    INFO(said);
    CHECK((said.starts_with("store.full") || said.starts_with("store.write")));
    CHECK(acknowledged.size() > 20);
    const auto store = temp.open(storage_test::OpenMode::ReadWrite);
    const auto events = store->read(stream);
    REQUIRE(events);
    for (const auto& [seq, hash] : acknowledged) {
        REQUIRE(static_cast<std::size_t>(seq) <= events->size());
        CHECK(events->at(static_cast<std::size_t>(seq - 1)).hash.hex() == hash);
    }
    CHECK(store->check()->findings.empty());
}

TEST_CASE("two processes make and write one store: each event has its own number, the chain is whole", "[store][lock]")
{
    storage_test::TempStore temp;
    const auto stream = temp.ids.make();
    const auto one = storeChild({"race", temp.path(), stream.text(), "100"});
    const auto two = storeChild({"race", temp.path(), stream.text(), "100"});
    REQUIRE(one->waitForFinished(60000));
    REQUIRE(two->waitForFinished(60000));
    std::map<std::int64_t, std::string> acknowledged;
    noteAcknowledged(*one, acknowledged);
    noteAcknowledged(*two, acknowledged);
    CHECK(one->exitCode() == 0);
    CHECK(two->exitCode() == 0);
    CHECK(acknowledged.size() == 200);

    const auto store = temp.open(storage_test::OpenMode::ReadOnly);
    const auto events = store->read(stream);
    REQUIRE(events->size() == 200);
    CHECK(cal::journal::verifyChain(*events));
    for (const auto& event : *events)
        CHECK(acknowledged[event.seq] == event.hash.hex());
    CHECK(store->check()->findings.empty());
}

TEST_CASE("a writer whose stream another program went on with says Conflict until it is read", "[store][lock]")
{
    using namespace storage_test;
    TempStore temp;
    const auto stream = temp.ids.make();
    auto writer = *cal::journal::Writer::start([&] { return openStore(temp.path(), OpenMode::Create, temp.clock); });
    REQUIRE(writer->append(stream, drafts(1, 1), kAuthor));
    const auto other = temp.open(OpenMode::ReadWrite);
    REQUIRE(other->append(stream, 1, drafts(2, 1), kAuthor));

    const auto clash = writer->append(stream, drafts(3, 1), kAuthor);
    CHECK(keyOf(clash) == "store.conflict");
    CHECK(clash.error().arg("found") == "2");
    CHECK(keyOf(writer->append(stream, drafts(3, 1), kAuthor)) == "store.conflict"); // nobody has looked yet
    CHECK(writer->read(stream)->size() == 2);
    CHECK(writer->append(stream, drafts(3, 1), kAuthor)->front().seq == 3);
    CHECK(cal::journal::verifyChain(*other->read(stream)));
}

TEST_CASE("a store or folder without the right to write says so, and can be read", "[store][open]")
{
    using namespace storage_test;
    TempStore temp;
    const std::string folder = temp.folder();
    REQUIRE(temp.open()->append(temp.ids.make(), 0, drafts(1, 3), kAuthor));
    REQUIRE_FALSE(QFileInfo::exists(QString::fromStdString(temp.path() + "-wal")));
    const auto rights = [](const std::string& path, mode_t mode) { REQUIRE(::chmod(path.c_str(), mode) == 0); };

    SECTION("read-only file")
    {
        rights(folder, 0777);
        rights(temp.path(), 0444);
        CHECK(openedByNobody(temp.path(), "write") == "store.read-only file=" + temp.path());
        CHECK(openedByNobody(temp.path(), "create") == "store.read-only file=" + temp.path());
        CHECK(openedByNobody(temp.path(), "read") == "ok 3");
    }
    SECTION("read-only folder")
    {
        rights(temp.path(), 0666);
        rights(folder, 0555);
        CHECK(openedByNobody(temp.path(), "write") == "store.folder-read-only folder=" + folder);
        CHECK(openedByNobody(temp.path("new.calbench"), "create") == "store.folder-read-only folder=" + folder);
        CHECK(openedByNobody(temp.path(), "read") == "ok 3");
    }
    SECTION("file that may not even be read")
    {
        rights(folder, 0777);
        rights(temp.path(), 0000);
        CHECK(openedByNobody(temp.path(), "read").starts_with("store.cannot-open file=" + temp.path()));
    }
    rights(folder, 0700);
}
