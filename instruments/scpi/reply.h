// SPDX-License-Identifier: GPL-3.0-or-later
// Reading what instruments answer: numbers, quoted strings, IEEE 488.2 blocks, entries of the error queue, fields of *IDN?.
#pragma once

#include "core/base/decimal.h"
#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cal::instruments::scpi {

/// One number (NR1, NR2 or NR3), blanks around it allowed; the text as sent is kept in the Decimal.
/// Errors: InstrumentError "scpi.overload" for ±9.9E37 and beyond, "scpi.not-a-number" for 9.91E37 and NAN, "scpi.number" {reply} for the
/// rest.
Result<Decimal> parseNumber(std::string_view reply);

/// A string in double or single quotes, the quote doubled inside. Errors: InstrumentError "scpi.string" {reply}.
Result<std::string> parseString(std::string_view reply);

struct ErrorEntry {
    int code = 0;
    std::string text;
    bool operator==(const ErrorEntry&) const = default;
};
/// `+0,"No error"`, `-113,"Undefined header;FOO"`. Errors: InstrumentError "scpi.error-entry" {reply}.
Result<ErrorEntry> parseErrorEntry(std::string_view reply);

/// Head of a block at the beginning of a reply.
struct BlockHead {
    std::size_t head = 0;              ///< bytes before the data
    std::optional<std::size_t> length; ///< of the data; absent in an indefinite block (#0), which ends with its message
};
/// `#<d><d digits>`, `#0`, and two extensions for long blocks: `#A<10 hex-counted digits>` and `#(<digits>)`.
/// Nothing when `bytes` is no block; `incomplete` is set when more bytes are needed to tell.
std::optional<BlockHead> blockHead(std::string_view bytes, bool& incomplete);
/// The data of a whole reply that is one block. Errors: InstrumentError "scpi.block" {reply}, "scpi.block-too-long" {length, limit}.
Result<std::string> parseBlock(std::string_view reply, std::size_t limit);

/// The four comma fields of *IDN?, blanks trimmed; missing fields are empty.
std::vector<std::string> identityFields(std::string_view reply);

} // namespace cal::instruments::scpi
