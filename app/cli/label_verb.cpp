// SPDX-License-Identifier: GPL-3.0-or-later
// calbench label: labels of items and assets as PDF.
#include "app/access.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/orders.h"
#include "core/certificate/pdf/label_pdf.h"

namespace cal::app {

namespace {

using registry::Registry;

Result<std::vector<certificate::Label>> labels(const LabelOptions& options, const Catalogue& catalogue)
{
    SystemClock clock;
    auto writer = openWriter(options.store.value_or(defaultStorePath()), StoreUse::Existing, clock);
    CAL_TRY(writer);
    const auto laboratory = laboratoryOf(**writer);
    CAL_TRY(laboratory);
    if (!*laboratory)
        return Error{Errc::InvalidArgument, "run.no-laboratory", {}, {}};
    std::vector<certificate::Label> made;
    const auto asked = (*writer)->ask([&](journal::EventStore& store) -> Result<void> {
        registry::EverybodyMay reading;
        Registry registry(catalogue.kinds, store, reading, {{}, stationName(), programName()}, clock);
        for (const auto& named : options.names) {
            auto label = labelOf(registry, (*laboratory)->laboratory, named);
            CAL_TRY(label);
            made.push_back(*std::move(label));
        }
        return {};
    });
    CAL_TRY(asked);
    return made;
}

} // namespace

int labelVerb(const LabelOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto made = labels(options, catalogue);
    if (!made)
        return output.fail(made.error());
    const auto pdf = certificate::renderLabels(*made, options.sheet ? certificate::LabelPaper::SheetA4 : certificate::LabelPaper::Single);
    if (!pdf)
        return output.fail(pdf.error());
    if (const auto written = writeFile(options.out, *pdf); !written)
        return output.fail(written.error());
    Json::Array list;
    for (const auto& label : *made)
        list.push_back(label.toJson());
    output.print(options.out);
    output.document(Json::Object{{"out", options.out}, {"labels", std::move(list)}});
    return kDone;
}

} // namespace cal::app
