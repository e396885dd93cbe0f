// SPDX-License-Identifier: GPL-3.0-or-later
// Words that wrap and are never cut off: the label asks for the height its width needs, which a QStackedLayout above it would not pass on.
#pragma once

#include <QLabel>
#include <QResizeEvent>

namespace cal::ui {

class WrappedLabel : public QLabel
{
public:
    explicit WrappedLabel(QWidget* parent = nullptr) : QLabel(parent) { setWordWrap(true); }
    [[nodiscard]] QSize minimumSizeHint() const override
    {
        return {QLabel::minimumSizeHint().width(), width() > 0 ? heightForWidth(width()) : QLabel::minimumSizeHint().height()};
    }
    [[nodiscard]] QSize sizeHint() const override { return {QLabel::sizeHint().width(), minimumSizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QLabel::resizeEvent(event);
        if (event->size().width() != event->oldSize().width())
            updateGeometry();
    }
};

} // namespace cal::ui
