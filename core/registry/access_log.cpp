// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/registry/access_log.h"

#include "core/base/utf8.h"
#include "core/registry/credentials.h"

namespace cal::registry {

namespace {

using journal::Cell;
using journal::Column;

constexpr std::size_t kLongestText = 200; // what somebody tried may be garbage of any size

class AccessProjection final : public journal::Projection
{
public:
    [[nodiscard]] std::string name() const override { return "access"; }
    [[nodiscard]] int version() const override { return 1; }
    [[nodiscard]] std::vector<journal::TableShape> tables() const override
    {
        using Type = Column::Type;
        return {{"access_refusals",
                 {{"key"},
                  {"at", Type::Text, true},
                  {"person", Type::Text, true},
                  {"operation", Type::Text, true},
                  {"scope"},
                  {"reason", Type::Text, true},
                  {"by"},
                  {"station", Type::Text, true},
                  {"details"}},
                 {}},
                {"access_people",
                 {{"person"},
                  {"password_set"},
                  {"must_change", Type::Integer},
                  {"failures", Type::Integer},
                  {"locked_until"},
                  {"last_sign_in"}},
                 {}}};
    }

    Result<std::vector<journal::RowChange>> apply(const journal::Event& event, journal::TableReader& tables) override
    {
        std::vector<journal::RowChange> changes;
        const auto key = event.stream.text() + "#" + std::to_string(event.seq);
        const auto at = toRfc3339(event.at.utc);
        const auto text = [&](const char* name) { return Cell(event.body[name].asString()); };
        if (event.type == "access.refused") {
            const auto details = event.body["details"].canonical();
            changes.push_back({"access_refusals",
                               {Cell(key), Cell(at), text("person"), text("operation"), text("scope"), text("reason"), text("by"),
                                Cell(event.station), Cell(details ? *details : std::string())}});
            return changes;
        }
        if (!event.type.starts_with("person.") || event.stream != credentialsStream(event.body["person"].asString()))
            return changes;
        const auto person = event.body["person"].asString();
        if (event.type == "person.sign-in-refused")
            changes.push_back(
                {"access_refusals",
                 {Cell(key), Cell(at), Cell(person), Cell("sign-in"), Cell(""), text("reason"), Cell(""), Cell(event.station), Cell("")}});
        auto found = tables.row("access_people", person);
        CAL_TRY(found);
        journal::Row row = *found ? **found : journal::Row{Cell(person), {}, Cell(std::int64_t{0}), Cell(std::int64_t{0}), {}, {}};
        Credentials now;
        const auto failures = std::get_if<std::int64_t>(&row[3]);
        now.failures = failures ? static_cast<int>(*failures) : 0;
        if (const auto* until = std::get_if<std::string>(&row[4]))
            if (const auto time = parseRfc3339(*until))
                now.lockedUntil = *time;
        now.mustChange = row[2] == Cell(std::int64_t{1});
        now.apply(event);
        if (event.type == "person.password-set")
            row[1] = Cell(at);
        row[2] = Cell(std::int64_t{now.mustChange});
        row[3] = Cell(std::int64_t{now.failures});
        row[4] = now.lockedUntil ? Cell(toRfc3339(*now.lockedUntil)) : Cell();
        if (event.type == "person.signed-in")
            row[5] = Cell(at);
        changes.push_back({"access_people", std::move(row)});
        return changes;
    }
};

} // namespace

std::shared_ptr<journal::Projection> accessProjection()
{
    return std::make_shared<AccessProjection>();
}

journal::StreamId accessLogStream(std::string_view station)
{
    return namedStream("access log " + std::string(station));
}

Result<void> logRefusal(journal::EventStore& store, const journal::Authorship& by, const Act& act, const Error& reason)
{
    Json::Object details;
    for (const auto& [name, value] : reason.args)
        if (name != "person" && name != "operation" && name != "scope")
            details[name] = excerpt(value, kLongestText);
    const bool known = Uuid::parse(act.person).has_value();
    const journal::NewEvent refused{"access.refused", 1,
                                    Json::Object{{"person", known ? act.person : std::string()},
                                                 {"operation", excerpt(act.operation, kLongestText)},
                                                 {"scope", excerpt(act.scope, kLongestText)},
                                                 {"by", act.by},
                                                 {"reason", reason.key},
                                                 {"details", std::move(details)}}};
    const auto stream = accessLogStream(by.station);
    // Another program of this workstation may write at the same moment; then the next number is taken.
    constexpr int kTries = 20;
    for (int tries = 1;; ++tries) {
        const auto head = store.head(stream);
        CAL_TRY(head);
        std::vector<journal::NewEvent> events;
        if (head->seq == 0)
            events.push_back({"access.log-opened", 1, Json::Object{{"station", by.station}}});
        events.push_back(refused);
        const auto done = store.append(stream, head->seq, events, by);
        if (done)
            return {};
        if (done.error().code != Errc::Conflict || tries == kTries)
            return done.error();
    }
}

} // namespace cal::registry
