// SPDX-License-Identifier: GPL-3.0-or-later
// Small text helpers of the SCPI layer, in the C locale whatever the user's.
#pragma once

#include <string>
#include <string_view>

namespace cal::instruments::scpi {

[[nodiscard]] std::string upper(std::string_view text);
/// Without blanks, tabs and line ends at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] bool equalIgnoringCase(std::string_view a, std::string_view b);
/// What an instrument sent, fit for a sentence: anything but printable ASCII becomes \xNN, long text is cut with "…".
[[nodiscard]] std::string printable(std::string_view bytes, std::size_t longest = 60);
/// Text with every `{name}` replaced; used for command templates.
[[nodiscard]] std::string filled(std::string_view pattern, std::string_view name, std::string_view value);

} // namespace cal::instruments::scpi
