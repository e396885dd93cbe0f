// SPDX-License-Identifier: GPL-3.0-or-later
// The installation check as the window shows it.
#include "ui/administration/installation_rows.h"

#include <catch2/catch.hpp>

using namespace cal;
using namespace cal::ui;

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
