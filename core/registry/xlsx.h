// SPDX-License-Identifier: GPL-3.0-or-later
// The XLSX side of table_file.h: written by libxlsxwriter, read from its parts with libxml2.
#pragma once

#include "core/registry/table_file.h"

namespace cal::registry {

/// Errors: see readTable.
Result<TextTable> readXlsx(std::string_view bytes, const TableLimits& limits);
/// Errors: see writeTable.
Result<std::string> writeXlsx(const TextTable& table);

} // namespace cal::registry
