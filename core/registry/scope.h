// SPDX-License-Identifier: GPL-3.0-or-later
// Scopes of authorisations (access.h): "*", a procedure id, a category, or a category with ".*".
#pragma once

#include <string_view>

namespace cal::registry {

/// Whether `granted` covers `asked`: "*" everything, "electrical.*" what begins with "electrical." and "electrical" itself, else the same
/// text. An act without a scope (administration) needs "*".
inline bool covers(std::string_view granted, std::string_view asked)
{
    if (granted == "*")
        return true;
    if (asked.empty())
        return false;
    if (granted.size() > 2 && granted.ends_with(".*")) {
        const auto stem = granted.substr(0, granted.size() - 2);
        return asked == stem || (asked.size() > stem.size() && asked.starts_with(stem) && asked[stem.size()] == '.');
    }
    return granted == asked;
}

} // namespace cal::registry
