// SPDX-License-Identifier: GPL-3.0-or-later
// A session run in memory, its package, and stores that were tampered with.
#pragma once

#include "core/evidence/package.h"
#include "core/journal/memory_store.h"

#include <catch2/catch.hpp>

namespace cal::evidence::test {

inline const std::string kPassphrase = "correct horse";
const signing::Signer& laboratoryKey();
const signing::Signer& strangersKey();

inline const journal::Authorship kAuthor{"zhang.wei", "bench-1", "calbench test"};

/// Appends `count` events "test.counted" to a new stream; returns the stream.
journal::StreamId addStream(journal::EventStore& store, IdMaker& ids, int count);

std::vector<std::string> keysOf(const std::vector<Error>& errors);

/// A short session on the imitated bench, run once for all tests, and a store whose log has a checkpoint over it.
struct Measured {
    session::SessionRecord record;
    std::map<std::string, std::string> blobs; ///< by hex
    Inclusion inclusion;
};
const Measured& measured();
/// The package of measured(), with the instructions that come with the program.
Package package();
std::string packageBytes();

} // namespace cal::evidence::test
