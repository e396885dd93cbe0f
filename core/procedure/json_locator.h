// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the place of a member in the text of a JSON file, so that a message can name line and column.
#pragma once

#include "core/base/csv.h"

#include <map>
#include <string>
#include <string_view>

namespace cal::procedure {

/// Member paths ("inputs/2/half-width", "" for the whole) → byte offset of key or element. The text should be valid JSON; of a broken one
/// what stands before the damage is found.
class JsonLocator
{
public:
    JsonLocator() = default;
    explicit JsonLocator(std::string text);

    /// The place of `path`, or of its nearest ancestor that exists.
    [[nodiscard]] TextPosition find(std::string_view path) const;

private:
    std::string m_text;
    std::map<std::string, std::size_t, std::less<>> m_offsets;
};

} // namespace cal::procedure
