// SPDX-License-Identifier: GPL-3.0-or-later
// calbench standards PROCEDURE: the binder's proposal from the register, with the reason of every refusal.
#include "app/cli/office.h"
#include "app/cli/verbs.h"
#include "app/standards.h"

namespace cal::app {

namespace {

/// The definition the MPE of the item comes from: the first the procedure was written for.
const equipment::Definition* itemDefinition(const procedure::Procedure& procedure, const Catalogue& catalogue)
{
    for (const auto& id : procedure.head.appliesTo)
        if (const auto definition = catalogue.definitions.find(id))
            return *definition;
    return nullptr;
}

/// The largest ratio over the points, as text.
std::string worstRatio(const session::Binding& binding)
{
    std::optional<Decimal> worst;
    for (const auto& point : binding.points)
        if (const auto ratio = Decimal::parse(point.ratio); ratio && (!worst || *ratio > *worst))
            worst = *ratio;
    return worst ? worst->plain() : std::string("-");
}

} // namespace

int standardsVerb(const StandardsOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto files = catalogue.procedureFiles(options.procedure);
    if (!files)
        return output.fail(files.error());
    const auto procedure = procedure::load(*files);
    if (!procedure)
        return output.fail(procedure.error());
    Office office(catalogue, output);
    if (const auto opened = office.open(options.store); !opened)
        return output.fail(opened.error());
    const auto onHand = standardsOnHand(office.writer(), catalogue.kinds, office.clock());
    if (!onHand)
        return output.fail(onHand.error());
    session::SetUp asked;
    asked.procedure = *procedure;
    asked.laboratory = office.laboratory();
    auto purpose = session::purposeOf(asked, office.clock().now().utc,
                                      authorisedPeople(office.writer(), catalogue.kinds, asked.laboratory, office.clock()));
    if (options.day) {
        const auto day = parseIsoDate(*options.day, asked.laboratory.offset);
        if (!day)
            return output.fail(day.error());
        purpose.day = toIso(*day);
    }
    const auto definition = [&](const std::string& id) { return catalogue.definitions.find(id).value_or(nullptr); };
    const auto proposals = session::propose(*procedure, *onHand, purpose, definition, itemDefinition(*procedure, catalogue));
    if (!proposals)
        return output.fail(proposals.error());
    bool all = true;
    Json::Array list;
    for (const auto& proposal : *proposals) {
        Json::Array candidates;
        bool any = false;
        for (const auto& candidate : proposal.candidates) {
            any = any || candidate.ok();
            output.print(proposal.need.place + "  " + candidate.shown + "  " + candidate.name.in(output.language()) + "  U/MPE ≤ " +
                         worstRatio(candidate.binding) + (candidate.ok() ? "" : "  ✗"));
            for (const auto& reason : candidate.refusals)
                output.print("    " + output.sentence(reason));
            if (const auto* const point = candidate.binding.firstRefusal())
                output.print("    " + output.sentence(point->reason));
            candidates.push_back(candidate.toJson());
        }
        all = all && any;
        list.push_back(Json::Object{{"place", proposal.need.place}, {"candidates", candidates}});
    }
    output.document(Json::Object{{"procedure", procedure->head.id}, {"day", purpose.day}, {"needs", list}});
    return all ? kDone : kNotConforming;
}

} // namespace cal::app
