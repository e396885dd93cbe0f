// SPDX-License-Identifier: GPL-3.0-or-later
// How long records are kept (ISO/IEC 17025 8.4.2): entities of kind "retention-rule" say so for each kind of record. The program deletes
// nothing; that a record (its paper, a copy on another medium) was disposed of is a fact that can be stated only after its period:
//   retention.record-disposed {"record","record-kind","ended","until","what"}     in the stream of the rule
#pragma once

#include "core/journal/upcast.h"
#include "core/quality/quality_work.h"

namespace cal::quality {

struct Retention {
    journal::StreamId rule;
    std::string recordKind; ///< of the rule; "*" when it is the rule for the rest
    std::int64_t years = 0;
    std::string until; ///< ISO: the last day on which the record must be there
};

/// The period of a record of this kind that ended on `ended` (ISO): the rule of the kind, else that of "*".
/// Errors: NotFound "retention.no-rule" {kind}; ParseError "date.syntax"; those of the registry.
Result<Retention> retentionOf(registry::Registry& registry, const std::string& recordKind, const std::string& ended);

struct Disposal {
    std::string record;            ///< id or number
    std::string recordKind, ended; ///< ISO date of its last entry
    std::string what;              ///< what was disposed of, and how
};
/// States that a record was disposed of; asks for "quality". Errors: those of Access and of retentionOf; InvalidArgument
/// "retention.too-early" {record, until}, "retention.nothing-said".
Result<void> recordDisposal(const QualityWork& work, const Disposal& disposal, const std::string& today);

void knowRetentionEvents(journal::Upcasters& upcasters);

} // namespace cal::quality
