// SPDX-License-Identifier: GPL-3.0-or-later
// FIELD=VALUE words of a command line as values of an entity.
#pragma once

#include "core/registry/registry.h"

#include <string>
#include <vector>

namespace cal::app {

struct Assignment {
    std::string field, value;
};

/// Errors: InvalidArgument "registry.no-assignment" {text}.
Result<std::vector<Assignment>> assignments(const std::vector<std::string>& words);

/// The file kept as a blob, and what a field of files says of it: {"name","digest","size"}. Errors: those of readFile and putBlob.
Result<Json> keptFile(journal::EventStore& store, const std::string& path);

/// Values as they were typed: numbers of other entities become ids, "@file" becomes an attachment, "name.zh" half of a bilingual text.
/// Errors: InvalidArgument "registry.unknown-field" {kind, field}; those of readFile, EventStore::putBlob and registry::withIds.
Result<Json::Object> typedValues(registry::Registry& registry, const registry::Kind& kind, const std::vector<Assignment>& words);

} // namespace cal::app
