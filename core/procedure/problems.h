// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers and checks of a procedure have in common: the procedure as far as it could be read, where each part stands, and
// everything found so far.
#pragma once

#include "core/procedure/json_locator.h"
#include "core/procedure/lint.h"
#include "core/procedure/procedure.h"

#include <string>
#include <string_view>
#include <vector>

namespace cal::procedure {

inline constexpr std::string_view kHeadFile = "procedure.json";
inline constexpr std::string_view kPointsFile = "points.csv";
inline constexpr std::string_view kScriptFile = "measure.lua";
inline constexpr std::string_view kTestsFile = "tests.json";

struct Spot {
    std::string file;
    TextPosition position{0, 0}; ///< line 0: the whole file
};

struct PointSpots {
    int line = 0;
    std::map<std::string, TextPosition> cells; ///< by column name
};

/// A procedure being read.
struct Draft {
    Procedure procedure;
    JsonLocator head;
    std::vector<PointSpots> points; ///< one per point of the procedure, same order
    bool headRead = false;          ///< the head is complete enough for the checks that need it
    bool pointsRead = false;
    std::vector<Finding> findings;

    [[nodiscard]] Spot inHead(std::string_view path) const { return {std::string(kHeadFile), head.find(path)}; }
    /// Where a JSON text broke, as Json::parse says.
    [[nodiscard]] static Spot inJson(std::string_view file, const Error& error);
    /// The cell of a point, or its line where the table has no such column.
    [[nodiscard]] Spot inPoints(std::size_t index, const std::string& column) const;

    void error(const Spot& spot, Error message);
    void warning(const Spot& spot, Error message);
    [[nodiscard]] bool hasErrors() const;
};

/// Reads every file as far as it goes and makes all checks that need no definitions; findings are sorted.
Draft readDraft(FileSet files);

// The parts of readDraft.
void readHead(Draft& draft);
void readPoints(Draft& draft);
void readTests(Draft& draft);
/// Rules, model, inputs and points against each other.
void checkConsistency(Draft& draft);

inline Error problem(std::string key, std::vector<Arg> args = {}, Errc code = Errc::InvalidArgument)
{
    return {code, std::move(key), std::move(args), {}};
}

} // namespace cal::procedure
