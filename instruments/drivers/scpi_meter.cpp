// SPDX-License-Identifier: GPL-3.0-or-later
// Meters by table.
#include "instruments/drivers/scpi_meter.h"

#include <cmath>

namespace cal::instruments::drivers {
namespace {

std::string keysOf(const Json& object)
{
    std::string list;
    for (const auto& [key, value] : object.asObject())
        list += (list.empty() ? "" : ", ") + key;
    return list;
}

/// The narrowest range of `quantity` for which `fits` holds.
template <class Fits>
const equipment::Capability* narrowest(const equipment::Definition& definition, std::string_view quantity, Fits fits)
{
    const equipment::Capability* best = nullptr;
    for (const auto& capability : definition.capabilities)
        if (capability.quantity == quantity && !capability.sources && fits(capability) && (!best || capability.range < best->range))
            best = &capability;
    return best;
}

} // namespace

Result<void> ScpiMeter::configure(const equipment::MeterSettings& settings, std::stop_token stop)
{
    const Json& table = commands()["configure"][settings.quantity];
    const auto* any = narrowest(definition(), settings.quantity, [](const auto&) { return true; });
    if (table.isNull() || !any)
        return Error{Errc::InvalidArgument, "instrument.cannot-measure", {{"instrument", name()}, {"quantity", settings.quantity}}, {}};
    Configured next;
    next.quantity = settings.quantity;
    next.unit = any->specification.unit;
    if (settings.range) {
        auto wanted = settings.range->in(next.unit);
        if (!wanted)
            return std::move(wanted).error();
        next.range = narrowest(definition(), settings.quantity, [&](const auto& c) { return c.range >= wanted->number.abs(); });
        if (!next.range)
            return Error{
                Errc::InvalidArgument, "instrument.no-such-range", {{"instrument", name()}, {"range", settings.range->text()}}, {}};
    }
    next.automatic = !settings.range;

    // Every option is set, asked for or not: what an earlier user left behind must not count.
    const Json& options = table["options"];
    for (const auto& [option, choice] : settings.options)
        if (!options.contains(option))
            return Error{Errc::InvalidArgument,
                         "instrument.no-such-option",
                         {{"instrument", name()}, {"option", option}, {"known", keysOf(options)}},
                         {}};
    std::vector<const Json*> steps;
    const Json& time = commands()["read"]["seconds-per"];
    for (const auto& [option, entry] : options.asObject()) {
        const auto given = settings.options.find(option);
        const auto choice = given == settings.options.end() ? entry["default"].asString() : given->second;
        const Json& list = entry["choices"][choice];
        if (!list.isArray())
            return Error{Errc::InvalidArgument,
                         "instrument.no-such-choice",
                         {{"instrument", name()}, {"option", option}, {"choice", choice}, {"known", keysOf(entry["choices"])}},
                         {}};
        steps.push_back(&list);
        if (const auto share = entry["resolution-of-range"][choice].asDecimal())
            next.resolutionOfRange = *share;
        const auto count = Decimal::parse(choice);
        const auto each = time["seconds"].asDecimal();
        if (time["option"].asString() == option && count && each)
            next.readTime = std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil((*count * *each).toDouble() * 1000.0)));
    }
    const auto rangeText = next.range ? next.range->range.plain() : std::string();
    m_configured.reset();
    auto configured = lane().call([&](Session& session) -> Result<void> {
        CAL_TRY(prepare(session, stop));
        CAL_TRY(step(session, table[next.range ? "range" : "automatic"], "range", rangeText, stop));
        for (const auto* list : steps)
            CAL_TRY(step(session, *list, "range", rangeText, stop));
        return {};
    });
    if (configured)
        m_configured = std::move(next);
    return configured;
}

Result<equipment::Indication> ScpiMeter::read(std::stop_token stop)
{
    if (!m_configured)
        return Error{Errc::InvalidArgument, "instrument.not-configured", {{"instrument", name()}}, {}};
    const auto& query = commands()["read"]["query"].asString();
    auto taken = lane().call([&](Session& session) -> Result<equipment::Indication> {
        CAL_TRY(prepare(session, stop));
        equipment::Indication indication;
        session.beginCapture();
        auto number = askNumber(session, query, stop, session.options().ioTimeout + m_configured->readTime, &indication.rawReply);
        indication.exchanges = session.takeCapture();
        if (!number)
            return std::move(number).error();
        indication.value = equipment::Scalar{std::move(*number), m_configured->unit};
        indication.takenAt = indication.exchanges.empty() ? now() : indication.exchanges.back().at;
        indication.instrument = name();
        return indication;
    });
    if (taken && m_configured->automatic) {
        const auto magnitude = std::get<equipment::Scalar>(taken->value).number.abs();
        m_configured->range = narrowest(definition(), m_configured->quantity, [&](const auto& c) { return c.high >= magnitude; });
    }
    return taken;
}

Result<units::Quantity> ScpiMeter::resolution() const
{
    if (!m_configured || !m_configured->range)
        return Error{Errc::InvalidArgument, "instrument.not-configured", {{"instrument", name()}}, {}};
    const auto& range = *m_configured->range;
    const auto step = m_configured->resolutionOfRange.isZero() ? range.resolution : range.range * m_configured->resolutionOfRange;
    return units::Quantity{step.normalised(), m_configured->unit};
}

} // namespace cal::instruments::drivers
