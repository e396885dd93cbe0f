// SPDX-License-Identifier: GPL-3.0-or-later
// The flipped-byte sweeps over files that leave the laboratory. For every byte the test states: found, or every event and blob reads back
// byte for byte the same (the byte says nothing about the record: a time stamp of the archive, white space of the JSON).
#include "evidence_support.h"

#include <iostream>

namespace flip_test {

using namespace cal::evidence;
using namespace cal::evidence::test;

struct Tally {
    std::size_t bytes = 0, found = 0, irrelevant = 0;
};

template <class IsFound, class SaysTheSame>
Tally sweep(const std::string& good, std::size_t step, const IsFound& isFound, const SaysTheSame& saysTheSame)
{
    Tally tally;
    for (std::size_t i = 0; i < good.size(); i += step) {
        auto bad = good;
        bad[i] = static_cast<char>(bad[i] ^ (1 << (i / step % 8)));
        ++tally.bytes;
        if (isFound(bad)) {
            ++tally.found;
            continue;
        }
        INFO("byte " << i << " of " << good.size());
        REQUIRE(saysTheSame(bad));
        ++tally.irrelevant;
    }
    return tally;
}

void sweepPackage(std::size_t step)
{
    const auto good = packageBytes();
    const auto files = *cal::readZip(good);
    const auto key = laboratoryKey().publicKey();
    const auto tally = sweep(
        good, step, [&](const std::string& bad) { return !verifyPackage(bad, key).good(); },
        [&](const std::string& bad) { return *cal::readZip(bad) == files; });
    std::cout << "package: " << tally.bytes << " bytes flipped, " << tally.found << " found, " << tally.irrelevant
              << " in time stamps and flags of the archive, all files the same\n";
    CHECK(tally.found > tally.bytes * 9 / 10);
}

void sweepRecord(std::size_t step)
{
    const auto& [record, blobs, inclusion] = measured();
    const auto good = *cal::session::exportRecord(record, blobs);
    const auto tally = sweep(
        good, step, [&](const std::string& bad) { return !verifyRecord(bad).good(); },
        [&](const std::string& bad) {
            const auto read = cal::session::importRecord(bad);
            return read->blobs == blobs && *cal::session::exportRecord(read->record, read->blobs) == good;
        });
    std::cout << "record.json: " << tally.bytes << " bytes flipped, " << tally.found << " found, " << tally.irrelevant
              << " in white space, the record the same\n";
    CHECK(tally.found > tally.bytes * 9 / 10);
}

} // namespace flip_test

TEST_CASE("flipped bytes of a package are found or say nothing about the record: a sample", "[evidence][flip]")
{
    flip_test::sweepPackage(flip_test::packageBytes().size() / 150);
}

TEST_CASE("flipped bytes of a record.json are found or say nothing about the record: a sample", "[evidence][flip]")
{
    flip_test::sweepRecord(1501);
}

TEST_CASE("every byte of a package", "[.sweep][flip]")
{
    flip_test::sweepPackage(1);
}

TEST_CASE("every byte of a record.json", "[.sweep][flip]")
{
    flip_test::sweepRecord(1);
}
