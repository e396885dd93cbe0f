// SPDX-License-Identifier: GPL-3.0-or-later
// What event types this program knows, and how a body of an older version becomes one of the newest. Stored bytes are never rewritten;
// folds read every body through here.
#pragma once

#include "core/base/json.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cal::journal {

class Upcasters
{
public:
    /// Turns a body of version n into one of version n+1.
    using Upcaster = std::function<Result<Json>(Json body)>;

    /// This program writes `type` in version `newest`, 1 until the body first changes.
    void know(std::string type, int newest = 1);
    /// How a body of version `from` becomes version from+1; the newest version known becomes at least that.
    void add(std::string type, int from, Upcaster upcaster);

    /// The newest version known of `type`; 0 for an unknown type.
    [[nodiscard]] int newest(std::string_view type) const;
    [[nodiscard]] bool knows(std::string_view type, int version) const;

    /// The body in the newest version known.
    /// Errors: ParseError "journal.newer-event" {type, version} for an unknown type or version: a store that holds such events is opened
    /// for reading only; InvalidArgument "journal.no-upcaster" {type, version} when a step was never registered; those of the upcasters.
    [[nodiscard]] Result<Json> upcast(std::string_view type, int version, Json body) const;

private:
    struct Type {
        int newest = 1;
        std::map<int, Upcaster> steps; // by the version they start from
    };
    std::map<std::string, Type, std::less<>> m_types;
};

} // namespace cal::journal
