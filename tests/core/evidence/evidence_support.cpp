// SPDX-License-Identifier: GPL-3.0-or-later
#include "evidence_support.h"

#include "tests/core/session/fixture.h"
#include "tests/support/source_files.h"

#include <algorithm>

namespace cal::evidence::test {

namespace {

std::unique_ptr<signing::Signer> newKey()
{
    const auto pem = signing::makeKey(kPassphrase);
    REQUIRE(pem);
    return *signing::unlockKey(*pem, kPassphrase);
}

Measured measure()
{
    session::test::Rig rig;
    const auto outcome = rig.go(session::test::dmmWith({"10V+100%", "1V+100%"}, 2));
    REQUIRE(outcome);
    Measured measured;
    measured.record = *session::fold(rig.events(outcome->session));
    REQUIRE(measured.record.sealed);
    const auto all = rig.blobs();
    measured.blobs = *session::recordBlobs(measured.record, [&](const Digest& digest) -> Result<std::string> { return all.at(digest); });

    journal::MemoryStore store(rig.clock);
    addStream(store, rig.ids, 20);
    REQUIRE(store.appendSealed(measured.record.events));
    addStream(store, rig.ids, 7);
    REQUIRE(signCheckpoint(store, laboratoryKey(), kAuthor, rig.clock));
    addStream(store, rig.ids, 3);
    measured.inclusion = **inclusionOf(store, measured.record.head);
    return measured;
}

} // namespace

const signing::Signer& laboratoryKey()
{
    static const auto key = newKey();
    return *key;
}

const signing::Signer& strangersKey()
{
    static const auto key = newKey();
    return *key;
}

journal::StreamId addStream(journal::EventStore& store, IdMaker& ids, int count)
{
    const auto stream = ids.make();
    for (int n = 0; n < count; ++n) {
        const journal::NewEvent event{"test.counted", 1, Json::Object{{"n", n}}};
        REQUIRE(store.append(stream, n, {&event, 1}, kAuthor));
    }
    return stream;
}

std::vector<std::string> keysOf(const std::vector<Error>& errors)
{
    std::vector<std::string> keys;
    std::transform(errors.begin(), errors.end(), std::back_inserter(keys), [](const Error& error) { return error.key; });
    return keys;
}

const Measured& measured()
{
    static const Measured done = measure();
    return done;
}

Package package()
{
    const auto& [record, blobs, inclusion] = measured();
    return {record,
            blobs,
            "calbench test",
            inclusion,
            {{"README.md", cal::test::readFile(std::string(CAL_SOURCE_DIR) + "/resources/evidence/README.md")},
             {"check.py", cal::test::readFile(std::string(CAL_SOURCE_DIR) + "/resources/evidence/check.py")}}};
}

std::string packageBytes()
{
    static const std::string bytes = *makePackage(package());
    return bytes;
}

} // namespace cal::evidence::test
