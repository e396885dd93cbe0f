// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a label. A verification label carries 有效期至, or 使用期限 for an instrument that is verified once and used for a fixed
// time; a calibration label carries no date due unless the customer agreed to it (ISO/IEC 17025 7.8.4.3). What is stuck on an instrument
// says as plainly as a certificate that its data are simulated or nothing has been issued.
#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/text.h"

#include <string>
#include <vector>

namespace cal::certificate {

/// What is known of the item or asset. Dates are ISO; empty: unknown.
struct LabelFacts {
    enum class Kind {
        Verification,
        Calibration,
        Tag,  ///< goes with an item while it is in the laboratory
        Asset ///< names an asset: number and code
    } kind = Kind::Asset;
    Text laboratory;
    std::string assetNumber, itemNumber, serial;
    Text name, customer;
    std::string measuredOn, received, due;
    std::string validUntil; ///< by date, interval and rule; empty without an interval
    std::string useUntil;   ///< 使用期限
    bool intervalAgreed = false;
    std::string verdict; ///< "pass" or another
    bool simulated = false, issued = false;
};

struct Label {
    Text title;
    Text laboratory, name;
    struct Line {
        std::string id; ///< "number", "valid-until"
        Text label, value;
    };
    std::vector<Line> lines;
    std::vector<Text> marks; ///< 模拟数据, 未签发
    std::string code;        ///< what the QR code holds: the number a scanner looks up
    [[nodiscard]] Json toJson() const;
};

/// Errors: InvalidArgument "label.no-validity" {number}: a verification without interval or time of use; "label.not-passed" {number,
/// verdict}: no verification label for what did not pass; "label.not-measured" {number}; "label.no-number".
Result<Label> makeLabel(const LabelFacts& facts);

} // namespace cal::certificate
