// SPDX-License-Identifier: GPL-3.0-or-later
// Words of verdicts.
#include "ui/widgets/roles.h"

namespace cal::ui {

QString tailOf(const QString& number)
{
    qsizetype at = 0;
    while (at < number.size() && (number[at].isDigit() || number[at] == QChar(0x202F) || number[at] == QChar(0x2212) ||
                                  number[at] == QChar(0x00B1) || number[at] == QLatin1Char('-') || number[at] == QLatin1Char('+')))
        ++at;
    return number.mid(at);
}

QString VerdictWords::word(conformity::Verdict verdict)
{
    switch (verdict) {
    case conformity::Verdict::Pass:
        //: verdict of a point or item: 合格
        return tr("Pass");
    case conformity::Verdict::Fail:
        //: verdict of a point or item: 不合格
        return tr("Fail");
    case conformity::Verdict::Undecided:
        //: verdict by a decision rule with guard band: 待定
        return tr("Undecided");
    case conformity::Verdict::NotJudged:
        break;
    }
    //: no statement of conformity was asked for
    return tr("Not judged");
}

} // namespace cal::ui
