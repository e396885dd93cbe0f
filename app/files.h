// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the user: read whole with a limit, written beside and renamed so that nobody meets half a file.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/procedure/procedure.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace cal::app {

/// Errors: NotFound "file.not-found" {file}, "file.is-a-folder" {file}, "file.not-readable" {file, reason}; InvalidArgument
/// "file.too-large" {file, limit}.
Result<std::string> readFile(const std::filesystem::path& path, std::size_t limit = 64u << 20);
Result<Json> readJson(const std::filesystem::path& path);
/// The regular files of a folder, without sub-folders.
Result<procedure::FileSet> readFolder(const std::filesystem::path& path);

/// Creates the folder when needed and proves it can be written, before anything is measured.
/// Errors: InvalidArgument "file.folder-not-writable" {folder, reason}.
Result<void> ensureWritableFolder(const std::filesystem::path& folder);
/// Errors: InvalidArgument "file.not-written" {file, reason}.
Result<void> writeFile(const std::filesystem::path& path, std::string_view bytes);
/// The same, readable by its owner alone from the first byte.
Result<void> writePrivateFile(const std::filesystem::path& path, std::string_view bytes);
/// A file that must not be there yet, readable by its owner alone from the first byte. Errors: also InvalidArgument "store.exists" {file}.
Result<void> writeSecret(const std::filesystem::path& path, std::string_view bytes);

} // namespace cal::app
