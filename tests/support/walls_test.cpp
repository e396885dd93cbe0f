// SPDX-License-Identifier: GPL-3.0-or-later
// The walls: app → ui → core ← instruments, only app joins the two; inside core a room includes only rooms above it; Qt appears only
// where the design allows it.
#include "tests/support/source_files.h"

#include <catch2/catch.hpp>

namespace {

/// Rooms of core in their order: each may include itself and those before it.
const std::vector<std::string> kRooms = {"base",        "units",    "uncertainty", "fit",         "conformity", "journal",
                                         "equipment",   "registry", "procedure",   "session",     "signing",    "evidence",
                                         "certificate", "quality",  "kit",         "review",      "supervision", "storage"};

bool startsWith(const std::string& text, const std::string& prefix)
{
    return text.rfind(prefix, 0) == 0;
}

/// The top-level folder or core room a path belongs to: "ui", "core/base", …
std::string placeOf(const std::string& path)
{
    const auto slash = path.find('/');
    if (slash == std::string::npos)
        return path;
    if (!startsWith(path, "core/"))
        return path.substr(0, slash);
    return path.substr(0, path.find('/', slash + 1));
}

std::size_t rankOf(const std::string& room)
{
    const auto found = std::find(kRooms.begin(), kRooms.end(), room);
    return static_cast<std::size_t>(found - kRooms.begin());
}

/// Why `file` may not include `included`; empty when it may.
std::string objection(const std::string& file, const std::string& included)
{
    const auto from = placeOf(file);
    const auto to = placeOf(included);
    if (startsWith(included, "tests/"))
        return "production code includes a test";
    if (to == "app" && from != "app")
        return "only app includes app";
    if (from == "ui" && to == "instruments")
        return "ui never includes instruments";
    if (startsWith(from, "core/") && (to == "ui" || to == "instruments" || to == "resources"))
        return "core includes neither ui nor instruments nor resources";
    if (from == "instruments" && to == "ui")
        return "instruments never includes ui";
    if (from == "ui" && to == "resources")
        return "ui gets data handed down or through Qt resources";
    if (from == "instruments" && startsWith(to, "core/")) {
        const auto room = to.substr(5);
        if (room != "base" && room != "units" && room != "conformity" && room != "journal" && room != "equipment")
            return "instruments knows only core/{base,units,conformity,journal,equipment}";
    }
    if (to == "core/storage" && from != "core/storage" && from != "app")
        return "storage is included by app and tests alone";
    if (startsWith(from, "core/") && startsWith(to, "core/") && rankOf(to.substr(5)) > rankOf(from.substr(5)))
        return "a room includes only rooms above it";
    return {};
}

bool qtAllowed(const std::string& file)
{
    for (const auto* folder : {"app/", "ui/", "core/storage/", "core/certificate/pdf/", "resources/"})
        if (startsWith(file, folder))
            return true;
    return false;
}

bool isQt(const std::string& included)
{
    return included.size() > 1 && included[0] == 'Q' && (std::isupper(static_cast<unsigned char>(included[1])) || included[1] == 't');
}

} // namespace

TEST_CASE("includes keep the walls", "[house]")
{
    std::size_t seen = 0;
    for (const auto* folder : {"app", "ui", "core", "instruments", "resources"}) {
        for (const auto& file : cal::test::sourceFiles(folder)) {
            for (const auto& included : cal::test::includesOf(file)) {
                ++seen;
                const auto why = objection(file, included);
                INFO(file << " includes " << included << ": " << why);
                CHECK(why.empty());
                if (isQt(included)) {
                    INFO(file << " includes Qt's " << included);
                    CHECK(qtAllowed(file));
                }
            }
        }
    }
    CHECK(seen > 300); // the test reads what it thinks it reads
}

TEST_CASE("the walls test finds a broken wall", "[house]")
{
    CHECK_FALSE(objection("ui/bench/bench_view.cpp", "instruments/session.h").empty());
    CHECK_FALSE(objection("core/base/json.cpp", "core/units/unit.h").empty());
    CHECK_FALSE(objection("core/session/runner.cpp", "core/storage/sqlite_store.h").empty());
    CHECK_FALSE(objection("instruments/lane.h", "core/session/runner.h").empty());
    CHECK(objection("app/main.cpp", "instruments/bench.h").empty());
    CHECK(isQt("QString"));
    CHECK(isQt("QtWidgets/QLabel"));
    CHECK_FALSE(isQt("qcustomplot.h"));
    CHECK_FALSE(qtAllowed("core/session/runner.cpp"));
}

TEST_CASE("view models do not know widgets", "[house]")
{
    for (const auto& file : cal::test::sourceFiles("ui")) {
        if (file.find("view_model") == std::string::npos)
            continue;
        for (const auto& included : cal::test::includesOf(file)) {
            INFO(file << " includes " << included);
            CHECK_FALSE(startsWith(included, "QtWidgets"));
            CHECK(included != "QWidget");
            CHECK(included != "QLabel");
            CHECK(included.find("qcustomplot") == std::string::npos);
        }
    }
}
