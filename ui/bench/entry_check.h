// SPDX-License-Identifier: GPL-3.0-or-later
// Checks what a person types for a reading: a number, in the unit asked for, with the resolution of the item.
#pragma once

#include "core/procedure/procedure.h"

#include <QCoreApplication>
#include <QString>

namespace cal::ui {

class EntryCheck
{
    Q_DECLARE_TR_FUNCTIONS(EntryCheck)

public:
    struct Outcome {
        bool accepted = false;
        QString text;    ///< what goes to the engine: number, blank, unit
        QString refusal; ///< one sentence when not accepted
    };
    /// A bare number is taken in the unit of the nominal value; the full-width digits and signs of a Chinese keyboard are understood.
    static Outcome check(const procedure::Point& point, const QString& typed);
};

} // namespace cal::ui
