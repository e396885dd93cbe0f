// SPDX-License-Identifier: GPL-3.0-or-later
// First pass: puts the content of a certificate on pages. Cover, then sections that flow from page to page.
#pragma once

#include "core/certificate/pdf/bilingual.h"
#include "core/certificate/pdf/certificate_pdf.h"
#include "core/certificate/pdf/sheet.h"

#include <span>

namespace cal::certificate::pdf {

// Geometry of the page in millimetres.
inline constexpr double kPageWidth = 210, kPageHeight = 297;
inline constexpr double kLeft = 18, kRight = 192, kWidth = kRight - kLeft;
inline constexpr double kTop = 27, kBottom = 275; ///< of the flowing text on inner pages

class Composer : private Bilingual
{
public:
    Composer(const Content& content, DocumentLanguage language) : Bilingual(language), m_content(content) {}
    std::vector<Page> compose();

private:
    /// What both languages end with is said once: 量程 Range 10 V.
    [[nodiscard]] QString merged(const Text& text) const;

    // The flow.
    Page& page() { return m_pages.back(); }
    void newPage();
    [[nodiscard]] bool fits(double height) const { return m_y + height <= kBottom; }
    void makeRoom(double height); ///< a new page unless that much is left
    [[nodiscard]] Paragraph heading(const Text& title) const;
    /// Puts a heading, with at least `below` mm of what follows on the same page.
    void putHeading(const Text& title, double below);

    // cover.cpp
    void cover();
    void coverHead();
    void coverFields();
    void signatures();
    void coverFoot();
    struct Cell;
    [[nodiscard]] Cell cell(const Field& field, double width) const;
    void fieldRow(const std::vector<Cell>& cells);

    // body.cpp
    void basis();
    void list(std::string_view kind, std::span<const double> weights);
    void statements();
    void endMark();
    [[nodiscard]] double endMarkHeight() const;
    void decorate(); ///< running heads, feet and marks, when the number of pages is known
    void marks(Page& page, double y) const;

    // result_table.cpp
    struct Grid;
    [[nodiscard]] Grid gridOf(const Table& table) const;
    void results(const Table& table);
    void resultHead(const Grid& grid);
    void resultRow(const Row& row, const Table& table, const Grid& grid);
    [[nodiscard]] double groupHeight(const Group& group) const;
    void groupHead(const Group& group, bool continued);
    [[nodiscard]] bool noteFitsBeside(const Group& group) const;
    void verdict(conformity::Verdict verdict, double start, double baseline, double points);

    const Content& m_content;
    std::vector<Page> m_pages;
    double m_y = kTop;
};

} // namespace cal::certificate::pdf
