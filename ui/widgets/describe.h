// SPDX-License-Identifier: GPL-3.0-or-later
// Text of an action and its tooltip with the keys that do the same.
#pragma once

#include <QAction>
#include <QStringList>

namespace cal::ui {

/// Call again in retranslate().
inline void describe(QAction& action, const QString& text, const QString& tip)
{
    action.setText(text);
    QStringList keys;
    for (const auto& key : action.shortcuts())
        keys << key.toString(QKeySequence::NativeText);
    action.setToolTip(keys.isEmpty() ? tip : tip + QStringLiteral("  (") + keys.join(QStringLiteral(", ")) + QLatin1Char(')'));
}

} // namespace cal::ui
