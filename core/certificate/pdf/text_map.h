// SPDX-License-Identifier: GPL-3.0-or-later
// Repairs the way back from glyphs to text in a PDF that Qt wrote.
#pragma once

#include "core/base/result.h"

#include <functional>
#include <set>
#include <string>

namespace cal::certificate::pdf {

/// Qt gives each glyph the lowest code point that leads to it: the Kangxi radical U+2F64 for 用, which no search for 用 finds. Here each
/// such entry gets the character that was written. Minus signs become hyphens when no minus sign was written: those are painted numbers.
/// Font names get their subset tag, which Qt leaves out in two of three places.
/// @param written  every character of the document's texts
/// Errors: StoreFailed "pdf.write" {reason}.
Result<std::string> repairTextMaps(const std::string& file, const std::set<char32_t>& written);

/// Errors: InvalidArgument "pdf.missing-glyph" {character, code}: none of the document's fonts has it.
Result<void> requireGlyphs(const std::set<char32_t>& written);

/// One ToUnicode map of the kind Qt writes, each code point replaced by `translate`. Any other text comes back unchanged.
std::string rewrittenTextMap(const std::string& map, const std::function<char32_t(char32_t)>& translate);

} // namespace cal::certificate::pdf
