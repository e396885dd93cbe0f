// SPDX-License-Identifier: GPL-3.0-or-later
// The record of a session is the fold of its events: session > item > section > point > attempt > reading. Nothing writes it twice.
#pragma once

#include "core/conformity/decision_rule.h"
#include "core/journal/event.h"
#include "core/session/setup.h"
#include "core/uncertainty/budget.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cal::session {

struct Reading {
    int index = 0;                 ///< 1 … within the attempt and quantity
    std::string quantity;          ///< "indication"
    equipment::ReadingValue value; ///< exact text
    std::string source;            ///< "driver" or "typed"
    std::string instrument;        ///< place; empty when typed
    std::string by;                ///< person id when typed
    bool enteredTwice = false;
    int line = 0; ///< line of measure.lua
    Timestamp takenAt;
    std::string rawReply;
    std::vector<equipment::Exchange> exchanges;
    std::int64_t eventSeq = 0; ///< its event in the session's stream
    Digest eventHash;
};

/// A setting that counts: what a script told an instrument, with the bytes that told it.
struct Command {
    std::string place;                    ///< "standard"
    std::string action;                   ///< "configure", "set", "operate", "standby"
    std::string quantity;                 ///< of configure and set
    std::optional<units::Quantity> value; ///< of set
    std::map<std::string, std::string> options;
    int line = 0; ///< line of measure.lua
    std::vector<equipment::Exchange> exchanges;
    std::int64_t eventSeq = 0;
    Digest eventHash;
};

/// One standard that a result rests on, by the input of the model that it gives.
struct RestsOn {
    std::string input;                     ///< symbol in the model: "Vs"
    std::string place, asset, calibration; ///< as in StandardUsed; the ids are empty when the register does not know the standard
    std::string range;                     ///< of the standard, or of its certificate: "[0, 3.29999] V"; empty when none is stated
    Decimal value;                         ///< value of the standard that was used, in `unit`
    std::string unit;                      ///< ASCII
    double sensitivity = 0;                ///< ∂(result)/∂(value), in `resultUnit` per `unit`
    std::string resultUnit;                ///< unit of the model's output, ASCII
    [[nodiscard]] Json toJson() const;
    static Result<RestsOn> fromJson(const Json& json);
};

/// What is printed for a point, and how it came about. All texts are final: documents only place them.
struct PointResult {
    uncertainty::Budget budget;
    Decimal nominal, reference, indication, error; ///< exact or by shortest digits; unit below
    std::string unit;                              ///< the nominal's unit, as printed (e.g. "mV" when the table says so)
    std::string printedReference, printedIndication, printedError, printedU, printedK, printedP, printedMpe;
    std::string mpeSource;
    Decimal expandedUncertainty;      ///< U by shortest digits, in `unit`, before rounding
    std::optional<Decimal> mpe;       ///< MPEV in `unit`, exact; absent when the procedure has none
    std::optional<Decimal> guardBand; ///< w the rule used, in `unit`
    std::string coverageRule, roundingRule, decisionRule;
    conformity::Verdict verdict = conformity::Verdict::NotJudged;
    Text verdictReason;
    std::vector<RestsOn> restsOn; ///< version 2 on
    std::int64_t eventSeq = 0;
    Digest eventHash;
};

struct Attempt {
    int number = 1;
    Text reason; ///< why it was retried; empty for the first
    std::vector<Command> commands;
    std::vector<Reading> readings;
    std::string outcome; ///< "running", "completed", "failed", "stopped", "interrupted"
    std::optional<Error> error;
    std::optional<Digest> traceDigest; ///< compressed segment of the whole bus traffic
    std::optional<PointResult> result;
};

struct PointRecord {
    procedure::Point point;
    std::string asFound; ///< of a point as left: id of the point as found; else empty
    std::vector<Attempt> attempts;
    bool environmentOutside = false; ///< the sample before one of its attempts was outside the limits, and the run went on
    /// The attempt that counts: the last one completed.
    [[nodiscard]] const Attempt* counting() const;
};

/// What somebody changed of the item between the points as found and those as left.
struct AdjustmentMade {
    Timestamp at;
    std::string by;        ///< person id
    std::string what;      ///< what was done
    std::string constants; ///< the constants before; "none" is said, not left out
    std::string reason;
    std::vector<std::string> points; ///< ids as found of the points that were opened again
};

struct SafeStateEntry {
    std::string instrument, by; ///< "engine", "guard", "next-start"
    Timestamp at;
    bool reached = false;
    std::string detail;
};

/// An entry of the trail: a message key and its arguments (resources/i18n/messages/session.tsv), packed as "key\tname=value\t…".
std::string packTrail(std::string_view key, const std::vector<Arg>& args);
std::pair<std::string, std::vector<Arg>> unpackTrail(std::string_view entry);

struct SessionRecord {
    journal::StreamId id;
    std::string title;                    ///< procedure id
    SetUp setUp;                          ///< procedure files resolved from blobs are not in the events; head and points are
    std::vector<Environment> environment; ///< start, resumes, end
    std::vector<std::pair<std::string, Environment>> samples; ///< between the points: next point and sample
    std::vector<PointRecord> points;
    std::vector<AdjustmentMade> adjustments;
    std::vector<SafeStateEntry> safeStates;
    std::vector<std::pair<Timestamp, std::string>> trail; ///< pauses, notes, prompts, resumes: unpackTrail()
    int resumes = 0;
    bool sealed = false, aborted = false;
    Timestamp started, ended;
    conformity::Verdict overall = conformity::Verdict::NotJudged; ///< the worst of the points as the item is left
    std::vector<journal::Event> events;                           ///< all of them, in order
    Digest head;                                                  ///< hash of the last event

    /// Every point has a counting attempt with a result; an initial calibration needs none from before its adjustment.
    [[nodiscard]] bool complete() const;
    [[nodiscard]] bool needed(const PointRecord& point) const; ///< whether complete() asks for it
    /// What stands for the item as it is left: a point that was opened again after an adjustment no longer counts.
    [[nodiscard]] bool superseded(const PointRecord& point) const;
    [[nodiscard]] bool initial() const; ///< 首次
    [[nodiscard]] const PointRecord* point(std::string_view id) const;
};

/// Folds the events of one session. Errors: IntegrityViolation "record.fold" {seq, reason}, those of verifyChain.
Result<SessionRecord> fold(const std::vector<journal::Event>& events);

/// Every blob the record rests on: traces, procedure files, definitions. Errors: those of `blob`.
Result<std::map<std::string, std::string>> recordBlobs(const SessionRecord& record,
                                                       const std::function<Result<std::string>(const Digest&)>& blob);

/// record.json: {"format":"calbench-record/1","issued":false,"simulated":…, marks, exact event contents, traces and procedure files
/// (base64)}.
Result<std::string> exportRecord(const SessionRecord& record, const std::map<std::string, std::string>& blobsByHex);
struct ImportedRecord {
    SessionRecord record;
    std::map<std::string, std::string> blobs; ///< hex digest → bytes, digests checked
};
/// Errors: ParseError "record.invalid" {reason}, "record.newer-format" {format}, IntegrityViolation "record.blob-damaged" {digest},
/// "record.blob-missing" {digest}, "record.mark-differs" {mark}, those of readEvent and fold.
Result<ImportedRecord> importRecord(std::string_view text);

} // namespace cal::session
