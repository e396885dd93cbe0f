// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/nonconformity.h"

#include <algorithm>
#include <charconv>

namespace cal::quality {

namespace {

Result<Json> keptFile(journal::EventStore& store, std::string name, const std::string& bytes)
{
    const auto digest = store.putBlob(bytes);
    CAL_TRY(digest);
    return Json(Json::Object{{"name", std::move(name)}, {"digest", digest->hex()}, {"size", static_cast<std::int64_t>(bytes.size())}});
}

/// Takes the standard out of use. One that cannot be used anyway (sealed, retired, already out of tolerance) stays as it is.
Result<std::string> contain(registry::Registry& registry, const journal::StreamId& asset, bool foundOut, const std::string& reason)
{
    const auto before = registry.get(asset);
    CAL_TRY(before);
    const auto* kind = registry.kinds().find(before->kind);
    const auto* step = kind->transition(foundOut ? "found-out-of-tolerance" : "quarantined");
    if (!step || std::find(step->from.begin(), step->from.end(), before->state) == step->from.end())
        return before->state;
    const auto after = registry.step(asset, before->seq, step->name, reason);
    CAL_TRY(after);
    return after->state;
}

std::int64_t count(const std::vector<AffectedPoint>& points)
{
    return static_cast<std::int64_t>(points.size());
}

} // namespace

Result<std::string> nextNonconformityNumber(registry::Registry& registry, std::string_view year)
{
    const std::string stem = "NC-" + std::string(year) + "-";
    const auto known = registry.list("nonconformity", {{"number", journal::Condition::Op::StartsWith, journal::Cell(stem)}});
    CAL_TRY(known);
    int greatest = 0;
    for (const auto& entity : *known) {
        const auto number = entity.text("number");
        int value = 0;
        const auto* end = number.data() + number.size();
        if (const auto [at, failure] = std::from_chars(number.data() + stem.size(), end, value); failure == std::errc{} && at == end)
            greatest = std::max(greatest, value);
    }
    std::string digits = std::to_string(greatest + 1);
    digits.insert(0, digits.size() < 3 ? 3 - digits.size() : 0, '0');
    return stem + digits;
}

Result<NonconformityOpened> openNonconformity(const QualityWork& work, const NonconformityOpening& opening, const Text& laboratory,
                                              const MessageCatalog& words)
{
    CAL_TRY(work.require("quality")); // before the transaction: a refusal stays in the journal
    registry::EverybodyMay everybody;
    registry::Registry registry(work.kinds, work.store, everybody, work.by, work.clock);
    std::optional<NonconformityOpened> opened;
    const auto done = work.store.together([&]() -> Result<void> {
        NonconformityOpened out;
        auto number = opening.number.empty() ? nextNonconformityNumber(registry, opening.day.substr(0, 4)) : Result(opening.number);
        CAL_TRY(number);
        Json::Object values{{"number", *number},
                            {"title", opening.title},
                            {"source", opening.source},
                            {"opened", opening.day},
                            {"description", opening.description},
                            {"found", opening.foundText},
                            {"range", opening.range},
                            {"from", opening.from},
                            {"to", opening.to}};
        if (opening.asset) {
            values["asset"] = opening.asset->text();
            const auto asset = registry.get(*opening.asset);
            CAL_TRY(asset);
            if (opening.found) {
                auto impact = reverseTrace(work.store, *opening.found);
                CAL_TRY(impact);
                const auto bytes = impact->toJson().canonical();
                CAL_TRY(bytes);
                auto file = keptFile(work.store, *number + "-impact.json", *bytes);
                CAL_TRY(file);
                values["impact"] = *std::move(file);
                values["points-passing"] = count(impact->passes);
                values["points-undecided"] = count(impact->undecided);
                values["points-failing"] = count(impact->fails);
                values["points-not-judged"] = count(impact->notJudged);
                out.letters = recallLetters(*impact, laboratory, registry::titleOf(*work.kinds.find(asset->kind), asset->values), words);
                Json::Array letters;
                for (std::size_t i = 0; i < out.letters.size(); ++i) {
                    auto letter = keptFile(work.store, *number + "-letter-" + std::to_string(i + 1) + ".txt", out.letters[i].text);
                    CAL_TRY(letter);
                    letters.push_back(*std::move(letter));
                }
                if (!letters.empty())
                    values["letters"] = std::move(letters);
                out.impact = *std::move(impact);
            }
            auto state = contain(registry, *opening.asset, opening.found.has_value(), *number + ": " + opening.title);
            CAL_TRY(state);
            out.assetState = *std::move(state);
        }
        auto added = registry.add("nonconformity", values);
        CAL_TRY(added);
        out.nonconformity = *std::move(added);
        opened = std::move(out);
        return {};
    });
    CAL_TRY(done);
    return *std::move(opened);
}

} // namespace cal::quality
