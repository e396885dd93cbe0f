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
    Text value;     ///< both languages equal where it is a number or a name
};

struct Block {
    std::string id; ///< "customer", "item", "basis", "standards", "environment", "statements"
    Text title;
    std::vector<Field> fields;
};

struct Column {
    std::string id;
    Text head;      ///< quantity
    std::string unit;
    bool number = true;
};
struct Row {
    std::string point;
    std::vector<std::string> cells; ///< printed texts, one per column; verdict cells hold the verdict's name
    conformity::Verdict verdict = conformity::Verdict::NotJudged;
};
struct Table {
    std::string id;
    Text title;
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::vector<Text> notes;
};

struct Content {
    Kind kind = Kind::CalibrationCertificate;
    std::string number;      ///< empty until approval; drafts print 未签发 / NOT ISSUED in its place
    bool issued = false;
    bool simulated = false;
    bool demonstration = false;
    Text title;
    session::Laboratory laboratory;
    std::vector<Block> blocks;
    std::vector<Table> tables;
    std::vector<Text> statements;  ///< results relate only to …, no partial copy …, decision rule and risk, traceability …
    Text endMark;                  ///< 以下空白 / End of certificate
    std::string recordId;
    Digest recordHead;

    /// Canonical JSON; its SHA-256 is the content digest that performer and checker will sign.
    [[nodiscard]] Json toJson() const;
    static Result<Content> fromJson(const Json& json);
    [[nodiscard]] Digest digest() const;
};

/// Errors: InvalidArgument "certificate.incomplete" {missing}: a session that is not finished or a required item that is absent.
Result<Content> makeContent(const session::SessionRecord& record);

} // namespace cal::certificate
