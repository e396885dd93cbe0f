// SPDX-License-Identifier: GPL-3.0-or-later
// Nonconforming work (ISO/IEC 17025 7.10): opening it for a standard that was found out takes the standard out of use at once, finds every
// result that rests on it and drafts the letters. What follows (contained, decided, restart allowed, closed) are steps of the kind.
#pragma once

#include "core/quality/quality_work.h"
#include "core/quality/recall_letters.h"
#include "core/quality/reverse_trace.h"

namespace cal::quality {

struct NonconformityOpening {
    std::string number; ///< empty: the next of the year, "NC-2026-001"
    std::string title, description;
    std::string source = "standard-out-of-tolerance"; ///< a choice of the kind
    std::string day;                                  ///< ISO, the laboratory's
    std::optional<journal::StreamId> asset;           ///< the standard concerned
    std::optional<FoundError> found;                  ///< needs the asset
    std::string foundText, range, from, to;           ///< as typed, for the entity
};

struct NonconformityOpened {
    registry::Entity nonconformity;
    std::optional<ReverseTrace> impact;
    std::vector<Letter> letters;
    std::string assetState; ///< of the standard afterwards; empty without one
};

/// All of it or nothing, in one transaction; asks for "quality". The standard becomes out of tolerance, with an error found, else
/// quarantined; one that is already sealed or retired stays so. The impact list is the canonical JSON of the reverse trace.
/// Errors: those of Access, of reverseTrace and of the registry.
Result<NonconformityOpened> openNonconformity(const QualityWork& work, const NonconformityOpening& opening, const Text& laboratory,
                                              const MessageCatalog& words);

/// "NC-<year>-<three digits>", one more than the greatest of the year. Errors: those of the registry.
Result<std::string> nextNonconformityNumber(registry::Registry& registry, std::string_view year);

} // namespace cal::quality
