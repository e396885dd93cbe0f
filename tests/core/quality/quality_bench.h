// SPDX-License-Identifier: GPL-3.0-or-later
// A register with a measurement standard, its device and its people, for the tests of quality work.
#pragma once

#include "core/base/messages.h"
#include "core/quality/quality_work.h"
#include "core/session/trace_projection.h"
#include "tests/support/registry_bench.h"

namespace cal::quality::test {

using cal::test::keyOf;

/// The sentences of the room.
inline MessageCatalog words()
{
    MessageCatalog catalog;
    REQUIRE(catalog.add(cal::test::readFile(std::filesystem::path(CAL_SOURCE_DIR) / "resources/i18n/messages/quality.tsv")));
    return catalog;
}

struct QualityBench {
    cal::test::SteppingClock clock;
    registry::Kinds kinds = *cal::test::shippedKinds();
    journal::MemoryStore store{clock, 7, {registry::registryProjection(kinds), session::traceProjection()}};
    cal::test::RefusingAccess access;
    journal::Authorship by{"anna", "bench-1", "test"};
    registry::Registry registry{kinds, store, access, by, clock};
    QualityWork work{kinds, store, access, by, clock};
    registry::Entity owner = add("organisation", {{"name", "Laboratory"}, {"role", "body"}});
    registry::Entity device = add("asset", {{"asset-number", "A-1"}, {"name", "calibrator"}, {"owner", owner.id.text()}});

    registry::Entity add(const std::string& kind, const Json::Object& values)
    {
        const auto added = registry.add(kind, values);
        INFO(kind << " " << (added ? std::string() : added.error().key + " " + std::string(added.error().arg("field"))));
        REQUIRE(added);
        return *added;
    }
    registry::Entity now(const registry::Entity& entity) { return *registry.get(entity.id); }
};

} // namespace cal::quality::test
