// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of the values of an entity beyond the form of each field.
#pragma once

#include "core/registry/kind.h"

namespace cal::registry {

/// A sign-in name is one to 64 letters (of any script the ranges name, Chinese among them), digits or . _ - @: it is typed, printed and
/// compared, so nothing in it may be invisible or look like a blank.
bool isSignInName(std::string_view text);

/// `values`: all of the entity; `touched`: whether a field is new or changed, for what was accepted before stays. Errors: InvalidArgument
/// "registry.days-reversed" {kind, from, to}, "registry.not-sign-in-name" {kind, field, found}.
Result<void> wholeFits(const Kind& kind, const Json::Object& values, const Json::Object& touched);

} // namespace cal::registry
