// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the members of a JSON object one after the other and keeps the first thing that is wrong, so that a decoder reads like the struct.
#pragma once

#include "core/base/digest.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/units/quantity.h"

#include <functional>
#include <optional>
#include <string>

namespace cal::session {

class Fields
{
public:
    /// `json` must outlive this object.
    explicit Fields(const Json& json);

    std::string string(const char* key);
    std::string optionalString(const char* key); ///< empty when absent
    int integer(const char* key);
    bool boolean(const char* key);
    Decimal decimal(const char* key);
    std::optional<Decimal> optionalDecimal(const char* key);
    Text text(const char* key); ///< {"en","zh"}
    units::Quantity quantity(const char* key);
    std::optional<units::Quantity> optionalQuantity(const char* key);
    units::Unit unit(const char* key);
    Timestamp time(const char* key);
    Digest digest(const char* key);
    std::optional<Digest> optionalDigest(const char* key);
    Error storedError(const char* key); ///< what errorJson wrote
    const Json::Array& array(const char* key);
    const Json::Object& object(const char* key);
    /// A member read by a function of its own: Result<T>(const Json&).
    template <class T, class Read>
    T child(const char* key, Read read)
    {
        return take<T>(key, read(m_json[key]));
    }
    template <class T>
    T take(const char* key, Result<T> result)
    {
        if (result)
            return std::move(*result);
        fail(std::move(result).error().within(key));
        return T{};
    }
    void fail(Error error);

    [[nodiscard]] const Json& json() const { return m_json; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// `value` when nothing was wrong, else the first error.
    template <class T>
    Result<T> finish(T value) const
    {
        if (m_error)
            return *m_error;
        return value;
    }

private:
    const Json& m_json;
    std::optional<Error> m_error;
};

Json timeJson(const Timestamp& time); ///< {"utc","monotonic"}; nanoseconds as text, they may pass 2^53
Json errorJson(const Error& error);   ///< {"code","key","args":[[name,value]…],"context"}

/// The text itself when it is UTF-8, else its escaped form: what an instrument said must not keep an event from being written.
std::string printable(std::string_view text);
/// The same value with every number that is no integer as a string, so that canonical JSON takes it.
Json numbersAsTexts(const Json& json);

} // namespace cal::session
