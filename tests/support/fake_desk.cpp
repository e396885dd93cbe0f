// SPDX-License-Identifier: GPL-3.0-or-later
// A desk for tests of the window.
#include "tests/support/fake_desk.h"

#include "core/registry/orders.h"

#include <filesystem>
#include <fstream>
#include <future>
#include <sstream>
#include <stdexcept>

namespace cal::test {

using registry::Field;

namespace {

registry::Kinds shipped(const std::vector<Json>& extra)
{
    auto documents = extra;
    for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(CAL_SOURCE_DIR) / "resources/schemas/registry")) {
        if (file.path().extension() != ".json")
            continue;
        std::ifstream stream(file.path(), std::ios::binary);
        std::ostringstream bytes;
        bytes << stream.rdbuf();
        auto document = Json::parse(bytes.str());
        if (!document)
            throw std::runtime_error("fake desk: " + file.path().string());
        documents.push_back(*std::move(document));
    }
    auto kinds = registry::Kinds::fromDocuments(documents);
    if (!kinds)
        throw std::runtime_error("fake desk: " + kinds.error().key + " " + std::string(kinds.error().arg("kind")) + " " +
                                 std::string(kinds.error().arg("field")));
    return *std::move(kinds);
}

void collect(const Json& value, const Field& field, std::vector<std::string>& ids)
{
    if (field.type == Field::Type::Reference && value.isString())
        ids.push_back(value.asString());
    if (field.type == Field::Type::References)
        for (const auto& each : value.asArray())
            ids.push_back(each.asString());
    for (const auto& row : value.asArray())
        for (const auto& column : field.columns)
            collect(row[column.name], column, ids);
}

} // namespace

FakeDesk::FakeDesk() : FakeDesk(std::vector<Json>{}) {}

FakeDesk::FakeDesk(const std::vector<Json>& extraKinds)
    : m_kinds(shipped(extraKinds)), m_store(m_clock, 11, {registry::registryProjection(m_kinds)}),
      m_registry(m_kinds, m_store, m_access, {"metrologist-demo", "bench-1", "calbench test"}, m_clock),
      m_thread([this](const std::stop_token& stop) { work(stop); })
{
}

FakeDesk::~FakeDesk()
{
    m_thread.request_stop();
    m_changed.notify_all();
}

void FakeDesk::post(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    m_changed.notify_all();
}

void FakeDesk::work(const std::stop_token& stop)
{
    for (;;) {
        std::function<void()> task;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, stop, [this] { return !m_tasks.empty(); });
            if (stop.stop_requested() || m_tasks.empty())
                return;
            task = std::move(m_tasks.front());
            m_tasks.pop_front();
        }
        if (const int wait = delayMs; wait > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(wait));
        task();
    }
}

void FakeDesk::now(const std::function<void(registry::Registry&)>& work)
{
    std::promise<void> done;
    post([&] {
        work(m_registry);
        done.set_value();
    });
    done.get_future().wait();
}

void FakeDesk::later(std::function<void(registry::Registry&)> work)
{
    post([this, work = std::move(work)] { work(m_registry); });
}

void FakeDesk::lengthen(const std::string& kind, std::int64_t rows)
{
    m_long[m_kinds.find(kind)->table()] = rows;
}

Result<registry::Desk::EntityView> FakeDesk::viewOf(Result<registry::Entity> entity)
{
    if (!entity)
        return entity.error();
    EntityView view{*std::move(entity), {}};
    std::vector<std::string> ids;
    const auto* kind = m_kinds.find(view.entity.kind);
    for (const auto& field : kind->fields)
        collect(view.entity.value(field.name), field, ids);
    for (const auto& id : ids)
        if (const auto other = m_registry.get(*Uuid::parse(id)))
            view.titles[id] = registry::titleOf(*m_kinds.find(other->kind), other->values);
    return view;
}

journal::RowPage FakeDesk::madeUp(const registry::Kind& kind, const journal::RowQuery& query, std::int64_t rows) const
{
    journal::RowPage page;
    const auto shape = registry::listShape(kind);
    const bool backwards = !query.order.empty() && query.order.front().descending;
    // A condition keeps every tenth row: enough to see that it was asked for.
    const std::int64_t step = query.all.empty() ? 1 : 10;
    page.total = query.count ? rows / step : -1;
    for (auto at = query.offset; at < std::min(query.offset + query.limit, rows / step); ++at) {
        const auto number = (backwards ? rows / step - 1 - at : at) * step;
        Json::Object values{{kind.title, Json("Thing " + std::to_string(number))}};
        if (!kind.number.empty())
            values[kind.number] = Json("N-" + std::to_string(number));
        journal::Row row(shape.columns.size());
        char id[40];
        std::snprintf(id, sizeof id, "0190a000-0000-7000-8000-%012lld", static_cast<long long>(number));
        row[0] = std::string(id);
        row[1] = kind.states.front().name;
        row[2] = std::int64_t{1};
        row[3] = row[4] = std::string("2026-11-23T08:00:00.000000Z");
        row[5] = std::string("metrologist-demo");
        row[6] = values[kind.title].asString();
        row.back() = *Json(values).canonical();
        page.rows.push_back(std::move(row));
    }
    return page;
}

void FakeDesk::page(journal::RowQuery query, PageReply reply)
{
    post([this, query = std::move(query), reply = std::move(reply)] {
        ++pages;
        ListPage list;
        const registry::Kind* kind = nullptr;
        for (const auto& [name, each] : m_kinds.all())
            if (each.table() == query.table)
                kind = &each;
        if (const auto longer = m_long.find(query.table); longer != m_long.end()) {
            list.page = madeUp(*kind, query, longer->second);
            return reply(std::move(list));
        }
        auto rows = m_store.rows(query);
        if (!rows)
            return reply(rows.error());
        list.page = *std::move(rows);
        if (kind)
            for (const auto& row : list.page.rows)
                if (auto view = viewOf(registry::entityOfRow(*kind, row)))
                    list.titles.merge(view->titles);
        reply(std::move(list));
    });
}

void FakeDesk::entity(const journal::StreamId& id, EntityReply reply)
{
    post([this, id, reply = std::move(reply)] { reply(viewOf(m_registry.get(id))); });
}

void FakeDesk::history(const journal::StreamId& id, HistoryReply reply)
{
    post([this, id, reply = std::move(reply)] { reply(m_registry.history(id)); });
}

void FakeDesk::resolve(const std::string& kind, const std::string& named, EntityReply reply)
{
    post([this, kind, named, reply = std::move(reply)] {
        const auto id = m_registry.resolve(kind, named);
        reply(id ? viewOf(m_registry.get(*id)) : Result<EntityView>(id.error()));
    });
}

void FakeDesk::add(const std::string& kind, Json::Object values, EntityReply reply)
{
    post([this, kind, values = std::move(values), reply = std::move(reply)] {
        reply(refuse ? Result<EntityView>(*refuse) : viewOf(registry::addTyped(m_registry, m_access, "2026-11-23", kind, values)));
    });
}

void FakeDesk::change(const journal::StreamId& id, std::int64_t seq, Json::Object values, const std::string& reason, EntityReply reply)
{
    post([this, id, seq, values = std::move(values), reason, reply = std::move(reply)] {
        reply(refuse ? Result<EntityView>(*refuse) : viewOf(m_registry.change(id, seq, values, reason)));
    });
}

void FakeDesk::step(const journal::StreamId& id, std::int64_t seq, const std::string& name, const std::string& reason, Json::Object values,
                    EntityReply reply)
{
    post([this, id, seq, name, reason, values = std::move(values), reply = std::move(reply)] {
        reply(refuse ? Result<EntityView>(*refuse) : viewOf(m_registry.step(id, seq, name, reason, values)));
    });
}

void FakeDesk::previewImport(const std::string& kind, std::string file, PreviewReply reply)
{
    post([this, kind, file = std::move(file), reply = std::move(reply)] { reply(registry::previewImport(m_registry, kind, file)); });
}

void FakeDesk::commitImport(registry::ImportPreview preview, const std::string& reason, ReportReply reply)
{
    post([this, preview = std::move(preview), reason, reply = std::move(reply)] {
        reply(registry::commitImport(m_registry, preview, reason));
    });
}

void FakeDesk::exportList(journal::RowQuery query, registry::TableFormat format, BytesReply reply)
{
    post([this, query = std::move(query), format, reply = std::move(reply)] {
        const auto table = registry::exportTable(m_registry, query);
        reply(table ? registry::writeTable(*table, format) : Result<std::string>(table.error()));
    });
}

void FakeDesk::putFile(const std::string& name, std::string bytes, FileReply reply)
{
    post([this, name, bytes = std::move(bytes), reply = std::move(reply)] {
        const auto digest = m_store.putBlob(bytes);
        reply(digest ? Result<Json>(Json(Json::Object{{"name", name}, {"digest", digest->hex()}, {"size", bytes.size()}}))
                     : Result<Json>(digest.error()));
    });
}

void FakeDesk::getFile(const Digest& digest, BytesReply reply)
{
    post([this, digest, reply = std::move(reply)] { reply(m_store.getBlob(digest)); });
}

void FakeDesk::furnish()
{
    now([this](registry::Registry& registry) {
        const auto add = [&](const char* kind, Json::Object values) -> Json {
            const auto* known = registry.kinds().find(kind);
            if (!known)
                return {};
            for (auto value = values.begin(); value != values.end();) // kinds grow and differ: what is not known is left out
                value = known->field(value->first) && !value->second.isNull() ? std::next(value) : values.erase(value);
            const auto made = registry.add(kind, values);
            if (!made)
                throw std::runtime_error(std::string("fake desk: ") + kind + " " + made.error().key + " " +
                                         std::string(made.error().arg("field")) + " " + std::string(made.error().arg("found")));
            return Json(made->id.text());
        };
        const auto both = [](const char* zh, const char* en) { return Json(Text{zh, en}); };
        const auto body =
            add("organisation", {{"name", both("示范计量所", "Demonstration Metrology Institute")}, {"role", "body"}, {"code", "DEMO"}});
        const auto customer =
            add("organisation", {{"name", both("江城仪器厂", "Jiangcheng Instrument Works")}, {"role", "customer"}, {"code", "JC"}});
        add("organisation", {{"name", both("省计量院", "Provincial Institute of Metrology")}, {"role", "issuer"}, {"code", "PIM"}});
        const auto room = add("location", {{"name", both("电学一室", "Electrical room 1")}, {"code", "E1"}});
        add("location", {{"name", both("样品库", "Item store")}, {"code", "S1"}});
        const auto line = [](const char* range, const char* a, const char* b) {
            return Json(Json::Object{{"version", "1"},
                                     {"quantity", "dc-voltage"},
                                     {"range", range},
                                     {"a", a},
                                     {"b", b},
                                     {"interval", "90 d"},
                                     {"source", "made up for tests"},
                                     {"confidence", "low"}});
        };
        const auto meter =
            add("model", {{"name", both("数字多用表", "Digital multimeter")},
                          {"manufacturer", "HP"},
                          {"code", "hp-34401a"},
                          {"model", "34401A"},
                          {"specifications", Json(Json::Array{line("0.1 V", "30 ppm", "30 ppm"), line("1 V", "20 ppm", "6 ppm"),
                                                              line("10 V", "20 ppm", "4 ppm")})}});
        const auto source = add("model", {{"name", both("多功能校准器", "Multi-product calibrator")},
                                          {"manufacturer", "Fluke"},
                                          {"code", "fluke-5522a"},
                                          {"model", "5522A"}});
        for (int i = 1; i <= 24; ++i) {
            char number[16];
            std::snprintf(number, sizeof number, "A-%04d", i);
            add("asset",
                {{"asset-number", number},
                 {"name", i % 3 == 0 ? both("多功能校准器", "Multi-product calibrator") : both("数字多用表", "Digital multimeter")},
                 {"model", i % 3 == 0 ? source : meter},
                 {"serial", "MY41" + std::to_string(20000 + 37 * i)},
                 {"owner", i % 2 == 0 ? customer : body},
                 {"location", room},
                 {"interval-months", "12"},
                 {"next-due", i < 10 ? "2026-0" + std::to_string(i) + "-15" : "2027-03-15"}});
        }
        const auto row = [](std::initializer_list<std::pair<const char*, const char*>> cells) {
            Json::Object made;
            for (const auto& [name, text] : cells)
                made[name] = Json(text);
            return Json(std::move(made));
        };
        const auto calibrator = *registry.resolve("asset", "A-0003");
        const char* found[] = {"10.00002 V", "10.00005 V", "10.00004 V", "10.00009 V", "10.00012 V"};
        for (int year = 0; year < 5; ++year)
            add("calibration",
                {{"certificate-number", "DCE-" + std::to_string(2021 + year) + "-0117"},
                 {"asset", calibrator.text()},
                 {"issuer", customer},
                 {"calibrated-on", std::to_string(2021 + year) + "-03-1" + std::to_string(year)},
                 {"valid-until", std::to_string(2022 + year) + "-03-10"},
                 {"values",
                  Json(Json::Array{
                      row({{"quantity", "dc-voltage"}, {"nominal", "10 V"}, {"value", found[year]}, {"u", "40 uV"}, {"k", "2"}}),
                      row({{"quantity", "dc-voltage"}, {"nominal", "1 V"}, {"value", "1.000002 V"}, {"u", "5 uV"}, {"k", "2"}})})}});
        add("measurement-standard", {{"code", "DEMO-E-01"},
                                     {"name", both("数字多用表检定装置", "Verification facility for digital multimeters")},
                                     {"characteristics", Json(Json::Array{row({{"quantity", "dc-voltage"},
                                                                               {"low", "1 mV"},
                                                                               {"high", "1000 V"},
                                                                               {"indicator", "u"},
                                                                               {"value", "25 ppm"},
                                                                               {"k", "2"}})})},
                                     {"main-devices", Json(Json::Array{Json(calibrator.text())})},
                                     {"certificate-number", "made up 123"},
                                     {"certificate-until", "2028-05-31"},
                                     {"upper-standards", Json(Json::Array{row({{"name", "直流电压标准 / DC voltage standard"},
                                                                               {"body", "省计量院 / Provincial Institute of Metrology"},
                                                                               {"range", "10 V"},
                                                                               {"indicator", "u"},
                                                                               {"value", "2 ppm"},
                                                                               {"k", "2"},
                                                                               {"method", "直接测量法 / direct measurement"}})})},
                                     {"instruments-served", Json(Json::Array{row({{"name", "数字多用表 / Digital multimeter"},
                                                                                  {"range", "1 mV to 1000 V"},
                                                                                  {"indicator", "mpe"},
                                                                                  {"value", "100 ppm"},
                                                                                  {"method", "直接测量法 / direct measurement"}}),
                                                                             row({{"name", "数字电压表 / Digital voltmeter"},
                                                                                  {"range", "1 mV to 1000 V"},
                                                                                  {"indicator", "mpe"},
                                                                                  {"value", "10 ppm"},
                                                                                  {"method", "直接测量法 / direct measurement"}})})}});
        Json::Array checks;
        const char* results[] = {"1.2", "0.8", "1.1", "1.6", "0.9", "1.3", "1.0", "1.4", "0.7", "1.2", "1.1", "3.4"};
        for (int month = 1; month <= 12; ++month) {
            char day[16];
            std::snprintf(day, sizeof day, "2026-%02d-05", month);
            checks.push_back(row(
                {{"date", day}, {"value", results[month - 1]}, {"session", ""}, {"outcome", month == 12 ? "out-of-limits" : "in-limits"}}));
        }
        add("intermediate-check", {{"name", "Calibrator at 10 V"},
                                   {"asset", calibrator.text()},
                                   {"unit", "uV/V"},
                                   {"interval-months", "1"},
                                   {"due", "2027-01-05"},
                                   {"limits-source", "made up for tests"},
                                   {"lower", "-1"},
                                   {"upper", "3"},
                                   {"results", Json(std::move(checks))}});
        for (const auto& [login, zh, en] : {std::tuple("zhang", "张建国", "Zhang Jianguo"), std::tuple("li", "李敏", "Li Min")}) {
            const auto person = add("person", {{"login", login}, {"name", both(zh, en)}, {"post", both("检定员", "Metrologist")}});
            add("authorisation", {{"title", std::string(en) + ", DC voltage"},
                                  {"person", person},
                                  {"operation", "perform"},
                                  {"scope", "electrical.*"},
                                  {"from", "2026-01-01"},
                                  {"to", "2026-12-31"}});
        }
    });
}

} // namespace cal::test
