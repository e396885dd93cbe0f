// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/numbers.h"

#include <algorithm>
#include <charconv>

namespace cal::registry {

namespace {

Error badRule(std::string_view rule)
{
    return {Errc::InvalidArgument, "number.rule", {{"rule", std::string(rule)}}, {}};
}

/// Width behind "serial" or "serial:6"; nothing when the word is another one.
std::optional<std::size_t> serialWidth(std::string_view word)
{
    if (word == "serial")
        return 0;
    constexpr std::string_view kHead = "serial:";
    if (!word.starts_with(kHead))
        return std::nullopt;
    std::size_t width = 0;
    const auto digits = word.substr(kHead.size());
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), width);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || width < 1 || width > 12)
        return std::nullopt;
    return width;
}

std::int64_t nextOf(const Entity& block)
{
    return block.value("next").isNull() ? block.value("from").asInt() : block.value("next").asInt();
}

} // namespace

Result<std::string> numberText(std::string_view rule, int year, std::int64_t serial)
{
    std::string text;
    bool hasSerial = false;
    for (std::size_t at = 0; at < rule.size();) {
        if (rule[at] == '}')
            return badRule(rule);
        if (rule[at] != '{') {
            text += rule[at++];
            continue;
        }
        const auto end = rule.find('}', at);
        if (end == std::string_view::npos)
            return badRule(rule);
        const auto word = rule.substr(at + 1, end - at - 1);
        if (word == "year") {
            text += std::to_string(year);
        } else if (const auto width = serialWidth(word)) {
            const auto digits = std::to_string(serial);
            text += std::string(*width > digits.size() ? *width - digits.size() : 0, '0') + digits;
            hasSerial = true;
        } else {
            return badRule(rule);
        }
        at = end + 1;
    }
    if (!hasSerial)
        return badRule(rule);
    return text;
}

Result<std::string> takeNumber(Registry& registry, std::string_view purpose, int year)
{
    using Op = journal::Condition::Op;
    auto blocks = registry.list("number-block", {{"purpose", Op::Equal, std::string(purpose)}, {"state", Op::Equal, std::string("open")}});
    CAL_TRY(blocks);
    const auto& station = registry.by().station;
    std::erase_if(*blocks, [&](const Entity& block) {
        const auto of = block.text("station");
        return nextOf(block) > block.value("to").asInt() || (!of.empty() && of != station);
    });
    std::stable_sort(blocks->begin(), blocks->end(),
                     [](const Entity& a, const Entity& b) { return a.text("station").empty() < b.text("station").empty(); });
    if (blocks->empty())
        return Error{Errc::NotFound, "number.none-left", {{"purpose", std::string(purpose)}, {"station", station}}, {}};
    const Entity& block = blocks->front();
    const auto serial = nextOf(block);
    auto text = numberText(block.text("rule"), year, serial);
    CAL_TRY(text);
    CAL_TRY(registry.step(block.id, block.seq, "number-taken", {}, {{"next", serial + 1}}));
    return text;
}

Result<Entity> voidNumber(Registry& registry, const journal::StreamId& block, const std::string& number, const std::string& why)
{
    const auto entity = registry.get(block);
    CAL_TRY(entity);
    Json::Array rows = entity->value("void").asArray();
    for (const Json& row : rows)
        if (row["number"].asString() == number)
            return Error{Errc::InvalidArgument, "number.void-already", {{"number", number}}, {}};
    rows.push_back(Json::Object{{"number", number}, {"why", why}});
    return registry.step(block, entity->seq, "number-voided", why, {{"void", std::move(rows)}});
}

} // namespace cal::registry
