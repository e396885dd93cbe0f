// SPDX-License-Identifier: GPL-3.0-or-later
// Faults on request.
#include "instruments/simulator/fault.h"

#include "core/base/json.h"
#include "instruments/scpi/text.h"

#include <charconv>
#include <cmath>

namespace cal::instruments::simulator {
namespace {

constexpr std::pair<std::string_view, Fault::Kind> kKinds[] = {
    {"delay", Fault::Kind::Delay},
    {"late", Fault::Kind::Late},
    {"drop", Fault::Kind::Drop},
    {"split", Fault::Kind::Split},
    {"garbage", Fault::Kind::Garbage},
    {"half", Fault::Kind::Half},
    {"overload", Fault::Kind::Overload},
    {"nan", Fault::Kind::NotANumber},
    {"wrong-idn", Fault::Kind::WrongIdentity},
    {"silent", Fault::Kind::Silent},
    {"error-queue", Fault::Kind::ErrorQueue},
};

} // namespace

Result<Fault> Fault::parse(std::string_view text)
{
    const auto refuse = [text] {
        std::string known;
        for (const auto& entry : kKinds)
            known += (known.empty() ? "" : ", ") + std::string(entry.first);
        return Error{Errc::InvalidArgument, "simulator.fault-unknown", {{"fault", scpi::printable(text)}, {"known", known}}, {}};
    };
    auto rest = text;
    Fault fault;
    if (const auto at = rest.find('@'); at != std::string_view::npos) {
        auto count = rest.substr(at + 1);
        if (count.ends_with('+')) {
            fault.lasting = true;
            count.remove_suffix(1);
        }
        unsigned value = 0;
        const auto [end, error] = std::from_chars(count.data(), count.data() + count.size(), value);
        if (error != std::errc() || end != count.data() + count.size())
            return refuse();
        fault.after = value;
        rest = rest.substr(0, at);
    }
    if (const auto equals = rest.find('='); equals != std::string_view::npos) {
        const auto amount = doubleFrom(rest.substr(equals + 1));
        if (!amount || !(*amount >= 0) || *amount > 1e9)
            return refuse();
        fault.amount = amount;
        rest = rest.substr(0, equals);
    }
    for (const auto& [name, kind] : kKinds)
        if (rest == name) {
            fault.kind = kind;
            return fault;
        }
    return refuse();
}

FaultPlan::FaultPlan(const std::vector<Fault>& faults)
{
    m_faults.reserve(faults.size());
    for (const auto& fault : faults)
        m_faults.push_back({fault, false});
}

std::vector<Fault> FaultPlan::due()
{
    const std::lock_guard lock(m_guard);
    std::vector<Fault> now;
    for (const auto& planned : m_faults)
        if (!planned.over && m_answers >= planned.fault.after.value_or(0))
            now.push_back(planned.fault);
    return now;
}

void FaultPlan::happened(Fault::Kind kind)
{
    const std::lock_guard lock(m_guard);
    for (auto& planned : m_faults)
        if (planned.fault.kind == kind && planned.fault.after && !planned.fault.lasting && m_answers >= *planned.fault.after)
            planned.over = true;
}

void FaultPlan::answered()
{
    const std::lock_guard lock(m_guard);
    ++m_answers;
}

} // namespace cal::instruments::simulator
