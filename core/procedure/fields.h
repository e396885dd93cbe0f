// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the members of one JSON object of procedure.json and reports what is missing, of the wrong kind or unknown, each at its place.
#pragma once

#include "core/procedure/problems.h"

#include <initializer_list>
#include <set>
#include <string>
#include <vector>

namespace cal::procedure {

/// A failed reading is reported to the draft and gives the neutral value, so that one pass finds all of them.
class Fields
{
public:
    Fields(Draft& draft, const Json& json, std::string path);

    std::string string(const std::string& key); ///< required, not empty
    std::string name(const std::string& key);   ///< required: lower-case letters, digits, hyphens
    Text text(const std::string& key);          ///< required: {"zh","en"}, neither empty
    Text optionalText(const std::string& key);
    std::string word(const std::string& key, std::initializer_list<std::string_view> known, std::string_view otherwise = {});
    Decimal decimal(const std::string& key);
    std::optional<Decimal> optionalDecimal(const std::string& key);
    units::Unit unit(const std::string& key);
    bool boolean(const std::string& key, bool otherwise);
    int count(const std::string& key, int least, int most);
    std::vector<std::string> strings(const std::string& key, bool required);
    Fields object(const std::string& key);                           ///< required; of a missing one every member counts as read
    std::vector<Fields> list(const std::string& key, bool required); ///< of objects; required: at least one
    const Json& raw(const std::string& key);

    void missing(const std::string& key);
    void wrongKind(const std::string& key, std::string expected);
    void report(const std::string& key, Error error);
    /// Reports members that nobody asked for.
    void finish();

private:
    const Json& member(const std::string& key);
    [[nodiscard]] std::string pathOf(const std::string& key) const { return m_path.empty() ? key : m_path + "/" + key; }

    Draft* m_draft;
    const Json* m_json; ///< null: the object itself is missing and has been reported
    std::string m_path;
    std::set<std::string> m_asked;
};

} // namespace cal::procedure
