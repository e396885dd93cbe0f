// SPDX-License-Identifier: GPL-3.0-or-later
// Errors are results: `Result<T>` carries a value or an `Error`. Member names follow std::expected, which g++ 12 lacks in C++20.
#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace cal {

/// What kind of trouble, for exit status and retry only; never shown to people.
/// InvalidArgument, ParseError, NotFound → exit 2; Timeout, ConnectionLost, InstrumentError, StoreFailed, Conflict → 3;
/// IntegrityViolation → 1; Cancelled → 4.
enum class Errc {
    InvalidArgument,
    ParseError,
    Timeout,
    ConnectionLost,
    InstrumentError,
    NotFound,
    Conflict,
    StoreFailed,
    IntegrityViolation,
    Cancelled
};

/// A named value that a message shows, e.g. {"file", "bench.json"}.
struct Arg {
    std::string name;
    std::string value;
    bool operator==(const Arg&) const = default;
};

/// A message key with named arguments. The English and Chinese sentences stand in resources/i18n/messages/<room>.tsv; `MessageCatalog`
/// renders them. `context` is where it happened, outermost first, already language-free ("HP 34401A READ?", "points.csv:12").
struct Error {
    Errc code = Errc::InvalidArgument;
    std::string key;
    std::vector<Arg> args;
    std::string context;

    /// The same error with `place` put in front of its context.
    [[nodiscard]] Error within(std::string_view place) &&
    {
        context = context.empty() ? std::string(place) : std::string(place) + ": " + context;
        return std::move(*this);
    }
    [[nodiscard]] Error within(std::string_view place) const& { return Error(*this).within(place); }
    /// Value of argument `name`, empty when absent.
    [[nodiscard]] std::string_view arg(std::string_view name) const
    {
        for (const auto& a : args)
            if (a.name == name)
                return a.value;
        return {};
    }
    bool operator==(const Error&) const = default;
};

/// A value or an Error. Reading the value of a failed result is a broken promise (assert).
template <class T>
class [[nodiscard]] Result
{
public:
    using value_type = T;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(value()); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    T& value()
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    const T& value() const
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }
    [[nodiscard]] T value_or(T other) const { return has_value() ? value() : std::move(other); }

    Error& error() &
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }
    const Error& error() const&
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }
    Error&& error() && { return std::move(error()); }

    /// f(value) -> Result<U>, or this error.
    template <class F>
    auto and_then(F&& f) const -> std::invoke_result_t<F, const T&>
    {
        if (!has_value())
            return error();
        return std::forward<F>(f)(value());
    }
    /// f(value) -> U, or this error.
    template <class F>
    auto transform(F&& f) const -> Result<std::decay_t<std::invoke_result_t<F, const T&>>>
    {
        if (!has_value())
            return error();
        return std::forward<F>(f)(value());
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value: `return {};`.
template <>
class [[nodiscard]] Result<void>
{
public:
    using value_type = void;

    Result() = default;
    Result(Error error) : m_error(std::move(error)), m_failed(true) {}

    [[nodiscard]] bool has_value() const { return !m_failed; }
    explicit operator bool() const { return has_value(); }

    Error& error() &
    {
        assert(m_failed);
        return m_error;
    }
    const Error& error() const&
    {
        assert(m_failed);
        return m_error;
    }
    Error&& error() && { return std::move(error()); }

    template <class F>
    auto and_then(F&& f) const -> std::invoke_result_t<F>
    {
        if (m_failed)
            return m_error;
        return std::forward<F>(f)();
    }

private:
    Error m_error;
    bool m_failed = false;
};

} // namespace cal

/// Return the error of `result` from the enclosing function if it failed.
#define CAL_TRY(result)                                                                                                                    \
    do {                                                                                                                                   \
        if (auto&& calTry_ = (result); !calTry_)                                                                                           \
            return std::move(calTry_).error();                                                                                             \
    } while (false)
