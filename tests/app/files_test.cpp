// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the user: limits, folders, things that are no files.
#include "app/files.h"

#include <catch2/catch.hpp>

#include <QTemporaryDir>

#include <fstream>

TEST_CASE("files are read whole or refused with a reason", "[app][files]")
{
    QTemporaryDir temporary;
    const std::filesystem::path folder = temporary.path().toStdString();
    CHECK(cal::app::readFile(folder / "nothing").error().key == "file.not-found");
    CHECK(cal::app::readFile(folder).error().key == "file.is-a-folder");
    CHECK(cal::app::readFile("/dev/zero", 1 << 20).error().key == "file.too-large");
    REQUIRE(cal::app::writeFile(folder / "a.json", "{\"a\":1}"));
    CHECK(cal::app::readFile(folder / "a.json").value() == "{\"a\":1}");
    CHECK(cal::app::readJson(folder / "a.json").value()["a"].asInt() == 1);
    REQUIRE(cal::app::writeFile(folder / "b.json", "{"));
    const auto broken = cal::app::readJson(folder / "b.json");
    REQUIRE_FALSE(broken);
    CHECK(broken.error().context.find("b.json") != std::string::npos);
    CHECK(cal::app::readFolder(folder).value().size() == 2);
    CHECK(cal::app::readFolder(folder / "none").error().key == "file.not-found");
}

TEST_CASE("a folder that cannot be written is noticed before anything is measured", "[app][files]")
{
    QTemporaryDir temporary;
    const std::filesystem::path folder = temporary.path().toStdString();
    CHECK(cal::app::ensureWritableFolder(folder / "new" / "deep"));
    CHECK(std::filesystem::is_empty(folder / "new" / "deep"));
    REQUIRE(cal::app::writeFile(folder / "file", "x"));
    CHECK(cal::app::ensureWritableFolder(folder / "file").error().key == "file.folder-not-writable");
    CHECK(cal::app::ensureWritableFolder("/proc/calbench").error().key == "file.folder-not-writable");
    CHECK(cal::app::writeFile(folder / "none" / "file", "x").error().key == "file.not-written");
}
