// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/recall_letters.h"

namespace cal::quality {

namespace {

/// Points of one customer by session, in the order of time.
using BySession = std::map<std::string, std::vector<const AffectedPoint*>>;

std::string civilDay(const std::string& rfc3339, std::chrono::minutes offset)
{
    const auto time = parseRfc3339(rfc3339);
    return time ? toIso(civilDate(*time, offset)) : rfc3339;
}

std::string pointLine(const AffectedPoint& point, const MessageCatalog& words, Language language)
{
    return words.render("quality.letter-point",
                        {{"point", point.point},
                         {"error", point.error.plain()},
                         {"shifted", point.shifted.plain()},
                         {"u", point.shownUncertainty()},
                         {"k", point.k},
                         {"mpe", point.mpe ? point.mpe->plain() : std::string("-")},
                         {"unit", point.unit},
                         {"before", conformity::text(point.before).in(language)},
                         {"after", conformity::text(point.after).in(language)}},
                        language) +
           "\n";
}

std::string letterIn(Language language, const ReverseTrace& trace, const BySession& sessions, const Text& customer, const Text& laboratory,
                     const std::string& standard, const MessageCatalog& words)
{
    std::string text = words.render("quality.letter-draft", {}, language) + "\n\n";
    text += words.render("quality.letter-salutation", {{"customer", customer.in(language)}}, language) + "\n\n";
    text += words.render("quality.letter-finding",
                         {{"standard", standard},
                          {"shift", trace.found.shift.text()},
                          {"from", toIso(civilDate(trace.found.from, trace.found.offset))},
                          {"to", toIso(civilDate(trace.found.to - std::chrono::microseconds(1), trace.found.offset))}},
                         language) +
            "\n";
    for (const auto& [id, points] : sessions) {
        const auto& session = trace.sessions.at(id);
        text += "\n" +
                words.render("quality.letter-item",
                             {{"item", session.item.in(language)},
                              {"model", session.manufacturer + " " + session.model},
                              {"serial", session.serial},
                              {"order", session.order.empty() ? std::string("-") : session.order},
                              {"date", civilDay(session.ended, trace.found.offset)},
                              {"record", id}},
                             language) +
                "\n";
        for (const auto* const point : points)
            text += pointLine(*point, words, language);
    }
    text += "\n" + words.render("quality.letter-request", {}, language) + "\n\n";
    return text + words.render("quality.letter-signature", {{"laboratory", laboratory.in(language)}}, language) + "\n";
}

} // namespace

std::vector<Letter> recallLetters(const ReverseTrace& trace, const Text& laboratory, const std::string& standard,
                                  const MessageCatalog& words)
{
    std::map<std::pair<std::string, std::string>, BySession> customers;
    for (const auto* const list : {&trace.undecided, &trace.fails})
        for (const auto& point : *list) {
            const auto& customer = trace.sessions.at(point.session).customer;
            customers[{customer.zh, customer.en}][point.session].push_back(&point);
        }
    std::vector<Letter> letters;
    for (auto& [name, sessions] : customers) {
        const Text customer{name.first, name.second};
        Letter letter{customer, {}};
        letter.text = letterIn(Language::Chinese, trace, sessions, customer, laboratory, standard, words) + "\n" + std::string(72, '-') +
                      "\n\n" + letterIn(Language::English, trace, sessions, customer, laboratory, standard, words);
        letters.push_back(std::move(letter));
    }
    return letters;
}

} // namespace cal::quality
