// SPDX-License-Identifier: GPL-3.0-or-later
// Human numbers by rule from reserved blocks (kind "number-block"). A block that names a station belongs to it alone, so that a station
// that works off-line never gives a number twice. A number once taken is used or void, never given again. No national rule for the text of
// a number is known.
#pragma once

#include "core/registry/registry.h"

namespace cal::registry {

/// "ZSJL-{year}-{serial:6}", 2026, 123 → "ZSJL-2026-000123". {serial} is not padded. Errors: InvalidArgument "number.rule" {rule}: another
/// word in braces, no serial, a width that is not 1 … 12.
Result<std::string> numberText(std::string_view rule, int year, std::int64_t serial);

/// Takes the next number of the first block that may be used here: one of this station, else one of any. One event in the block's stream;
/// call it within the transaction that uses the number.
/// Errors: NotFound "number.none-left" {purpose, station}; those of Registry::step and numberText.
Result<std::string> takeNumber(Registry& registry, std::string_view purpose, int year);
/// Keeps a taken number as void, with its reason. Errors: those of Registry::step; InvalidArgument "number.void-already" {number}.
Result<Entity> voidNumber(Registry& registry, const journal::StreamId& block, const std::string& number, const std::string& why);

} // namespace cal::registry
