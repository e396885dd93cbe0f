// SPDX-License-Identifier: GPL-3.0-or-later
// A procedure is a folder: procedure.json (head, bilingual, readable without running code), points.csv, measure.lua, tests.json.
// The release digest covers the list of file digests; a run names digests, never paths (format: resources/procedures/README.md).
#pragma once

#include "core/base/digest.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/uncertainty/budget.h"
#include "core/uncertainty/rounding.h"
#include "core/units/quantity.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cal::procedure {

/// File name (no folders) → bytes.
using FileSet = std::map<std::string, std::string>;

/// A number or statement with where it comes from and how sure that is.
struct Provenance {
    std::string source;
    std::string confidence; ///< "high", "medium", "low"
};

struct EnvironmentLimit {
    std::string quantity; ///< "temperature", "relative-humidity"
    Decimal low, high;
    units::Unit unit;
    Provenance provenance;
};

/// Samples of the environment between the points of a run.
struct EnvironmentWatch {
    int everyMinutes = 10; ///< of the procedure's time
    bool hold = false;     ///< outside the limits the run holds until they are met; otherwise it goes on and the point is flagged
    Provenance provenance;
};

/// How long before the first point the item has been in the room and under power.
struct Conditioning {
    int acclimationMinutes = 0, warmUpMinutes = 0; ///< 0: none asked
    Provenance provenance;
};

/// What a place on the bench must be able to do.
struct Need {
    std::string place;    ///< "standard", "item"
    std::string action;   ///< "source", "measure"; "typed" for what a person reads
    std::string quantity; ///< "dc-voltage"
    Text name;            ///< 多功能校准源 / multifunction calibrator
    /// U (k = 2) of the standard must not exceed this share of the MPE at each point (e.g. 1/3 → "0.3333"); absent: no ratio asked.
    std::optional<Decimal> maxRatio;
    Provenance provenance;
};

/// One input of the measurement model: where its estimate and uncertainty come from at each point.
struct ModelInput {
    enum class Kind {
        Readings,              ///< mean of the readings of `quantity`, type A by `method`
        Repeatability,         ///< 0 ± s/√n of the readings, shown apart (then Readings carries u = 0)
        Resolution,            ///< 0 ± d/2 rectangular, d of the item at this point
        StandardSpecification, ///< set value of the standard; u from its interval specification and the stated level
        StandardCertificate,   ///< set value + correction of its certificate; u = U/k
        StandardDrift,         ///< drift of the standard since its certificate; 0 and said so when a specification already contains it
        TypedValue,            ///< value, U, k or half width typed with the run
        Constant,              ///< given in the procedure (e.g. thermal emf): estimate 0 or value, distribution and half width
    };
    std::string name; ///< symbol in the model
    Kind kind = Kind::Constant;
    Text description;
    std::string unit;
    std::string quantity;          ///< of the readings: "indication"
    std::string method = "bessel"; ///< type A method
    uncertainty::Distribution distribution = uncertainty::Distribution::Rectangular;
    std::optional<Decimal> value;     ///< Constant: estimate (0 when absent)
    std::optional<Decimal> halfWidth; ///< Constant, TypedValue: half width
    std::string key;                  ///< TypedValue: which typed entry, `standards.<key>.{value,U,k}`
    std::string interval = "1y";      ///< StandardSpecification: which of the standard's specification intervals
    Provenance provenance;
};

struct Rules {
    uncertainty::CoverageRule coverage; ///< default k2
    uncertainty::RoundingRule rounding; ///< default two-digits
    std::string decision = "simple";    ///< conformity::decisionRule name; "none": no statement of conformity
    Json decisionParameters;
    std::string repeatabilityResolution = "larger"; ///< "larger": the larger of the two counts, both shown; "both"
    /// How a standard enters: "specification" (interval specification, drift contained), "certificate" (value and U plus drift since);
    /// "both" only where the cited document does so, and the budget says it.
    std::string standardEnters = "specification";
    Text standardEntersReason; ///< for "both": where the document says so; printed with the budget
    Provenance provenance;
};

struct Head {
    int schema = 1;
    std::string id;      ///< lower case with hyphens, equals the folder's name
    std::string version; ///< "1.0.0"
    Text title;
    std::string mode;          ///< "calibration" or "verification"
    std::string requiredLevel; ///< of a verification: the registered metrologist's level it needs, "level-1" or "level-2"; empty: any
    Text basis;       ///< JJF 1587-2016 《数字多用表校准规范》 …
    Provenance basisProvenance;
    Text scope;                         ///< to what instruments it applies
    std::vector<std::string> appliesTo; ///< definition ids it was written for; empty: any that meet the needs
    std::string measurand;              ///< "E"
    Text measurandName;                 ///< 示值误差 / error of indication
    std::string status;                 ///< "draft" or "released"
    std::vector<Need> needs;
    std::vector<EnvironmentLimit> environment;
    std::optional<EnvironmentWatch> environmentWatch; ///< absent: sampled at start and end only
    std::optional<Conditioning> conditioning;
    uncertainty::ModelText model; ///< one output for now
    std::vector<ModelInput> inputs;
    std::string mpe;         ///< "item-specification": the item's definition, interval below; "point": column mpe; "none"
    std::string mpeInterval; ///< "1y"
    Provenance mpeProvenance;
    Rules rules;
    Decimal highVoltage{}; ///< reserved for limits below the legal ones; 0: the program's own 60 V dc / 30 V ac
    int readings = 1;      ///< default per point; a point may say its own
    Provenance readingsProvenance;
    Provenance pointsProvenance;                        ///< of the choice of points in points.csv
    bool typed = false;                                 ///< no instruments: readings are typed on the entry sheet
    std::vector<std::pair<std::string, Text>> signOffs; ///< laboratory → statement
};

/// One row of points.csv.
struct Point {
    std::string id;                            ///< unique, e.g. "10V+100%"
    std::string section;                       ///< "as-found" unless the table says otherwise
    units::Quantity nominal;                   ///< value to set or to read at
    std::optional<units::Quantity> range;      ///< of the item
    std::optional<units::Quantity> resolution; ///< of the item here; else from its definition
    std::optional<units::Quantity> mpe;        ///< when Head::mpe is "point"
    int readings = 1;
    std::map<std::string, std::string> columns; ///< all columns as text, for the script
};

struct Procedure {
    Head head;
    std::vector<Point> points;
    std::string script;
    Json tests;
    FileSet files;
    std::map<std::string, Digest> fileDigests;
    Digest release; ///< SHA-256 of "name hex\n" lines sorted by name
};

/// The files a procedure is read from, for whoever gathers them from a folder or from the program's resources. Other files of the
/// folder (pictures) belong to it too: they are hashed, nothing else.
struct FileName {
    std::string_view name;
    bool required = true;
};
std::span<const FileName> fileNames();

/// Limits of a procedure's files; beyond them "procedure.file-too-large" or "table.too-many-rows".
inline constexpr std::size_t kMaxFileBytes = 16u << 20;
inline constexpr std::size_t kMaxPoints = 100'000;

/// Reads a procedure and makes every check that needs no instrument definition. First error only, with its place as context
/// ("points.csv:12"); lint.h finds them all.
/// Errors: ParseError "procedure.missing-file" {file}, "procedure.newer-schema" {schema, known}, "procedure.missing-field" {field},
/// "procedure.wrong-kind" {field, expected}, "procedure.unknown-word" {field, word, known}, "table.…" for points.csv, "script.…" for
/// measure.lua, those of units, model and rules, and InvalidArgument "unit.mismatch" {have, want}.
Result<Procedure> load(FileSet files);

} // namespace cal::procedure
