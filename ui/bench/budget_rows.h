// SPDX-License-Identifier: GPL-3.0-or-later
// The uncertainty budget of a point as table rows, largest contribution visible as a bar.
#pragma once

#include "core/session/record.h"
#include "ui/shell/ui_language.h"
#include "ui/widgets/table_model.h"

#include <QCoreApplication>

namespace cal::ui {

class BudgetRows
{
    Q_DECLARE_TR_FUNCTIONS(BudgetRows)

public:
    /// Fills from `result`, or empties the table when null.
    static void fill(TableModel& model, const session::PointResult* result, const UiLanguage& language);
    static QString distributionName(uncertainty::Distribution distribution);
};

} // namespace cal::ui
