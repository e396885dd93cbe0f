// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engine/local_work_desk.h"

#include "app/orders.h"
#include "core/certificate/pdf/label_pdf.h"

namespace cal::app {

namespace {

constexpr int kDaysAhead = 90;

} // namespace

template <class T>
void LocalWorkDesk::ask(std::function<Result<T>(Room)> question, std::function<void(Result<T>)> reply)
{
    m_thread.post([this, person = m_person(), question = std::move(question), reply = std::move(reply)] {
        const auto day = toIso(civilDate(m_clock.now().utc, m_laboratory.offset));
        reply(m_staff.ask<T>([&](registry::People& people) {
            registry::Registry registry(m_catalogue.kinds, people.store(), people, {person, stationName(), programName()}, m_clock);
            registry::Orders orders(registry, people, day);
            return question({people, registry, orders, person, day});
        }));
    });
}

void LocalWorkDesk::act(std::function<Result<registry::Entity>(Room)> what, ActReply reply)
{
    ask<registry::Entity>(
        [what = std::move(what)](Room room) -> Result<registry::Entity> {
            if (room.person.empty())
                return Error{Errc::InvalidArgument, "sign-in.nobody", {}, {}};
            return what(room);
        },
        std::move(reply));
}

void LocalWorkDesk::day(DayReply reply)
{
    ask<session::Day>(
        [](Room room) {
            return session::dayOf(room.registry, room.people, room.person, room.day, kDaysAhead, mayAct(room.people, room.day));
        },
        std::move(reply));
}

void LocalWorkDesk::trace(const std::string& named, TraceReply reply)
{
    ask<std::vector<session::TwelveSteps>>([named](Room room) { return session::twelveStepsOf(room.registry, named); }, std::move(reply));
}

void LocalWorkDesk::receive(const registry::Receipt& receipt, ActReply reply)
{
    act([receipt](Room room) { return room.orders.receive(receipt); }, std::move(reply));
}

void LocalWorkDesk::agree(const std::string& item, const std::string& procedure, const std::string& pointSet, const std::string& due,
                          const std::string& reason, ActReply reply)
{
    act(
        [this, item, procedure, pointSet, due, reason](Room room) -> Result<registry::Entity> {
            const auto agreement = agreementFor(m_catalogue, room.registry.store(), procedure, pointSet, due, reason);
            CAL_TRY(agreement);
            return room.orders.agree(item, *agreement);
        },
        std::move(reply));
}

void LocalWorkDesk::assign(const std::string& item, const std::string& person, ActReply reply)
{
    act([item, person](Room room) { return room.orders.assign(item, person, mayPerform(room.people, room.day)); }, std::move(reply));
}

void LocalWorkDesk::check(const std::string& item, ActReply reply)
{
    act([item](Room room) { return room.orders.check(item); }, std::move(reply));
}

void LocalWorkDesk::approve(const std::string& item, ActReply reply)
{
    act([item](Room room) { return room.orders.approve(item); }, std::move(reply));
}

void LocalWorkDesk::handOver(const std::string& order, const std::vector<std::string>& items, const std::string& to, ActReply reply)
{
    act([order, items, to](Room room) { return room.orders.handOver(order, items, to); }, std::move(reply));
}

void LocalWorkDesk::label(const std::string& named, FileReply reply)
{
    // Gathered where the store is, painted here: the writer is not kept waiting for a page.
    ask<certificate::Label>([this, named](Room room) { return labelOf(room.registry, m_laboratory, named); },
                            [reply = std::move(reply)](const Result<certificate::Label>& label) {
                                reply(label ? certificate::renderLabels({*label}) : Result<std::string>(label.error()));
                            });
}

} // namespace cal::app
