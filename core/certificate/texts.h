// SPDX-License-Identifier: GPL-3.0-or-later
// The fixed words of a calibration certificate in both languages: labels, heads, statements.
#pragma once

#include "core/base/text.h"

#include <string_view>
#include <utility>
#include <vector>

namespace cal::certificate {

/// The text of an id. An unknown id gives the id itself, so that nothing is printed empty; a test walks all ids in use.
Text wording(std::string_view id);
[[nodiscard]] bool hasWording(std::string_view id);

/// The text of an id with `{name}` replaced, each language by its own value.
Text wording(std::string_view id, const std::vector<std::pair<std::string_view, Text>>& values);

/// The same in both languages: a number, a serial number.
inline Text plain(std::string_view value)
{
    return {std::string(value), std::string(value)};
}

} // namespace cal::certificate
