// SPDX-License-Identifier: GPL-3.0-or-later
// Reads constants, series, inputs, correlations and model text of a case.
#include "core/uncertainty/case_reader.h"

#include "core/uncertainty/type_a.h"
#include "core/units/unit.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace cal::uncertainty {

namespace {

Error duplicate(const CaseObject& object, const std::string& name)
{
    return {Errc::ParseError, "case.duplicate-name", {{"field", object.path("name")}, {"name", name}}, {}};
}

Result<std::vector<double>> readValues(const CaseObject& object)
{
    auto array = object.array("values");
    CAL_TRY(array);
    if ((*array)->empty())
        return object.invalid("values", "[number, …]");
    std::vector<double> values;
    for (const auto& element : **array) {
        const auto value = element.isNumber() ? element.asDouble() : std::nullopt;
        if (!value || !std::isfinite(*value))
            return object.invalid("values", "[number, …]");
        values.push_back(*value);
    }
    return values;
}

/// Element by element over earlier series of equal length.
Result<std::vector<double>> computeSeries(const CaseObject& object, const std::string& name, const std::vector<CaseSeries>& earlier,
                                          const std::vector<NamedValue>& constants)
{
    auto expression = object.string("expr");
    CAL_TRY(expression);
    ModelText text;
    for (const auto& series : earlier)
        text.inputs.push_back(series.name);
    // Series are a name space of their own; within a series expression the series is the nearer one.
    for (const auto& constant : constants)
        if (!findSeries(earlier, constant.name))
            text.constants.push_back(constant);
    text.outputs = {{name, *expression, "1"}};
    auto model = Model::compile(text);
    if (!model)
        return std::move(model).error().within(object.path("expr"));
    std::size_t length = 0;
    for (std::size_t i = 0; i < earlier.size(); ++i) {
        if (!model->uses(0, i))
            continue;
        if (length != 0 && earlier[i].values.size() != length)
            return Error{Errc::ParseError, "case.series-length", {{"series", name}}, {}};
        length = earlier[i].values.size();
    }
    if (length == 0)
        return object.invalid("expr", "expression over earlier series");
    std::vector<double> values, row(earlier.size());
    for (std::size_t element = 0; element < length; ++element) {
        for (std::size_t i = 0; i < earlier.size(); ++i)
            row[i] = element < earlier[i].values.size() ? earlier[i].values[element] : 0;
        auto value = model->value(0, row);
        if (!value)
            return std::move(value).error().within(object.path("expr"));
        values.push_back(*value);
    }
    return values;
}

/// Shape, standard uncertainty and degrees of freedom that the distribution gives.
Result<void> readDistribution(const CaseObject& object, BudgetInput& input)
{
    auto type = object.string("type");
    CAL_TRY(type);
    const auto distribution = distributionNamed(*type);
    if (!distribution)
        return object.invalid(
            "type", "normal, rectangular, triangular, arcsine, trapezoidal, student_t, student_t_std, curvilinear_trapezoid, exact");
    input.distribution = *distribution;
    const auto read = [&](const char* key, double& into) -> Result<void> {
        auto value = object.notNegative(key);
        CAL_TRY(value);
        into = *value;
        return {};
    };
    double a = 0;
    switch (*distribution) {
    case Distribution::Exact:
        CAL_TRY(object.only({"type"}));
        input.u = 0;
        return {};
    case Distribution::Normal:
        CAL_TRY(object.only({"type", "std"}));
        return read("std", input.u);
    case Distribution::StudentT:
    case Distribution::StudentTStd: {
        const bool byStd = *distribution == Distribution::StudentTStd;
        CAL_TRY(object.only({"type", byStd ? "std" : "scale", "dof"}));
        auto dof = object.positive("dof");
        CAL_TRY(dof);
        if (byStd && *dof <= 2)
            return object.invalid("dof", "> 2");
        input.nu = *dof;
        return read(byStd ? "std" : "scale", input.u);
    }
    case Distribution::CurvilinearTrapezoid: {
        CAL_TRY(object.only({"type", "a", "b", "d"}));
        auto lower = object.number("a");
        CAL_TRY(lower);
        auto upper = object.number("b");
        CAL_TRY(upper);
        auto inexact = object.notNegative("d");
        CAL_TRY(inexact);
        input.u = std::sqrt((*upper - *lower) * (*upper - *lower) / 12 + *inexact * *inexact / 9);
        return {};
    }
    case Distribution::Trapezoidal: {
        CAL_TRY(object.only({"type", "half_width", "beta"}));
        CAL_TRY(read("half_width", a));
        double beta = 0;
        CAL_TRY(read("beta", beta));
        if (beta > 1)
            return object.invalid("beta", "0 … 1");
        input.halfWidth = a;
        input.beta = beta;
        input.u = a * std::sqrt((1 + beta * beta) / 6);
        return {};
    }
    case Distribution::Rectangular:
    case Distribution::Triangular:
    case Distribution::Arcsine:
        CAL_TRY(object.only({"type", "half_width"}));
        CAL_TRY(read("half_width", a));
        input.halfWidth = a;
        input.u = a / std::sqrt(*distribution == Distribution::Rectangular ? 3.0 : *distribution == Distribution::Triangular ? 6.0 : 2.0);
        return {};
    }
    return {};
}

Result<void> readSeriesInput(const CaseObject& object, const std::vector<CaseSeries>& series, BudgetInput& input, std::string& seriesName)
{
    CAL_TRY(object.only({"name", "unit", "description", "series"}));
    auto name = object.name("series");
    CAL_TRY(name);
    const auto* found = findSeries(series, *name);
    if (!found)
        return object.unknownName("series", *name);
    auto statistics = typeA(found->values);
    if (!statistics)
        return std::move(statistics).error().within(object.path("series"));
    seriesName = *name;
    input.typeA = true;
    input.distribution = Distribution::StudentT;
    input.estimate = statistics->mean;
    input.u = statistics->stdOfMean;
    input.nu = statistics->dof;
    input.source = *name;
    return {};
}

Result<void> readEstimateInput(const CaseObject& object, BudgetInput& input)
{
    CAL_TRY(object.only({"name", "unit", "description", "value", "std_uncertainty", "dof", "distribution"}));
    auto value = object.number("value");
    CAL_TRY(value);
    input.estimate = *value;
    if (!object.has("std_uncertainty") && !object.has("distribution"))
        return Error{Errc::ParseError, "case.missing", {{"field", object.path("std_uncertainty")}}, {}};
    if (object.has("distribution"))
        CAL_TRY(readDistribution(CaseObject(object.json()["distribution"], object.path("distribution")), input));
    if (object.has("std_uncertainty")) {
        auto u = object.notNegative("std_uncertainty");
        CAL_TRY(u);
        input.u = *u;
    }
    if (object.has("dof") && !object.json()["dof"].isNull()) {
        auto dof = object.positive("dof");
        CAL_TRY(dof);
        input.nu = *dof;
    }
    if (!object.has("distribution") && std::isfinite(input.nu))
        input.distribution = Distribution::StudentT;
    return {};
}

Result<void> readInput(const CaseObject& object, const std::vector<CaseSeries>& series, CaseModel& model)
{
    auto name = object.name("name");
    CAL_TRY(name);
    auto unit = object.unit();
    CAL_TRY(unit);
    BudgetInput input;
    std::string seriesName;
    input.name = *name;
    input.unit = *unit;
    if (object.has("description")) {
        auto description = object.string("description");
        CAL_TRY(description);
        input.description = {*description, *description};
    }
    if (object.has("series"))
        CAL_TRY(readSeriesInput(object, series, input, seriesName));
    else if (object.json()["value"].isArray()) {
        CAL_TRY(object.only({"name", "unit", "description", "value", "covariance", "dof"}));
        if (!model.unsupported)
            model.unsupported = Error{Errc::InvalidArgument, "model.complex-not-supported", {{"name", *name}}, {}};
    } else
        CAL_TRY(readEstimateInput(object, input));
    model.text.inputs.push_back(input.name);
    model.inputs.push_back(std::move(input));
    model.inputSeries.push_back(std::move(seriesName));
    return {};
}

Result<void> readCorrelation(const CaseObject& object, const std::vector<CaseSeries>& series, CaseModel& model)
{
    CAL_TRY(object.only({"a", "b", "r", "from"}));
    Correlation correlation;
    for (const char* key : {"a", "b"}) {
        auto name = object.name(key);
        CAL_TRY(name);
        const auto place = std::find(model.text.inputs.begin(), model.text.inputs.end(), *name);
        if (place == model.text.inputs.end())
            return object.unknownName(key, *name);
        (*key == 'a' ? correlation.a : correlation.b) = static_cast<std::size_t>(place - model.text.inputs.begin());
    }
    if (object.has("r") == object.has("from"))
        return object.invalid("r", "r or from");
    if (object.has("r")) {
        auto r = object.number("r");
        CAL_TRY(r);
        if (*r < -1 || *r > 1)
            return object.invalid("r", "-1 … 1");
        correlation.r = *r;
    } else {
        if (object.json()["from"].asString() != "series")
            return object.invalid("from", "series");
        const auto* a = findSeries(series, model.inputSeries[correlation.a]);
        const auto* b = findSeries(series, model.inputSeries[correlation.b]);
        if (!a || !b)
            return object.invalid("from", "two inputs with series");
        auto r = sampleCorrelation(a->values, b->values);
        if (!r)
            return std::move(r).error().within(object.path("from"));
        correlation.r = *r;
    }
    model.correlations.push_back(correlation);
    return {};
}

Result<std::vector<NamedExpression>> readExpressions(const CaseObject& model, std::string_view key, bool withUnit)
{
    auto array = model.array(key);
    CAL_TRY(array);
    std::vector<NamedExpression> expressions;
    for (std::size_t i = 0; i < (*array)->size(); ++i) {
        const auto object = model.element(key, i);
        CAL_TRY(withUnit ? object.only({"name", "expr", "unit"}) : object.only({"name", "expr"}));
        auto name = object.name("name");
        CAL_TRY(name);
        auto expression = object.string("expr");
        CAL_TRY(expression);
        auto unit = object.unit();
        CAL_TRY(unit);
        expressions.push_back({*name, *expression, *unit});
    }
    return expressions;
}

} // namespace

const CaseSeries* findSeries(const std::vector<CaseSeries>& series, std::string_view name)
{
    const auto found = std::find_if(series.begin(), series.end(), [&](const CaseSeries& s) { return s.name == name; });
    return found == series.end() ? nullptr : &*found;
}

Result<std::vector<NamedValue>> readConstants(const Json& document)
{
    std::vector<NamedValue> constants;
    const CaseObject top(document, "");
    if (!top.has("constants"))
        return constants;
    auto array = top.array("constants");
    CAL_TRY(array);
    std::set<std::string> names;
    for (std::size_t i = 0; i < (*array)->size(); ++i) {
        const auto object = top.element("constants", i);
        CAL_TRY(object.only({"name", "value", "unit"}));
        auto name = object.name("name");
        CAL_TRY(name);
        auto value = object.number("value");
        CAL_TRY(value);
        if (!names.insert(*name).second)
            return duplicate(object, *name);
        constants.push_back({*name, *value});
    }
    return constants;
}

Result<std::vector<CaseSeries>> readSeries(const Json& document, const std::vector<NamedValue>& constants)
{
    std::vector<CaseSeries> all;
    const CaseObject top(document, "");
    if (!top.has("series"))
        return all;
    auto array = top.array("series");
    CAL_TRY(array);
    for (std::size_t i = 0; i < (*array)->size(); ++i) {
        const auto object = top.element("series", i);
        CAL_TRY(object.only({"name", "unit", "values", "expr"}));
        auto name = object.name("name");
        CAL_TRY(name);
        auto unit = object.unit();
        CAL_TRY(unit);
        if (findSeries(all, *name))
            return duplicate(object, *name);
        if (object.has("values") == object.has("expr"))
            return object.invalid("values", "values or expr");
        auto values = object.has("values") ? readValues(object) : computeSeries(object, *name, all, constants);
        CAL_TRY(values);
        all.push_back({*name, *unit, std::move(*values)});
    }
    return all;
}

Result<CaseModel> readModel(const Json& document, const std::vector<NamedValue>& constants, const std::vector<CaseSeries>& series)
{
    const CaseObject top(document, "");
    CaseModel model;
    model.text.constants = constants;
    auto inputs = top.array("inputs");
    CAL_TRY(inputs);
    for (std::size_t i = 0; i < (*inputs)->size(); ++i)
        CAL_TRY(readInput(top.element("inputs", i), series, model));
    if (top.has("correlations")) {
        auto correlations = top.array("correlations");
        CAL_TRY(correlations);
        for (std::size_t i = 0; i < (*correlations)->size(); ++i)
            CAL_TRY(readCorrelation(top.element("correlations", i), series, model));
    }
    const CaseObject section(document["model"], "model");
    CAL_TRY(section.only({"solve", "intermediate", "outputs"}));
    if (section.has("solve"))
        model.unsupported = Error{Errc::InvalidArgument, "case.solve-not-supported", {}, {}};
    if (section.has("intermediate")) {
        auto intermediates = readExpressions(section, "intermediate", false);
        CAL_TRY(intermediates);
        model.text.intermediates = std::move(*intermediates);
    }
    auto outputs = readExpressions(section, "outputs", true);
    CAL_TRY(outputs);
    model.text.outputs = std::move(*outputs);
    return model;
}

std::vector<Error> unitWarnings(const CaseModel& model, const std::vector<CaseSeries>& series)
{
    std::vector<Error> warnings;
    std::set<std::string> reported;
    const auto check = [&](const std::string& unit) {
        if (!units::Unit::parse(unit) && reported.insert(unit).second)
            warnings.push_back({Errc::InvalidArgument, "case.unit-unknown", {{"unit", unit}}, {}});
    };
    for (const auto& s : series)
        check(s.unit);
    for (std::size_t i = 0; i < model.inputs.size(); ++i) {
        const auto& input = model.inputs[i];
        check(input.unit);
        const auto* own = findSeries(series, model.inputSeries[i]);
        if (own && own->unit != input.unit)
            warnings.push_back({Errc::InvalidArgument,
                                "case.unit-series",
                                {{"input", input.name}, {"unit", input.unit}, {"series", own->name}, {"seriesUnit", own->unit}},
                                {}});
    }
    for (const auto& output : model.text.outputs)
        check(output.unit);
    return warnings;
}

} // namespace cal::uncertainty
