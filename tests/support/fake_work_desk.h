// SPDX-License-Identifier: GPL-3.0-or-later
// A work desk for tests of the window: the real orders over the register of a FakeDesk, behind a gate that refuses what a test says.
#pragma once

#include "core/session/order_work.h"
#include "core/session/work_desk.h"
#include "tests/support/fake_desk.h"

namespace cal::test {

class FakeWorkDesk final : public session::WorkDesk
{
public:
    static constexpr const char* kToday = "2026-11-23";

    explicit FakeWorkDesk(FakeDesk& desk) : m_desk(desk) {}

    /// Needs FakeDesk::furnish(). A number block, the person "metrologist-demo", and two orders: a batch of three meters that are agreed
    /// and assigned to that person, one of them overdue; one that is only received; one measured by somebody else and one by that person.
    void furnish();
    std::string refused; ///< operation nobody may do; set before the question

    /// As the engine's, for FakeEngineOptions::orderWork.
    Result<session::OrderWork> workOf(const std::string& named);
    /// A session of the item was begun, or begun and sealed, by `person`.
    void measured(const std::string& item, const std::string& person);

    void day(DayReply reply) override;
    void trace(const std::string& named, TraceReply reply) override;
    void receive(const registry::Receipt& receipt, ActReply reply) override;
    void agree(const std::string& item, const std::string& procedure, const std::string& pointSet, const std::string& due,
               const std::string& reason, ActReply reply) override;
    void assign(const std::string& item, const std::string& person, ActReply reply) override;
    void check(const std::string& item, ActReply reply) override;
    void approve(const std::string& item, ActReply reply) override;
    void handOver(const std::string& order, const std::vector<std::string>& items, const std::string& to, ActReply reply) override;
    void label(const std::string& named, FileReply reply) override;

    std::string person = "metrologist-demo"; ///< who is signed in
    std::string labelPdf;                    ///< what label() answers

private:
    /// Refuses an operation, and a check or an approval by who performed, as People does.
    class Gate final : public registry::Access
    {
    public:
        explicit Gate(FakeWorkDesk& desk) : m_desk(desk) {}
        Result<void> require(const registry::Act& act) override;

    private:
        FakeWorkDesk& m_desk;
    };
    template <class T>
    void ask(std::function<Result<T>(registry::Registry&, registry::Orders&)> question, std::function<void(Result<T>)> reply);

    FakeDesk& m_desk;
};

} // namespace cal::test
