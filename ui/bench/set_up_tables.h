// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the set-up page: who stands on the bench, and what the binder found need by need, point by point.
#pragma once

#include "core/session/engine.h"
#include "ui/shell/ui_language.h"
#include "ui/widgets/table_model.h"

#include <QCoreApplication>

#include <optional>

namespace cal::ui {

class SetUpTables
{
    Q_DECLARE_TR_FUNCTIONS(SetUpTables)

public:
    static QString placeName(const std::string& place);
    static void fillIdentities(TableModel& model, const std::optional<session::SetUp>& setUp, const UiLanguage& language);
    static void fillBindings(TableModel& model, const std::optional<session::SetUp>& setUp, const session::Engine& engine,
                             const UiLanguage& language);
};

} // namespace cal::ui
