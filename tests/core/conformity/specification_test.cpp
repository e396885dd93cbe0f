// SPDX-License-Identifier: GPL-3.0-or-later
// MPE from a·reading + b·range + c, exact.
#include "core/conformity/specification.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using cal::Decimal;
using cal::Json;
using cal::conformity::Specification;

Decimal specificationNumber(std::string_view text)
{
    const auto number = Decimal::parse(text);
    REQUIRE(number);
    return *number;
}

Json specificationJson(std::string_view text)
{
    const auto json = Json::parse(text);
    REQUIRE(json);
    return *json;
}

constexpr std::string_view kDmmTenVolt = R"({"of_reading_ppm":"35","of_range_ppm":"5","range":"10","unit":"V","interval":"1y",
    "source":"34401A User's Guide","confidence":"high"})";

} // namespace

TEST_CASE("Specification: limit is exact in decimal", "[conformity][specification]")
{
    const auto specification = Specification::fromJson(specificationJson(kDmmTenVolt));
    REQUIRE(specification);
    CHECK(specification->limitAt(specificationNumber("10")) == specificationNumber("0.0004"));
    CHECK(specification->limitAt(specificationNumber("-10")) == specificationNumber("0.0004"));
    CHECK(specification->limitAt(specificationNumber("0")) == specificationNumber("0.00005"));
    CHECK(specification->limitAt(specificationNumber("0.1")) == specificationNumber("0.0000535"));
    CHECK(specification->limitAt(specificationNumber("3.3333333")) == specificationNumber("0.0001666666655"));
}

TEST_CASE("Specification: constant part", "[conformity][specification]")
{
    const auto floor = Specification::fromJson(
        specificationJson(R"({"floor":"0.02","unit":"V","interval":"1y","source":"s","confidence":"low","of_reading_ppm":100})"));
    REQUIRE(floor);
    CHECK(floor->limitAt(specificationNumber("-50")) == specificationNumber("0.025"));
}

TEST_CASE("Specification: JJF 1587 vector v1, and JJF 1094 of it", "[conformity][specification]")
{
    const std::filesystem::path file = CAL_SOURCE_DIR "/../shared/reference/procedures/jjf-1587-2016-dmm-dcv.json";
    if (!std::filesystem::exists(file))
        FAIL("The reference vectors are missing: expected " << file.string());
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    const Json document = specificationJson(text.str());
    int found = 0;
    for (const Json& vector : document["vectors"].asArray()) {
        if (vector["id"].asString() != "v1")
            continue;
        ++found;
        const Json& input = vector["input"];
        Specification specification;
        specification.ofReadingPpm = *input["a_pct"].asDecimal() * Decimal(10'000); // per cent to ppm
        specification.ofRangePpm = *input["b_pct"].asDecimal() * Decimal(10'000);
        specification.range = *input["range_V"].asDecimal();
        CHECK(specification.limitAt(*input["point_V"].asDecimal()) == *vector["expected"]["mpe_V"].asDecimal());
    }
    CHECK(found == 1);
}

TEST_CASE("Specification: JSON round trip", "[conformity][specification]")
{
    const auto specification = Specification::fromJson(specificationJson(kDmmTenVolt));
    REQUIRE(specification);
    const auto bytes = specification->toJson().canonical();
    REQUIRE(bytes);
    const auto back = Specification::fromJson(specificationJson(*bytes));
    REQUIRE(back);
    CHECK(*back->toJson().canonical() == *bytes);
    CHECK(back->unit == specification->unit);
    CHECK(back->source == "34401A User's Guide");
}

TEST_CASE("Specification: broken JSON", "[conformity][specification]")
{
    const auto key = [](std::string_view field, std::string_view value) {
        auto members = specificationJson(kDmmTenVolt).asObject();
        members[std::string(field)] = specificationJson(value);
        const auto result = Specification::fromJson(members);
        return result ? "" : result.error().key;
    };
    CHECK(key("of_reading_ppm", R"("35 ppm")") == "specification.number");
    CHECK(key("of_reading_ppm", "-35") == "specification.number");
    CHECK(key("range", "null") == "specification.number");
    CHECK(key("range", R"("0")") == "specification.no-range");
    CHECK(key("unit", R"("furlong/fortnight")") == "unit.unknown");
    CHECK(key("unit", "7") == "specification.text");
    CHECK(key("source", R"("")") == "specification.text");
    CHECK(key("interval", "1") == "specification.text");
    CHECK(key("confidence", R"("certain")") == "specification.confidence");
    CHECK(Specification::fromJson(specificationJson(R"({"unit":"V","interval":"1y","source":"s","confidence":"high"})")).error().key ==
          "specification.empty");
    CHECK_FALSE(Specification::fromJson(Json()));
    CHECK_FALSE(Specification::fromJson(Json::Array{}));
}
