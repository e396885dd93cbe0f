// SPDX-License-Identifier: GPL-3.0-or-later
// Checks the form of tests.json: cases with what a run is given and what must come out (format: resources/procedures/README.md).
#include "core/procedure/problems.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <set>

namespace cal::procedure {

namespace {

constexpr std::string_view kTestsFormat = "calbench-procedure-tests/1";
constexpr std::string_view kVerdicts[] = {"not-judged", "pass", "undecided", "fail"};

void checkExpectation(Draft& draft, const Spot& spot, const std::string& id, const Json& expected)
{
    for (const auto& [key, value] : expected.asObject()) {
        if (key == "verdict") {
            if (std::find(std::begin(kVerdicts), std::end(kVerdicts), value.asString()) == std::end(kVerdicts))
                draft.error(spot,
                            problem("tests.unknown-verdict", {{"case", id}, {"verdict", excerpt(value.asString())}}, Errc::ParseError));
        } else if (key != "E" && key != "U" && key != "k" && key != "mpe" && key != "indication" && key != "reference") {
            draft.error(spot, problem("tests.unknown-member", {{"case", id}, {"member", excerpt(key)}}, Errc::ParseError));
        } else if (!value.isString() || value.asString().empty()) {
            draft.error(spot, problem("tests.not-text", {{"case", id}, {"member", key}}, Errc::ParseError));
        }
    }
}

void checkCase(Draft& draft, const JsonLocator& places, std::size_t index, const Json& test, std::set<std::string>& ids)
{
    const std::string path = "cases/" + std::to_string(index);
    const auto spot = [&](const std::string& inside) { return Spot{std::string(kTestsFile), places.find(path + inside)}; };
    const std::string& id = test["id"].asString();
    if (id.empty() || !ids.insert(id).second)
        draft.error(spot("/id"), problem("tests.case-id", {{"id", excerpt(id)}}, Errc::ParseError));
    for (const auto& [key, value] : test.asObject())
        if (key != "id" && key != "title" && key != "bench" && key != "typed" && key != "expect")
            draft.error(spot("/" + key), problem("tests.unknown-member", {{"case", id}, {"member", excerpt(key)}}, Errc::ParseError));
    const Json& expect = test["expect"];
    if (expect["verdict"].isNull() && expect["points"].size() == 0) {
        draft.error(spot(""), problem("tests.expects-nothing", {{"case", id}}, Errc::ParseError));
        return;
    }
    for (const auto& [key, value] : expect.asObject())
        if (key != "verdict" && key != "points")
            draft.error(spot("/expect/" + key),
                        problem("tests.unknown-member", {{"case", id}, {"member", excerpt(key)}}, Errc::ParseError));
    if (!expect["verdict"].isNull())
        checkExpectation(draft, spot("/expect/verdict"), id, Json(Json::Object{{"verdict", expect["verdict"]}}));
    const auto& points = draft.procedure.points;
    for (const auto& [point, expected] : expect["points"].asObject()) {
        const bool known = std::any_of(points.begin(), points.end(), [&name = point](const Point& p) { return p.id == name; });
        if (!known && draft.pointsRead)
            draft.error(spot("/expect/points/" + point),
                        problem("tests.unknown-point", {{"case", id}, {"point", excerpt(point)}}, Errc::ParseError));
        checkExpectation(draft, spot("/expect/points/" + point), id, expected);
    }
}

} // namespace

void readTests(Draft& draft)
{
    const auto file = draft.procedure.files.find(std::string(kTestsFile));
    if (file == draft.procedure.files.end())
        return;
    auto document = Json::parse(file->second);
    if (!document) {
        draft.error(Draft::inJson(kTestsFile, document.error()), document.error());
        return;
    }
    const JsonLocator places(file->second);
    const auto spot = [&](std::string_view path) { return Spot{std::string(kTestsFile), places.find(path)}; };
    const std::string& format = (*document)["format"].asString();
    if (format != kTestsFormat) {
        draft.error(spot("format"),
                    problem("tests.format", {{"format", excerpt(format)}, {"known", std::string(kTestsFormat)}}, Errc::ParseError));
        return;
    }
    if ((*document)["cases"].size() == 0 || !(*document)["cases"].isArray())
        draft.error(spot("cases"), problem("tests.no-cases", {}, Errc::ParseError));
    std::set<std::string> ids;
    for (std::size_t i = 0; (*document)["cases"].isArray() && i < (*document)["cases"].size(); ++i)
        checkCase(draft, places, i, (*document)["cases"].at(i), ids);
    draft.procedure.tests = *std::move(document);
}

} // namespace cal::procedure
