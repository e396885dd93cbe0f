// SPDX-License-Identifier: GPL-3.0-or-later
// Repairs the way back from glyphs to text in a PDF that Qt wrote.
#pragma once

#include "core/base/result.h"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cal::certificate::pdf {

/// What a document's texts are made of, in the order of painting.
struct WrittenText {
    std::set<char32_t> characters;
    std::vector<char32_t> regularBeyondBmp, boldBeyondBmp; ///< first appearances, by weight
    void add(std::u32string_view text, bool bold);
};

/// Qt gives each glyph the lowest code point that leads to it: the Kangxi radical U+2F64 for 用, which no search for 用 finds. Here each
/// such entry gets the character that was written. Minus signs become hyphens when no minus sign was written: those are painted numbers.
/// Font names get their subset tag, which Qt leaves out in two of three places.
/// Characters beyond U+FFFF (rare Han of personal names) get no entry from Qt at all; they are filled in by the order of painting.
/// Errors: StoreFailed "pdf.write" {reason}.
Result<std::string> repairTextMaps(const std::string& file, const WrittenText& written);

/// Errors: InvalidArgument "pdf.missing-glyph" {character, code}: none of the document's fonts has it.
Result<void> requireGlyphs(const std::set<char32_t>& written);

/// One ToUnicode map of the kind Qt writes, each code point replaced by `translate`; glyphs without one get those of `unmapped`
/// in order. Any other text comes back unchanged.
std::string rewrittenTextMap(const std::string& map, const std::function<char32_t(char32_t)>& translate,
                             const std::vector<char32_t>& unmapped = {});

} // namespace cal::certificate::pdf
