// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the set-up page.
#include "ui/bench/set_up_tables.h"

#include "ui/widgets/figures.h"

#include <algorithm>

namespace cal::ui {
namespace {

const session::StandardUsed* standardAt(const session::SetUp& setUp, const std::string& place)
{
    const auto found = std::find_if(setUp.standards.begin(), setUp.standards.end(), [&](const auto& s) { return s.place == place; });
    return found == setUp.standards.end() ? nullptr : &*found;
}

/// The number in front of a text such as "0.12", "12 %" or "3.4 uV", for sorting.
double leading(const std::string& text)
{
    return QString::fromStdString(text).section(QLatin1Char(' '), 0, 0).toDouble();
}

} // namespace

QString SetUpTables::placeName(const std::string& place)
{
    if (place == "standard")
        //: place on the bench: 标准器
        return tr("Standard");
    if (place == "item")
        //: place on the bench: 被校器具
        return tr("Item");
    if (place == "environment")
        //: place on the bench: 环境
        return tr("Environment");
    return QString::fromStdString(place);
}

void SetUpTables::fillIdentities(TableModel& model, const std::optional<session::SetUp>& setUp, const UiLanguage& language)
{
    model.setColumns({{tr("Place", "role on the bench")},
                      {tr("Instrument")},
                      {tr("Serial number")},
                      {tr("Certificate")},
                      {tr("Valid until", "of a certificate: 有效期至")},
                      {tr("Identity", "answer to *IDN? against the register")}});
    std::vector<TableRow> rows;
    if (setUp) {
        std::vector<std::pair<std::string, equipment::Identity>> inOrder(setUp->identities.begin(), setUp->identities.end());
        const auto rank = [](const std::string& place) { return place == "item" ? 0 : place == "standard" ? 1 : 2; };
        std::stable_sort(inOrder.begin(), inOrder.end(), [&](const auto& a, const auto& b) { return rank(a.first) < rank(b.first); });
        for (const auto& [place, identity] : inOrder) {
            const auto definition = setUp->definitions.find(place);
            const auto* standard = standardAt(*setUp, place);
            const bool simulated = setUp->bench["places"][place].contains("simulated");
            QString name = QString::fromStdString(identity.manufacturer + " " + identity.model);
            if (definition != setUp->definitions.end())
                name += QStringLiteral("  ") + language.text(definition->second.name);
            const bool known = !standard || standard->serial.empty() || standard->serial == identity.serial;
            rows.push_back({QString::fromStdString(place),
                            {{.text = placeName(place)},
                             {.text = name, .simulated = simulated},
                             {.text = QString::fromStdString(identity.serial)},
                             {.text = standard ? QString::fromStdString(standard->certificate) : QString()},
                             {.text = standard ? QString::fromStdString(standard->validUntil) : QString()},
                             {.text = known ? tr("identified") : tr("another serial number is registered"),
                              .trouble = !known,
                              .tip = escaped(identity.reply)}}});
        }
    }
    model.setRows(std::move(rows));
}

void SetUpTables::fillBindings(TableModel& model, const std::optional<session::SetUp>& setUp, const session::Engine& engine,
                               const UiLanguage& language)
{
    model.setColumns({{tr("Need", "what a procedure asks of a place")},
                      {tr("Met by")},
                      {tr("Point", "calibration point: 校准点")},
                      {tr("U of the standard (k = 2)"), {}, true},
                      {tr("U / MPE", "ratio of U of the standard to the maximum permissible error"), {}, true},
                      {tr("Decision")}});
    std::vector<TableRow> rows;
    if (setUp) {
        for (const auto& binding : setUp->bindings) {
            for (const auto& check : binding.points) {
                const auto identity = setUp->identities.find(binding.need.place);
                QString by = QString::fromStdString(binding.definition);
                if (identity != setUp->identities.end())
                    by = QString::fromStdString(identity->second.model + "  " + identity->second.serial);
                rows.push_back(
                    {QString::fromStdString(binding.need.place + "/" + binding.need.quantity + "/" + check.point),
                     {{.text = language.text(binding.need.name)},
                      {.text = by},
                      {.text = QString::fromStdString(check.point)},
                      {.text = grouped(check.uncertainty), .sort = leading(check.uncertainty), .number = true},
                      {.text = grouped(check.ratio), .sort = leading(check.ratio), .number = true},
                      {.text = check.ok ? tr("suitable") : QString::fromStdString(engine.sentence(check.reason, language.language())),
                       .trouble = !check.ok}}});
            }
        }
    }
    model.setRows(std::move(rows));
}

} // namespace cal::ui
