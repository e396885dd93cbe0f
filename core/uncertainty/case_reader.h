// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of case_file: the sections of a case as values, checked against the schema.
#pragma once

#include "core/base/json.h"
#include "core/uncertainty/budget.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace cal::uncertainty {

/// Checked access to the members of one JSON object of a case; `place` leads error arguments ("inputs[2]").
class CaseObject
{
public:
    CaseObject(const Json& json, std::string place) : m_json(json), m_place(std::move(place)) {}

    [[nodiscard]] const Json& json() const { return m_json; }
    [[nodiscard]] bool has(std::string_view key) const { return m_json.contains(key); }
    [[nodiscard]] std::string path(std::string_view key) const;
    [[nodiscard]] Error invalid(std::string_view key, std::string_view expected) const;
    [[nodiscard]] Error unknownName(std::string_view key, const std::string& name) const;

    /// An object with no member beside these.
    [[nodiscard]] Result<void> only(std::initializer_list<std::string_view> keys) const;
    [[nodiscard]] Result<std::string> string(std::string_view key) const;
    [[nodiscard]] Result<std::string> name(std::string_view key) const; ///< a name by the rules of the format
    [[nodiscard]] Result<std::string> unit() const;                     ///< "1" when absent
    [[nodiscard]] Result<double> number(std::string_view key) const;    ///< finite
    [[nodiscard]] Result<double> positive(std::string_view key) const;
    [[nodiscard]] Result<double> notNegative(std::string_view key) const;
    [[nodiscard]] Result<double> probability(std::string_view key) const; ///< between 0 and 1
    [[nodiscard]] Result<const Json::Array*> array(std::string_view key) const;
    [[nodiscard]] CaseObject element(std::string_view key, std::size_t index) const;

private:
    [[nodiscard]] Result<void> present(std::string_view key) const;

    const Json& m_json;
    std::string m_place;
};

struct CaseSeries {
    std::string name, unit;
    std::vector<double> values;
};

struct CaseModel {
    ModelText text;
    std::vector<BudgetInput> inputs;
    std::vector<std::string> inputSeries; ///< for each input the series it is the mean of, or empty
    std::vector<Correlation> correlations;
    std::optional<Error> unsupported; ///< a valid case that this engine cannot evaluate: complex or implicit
};

Result<std::vector<NamedValue>> readConstants(const Json& document);
Result<std::vector<CaseSeries>> readSeries(const Json& document, const std::vector<NamedValue>& constants);
Result<CaseModel> readModel(const Json& document, const std::vector<NamedValue>& constants, const std::vector<CaseSeries>& series);

/// Units that are not known, and inputs that bear another unit than their series. The format makes both warnings.
std::vector<Error> unitWarnings(const CaseModel& model, const std::vector<CaseSeries>& series);

const CaseSeries* findSeries(const std::vector<CaseSeries>& series, std::string_view name);

} // namespace cal::uncertainty
