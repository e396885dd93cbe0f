// SPDX-License-Identifier: GPL-3.0-or-later
// Program messages: taking them apart as an instrument does, and matching headers in long and short form.
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace cal::instruments::scpi {

/// One unit of a program message: "VOLT:DC:RANG 10,DEF".
struct ProgramUnit {
    std::string header; ///< upper case, without the query mark
    bool query = false;
    std::vector<std::string> parameters; ///< blanks around them trimmed; quotes kept
};

/// Splits at `mark` outside quotes.
std::vector<std::string_view> splitOutsideQuotes(std::string_view text, char mark);
/// Does the message ask for an answer: a query mark that ends a header.
bool isQuery(std::string_view message);

/// One unit. Errors: ParseError "scpi.program" {message} for a header with other characters than letters, digits, `_ : *`, or a missing
/// parameter between commas.
Result<ProgramUnit> parseUnit(std::string_view text);

/// A header as manuals write it: "[SENSe:]VOLTage[:DC]:NPLCycles", capitals are the short form, brackets may be left out.
class HeaderPattern
{
public:
    explicit HeaderPattern(std::string_view notation);
    /// `header` in any case, without a leading colon; a numeric suffix 1 is the same as none.
    [[nodiscard]] bool matches(std::string_view header) const;

private:
    struct Node {
        std::string full;  ///< upper case
        std::string brief; ///< upper case
        bool optional = false;
    };
    [[nodiscard]] bool matchFrom(std::size_t node, const std::vector<std::string_view>& words, std::size_t word) const;
    std::vector<Node> m_nodes;
};

/// Does `word` name the mnemonic `notation` ("MINimum") in long or short form.
bool isMnemonic(std::string_view word, std::string_view notation);

/// The header of a unit seen from the place the previous unit of the message left (SCPI-99 6.2.4): ":" starts at the root, "*" stays.
/// `path` is updated.
std::string absoluteHeader(std::string_view header, std::string& path);

} // namespace cal::instruments::scpi
