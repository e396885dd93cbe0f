// SPDX-License-Identifier: GPL-3.0-or-later
// Text in the two languages of the program. Data (prompts, definitions, templates, the laboratory) carries both itself.
#pragma once

#include <string>

namespace cal {

enum class Language { English, Chinese };

/// One text in both languages, UTF-8. Neither may be missing where a person will read it.
struct Text {
    std::string zh;
    std::string en;

    [[nodiscard]] const std::string& in(Language language) const { return language == Language::Chinese ? zh : en; }
    [[nodiscard]] bool empty() const { return zh.empty() && en.empty(); }
    /// With each language standing in for the other where that one is missing.
    [[nodiscard]] Text filled() const { return {zh.empty() ? en : zh, en.empty() ? zh : en}; }
    bool operator==(const Text&) const = default;
};

} // namespace cal
