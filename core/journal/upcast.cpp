// SPDX-License-Identifier: GPL-3.0-or-later
// The register of event types and their upcasters.
#include "core/journal/upcast.h"

#include <algorithm>

namespace cal::journal {

void Upcasters::know(std::string type, int newest)
{
    Type& entry = m_types[std::move(type)];
    entry.newest = std::max(entry.newest, newest);
}

void Upcasters::add(std::string type, int from, Upcaster upcaster)
{
    Type& entry = m_types[std::move(type)];
    entry.newest = std::max(entry.newest, from + 1);
    entry.steps[from] = std::move(upcaster);
}

int Upcasters::newest(std::string_view type) const
{
    const auto found = m_types.find(type);
    return found == m_types.end() ? 0 : found->second.newest;
}

bool Upcasters::knows(std::string_view type, int version) const
{
    return version >= 1 && version <= newest(type);
}

Result<Json> Upcasters::upcast(std::string_view type, int version, Json body) const
{
    const auto error = [&](Errc code, const char* key, int at) {
        return Error{code, key, {{"type", std::string(type)}, {"version", std::to_string(at)}}, {}};
    };
    if (!knows(type, version))
        return error(Errc::ParseError, "journal.newer-event", version);
    const Type& entry = m_types.find(type)->second;
    for (int at = version; at < entry.newest; ++at) {
        const auto step = entry.steps.find(at);
        if (step == entry.steps.end())
            return error(Errc::InvalidArgument, "journal.no-upcaster", at);
        auto next = step->second(std::move(body));
        if (!next)
            return std::move(next).error().within(std::string(type) + " v" + std::to_string(at));
        body = *std::move(next);
    }
    return body;
}

} // namespace cal::journal
