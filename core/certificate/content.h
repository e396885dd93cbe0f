// SPDX-License-Identifier: GPL-3.0-or-later
// The content model of a document: one value from which PDF, and later DCC, label and JSON, are rendered. Every number is the string that
// is printed. No time of rendering, no language of the user: the same record gives the same content.
#pragma once

#include "core/base/json.h"
#include "core/session/record.h"

#include <string>
#include <vector>

namespace cal::certificate {

enum class Kind { CalibrationCertificate }; ///< verification certificate, notice, label … join here

/// A labelled entry of a block: 型号规格 / Model: 34401A.
struct Field {
    std::string id; ///< stable: "item.model"
    Text label;
    Text value; ///< both languages equal where it is a number or a name
    bool operator==(const Field&) const = default;
};

/// Fields that belong together. Blocks whose ids differ only after a colon ("standard:1", "standard:2") have the same fields and are the
/// rows of one list; the first of them carries the title.
struct Block {
    std::string id; ///< "customer", "item", "work", "laboratory", "basis", "standard:1", "environment:temperature"
    Text title;
    std::vector<Field> fields;
    bool operator==(const Block&) const = default;
};

struct Column {
    std::string id;
    Text head; ///< quantity
    std::string unit;
    bool number = true;
    bool operator==(const Column&) const = default;
};
struct Row {
    std::string point;
    std::vector<std::string> cells; ///< printed texts, one per column; verdict cells hold the verdict's name
    conformity::Verdict verdict = conformity::Verdict::NotJudged;
    bool operator==(const Row&) const = default;
};
/// Rows of one range and section, under a heading of their own.
struct Group {
    Text title;            ///< 量程 10 V / Range 10 V
    Text note;             ///< the specification of this range; may be empty
    std::size_t first = 0; ///< index of its first row; it ends where the next group begins
    bool operator==(const Group&) const = default;
};
struct Table {
    std::string id; ///< "results", "results-2" … one per unit
    Text title;     ///< empty when the table goes on under the title of the one before
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::vector<Group> groups; ///< ascending by `first`; empty: no headings
    std::vector<Text> notes;
    bool operator==(const Table&) const = default;
};

struct Content {
    Kind kind = Kind::CalibrationCertificate;
    // Filled at approval only, and therefore outside the digest that performer and checker sign:
    std::string number; ///< empty until approval; drafts print 未签发 / NOT ISSUED in its place
    bool issued = false;
    std::string issuedOn;   ///< ISO date
    Text checker, approver; ///< names; "—" is printed until they have signed

    bool simulated = false;
    bool demonstration = false;
    Text title;
    session::Laboratory laboratory;
    Text performer;
    std::vector<Block> blocks;
    std::vector<Table> tables;
    std::vector<Text> statements; ///< results relate only to …, no partial copy …, decision rule and risk, traceability …
    Text endMark;                 ///< 以下空白 / End of certificate
    std::string recordId;
    Digest recordHead;

    /// The block of that id, or nullptr.
    [[nodiscard]] const Block* block(std::string_view id) const;
    /// Canonical JSON ("calbench-certificate/1"); what approval adds stands apart under "issue".
    [[nodiscard]] Json toJson() const;
    /// Errors: ParseError "certificate.invalid" {field}.
    static Result<Content> fromJson(const Json& json);
    /// SHA-256 of the canonical JSON without "issue": what performer and checker sign, unchanged by number and date.
    [[nodiscard]] Digest digest() const;
};

/// Errors: InvalidArgument "certificate.incomplete" {missing}: a session that is not finished or required items that are absent;
/// NotFound "decision.unknown-rule" and InvalidArgument "decision.parameter" of the decision rule.
Result<Content> makeContent(const session::SessionRecord& record);

} // namespace cal::certificate
