// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/standards.h"

#include "app/access.h"

namespace cal::app {

Result<session::StandardsOnHand> standardsOnHand(journal::Writer& writer, const registry::Kinds& kinds, Clock& clock)
{
    std::optional<Result<session::StandardsOnHand>> answer;
    CAL_TRY(writer.ask([&](journal::EventStore& store) -> Result<void> {
        registry::EverybodyMay reading;
        registry::Registry registry(kinds, store, reading, {{}, stationName(), programName()}, clock);
        answer = session::standardsOnHand(registry);
        return {};
    }));
    return *std::move(answer);
}

std::function<Result<int>(const std::string&)> authorisedPeople(journal::Writer& writer, const registry::Kinds& kinds,
                                                                const session::Laboratory& laboratory, Clock& clock)
{
    return [&writer, &kinds, &laboratory, &clock](const std::string& procedure) -> Result<int> {
        Staff staff(writer, kinds, workplaceOf(laboratory, "program"), clock);
        registry::Act act;
        act.operation = "perform";
        act.scope = procedure;
        act.verification = true;
        const auto day = toIso(civilDate(clock.now().utc, laboratory.offset));
        return staff.ask<int>([&](registry::People& people) -> Result<int> {
            const auto found = people.authorised(act, day);
            CAL_TRY(found);
            return static_cast<int>(found->size());
        });
    };
}

std::function<Result<void>(const session::SetUp&)> standardsUsable(journal::Writer& writer, const registry::Kinds& kinds, Clock& clock)
{
    return [&writer, &kinds, &clock](const session::SetUp& setUp) -> Result<void> {
        const auto onHand = standardsOnHand(writer, kinds, clock);
        CAL_TRY(onHand);
        const auto purpose = session::purposeOf(setUp, clock.now().utc, authorisedPeople(writer, kinds, setUp.laboratory, clock));
        return session::stillUsable(setUp, *onHand, purpose);
    };
}

} // namespace cal::app
