// SPDX-License-Identifier: GPL-3.0-or-later
// An instrument is a data file: identity, commands, ranges, specifications, safe state, simulator behaviour, each number with source and
// confidence (format: resources/definitions/README.md). The same file drives the real instrument and its simulator.
#pragma once

#include "core/base/digest.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/conformity/specification.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cal::equipment {

/// One row of capability and accuracy: what the instrument measures or sources in one range.
struct Capability {
    std::string quantity; ///< "dc-voltage", "temperature", "relative-humidity"
    bool sources = false; ///< false: measures
    Decimal low, high;    ///< settable or measurable, in specification.unit (with over-range)
    Decimal range;        ///< nominal full scale; names the range ("10" V)
    Decimal resolution;   ///< of the display or setting in this range; 0 when unknown
    conformity::Specification specification;
    double coverageK = 0; ///< k of the specification as stated by the maker (2.58 for 99 %); 0: limits of an MPE kind
    std::string level;    ///< "99 %" as stated; empty when the maker states none
};

/// Sign-off by a laboratory: needed before medium or low confidence may reach a document for issue.
struct SignOff {
    std::string by, laboratory, date, scope;
};

struct Definition {
    std::string id; ///< stem of the file: "hp-34401a"
    std::string manufacturer, model;
    Text name; ///< 数字多用表 / digital multimeter
    std::vector<std::string> roles;
    std::string identityQuery, identityMatch; ///< regular expression on the reply
    std::vector<Capability> capabilities;
    std::vector<std::string> safeState; ///< commands that make the outputs safe, in order; empty for an instrument without output
    bool outputs = false;               ///< can it put energy on its terminals
    std::vector<std::string> sources;   ///< documents the numbers come from
    std::vector<SignOff> signOffs;
    std::string lowestConfidence; ///< over the rows: "high", "medium", "low"
    Json document;                ///< the whole file: drivers and simulators read commands and behaviour from it
    Digest digest;                ///< SHA-256 of the file's bytes

    /// Reads a definition file. Errors: ParseError "definition.invalid" {definition, field, reason}, "definition.newer-schema".
    static Result<Definition> parse(std::string_view id, std::string_view bytes);

    /// Rows that cover `value` of `quantity` with the given specification interval ("1y"), narrowest range first; with `range` only that
    /// range.
    [[nodiscard]] std::vector<const Capability*> covering(std::string_view quantity, bool sources, const Decimal& value,
                                                          std::string_view interval, const std::optional<Decimal>& range = {}) const;
};

} // namespace cal::equipment
