// SPDX-License-Identifier: GPL-3.0-or-later
// A style sheet looks at properties only when a widget is polished: set one and look again.
#pragma once

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace cal::ui {

inline void setStyled(QWidget& widget, const char* property, const QVariant& value)
{
    if (widget.property(property) == value)
        return;
    widget.setProperty(property, value);
    widget.style()->unpolish(&widget);
    widget.style()->polish(&widget);
}

} // namespace cal::ui
