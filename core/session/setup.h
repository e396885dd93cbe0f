// SPDX-License-Identifier: GPL-3.0-or-later
// The set-up of a session: everything that is frozen before the first reading. A record keeps the reference, specification and rule it was
// judged by, not a pointer to today's.
#pragma once

#include "core/equipment/bench.h"
#include "core/procedure/procedure.h"
#include "core/session/calibration.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cal::session {

/// Name and address of the laboratory as documents print it. `demonstration`: only its keys may ever sign simulated data.
struct Laboratory {
    std::string id;
    Text name, address;
    std::string phone, email, postcode;
    Text authorisation; ///< accreditation or body authorisation number as text; may be empty
    std::chrono::minutes offset{480};
    bool demonstration = false;
    [[nodiscard]] Json toJson() const;
    static Result<Laboratory> fromJson(const Json& json);
};

struct Person {
    std::string id;
    Text name;
    [[nodiscard]] Json toJson() const;
    static Result<Person> fromJson(const Json& json);
};

/// The item under calibration and its order, as received.
struct Item {
    std::string id; ///< within the session: "item-1"
    Text name;      ///< 数字多用表 / digital multimeter
    std::string manufacturer, model, serial, assetNumber;
    Text customer, customerAddress, condition;
    std::string order;    ///< order number
    std::string received; ///< ISO date, empty when not critical
    std::optional<Text> remarks;
    [[nodiscard]] Json toJson() const;
    static Result<Item> fromJson(const Json& json); ///< --item FILE: {"format":"calbench-item/1", …}
};

/// A standard as it enters: identity, certificate, and which numbers are used.
struct StandardUsed {
    std::string place; ///< "standard"
    Text name;
    std::string manufacturer, model, serial;
    std::string certificate;                           ///< number
    std::string certifiedBy, calibratedOn, validUntil; ///< ISO dates
    Text characteristic;                               ///< range and U / MPE as printed
    Json values;                                       ///< typed or certificate values by key: {"value":"100.0 V","U":"0.002 V","k":"2"}
    // What the register knows of it; empty for a standard that is only typed in.
    std::string asset;               ///< entity id
    std::string calibration;         ///< entity id of the calibration its values and validity come from
    std::string calibrationHead;     ///< hash of that entity's last event when the set-up was frozen, hexadecimal
    std::string measurementStandard; ///< entity id of the measurement standard (计量标准) it belongs to, where one is asked for
    [[nodiscard]] Json toJson() const;
    static Result<StandardUsed> fromJson(const Json& json);
};

/// Temperature and humidity at one moment.
struct Environment {
    std::string when; ///< "start", "end", "resume"
    units::Quantity temperature, humidity;
    std::string source; ///< "instrument", "typed"
    bool simulated = false;
    bool within = true; ///< inside the procedure's limits
    Timestamp at;
    std::vector<equipment::Exchange> exchanges;
    [[nodiscard]] Json toJson() const;
    static Result<Environment> fromJson(const Json& json);
};

/// How a condition before the first point was met: one of the three is given.
struct ConditioningEntry {
    std::optional<int> minutes;   ///< stated
    std::optional<UtcTime> since; ///< when the item came into the room, or was switched on
    std::string waived;           ///< why the condition is not kept
};

/// What people type for a run (--typed FILE, {"format":"calbench-typed/1"}, or the entry sheet).
struct TypedEntries {
    std::optional<Environment> start, end;
    std::map<std::string, Json> standards;                                           ///< by place
    std::map<std::string, std::map<std::string, std::vector<std::string>>> readings; ///< point → quantity → texts
    std::map<std::string, ConditioningEntry> conditioning;                           ///< by gate: "acclimation", "warm-up"
    std::string by;
    bool enteredTwice = false;
    /// {"format":"calbench-typed/1", "by":"person id", "entered-twice":true,
    ///  "environment":{"start":{"temperature":"20.1 degC","humidity":"48 %"},"end":{…}},
    ///  "standards":{"standard":{"name":{…},"serial":…,"certificate":…,"values":{"value":"100.0 V","U":"0.002 V","k":"2"}}},
    ///  "conditioning":{"acclimation":{"since":"2026-11-23T01:00:00Z"},"warm-up":{"minutes":60} or {"waived":"battery item"}},
    ///  "readings":{"100V":{"indication":["100.1 V"]}}}
    /// Members of a standard that StandardUsed knows are taken as such; without "values" its other members are the values.
    /// Errors: ParseError "typed.invalid" {field, reason}.
    static Result<TypedEntries> fromJson(const Json& json);
};

/// Proposal of the binder for one need: does this bench do it at every point?
struct Binding {
    procedure::Need need;
    std::string definition, serial;
    struct PointCheck {
        std::string point;
        bool ok = false;
        std::string uncertainty; ///< U (k = 2) at the point, text with unit
        std::string ratio;       ///< U/MPE
        Error reason;            ///< why not, when !ok
    };
    std::vector<PointCheck> points;
    /// The standard cannot be used at all: every point that was met is refused for this reason.
    void refuse(const Error& reason);
    [[nodiscard]] bool ok() const;
    [[nodiscard]] const PointCheck* firstRefusal() const; ///< null when ok
    [[nodiscard]] Json toJson() const;
    static Result<Binding> fromJson(const Json& json);
};

/// The order item a session works on, as the register names it.
struct OrderItem {
    std::string id, number;    ///< entity id; "O-2026-0001/1"
    std::string kind;          ///< "initial": nothing is as found; "routine", "check", "after-repair"
    bool verification = false; ///< 检定; else 校准
    [[nodiscard]] Json toJson() const;
    static Result<OrderItem> fromJson(const Json& json);
};

/// An asset's or a customer's own points and tolerances: what they changed in the procedure's (ISO/IEC 17025 7.2.1.7).
struct OwnPoints {
    struct Change {
        std::string point, what; ///< "nominal", "range", "mpe", "skipped"
        std::string from, to;    ///< texts with unit; empty where there is none
    };
    std::string code, version;
    Digest digest; ///< of the frozen point set, a blob
    std::vector<Change> changes;
    [[nodiscard]] Json toJson() const;
    static Result<OwnPoints> fromJson(const Json& json);
};

struct SetUp {
    procedure::Procedure procedure;
    Laboratory laboratory;
    Person performer;
    Item item;
    std::vector<StandardUsed> standards;
    std::vector<Binding> bindings;
    Json bench;                                               ///< Bench::description(); null for a typed procedure without a bench
    std::map<std::string, equipment::Identity> identities;    ///< by place
    std::map<std::string, equipment::Definition> definitions; ///< by place; frozen whole by digest
    bool simulated = false;                                   ///< anything simulated on the bench
    bool unattended = false;
    Text placeOfWork;
    /// Standards on the bench that no need names (the thermo-hygrometer) and that may not be used: shown, never frozen, for run() refuses.
    std::vector<Error> refusals;
    std::vector<Error> notices;         ///< what could not be compared of an order's item: shown before the run and frozen with it
    std::optional<OrderItem> orderItem; ///< nothing: a session without an order
    std::optional<OwnPoints> ownPoints;
    /// Canonical. Of a definition: identity, digests and the capability rows of the needed quantities; of the procedure: head, points and
    /// the digests of its files, whose bytes are blobs.
    [[nodiscard]] Json toJson() const;
    /// The same without the bytes of files: procedure.files, script and tests are empty, Definition::document is null.
    static Result<SetUp> fromJson(const Json& json);
    [[nodiscard]] const StandardUsed* standard(std::string_view place) const;
};

/// Bytes that stand beside the events, by digest: the procedure's files and the whole definition documents.
std::map<Digest, std::string> setUpBlobs(const SetUp& setUp);
/// Fills the procedure's files and script from blobs. Errors: those of `blob`; IntegrityViolation "session.file-differs" {file}.
Result<void> completeFromBlobs(SetUp& setUp, const std::function<Result<std::string>(const Digest&)>& blob);

/// Checks needs against a bench, point by point: range, specification level and ratio, sign-off. Where the procedure takes the standard's
/// value from its certificate and `calibrations` names one for the place, its rows are what must cover the point.
/// Errors only for a broken procedure.
Result<std::vector<Binding>> bind(const procedure::Procedure& procedure,
                                  const std::map<std::string, const equipment::Definition*>& definitions,
                                  const std::map<std::string, const Calibration*>& calibrations = {});

} // namespace cal::session
