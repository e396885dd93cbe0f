// SPDX-License-Identifier: GPL-3.0-or-later
// calbench order: the work of the laboratory from the command line, thin over core/registry/orders.h.
#include "app/cli/office.h"
#include "app/cli/register_words.h"
#include "app/cli/typed_values.h"
#include "app/cli/verbs.h"
#include "app/orders.h"
#include "core/registry/orders.h"
#include "core/session/twelve_steps.h"

namespace cal::app {

namespace {

using registry::Entity;
using registry::Orders;
using registry::Registry;

Json entityJson(const Entity& entity)
{
    return Json::Object{{"id", entity.id.text()}, {"state", entity.state}, {"seq", entity.seq}, {"values", entity.values}};
}

class OrderCall
{
public:
    OrderCall(const OrderOptions& options, const Catalogue& catalogue, const Output& output)
        : m_options(options), m_catalogue(catalogue), m_output(output), m_office(catalogue, output)
    {
    }

    Result<int> run()
    {
        CAL_TRY(m_office.open(m_options.store));
        static const std::map<std::string, std::pair<Result<int> (OrderCall::*)(Orders&, Registry&, registry::People&), bool>> kTasks = {
            {"new", {&OrderCall::open, true}},        {"receive", {&OrderCall::receive, true}}, {"agree", {&OrderCall::agree, true}},
            {"assign", {&OrderCall::assign, true}},   {"check", {&OrderCall::check, true}},     {"approve", {&OrderCall::approve, true}},
            {"deliver", {&OrderCall::deliver, true}}, {"list", {&OrderCall::list, false}},      {"queue", {&OrderCall::queue, true}},
            {"trace", {&OrderCall::trace, false}},    {"recall", {&OrderCall::recall, false}}};
        const auto& [task, signsIn] = kTasks.at(m_options.verb);
        if (signsIn)
            CAL_TRY(m_office.signInOrFirst(m_options.as));
        m_day = m_office.today();
        return m_office.work<int>([&, todo = task](Registry& registry, registry::People& people) -> Result<int> {
            Orders orders(registry, people, m_day);
            return (this->*todo)(orders, registry, people);
        });
    }

private:
    [[nodiscard]] bool zh() const { return m_output.language() == Language::Chinese; }

    Result<int> tell(const Result<Entity>& entity)
    {
        CAL_TRY(entity);
        const auto& kind = *m_catalogue.kinds.find(entity->kind);
        const auto* const state = kind.state(entity->state);
        m_output.print(registry::titleOf(kind, entity->values) + "  " + (state ? state->label.in(m_output.language()) : entity->state));
        m_output.document(entityJson(*entity));
        return kDone;
    }

    static Result<Json::Object> typed(Registry& registry, const char* kind, const std::vector<std::string>& words)
    {
        const auto all = assignments(words);
        CAL_TRY(all);
        return typedValues(registry, *registry.kinds().find(kind), *all);
    }

    Result<int> open(Orders& orders, Registry& registry, registry::People&)
    {
        auto values = typed(registry, "order", m_options.values);
        CAL_TRY(values);
        return tell(orders.open(*std::move(values)));
    }

    Result<int> receive(Orders& orders, Registry& registry, registry::People&)
    {
        CAL_TRY(registry.mayChange("order-item")); // before a photograph is kept
        registry::Receipt receipt{m_options.name, m_options.asset, {}, {}};
        auto item = typed(registry, "order-item", m_options.values);
        CAL_TRY(item);
        receipt.item = *std::move(item);
        auto asset = typed(registry, "asset", m_options.assetValues);
        CAL_TRY(asset);
        receipt.newAsset = *std::move(asset);
        return tell(orders.receive(receipt));
    }

    Result<int> agree(Orders& orders, Registry& registry, registry::People&)
    {
        const auto agreement =
            agreementFor(m_catalogue, registry.store(), m_options.procedure, m_options.pointSet, m_options.due, m_options.reason);
        CAL_TRY(agreement);
        return tell(orders.agree(m_options.name, *agreement));
    }

    Result<int> assign(Orders& orders, Registry&, registry::People& people)
    {
        return tell(orders.assign(m_options.name, m_options.person, mayPerform(people, m_day)));
    }
    Result<int> check(Orders& orders, Registry&, registry::People&) { return tell(orders.check(m_options.name)); }
    Result<int> approve(Orders& orders, Registry&, registry::People&) { return tell(orders.approve(m_options.name)); }
    Result<int> deliver(Orders& orders, Registry&, registry::People&)
    {
        return tell(orders.handOver(m_options.name, m_options.items, m_options.to));
    }

    Result<int> list(Orders& orders, Registry& registry, registry::People&)
    {
        std::vector<Entity> found;
        if (m_options.name.empty()) {
            auto all = registry.list("order");
            CAL_TRY(all);
            found = *std::move(all);
        } else {
            auto order = orders.named("order", m_options.name);
            CAL_TRY(order);
            found.push_back(*std::move(order));
        }
        std::vector<std::vector<std::string>> rows;
        Json::Array documents;
        for (const Entity& order : found) {
            rows.push_back({order.text("number"), stateOf(order), order.text("promised"), ""});
            Json document = entityJson(order);
            const auto items = orders.itemsOf(order);
            CAL_TRY(items);
            Json::Array itemList;
            for (const Entity& item : *items) {
                const auto kit = item.text("kit");
                rows.push_back({"  " + item.text("number"), stateOf(item) + (kit.empty() ? "" : " · " + kit), item.text("due"),
                                item.text("procedure")});
                itemList.push_back(entityJson(item));
            }
            document["items"] = std::move(itemList);
            documents.push_back(std::move(document));
        }
        m_output.table(zh() ? std::vector<std::string>{"编号", "状态", "日期", "规程"}
                            : std::vector<std::string>{"number", "state", "due", "procedure"},
                       rows);
        m_output.document(Json::Object{{"orders", std::move(documents)}});
        return kDone;
    }

    Result<int> queue(Orders& orders, Registry& registry, registry::People& people)
    {
        RegisterWords words(registry, m_output.language());
        const auto lines = orders.queue(m_options.person.empty() ? m_office.person().id : m_options.person, mayPerform(people, m_day));
        CAL_TRY(lines);
        std::vector<std::vector<std::string>> rows;
        Json::Array documents;
        for (const auto& line : *lines) {
            rows.push_back({line.due, line.item.text("number"), words.side(line.asset), words.side(line.customer),
                            line.item.text("procedure"), stateOf(line.item)});
            documents.push_back(Json::Object{{"item", line.item.text("number")},
                                             {"order", line.order},
                                             {"due", line.due},
                                             {"asset", line.asset},
                                             {"customer", line.customer},
                                             {"procedure", line.item.text("procedure")},
                                             {"state", line.item.state},
                                             {"assigned", line.assigned}});
        }
        m_output.table(zh() ? std::vector<std::string>{"期限", "样品编号", "器具", "委托单位", "规程", "状态"}
                            : std::vector<std::string>{"due", "item", "asset", "customer", "procedure", "state"},
                       rows);
        m_output.document(Json::Object{{"queue", std::move(documents)}});
        return kDone;
    }

    /// What a step says beside time and person; the id of a record and the time of receipt tell nobody anything here.
    [[nodiscard]] std::string detailOf(const session::TwelveSteps::Step& step) const
    {
        using Id = session::TwelveSteps::Id;
        if (step.id == Id::SetUp || step.id == Id::Receive)
            return {};
        if (step.id == Id::Judge)
            if (const auto verdict = conformity::verdictNamed(step.detail))
                return conformity::text(*verdict).in(m_output.language());
        return step.detail;
    }

    Result<int> trace(Orders&, Registry& registry, registry::People&)
    {
        const auto all = session::twelveStepsOf(registry, m_options.name);
        CAL_TRY(all);
        RegisterWords words(registry, m_output.language());
        Json::Array documents;
        for (const auto& item : *all) {
            std::vector<std::vector<std::string>> rows;
            for (const auto& step : item.steps)
                rows.push_back({session::label(step.id).in(m_output.language()),
                                step.done ? toLocal(*step.at, m_office.laboratory().offset) : (zh() ? "尚未" : "not yet"),
                                words.name(step.by), detailOf(step)});
            m_output.print(item.item + "  " + words.side(item.asset) +
                           (item.kit.empty() ? "" : (zh() ? "  随现场包外出：" : "  out with kit ") + item.kit));
            m_output.table(zh() ? std::vector<std::string>{"步骤", "时间", "人员", "内容"}
                                : std::vector<std::string>{"step", "time", "person", "what"},
                           rows);
            documents.push_back(item.toJson());
        }
        m_output.document(Json::Object{{"items", std::move(documents)}});
        return kDone;
    }

    Result<int> recall(Orders& orders, Registry& registry, registry::People&)
    {
        RegisterWords words(registry, m_output.language());
        const auto lines = orders.recall(m_options.days);
        CAL_TRY(lines);
        std::vector<std::vector<std::string>> rows;
        Json::Array documents;
        for (const auto& line : *lines) {
            rows.push_back({words.side(line.owner), line.due, line.asset.text("asset-number"),
                            words.value("asset", "name", line.asset.value("name")), line.item});
            documents.push_back(Json::Object{{"owner", line.owner},
                                             {"due", line.due},
                                             {"asset", line.asset.text("asset-number")},
                                             {"item", line.item},
                                             {"overdue", line.overdue}});
        }
        m_output.table(zh() ? std::vector<std::string>{"所有者", "有效期至", "资产编号", "名称", "上次"}
                            : std::vector<std::string>{"owner", "valid until", "asset", "name", "last item"},
                       rows);
        m_output.document(Json::Object{{"recall", std::move(documents)}});
        return kDone;
    }

    std::string stateOf(const Entity& entity) const
    {
        const auto* const state = m_catalogue.kinds.find(entity.kind)->state(entity.state);
        return state ? state->label.in(m_output.language()) : entity.state;
    }

    const OrderOptions& m_options;
    const Catalogue& m_catalogue;
    const Output& m_output;
    Office m_office;
    std::string m_day;
};

} // namespace

int orderVerb(const OrderOptions& options, const Catalogue& catalogue, const Output& output)
{
    const auto done = OrderCall(options, catalogue, output).run();
    return done ? *done : output.fail(done.error());
}

} // namespace cal::app
