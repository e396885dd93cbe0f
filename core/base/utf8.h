// SPDX-License-Identifier: GPL-3.0-or-later
// UTF-8: is it, and how to show bytes that may not be.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace cal {

/// Length in bytes of the well-formed UTF-8 sequence at the start of `text` (no overlong forms, no surrogates, up to U+10FFFF);
/// 0 when there is none.
std::size_t utf8SequenceLength(std::string_view text);
bool isUtf8(std::string_view text);

/// Something short to put into a message: at most `maximum` characters, an ellipsis when cut, control characters and bytes that are
/// no UTF-8 as \xNN. Never the text itself where evidence is meant.
std::string excerpt(std::string_view text, std::size_t maximum = 60);

} // namespace cal
