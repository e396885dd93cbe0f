// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/installation_rows.h"

#include <algorithm>

namespace cal::ui {

void InstallationRows::fillParts(TableModel& model, const quality::InstallationCheck& check, const UiLanguage& language)
{
    model.setColumns({{tr("Part")}, {tr("Trials"), {}, true}, {tr("Failed"), {}, true}, {tr("Result")}});
    std::vector<TableRow> rows;
    for (const auto& part : check.parts)
        rows.push_back({QString::fromStdString(part.id),
                        {{.text = language.text(part.title)},
                         {.text = QString::number(part.trials.size()), .sort = static_cast<double>(part.trials.size()), .number = true},
                         {.text = QString::number(part.failed()), .sort = static_cast<double>(part.failed()), .number = true},
                         {.text = part.green() ? tr("green") : tr("failed")}}});
    model.setRows(std::move(rows));
}

void InstallationRows::fillTrials(TableModel& model, const quality::CheckPart& part, const std::function<QString(const Error&)>& sentence)
{
    model.setColumns({{tr("Result")}, {tr("Trial")}, {tr("Expected")}, {tr("Found")}, {tr("Source")}});
    std::vector<const quality::Trial*> trials;
    trials.reserve(part.trials.size());
    for (const auto& trial : part.trials)
        trials.push_back(&trial);
    std::stable_sort(trials.begin(), trials.end(), [](const auto* a, const auto* b) { return !a->holds && b->holds; });
    std::vector<TableRow> rows;
    for (const auto* trial : trials)
        rows.push_back({QString::fromStdString(trial->id),
                        {{.text = trial->holds ? tr("holds") : tr("failed")},
                         {.text = QString::fromStdString(trial->id)},
                         {.text = QString::fromStdString(trial->expected), .quiet = true},
                         {.text = trial->error ? sentence(*trial->error) : QString::fromStdString(trial->found)},
                         {.text = QString::fromStdString(trial->source), .quiet = true}}});
    model.setRows(std::move(rows));
}

QString InstallationRows::summary(const quality::InstallationCheck& check)
{
    std::size_t failed = 0;
    for (const auto& part : check.parts)
        failed += part.failed();
    if (check.green())
        return tr("The installation check is green.");
    return tr("The installation check found %n failure(s).", nullptr, static_cast<int>(failed));
}

} // namespace cal::ui
