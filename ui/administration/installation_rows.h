// SPDX-License-Identifier: GPL-3.0-or-later
// The installation check as table rows: its parts, and the trials of one part, failures first.
#pragma once

#include "core/quality/installation_check.h"
#include "ui/shell/ui_language.h"
#include "ui/widgets/table_model.h"

#include <QCoreApplication>

#include <functional>

namespace cal::ui {

class InstallationRows
{
    Q_DECLARE_TR_FUNCTIONS(InstallationRows)

public:
    static void fillParts(TableModel& model, const quality::InstallationCheck& check, const UiLanguage& language);
    /// `sentence` says what went wrong with a trial that could not be made.
    static void fillTrials(TableModel& model, const quality::CheckPart& part, const std::function<QString(const Error&)>& sentence);
    static QString summary(const quality::InstallationCheck& check);
};

} // namespace cal::ui
