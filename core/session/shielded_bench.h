// SPDX-License-Identifier: GPL-3.0-or-later
// Turns what a library below the drivers throws into an error of the bench, before the script host would call it a fault of the script.
#pragma once

#include "core/procedure/script_bench.h"

#include <exception>

namespace cal::session {

class ShieldedBench final : public procedure::ScriptBench
{
public:
    explicit ShieldedBench(procedure::ScriptBench& inner, std::string point) : m_inner(inner), m_point(std::move(point)) {}

    Result<void> configure(std::string_view place, const std::string& quantity, const std::map<std::string, std::string>& options,
                           int line) override
    {
        return shield<void>([&] { return m_inner.configure(place, quantity, options, line); });
    }
    Result<void> set(std::string_view place, const std::string& quantity, const units::Quantity& value, int line) override
    {
        return shield<void>([&] { return m_inner.set(place, quantity, value, line); });
    }
    Result<void> operate(std::string_view place, int line) override
    {
        return shield<void>([&] { return m_inner.operate(place, line); });
    }
    Result<void> standby(std::string_view place, int line) override
    {
        return shield<void>([&] { return m_inner.standby(place, line); });
    }
    Result<void> settle(const Settling& settling, int line) override
    {
        return shield<void>([&] { return m_inner.settle(settling, line); });
    }
    Result<units::Quantity> read(std::string_view place, const std::string& quantity, int line) override
    {
        return shield<units::Quantity>([&] { return m_inner.read(place, quantity, line); });
    }
    Result<void> wait(std::chrono::milliseconds duration, int line) override
    {
        return shield<void>([&] { return m_inner.wait(duration, line); });
    }
    Result<std::string> prompt(const Text& text, const std::vector<std::string>& choices, int line) override
    {
        return shield<std::string>([&] { return m_inner.prompt(text, choices, line); });
    }
    Result<void> note(const std::string& text, int line) override
    {
        return shield<void>([&] { return m_inner.note(text, line); });
    }

private:
    template <class T, class Call>
    Result<T> shield(Call call) const
    {
        try {
            return call();
        } catch (const std::exception& trouble) {
            return Error{Errc::InstrumentError, "session.unexpected", {{"point", m_point}, {"reason", trouble.what()}}, {}};
        }
    }

    procedure::ScriptBench& m_inner;
    std::string m_point;
};

} // namespace cal::session
