// SPDX-License-Identifier: GPL-3.0-or-later
// Draft letters to the customers whose results no longer hold (ISO/IEC 17025 7.10.1 d: customer notified, work recalled).
#pragma once

#include "core/base/messages.h"
#include "core/quality/reverse_trace.h"

namespace cal::quality {

struct Letter {
    Text customer;
    std::string text; ///< UTF-8, Chinese then English, marked as a draft in its first line of each
};

/// One letter a customer who has a point that is now undecided or fails, in the order of their names. The words are those of
/// resources/i18n/messages/quality.tsv. `standard`: how the letter calls the standard.
std::vector<Letter> recallLetters(const ReverseTrace& trace, const Text& laboratory, const std::string& standard,
                                  const MessageCatalog& words);

} // namespace cal::quality
