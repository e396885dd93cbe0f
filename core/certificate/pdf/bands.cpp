// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/bands.h"

namespace cal::certificate::pdf {

namespace {

constexpr double kPage = 210; // width of A4

} // namespace

Band draftBand(Text text)
{
    return {std::move(text), 0xFFE6E9EE, 0xFF3A424C};
}

Band simulatedBand(Text text)
{
    return {std::move(text), 0xFFF1E4F7, 0xFF7B1FA2};
}

void putBands(Page& page, std::span<const Band> bands, double y, const Bilingual& words)
{
    const double width = bands.empty() ? 0 : kPage / static_cast<double>(bands.size());
    double x = 0;
    for (const auto& band : bands) {
        const Paragraph text = wrapped(words.line(band.text), {9.5, true, band.ink}, width);
        page.fills.push_back({QRectF(x, y, width, kBandHeight), band.tint});
        put(page, text, x, y + (kBandHeight - text.height()) / 2, width, Align::Centre);
        x += width;
    }
}

} // namespace cal::certificate::pdf
