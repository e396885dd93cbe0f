// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <string>
#include <string_view>

namespace cal {

/// The side of one line "zh / en", as lists keep the titles of things, that is read in `language`; other text as it is.
inline std::string oneSide(std::string_view line, Language language)
{
    const auto at = line.find(" / ");
    const auto zh = line.substr(0, at);
    // First bytes of U+3000 to U+9FFF in UTF-8: Chinese characters and punctuation.
    const bool bilingual = at != std::string_view::npos && zh.find_first_of("\xE3\xE4\xE5\xE6\xE7\xE8\xE9") != std::string_view::npos;
    return std::string(!bilingual ? line : language == Language::Chinese ? zh : line.substr(at + 3));
}

} // namespace cal
