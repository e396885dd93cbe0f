// SPDX-License-Identifier: GPL-3.0-or-later
// The content of documents that are no certificates: dossiers, technical reports, the report of the installation check. A value from which
// every rendering is made, like Content for certificates.
#pragma once

#include "core/certificate/content.h"

#include <variant>
#include <vector>

namespace cal::certificate {

/// A table of texts. An empty cell stays empty.
struct ReportTable {
    std::vector<Text> heads;
    std::vector<double> weights; ///< of the columns' widths, one each
    std::vector<std::vector<Text>> rows;
};

/// A control chart or another course of values, with horizontal lines.
struct ReportPlot {
    struct Level {
        double value = 0;
        Text label;
        bool limit = false; ///< a limit, not a centre
    };
    std::vector<double> values;
    std::vector<bool> flagged; ///< one each
    std::vector<Level> levels;
    std::string unit;
};

/// Labelled entries. An empty value is a blank that a person fills in: it is printed as a line to write on.
using ReportFields = std::vector<Field>;

struct ReportSection {
    std::string id;
    Text title; ///< empty: goes on under the title before
    std::vector<std::variant<Text, ReportFields, ReportTable, ReportPlot>> parts;
};

struct Report {
    std::string id; ///< "dossier.application"; with the number the title of the file
    Text title, subtitle, laboratory;
    std::string number;
    std::vector<Text> marks; ///< on every page: 草稿 / DRAFT, 未签署 / UNSIGNED
    bool cover = false;      ///< title and `coverFields` on a page of their own
    ReportFields coverFields;
    std::vector<ReportSection> sections;
    Text endMark;
};

} // namespace cal::certificate
