// SPDX-License-Identifier: GPL-3.0-or-later
// What the laboratory has decided about passwords, sessions and training: the values of its one entity of kind "policy". The numbers are
// the laboratory's own; no regulation prescribes them. 21 CFR 11.300 (b), (d) asks that passwords age and that misuse is noticed,
// NIST SP 800-63B 5.1.1.2 for at least eight characters and 5.2.2 for a limit on wrong attempts.
#pragma once

#include "core/base/json.h"

#include <chrono>
#include <string>
#include <vector>

namespace cal::registry {

struct Policy {
    int passwordLength = 10;       ///< fewest characters
    int passwordDays = 365;        ///< then a new one must be chosen; 0: never
    int passwordHistory = 5;       ///< so many earlier passwords cannot come back
    int attempts = 5;              ///< wrong passwords in a row that lock; 0: never
    std::chrono::minutes lock{15}; ///< how long
    std::chrono::minutes idle{15}; ///< the window locks after so long without a key or the mouse; 0: never
    enum class Training { NotAsked, Listed, Every } training = Training::NotAsked;
    std::vector<std::string> trainingScopes; ///< with Listed

    /// Of the entity's values; what is absent keeps the value above.
    static Policy fromValues(const Json::Object& values);
    /// Whether who performs `scope` must have been trained for it.
    [[nodiscard]] bool trainingNeeded(std::string_view scope) const;
    /// Errors: InvalidArgument "password.too-short" {least}, "password.too-long" {limit}, "password.is-name".
    [[nodiscard]] Result<void> acceptable(std::string_view password, std::string_view login) const;
};

} // namespace cal::registry
