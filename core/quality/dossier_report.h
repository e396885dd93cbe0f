// SPDX-License-Identifier: GPL-3.0-or-later
// The dossier as documents: application for (re-)examination of a measurement standard (计量标准考核（复查）申请书) and technical report
// (计量标准技术报告) with the chapters of JJF 1033. What the register does not hold is printed as a blank to fill in, never guessed. The
// layout is the program's own: the official forms were not at hand, so every page is marked as a draft, not signed.
#pragma once

#include "core/base/messages.h"
#include "core/certificate/report.h"
#include "core/quality/dossier.h"

namespace cal::quality {

struct DossierPrinting {
    Text laboratory;
    const registry::Kinds& kinds;
    const MessageCatalog& words; ///< for gaps and reminders
    bool demonstration = false;
};

certificate::Report applicationReport(const Dossier& dossier, const DossierPrinting& printing);
certificate::Report technicalReport(const Dossier& dossier, const DossierPrinting& printing);

/// A gap or reminder in both languages.
Text findingText(const MessageCatalog& words, const Error& finding);

} // namespace cal::quality
