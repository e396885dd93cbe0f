// SPDX-License-Identifier: GPL-3.0-or-later
// calbench trace reverse|forward|graph: what rests on a standard, what a session rests on, and the traceability graph.
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/standards.h"
#include "core/quality/forward_trace.h"
#include "core/quality/recall_letters.h"
#include "core/quality/traceability_graph.h"

#include <filesystem>

namespace cal::app {

namespace {

struct Desk {
    const TraceOptions& options;
    const Catalogue& catalogue;
    const Output& output;
    journal::Writer& writer;
    Clock& clock;
};

/// An entity by id, or by one of its numbers.
Result<registry::Entity> entityNamed(Desk& desk, std::string_view kind, std::initializer_list<std::string_view> numbers)
{
    std::optional<Result<registry::Entity>> answer;
    const auto asked = desk.writer.ask([&](journal::EventStore& store) -> Result<void> {
        registry::EverybodyMay reading;
        registry::Registry registry(desk.catalogue.kinds, store, reading, {{}, stationName(), programName()}, desk.clock);
        if (const auto id = Uuid::parse(desk.options.subject)) {
            answer = registry.get(*id);
            return {};
        }
        for (const auto number : numbers) {
            const auto found = registry.find(kind, number, desk.options.subject);
            CAL_TRY(found);
            if (*found) {
                answer = **found;
                return {};
            }
        }
        answer = Error{Errc::NotFound, "trace.no-such", {{"kind", std::string(kind)}, {"name", desk.options.subject}}, {}};
        return {};
    });
    CAL_TRY(asked);
    return *std::move(answer);
}

Result<void> writeLetters(const std::vector<quality::Letter>& letters, const std::filesystem::path& folder)
{
    CAL_TRY(ensureWritableFolder(folder.string()));
    for (std::size_t i = 0; i < letters.size(); ++i) {
        auto number = std::to_string(i + 1);
        number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
        CAL_TRY(writeFile(folder / ("letter-" + number + ".txt"), letters[i].text));
    }
    return {};
}

void printPoints(const Desk& desk, const char* heading, const std::vector<quality::AffectedPoint>& points,
                 const std::map<std::string, quality::AffectedSession>& sessions)
{
    const auto language = desk.output.language();
    desk.output.print(desk.catalogue.messages.render(heading, {{"count", std::to_string(points.size())}}, language));
    std::vector<std::vector<std::string>> rows;
    for (const auto& point : points) {
        const auto& session = sessions.at(point.session);
        rows.push_back({session.customer.in(language), session.serial, point.at.substr(0, 10), point.point, point.error.plain(),
                        point.shifted.plain(), point.shownUncertainty(), point.mpe ? point.mpe->plain() : "-", point.unit,
                        conformity::text(point.before).in(language)});
    }
    if (!rows.empty())
        desk.output.table(
            language == Language::Chinese
                ? std::vector<std::string>{"委托方", "编号", "日期", "测量点", "原误差", "现误差", "U", "MPE", "单位", "原结论"}
                : std::vector<std::string>{"customer", "serial", "date", "point", "E", "E now", "U", "MPE", "unit", "was"},
            rows);
}

int reverse(Desk& desk)
{
    const auto asset = entityNamed(desk, "asset", {"asset-number", "bar-code"});
    if (!asset)
        return desk.output.fail(asset.error());
    const auto laboratory = laboratoryOf(desk.writer);
    if (!laboratory)
        return desk.output.fail(laboratory.error());
    const auto offset = *laboratory ? (*laboratory)->laboratory.offset : std::chrono::minutes{0};
    const auto& asked = desk.options;
    const auto found = quality::foundErrorOf(asset->id.text(), asked.shift, asked.from, asked.to, asked.range.value_or(""), offset);
    if (!found)
        return desk.output.fail(found.error());
    std::optional<Result<quality::ReverseTrace>> trace;
    const auto done = desk.writer.ask([&](journal::EventStore& store) -> Result<void> {
        trace = quality::reverseTrace(store, *found);
        return {};
    });
    if (!done)
        return desk.output.fail(done.error());
    if (!*trace)
        return desk.output.fail(trace->error());
    const quality::ReverseTrace& result = **trace;
    const auto letters = quality::recallLetters(result, *laboratory ? (*laboratory)->laboratory.name : Text{}, desk.options.subject,
                                                desk.catalogue.messages);
    if (desk.options.letters)
        if (const auto written = writeLetters(letters, *desk.options.letters); !written)
            return desk.output.fail(written.error());
    printPoints(desk, "trace.now-fails", result.fails, result.sessions);
    printPoints(desk, "trace.now-undecided", result.undecided, result.sessions);
    printPoints(desk, "trace.still-passes", result.passes, result.sessions);
    printPoints(desk, "trace.not-judged", result.notJudged, result.sessions);
    auto document = result.toJson();
    document["letters"] = static_cast<std::int64_t>(letters.size());
    desk.output.document(document);
    return result.fails.empty() && result.undecided.empty() ? kDone : kNotConforming;
}

void printLinks(const Output& output, const std::vector<quality::TraceLink>& links, const std::string& indent)
{
    for (const auto& link : links) {
        output.print(indent + (link.shown.empty() ? link.asset : link.shown) + "  " + link.name.in(output.language()) + "  " +
                     link.certificate + "  " + link.issuer + "  " + link.calibratedOn + " … " + link.validUntil);
        printLinks(output, link.above, indent + "    ");
    }
}

int forward(Desk& desk)
{
    const auto onHand = standardsOnHand(desk.writer, desk.catalogue.kinds, desk.clock);
    if (!onHand)
        return desk.output.fail(onHand.error());
    std::optional<Result<quality::ForwardTrace>> trace;
    const auto asked = desk.writer.ask([&](journal::EventStore& store) -> Result<void> {
        trace = quality::forwardTrace(store, *onHand, desk.options.subject);
        return {};
    });
    if (!asked)
        return desk.output.fail(asked.error());
    if (!*trace)
        return desk.output.fail(trace->error());
    Json::Array links;
    for (const auto& link : (*trace)->standards)
        links.push_back(link.toJson());
    printLinks(desk.output, (*trace)->standards, {});
    desk.output.document(Json::Object{{"session", desk.options.subject}, {"standards", links}, {"unnamed-points", (*trace)->unnamed}});
    return (*trace)->unnamed == 0 ? kDone : kNotConforming;
}

int graph(Desk& desk)
{
    const auto standard = entityNamed(desk, "measurement-standard", {"code"});
    if (!standard)
        return desk.output.fail(standard.error());
    const auto drawn = quality::traceabilityGraph(*standard, desk.output.language());
    if (!drawn)
        return desk.output.fail(drawn.error());
    if (const auto written = writeFile(desk.options.out, quality::toSvg(*drawn)); !written)
        return desk.output.fail(written.error());
    Json::Array findings;
    for (const auto& finding : drawn->findings) {
        desk.output.print(desk.output.sentence(finding));
        findings.push_back(Json::Object{{"key", finding.key}, {"message", desk.output.sentence(finding)}});
    }
    desk.output.document(Json::Object{{"out", desk.options.out}, {"findings", findings}});
    return drawn->findings.empty() ? kDone : kNotConforming;
}

} // namespace

int traceVerb(const TraceOptions& options, const Catalogue& catalogue, const Output& output)
{
    SystemClock clock;
    const auto writer = openWriter(options.store.value_or(defaultStorePath()), StoreUse::Existing, clock);
    if (!writer)
        return output.fail(writer.error());
    Desk desk{options, catalogue, output, **writer, clock};
    if (options.verb == "reverse")
        return reverse(desk);
    return options.verb == "forward" ? forward(desk) : graph(desk);
}

} // namespace cal::app
