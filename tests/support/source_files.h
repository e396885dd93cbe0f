// SPDX-License-Identifier: GPL-3.0-or-later
// The sources of the tree, for the tests that read the house itself.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace cal::test {

inline std::string readFile(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << stream.rdbuf();
    return bytes.str();
}

/// Headers and sources below `folder` of the source tree, as paths relative to the tree.
inline std::vector<std::string> sourceFiles(const std::string& folder)
{
    const std::filesystem::path root(CAL_SOURCE_DIR);
    std::vector<std::string> files;
    if (!std::filesystem::exists(root / folder))
        return files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
        const auto extension = entry.path().extension();
        if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp"))
            files.push_back(std::filesystem::relative(entry.path(), root).generic_string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// What a file includes, as written between the quotes or angle brackets.
inline std::vector<std::string> includesOf(const std::string& file)
{
    std::ifstream stream(std::filesystem::path(CAL_SOURCE_DIR) / file);
    std::vector<std::string> includes;
    for (std::string line; std::getline(stream, line);) {
        const auto hash = line.find_first_not_of(" \t");
        if (hash == std::string::npos || line[hash] != '#' || line.find("include", hash) == std::string::npos)
            continue;
        const auto open = line.find_first_of("\"<");
        if (open == std::string::npos)
            continue;
        const auto close = line.find_first_of("\">", open + 1);
        if (close != std::string::npos)
            includes.push_back(line.substr(open + 1, close - open - 1));
    }
    return includes;
}

} // namespace cal::test
