// SPDX-License-Identifier: GPL-3.0-or-later
// calbench label: labels of items and assets as PDF.
#include "app/cli/office.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/orders.h"
#include "core/certificate/pdf/label_pdf.h"

namespace cal::app {

namespace {

Result<std::vector<certificate::Label>> labels(const LabelOptions& options, const Catalogue& catalogue, const Output& output)
{
    using Labels = std::vector<certificate::Label>;
    Office office(catalogue, output);
    CAL_TRY(office.open(options.store));
    return office.work<Labels>([&](registry::Registry& registry, registry::People&) -> Result<Labels> {
        Labels made;
        for (const auto& named : options.names) {
            auto label = labelOf(registry, office.laboratory(), named);
            CAL_TRY(label);
            made.push_back(*std::move(label));
        }
        return made;
    });
}

} // namespace

int labelVerb(const LabelOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto made = labels(options, catalogue, output);
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
