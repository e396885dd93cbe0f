// SPDX-License-Identifier: GPL-3.0-or-later
// The control chart and the installation check as the window shows them.
#include "ui/administration/installation_rows.h"
#include "ui/quality/control_chart_model.h"

#include <catch2/catch.hpp>

using namespace cal;
using namespace cal::ui;

TEST_CASE("a control chart is shown with its limits, and a broken rule in words", "[ui][chart]")
{
    std::vector<quality::ChartInput> inputs;
    for (const double value : {10.0, 11.0, 10.0, 9.0, 10.0, 11.0, 10.0, 9.0, 20.0})
        inputs.push_back({"2026-01-0" + std::to_string(inputs.size() + 1), {value}});
    const auto chart = quality::controlChart(inputs, quality::nelsonRules(), 8);
    REQUIRE(chart);
    const UiLanguage chinese(Language::Chinese), english(Language::English);
    const auto model = ControlChartModel::of(*chart, QStringLiteral("V"), english);
    CHECK(model.values.values.size() == 9);
    CHECK(model.spread.values.size() == 8); // no moving range before the second result
    CHECK(model.spread.positions.front() == 2);
    CHECK(model.values.levels.size() == 3);
    CHECK(model.spread.levels.size() == 2); // the range has no lower limit
    CHECK(model.values.flagged == QVector<bool>({false, false, false, false, false, false, false, false, true}));
    CHECK(model.tips.back().contains(QStringLiteral("beyond the limits")));
    CHECK(ControlChartModel::of(*chart, {}, chinese).tips.back().contains(QStringLiteral("超出控制限")));
    CHECK(model.values.low < chart->limits.lower);
    CHECK(model.values.high > 20);
    CHECK_FALSE(model.inControl);
    CHECK(model.values.title.endsWith(QStringLiteral("/ V")));
}

TEST_CASE("failures of the installation check come first", "[ui][selfcheck]")
{
    quality::InstallationCheck check;
    check.parts = {quality::checkPart("rounding")};
    check.parts[0].trials = {{"good", "GB/T 8170", "1", "1", {}, true},
                             {"bad", "", "2", "", Error{Errc::ParseError, "decimal.syntax", {}, {}}, false}};
    TableModel parts, trials;
    InstallationRows::fillParts(parts, check, UiLanguage(Language::English));
    REQUIRE(parts.rowCount() == 1);
    CHECK(parts.index(0, 2).data().toString() == QStringLiteral("1"));
    InstallationRows::fillTrials(trials, check.parts[0], [](const Error& error) { return QString::fromStdString(error.key); });
    REQUIRE(trials.rowCount() == 2);
    CHECK(trials.index(0, 1).data().toString() == QStringLiteral("bad"));
    CHECK(trials.index(0, 3).data().toString() == QStringLiteral("decimal.syntax"));
}
