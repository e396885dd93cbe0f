// SPDX-License-Identifier: GPL-3.0-or-later
// Entities described in a file, such as those of the demonstration laboratory.
#pragma once

#include "core/registry/registry.h"

namespace cal::registry {

/// Registers [{"kind", "ref", "values"}] in order and gives the ids by ref. A text "$ref:name" anywhere in the values stands for the id of
/// an entity before; "ref" may be left out. Call it inside EventStore::together. Errors, within "entities[n]": ParseError
/// "registry.unknown-ref" {ref}, "registry.ref-twice" {ref}; those of Registry::add.
Result<std::map<std::string, journal::StreamId>> addDescribed(Registry& registry, const Json& entities);

} // namespace cal::registry
