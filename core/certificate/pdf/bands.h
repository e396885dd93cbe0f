// SPDX-License-Identifier: GPL-3.0-or-later
// Bands across the page that say what a document is not: not issued, simulated, unsigned.
#pragma once

#include "core/certificate/pdf/bilingual.h"

#include <span>

namespace cal::certificate::pdf {

struct Band {
    Text text;
    QRgb tint = kPanel, ink = kInk;
};
Band draftBand(Text text);     ///< grey
Band simulatedBand(Text text); ///< violet

inline constexpr double kBandHeight = 6, kTopBand = 5, kBottomBand = 286;

/// Side by side over the width of the page, from `y` on.
void putBands(Page& page, std::span<const Band> bands, double y, const Bilingual& words);

} // namespace cal::certificate::pdf
