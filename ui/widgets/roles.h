// SPDX-License-Identifier: GPL-3.0-or-later
// Item roles that our models and delegates share, and the words of a verdict.
#pragma once

#include "core/conformity/decision_rule.h"

#include <QCoreApplication>
#include <QString>

namespace cal::ui {

enum Role {
    SortRole = Qt::UserRole + 1, ///< what a column sorts by
    VerdictRole,                 ///< int of conformity::Verdict: painted with sign, word and colour
    NumberRole,                  ///< bool: align on the decimal sign
    SimulatedRole,               ///< bool: carries the simulated mark
    TroubleRole,                 ///< bool: refused, failed or expired; painted in the colour of a failure with its sign
    QuietRole,                   ///< bool: of less weight
    IdRole,                      ///< id of the row
    ShareRole,                   ///< double 0 … 1: painted as a bar
    MonoRole,                    ///< bool: bytes, in the monospaced font
    TailRole,                    ///< longest text of the column from the decimal sign on: numbers align on it
};

/// The part of a number's text from the decimal sign on, or from the end of its whole digits where there is none.
QString tailOf(const QString& number);

/// Words of verdicts; the sign comes with the painter.
class VerdictWords
{
    Q_DECLARE_TR_FUNCTIONS(VerdictWords)

public:
    static QString word(conformity::Verdict verdict);
};

} // namespace cal::ui
