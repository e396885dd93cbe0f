// SPDX-License-Identifier: GPL-3.0-or-later
// JSON values. Two uses: reading any JSON file (numbers keep their exact text), and canonical JSON, the bytes that are hashed:
// UTF-8, ASCII keys sorted, no white space, integers to 2^53, no floating point (measured numbers are strings).
#pragma once

#include "core/base/decimal.h"
#include "core/base/result.h"
#include "core/base/text.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cal {

class Json
{
public:
    using Array = std::vector<Json>;
    using Object = std::map<std::string, Json, std::less<>>;
    /// A number as it stood in a parsed file and is not an int64: "1.50", "1e-6". Canonical JSON refuses it.
    struct Number {
        std::string text;
        bool operator==(const Number&) const = default;
    };

    Json() = default; // null
    Json(std::nullptr_t) {}
    Json(bool value) : m_value(value) {}
    Json(int value) : m_value(std::int64_t{value}) {}
    Json(std::int64_t value) : m_value(value) {}
    Json(long long value) : m_value(std::int64_t{value}) {}
    Json(unsigned value) : m_value(std::int64_t{value}) {}
    Json(std::uint64_t value); // above int64 a Number
    Json(double) = delete;     // measured numbers are strings: a Decimal, or shortest() of a double
    template <class T>
    Json(const T*) = delete; // would become a bool
    Json(const char* value) : m_value(std::string(value)) {}
    Json(std::string value) : m_value(std::move(value)) {}
    Json(std::string_view value) : m_value(std::string(value)) {}
    Json(Number value) : m_value(std::move(value)) {}
    Json(Array value) : m_value(std::move(value)) {}
    Json(Object value) : m_value(std::move(value)) {}
    Json(const Decimal& value) : m_value(value.text()) {}
    Json(const Text& value) : m_value(Object{{"en", Json(value.en)}, {"zh", Json(value.zh)}}) {}

    [[nodiscard]] bool isNull() const { return m_value.index() == 0; }
    [[nodiscard]] bool isBool() const { return std::holds_alternative<bool>(m_value); }
    [[nodiscard]] bool isInt() const { return std::holds_alternative<std::int64_t>(m_value); }
    [[nodiscard]] bool isNumber() const { return isInt() || std::holds_alternative<Number>(m_value); }
    [[nodiscard]] bool isString() const { return std::holds_alternative<std::string>(m_value); }
    [[nodiscard]] bool isArray() const { return std::holds_alternative<Array>(m_value); }
    [[nodiscard]] bool isObject() const { return std::holds_alternative<Object>(m_value); }

    // Lenient access: the neutral value when this is another kind. Use the checked readers below where the file is somebody else's.
    [[nodiscard]] bool asBool(bool otherwise = false) const;
    [[nodiscard]] std::int64_t asInt(std::int64_t otherwise = 0) const;
    [[nodiscard]] const std::string& asString() const;      // empty string when not a string
    [[nodiscard]] const Array& asArray() const;             // empty when not an array
    [[nodiscard]] const Object& asObject() const;           // empty when not an object
    [[nodiscard]] std::optional<double> asDouble() const;   // of a number, or of a string holding a shortest round-trip double or "inf"
    [[nodiscard]] std::optional<Decimal> asDecimal() const; // of a number or of a string that is a decimal
    [[nodiscard]] Text asText() const;                      // of {"en","zh"}; a plain string stands for both
    [[nodiscard]] std::string numberText() const;           // the text of a number; empty otherwise

    /// Member of an object; a null value when this is no object or has no such member.
    const Json& operator[](std::string_view key) const;
    const Json& operator[](const char* key) const { return (*this)[std::string_view(key)]; }
    /// Member of an object for writing; a null value becomes an object.
    Json& operator[](std::string_view key);
    Json& operator[](const char* key) { return (*this)[std::string_view(key)]; }
    /// Element of an array; a null value when out of range.
    const Json& at(std::size_t index) const;
    [[nodiscard]] bool contains(std::string_view key) const;
    [[nodiscard]] std::size_t size() const;
    void push(Json value); // a null value becomes an array

    // Checked readers: ParseError "json.missing" {key} (also for null) or "json.wrong-kind" {key, expected}.
    [[nodiscard]] Result<std::string> string(std::string_view key) const;
    [[nodiscard]] Result<std::int64_t> integer(std::string_view key) const;
    [[nodiscard]] Result<bool> boolean(std::string_view key) const;
    [[nodiscard]] Result<Decimal> decimal(std::string_view key) const;
    [[nodiscard]] Result<double> number(std::string_view key) const;
    [[nodiscard]] Result<const Array*> array(std::string_view key) const;
    [[nodiscard]] Result<const Object*> object(std::string_view key) const;

    bool operator==(const Json&) const = default;

    static constexpr int kMaximumDepth = 200;
    static constexpr std::size_t kMaximumSize = 64U << 20;

    /// Parses UTF-8 JSON, with or without a byte order mark. Limits: 64 MiB, depth 200; numbers within the range of double. Duplicate
    /// keys, invalid UTF-8 and trailing text are errors. Columns count characters.
    /// Errors: ParseError "json.syntax" {line, column, near}, "json.duplicate-key" {line, column, name}, "json.too-deep"
    /// {line, column, limit}, "json.invalid-utf8" {line, column}, "json.too-large" {limit}.
    static Result<Json> parse(std::string_view text);

    /// Canonical bytes. In strings only what RFC 8259 demands is escaped: \" and \\, and controls as \b \t \n \f \r or \u00xx with
    /// lower-case digits (as in RFC 8785). Errors: InvalidArgument "json.not-canonical" {where, what} for a Number, an integer beyond
    /// ±2^53, a non-ASCII key or invalid UTF-8; `where` is a path like /body/value.
    [[nodiscard]] Result<std::string> canonical() const;
    /// For people and files: two-space indentation, keys sorted; numbers as they stood; bytes that are no UTF-8 become U+FFFD. No line
    /// feed at the end.
    [[nodiscard]] std::string pretty() const;

private:
    std::variant<std::monostate, bool, std::int64_t, Number, std::string, Array, Object> m_value;
};

/// Shortest decimal text that reads back to the same double; "inf", "-inf", "nan" for the rest.
std::string shortest(double value);
/// The double behind such a text; nothing when it is none.
std::optional<double> doubleFrom(std::string_view text);

} // namespace cal
