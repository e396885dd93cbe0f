// SPDX-License-Identifier: GPL-3.0-or-later
// A register in memory with the kinds as shipped, for tests.
#pragma once

#include "core/journal/memory_store.h"
#include "core/registry/registry.h"
#include "tests/support/source_files.h"

#include <catch2/catch.hpp>

namespace cal::test {

/// Every kind in resources/schemas/registry.
inline Result<registry::Kinds> shippedKinds()
{
    std::vector<Json> documents;
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(CAL_SOURCE_DIR) / "resources/schemas/registry")) {
        if (entry.path().extension() != ".json")
            continue;
        auto document = Json::parse(readFile(entry.path()));
        if (!document)
            return std::move(document).error().within(entry.path().filename().string());
        documents.push_back(*std::move(document));
    }
    return registry::Kinds::fromDocuments(documents);
}

/// A second later at every look.
class SteppingClock final : public Clock
{
public:
    Timestamp now() override
    {
        m_now += std::chrono::seconds(1);
        return {UtcTime(m_now), m_now};
    }

private:
    std::chrono::microseconds m_now{1'790'000'000'000'000};
};

/// Refuses one operation.
class RefusingAccess final : public registry::Access
{
public:
    std::string refused;
    std::vector<std::string> asked;
    Result<void> require(const registry::Act& act) override
    {
        asked.push_back(act.person + " " + act.operation);
        if (act.operation == refused)
            return Error{Errc::InvalidArgument, "access.not-authorised", {{"person", act.person}, {"operation", act.operation}}, {}};
        return {};
    }
};

struct RegistryBench {
    SteppingClock clock;
    registry::Kinds kinds;
    journal::MemoryStore store;
    RefusingAccess access;
    registry::Registry registry;

    explicit RegistryBench(registry::Kinds of = *shippedKinds())
        : kinds(std::move(of)), store(clock, 7, {registry::registryProjection(kinds)}),
          registry(kinds, store, access, {"anna", "bench-1", "test"}, clock)
    {
    }

    /// An organisation called `name`; the test fails when it cannot be registered.
    registry::Entity organisation(const std::string& name)
    {
        const auto added = registry.add("organisation", {{"name", name}, {"role", "customer"}});
        REQUIRE(added);
        return *added;
    }
    registry::Entity asset(const std::string& number, const registry::Entity& owner)
    {
        const auto added = registry.add("asset", {{"asset-number", number}, {"name", "multimeter"}, {"owner", owner.id.text()}});
        INFO((added ? std::string() : added.error().key));
        REQUIRE(added);
        return *added;
    }
};

/// The key of an error, empty for success.
template <class T>
std::string keyOf(const Result<T>& result)
{
    return result ? std::string() : result.error().key;
}

} // namespace cal::test
