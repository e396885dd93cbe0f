// SPDX-License-Identifier: GPL-3.0-or-later
// What the instrument said, before any correction, and the bytes that said it.
#pragma once

#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/units/quantity.h"

#include <string>
#include <variant>
#include <vector>

namespace cal::equipment {

/// One message to or from an instrument, exactly as it went over the wire.
struct Exchange {
    enum class Direction { Sent, Received };
    Timestamp at;
    std::string resource;   ///< canonical resource name
    std::string instrument; ///< name on the bench: "standard", "item", "environment"
    Direction direction = Direction::Sent;
    std::string bytes;                 ///< terminator included
    std::string note;                  ///< "timeout", "late answer dropped"; empty when all is well
    [[nodiscard]] Json toJson() const; ///< bytes base64
    static Result<Exchange> fromJson(const Json& json);
    bool operator==(const Exchange&) const = default;
};

/// Where exchanges go as they happen: the journal of the attempt, the bus log on screen. Called on the lane's thread.
class TraceSink
{
public:
    virtual ~TraceSink() = default;
    virtual void exchanged(const Exchange& exchange) = 0;
};

/// The value of a reading, tagged (design 4.1). A scalar is an exact Decimal with its unit. Complex, count, choice and waveform join later.
struct Scalar {
    Decimal number;
    units::Unit unit;
    bool operator==(const Scalar&) const = default;
};
struct Choice { ///< or free text
    std::string text;
    bool operator==(const Choice&) const = default;
};
using ReadingValue = std::variant<Scalar, Choice>;
Json toJson(const ReadingValue& value); ///< {"kind":"scalar","text":"+1.00000150E+01","unit":"V"}; the text as the instrument sent it
Result<ReadingValue> readingValueFromJson(const Json& json);

struct Indication {
    ReadingValue value;
    Timestamp takenAt;
    std::string rawReply;            ///< reply without terminator, byte for byte
    std::string instrument;          ///< bench name of the source
    std::vector<Exchange> exchanges; ///< those of this reading alone
};

} // namespace cal::equipment
