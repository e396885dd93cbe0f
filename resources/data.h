// SPDX-License-Identifier: GPL-3.0-or-later
// Access to the data compiled into the program. Only app and tests use it; rooms get texts handed down.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cal::resources {

/// Bytes of one file, e.g. "definitions/hp-34401a.json"; empty when there is none.
std::string bytes(std::string_view path);
/// File names (no folders) of a folder, e.g. "procedures/dmm-dc-voltage", with their bytes.
std::map<std::string, std::string> folder(std::string_view path);
/// Names of the sub-folders of a folder, e.g. "procedures".
std::vector<std::string> subfolders(std::string_view path);

} // namespace cal::resources
