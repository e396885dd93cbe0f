// SPDX-License-Identifier: GPL-3.0-or-later
// calbench explain: the road back from each printed figure of a point.
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/laboratory_store.h"
#include "app/session_files.h"
#include "core/session/explain.h"

namespace cal::app {

namespace {

struct Source {
    session::SessionRecord record;
    std::string script;
};

Result<Source> fromFile(const std::string& path)
{
    const auto text = readFile(path, 512u << 20);
    CAL_TRY(text);
    auto imported = session::importRecord(*text);
    if (!imported)
        return std::move(imported).error().within(path);
    Source source{std::move(imported->record), {}};
    const auto& digests = source.record.setUp.procedure.fileDigests;
    if (const auto script = digests.find("measure.lua"); script != digests.end())
        source.script = imported->blobs[script->second.hex()];
    return source;
}

Result<Source> fromStore(const Uuid& session, const std::string& path)
{
    SystemClock clock;
    const auto writer = openWriter(path, StoreUse::Existing, clock);
    CAL_TRY(writer);
    auto record = readRecord(**writer, session);
    CAL_TRY(record);
    auto script = scriptOf(**writer, *record);
    return Source{*std::move(record), std::move(script)};
}

void printNode(const session::ExplainNode& node, const Output& output, int depth)
{
    const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
    output.print(indent + (depth ? "← " : "") + node.title.in(output.language()) + ": " + node.value);
    for (const auto& child : node.children)
        printNode(child, output, depth + 1);
}

} // namespace

int explainVerb(const ExplainOptions& options, const Catalogue&, const Output& output)
{
    const auto session = Uuid::parse(options.record);
    const auto source = session ? fromStore(*session, options.store.value_or(defaultStorePath())) : fromFile(options.record);
    if (!source)
        return output.fail(source.error());
    const auto figures = session::explain(source->record, options.point, source->script);
    if (!figures)
        return output.fail(figures.error());
    Json::Array list;
    for (const auto& figure : *figures) {
        printNode(figure, output, 0);
        list.push_back(figure.toJson());
    }
    output.document(Json::Object{{"session", source->record.id.text()}, {"point", options.point}, {"figures", std::move(list)}});
    return kDone;
}

} // namespace cal::app
