// SPDX-License-Identifier: GPL-3.0-or-later
// The procedures that come with the program against the issue and the documents they follow.
#include "core/uncertainty/rounding.h"

#include "tests/core/procedure/procedure_files.h"

#include <cmath>
#include <set>

using cal::Decimal;
using cal::procedure::load;
using cal::procedure::ModelInput;
using cal::procedure::test::shipped;
namespace uncertainty = cal::uncertainty;

TEST_CASE("dmm-dc-voltage covers every range of the 34401A as JJF 1587 asks", "[procedure][dmm]")
{
    const auto loaded = load(shipped("dmm-dc-voltage"));
    REQUIRE(loaded);
    std::map<std::string, std::set<Decimal>> percent; // by range
    for (const auto& point : loaded->points) {
        REQUIRE(point.range);
        CHECK(point.readings == 10);
        const double share = 100 * point.nominal.number.toDouble() / point.range->number.toDouble();
        const int rounded = static_cast<int>(std::lround(share));
        CHECK(std::abs(share - rounded) < 1e-9);
        CHECK(percent[point.range->text()].insert(Decimal(rounded)).second);
        // The id says range and share.
        CHECK(point.id == point.range->number.plain() + "V" + (rounded < 0 ? "" : "+") + std::to_string(rounded) + "%");
    }
    CHECK(loaded->points.size() >= 22);
    REQUIRE(percent.size() == 5);
    for (const auto& [range, shares] : percent) {
        INFO(range);
        for (const int share : {10, 50, 100, -100})
            CHECK(shares.count(Decimal(share)) == 1);
    }
    CHECK(percent["10 V"].size() == 10);
}

TEST_CASE("dmm-dc-voltage reaches dangerous voltage late", "[procedure][dmm]")
{
    const auto loaded = load(shipped("dmm-dc-voltage"));
    REQUIRE(loaded);
    std::size_t first = 0;
    while (first < loaded->points.size() && loaded->points[first].nominal.number.abs() <= Decimal(60))
        ++first;
    CHECK(first >= 20);
    CHECK(first < loaded->points.size());
}

TEST_CASE("ea402-s9-handheld evaluates to the numbers of EA-4/02 S9", "[procedure][ea402]")
{
    const auto loaded = load(shipped("ea402-s9-handheld"));
    REQUIRE(loaded);
    const auto& head = loaded->head;
    REQUIRE(loaded->points.size() == 1);
    const auto model = uncertainty::Model::compile(head.model);
    REQUIRE(model);

    // What a run makes of the inputs, with the published readings; numbers come from the procedure wherever it has them.
    std::vector<uncertainty::BudgetInput> inputs;
    for (const auto& input : head.inputs) {
        uncertainty::BudgetInput line;
        line.name = input.name;
        line.unit = input.unit;
        line.distribution = input.distribution;
        switch (input.kind) {
        case ModelInput::Kind::Readings:
            line.estimate = 100.1;
            line.distribution = uncertainty::Distribution::Exact;
            break;
        case ModelInput::Kind::TypedValue:
            CHECK(input.key == "standard");
            line.estimate = 100.0;
            line.u = 0.002 / 2;
            break;
        case ModelInput::Kind::Resolution:
            line.halfWidth = loaded->points[0].resolution->number.toDouble() / 2;
            break;
        case ModelInput::Kind::Constant:
            line.estimate = input.value.value_or(0).toDouble();
            line.halfWidth = input.halfWidth.value().toDouble();
            break;
        default:
            FAIL("an input kind the document does not have");
        }
        if (line.halfWidth)
            line.u = *line.halfWidth / std::sqrt(3.0);
        inputs.push_back(line);
    }
    const auto budget = uncertainty::evaluate(*model, 0, inputs, head.rules.coverage);
    REQUIRE(budget);
    // Full digits of the reference case ea402_s9_dmm, then what the document prints.
    CHECK(budget->estimate == Approx(0.1).epsilon(0).margin(1e-10));
    CHECK(budget->combinedStandardUncertainty == Approx(0.02957476401709178).epsilon(0).margin(3e-11));
    CHECK(budget->expanded.k == Approx(1.6454482671904334).epsilon(0).margin(1.7e-9));
    CHECK(budget->expanded.U == Approx(0.04866374420448965).epsilon(0).margin(5e-11));
    const auto error = Decimal::fromDouble(100.1).value() - Decimal(100);
    const auto rounded = uncertainty::round(error, budget->expanded.U, head.rules.rounding);
    REQUIRE(rounded);
    CHECK(rounded->value.plain() == "0.10");
    CHECK(rounded->expandedUncertainty.plain() == "0.05");
}
