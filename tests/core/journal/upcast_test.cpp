// SPDX-License-Identifier: GPL-3.0-or-later
// Old bodies become new ones step by step; what is newer is said.
#include "core/journal/upcast.h"

#include <catch2/catch.hpp>

namespace {

cal::journal::Upcasters readingUpcasters()
{
    cal::journal::Upcasters upcasters;
    upcasters.know("session.reading-taken");
    upcasters.add("session.reading-taken", 1, [](cal::Json body) -> cal::Result<cal::Json> {
        body["item"] = 1; // version 2 named the item
        return body;
    });
    upcasters.add("session.reading-taken", 2, [](cal::Json body) -> cal::Result<cal::Json> {
        if (!body["value"].isString())
            return cal::Error{cal::Errc::ParseError, "json.missing", {{"key", "value"}}, {}};
        body["value"] = cal::Json::Object{{"kind", "scalar"}, {"text", body["value"]}};
        return body;
    });
    return upcasters;
}

} // namespace

TEST_CASE("a body is brought to the newest version from any older one", "[journal]")
{
    const auto upcasters = readingUpcasters();
    CHECK(upcasters.newest("session.reading-taken") == 3);
    const cal::Json scalar = cal::Json::Object{{"kind", "scalar"}, {"text", "1.0"}};
    CHECK(*upcasters.upcast("session.reading-taken", 1, cal::Json::Object{{"value", "1.0"}}) ==
          cal::Json(cal::Json::Object{{"item", 1}, {"value", scalar}}));
    CHECK(*upcasters.upcast("session.reading-taken", 2, cal::Json::Object{{"item", 4}, {"value", "1.0"}}) ==
          cal::Json(cal::Json::Object{{"item", 4}, {"value", scalar}}));
    const cal::Json newest = cal::Json::Object{{"as", "it is"}};
    CHECK(*upcasters.upcast("session.reading-taken", 3, newest) == newest);
}

TEST_CASE("an unknown or newer event is told, not guessed", "[journal]")
{
    const auto upcasters = readingUpcasters();
    for (const auto& [type, version] : {std::pair{"session.reading-taken", 4}, {"session.reading-taken", 0}, {"asset.scrapped", 1}}) {
        CHECK_FALSE(upcasters.knows(type, version));
        const auto body = upcasters.upcast(type, version, {});
        REQUIRE_FALSE(body);
        CHECK(body.error().key == "journal.newer-event");
        CHECK(body.error().arg("type") == type);
        CHECK(body.error().arg("version") == std::to_string(version));
    }
}

TEST_CASE("a failing or missing step says where", "[journal]")
{
    auto upcasters = readingUpcasters();
    const auto failed = upcasters.upcast("session.reading-taken", 1, cal::Json::Object{});
    REQUIRE_FALSE(failed);
    CHECK(failed.error().key == "json.missing");
    CHECK(failed.error().context == "session.reading-taken v2");

    upcasters.add("session.reading-taken", 4, [](cal::Json body) -> cal::Result<cal::Json> { return body; });
    const auto missing = upcasters.upcast("session.reading-taken", 3, {});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().key == "journal.no-upcaster");
    CHECK(missing.error().arg("version") == "3");
}
