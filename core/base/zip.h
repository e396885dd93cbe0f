// SPDX-License-Identifier: GPL-3.0-or-later
// ZIP archives in memory, by libzip. Reading is bounded: an archive comes from anybody.
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace cal {

using ZipFiles = std::map<std::string, std::string>; ///< name with '/' → bytes

struct ZipLimits {
    std::size_t files = 100'000;
    std::size_t bytes = std::size_t{1} << 30; ///< of all files together, unpacked
};

/// The same files give the same bytes on every machine with the same zlib: names in order, no times of the day.
/// Errors: InvalidArgument "zip.not-written" {reason}, also for no files at all; ParseError "zip.name" as below.
Result<std::string> writeZip(const ZipFiles& files);

/// Folders are left out. What an entry claims as its size is not believed.
/// Errors: ParseError "zip.invalid" {reason}, "zip.name" {name} for a name given twice, absolute, with "..", or no UTF-8;
/// InvalidArgument "zip.too-many-files" {limit}, "zip.too-large" {limit}.
Result<ZipFiles> readZip(std::string_view archive, const ZipLimits& limits = {});

} // namespace cal
