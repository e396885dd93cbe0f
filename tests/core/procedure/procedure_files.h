// SPDX-License-Identifier: GPL-3.0-or-later
// The shipped procedures as file sets that a test may damage, and the shipped instrument definitions.
#pragma once

#include "core/equipment/bench.h"
#include "core/procedure/lint.h"
#include "core/procedure/procedure.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace cal::procedure::test {

inline std::string bytesOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    INFO(path.string());
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

inline FileSet shipped(const std::string& id)
{
    FileSet files;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(CAL_SOURCE_DIR) + "/resources/procedures/" + id))
        files[entry.path().filename().string()] = bytesOf(entry.path());
    return files;
}

inline equipment::DefinitionLibrary shippedDefinitions()
{
    equipment::DefinitionLibrary library;
    for (const char* id : {"hp-34401a", "fluke-5522a", "generic-thermohygrometer"}) {
        const auto added = library.add(id, bytesOf(std::string(CAL_SOURCE_DIR) + "/resources/definitions/" + id + ".json"));
        INFO(id << " " << (added ? "" : added.error().key + " " + std::string(added.error().arg("field"))));
        REQUIRE(added);
    }
    return library;
}

/// Replaces the first `from` of a file by `to`; a text that is not there is a broken test.
inline FileSet edited(FileSet files, const std::string& file, const std::string& from, const std::string& to)
{
    const auto at = files.at(file).find(from);
    INFO(file << ": " << from);
    REQUIRE(at != std::string::npos);
    files[file].replace(at, from.size(), to);
    return files;
}

inline const Finding* findingOf(const std::vector<Finding>& findings, const std::string& key)
{
    for (const auto& finding : findings)
        if (finding.message.key == key)
            return &finding;
    return nullptr;
}

inline std::string listed(const std::vector<Finding>& findings)
{
    std::string all;
    for (const auto& finding : findings) {
        all += finding.file + ":" + std::to_string(finding.line) + ":" + std::to_string(finding.column) + " " + finding.message.key;
        for (const auto& arg : finding.message.args)
            all += " " + arg.name + "=" + arg.value;
        all += "\n";
    }
    return all;
}

} // namespace cal::procedure::test
