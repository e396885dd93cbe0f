// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/scanner.h"

#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <chrono>

namespace cal::ui {

namespace {

bool takesText(const QWidget* widget)
{
    const auto* const combo = qobject_cast<const QComboBox*>(widget);
    return qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QTextEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) ||
           qobject_cast<const QAbstractSpinBox*>(widget) || (combo && combo->isEditable());
}

bool isEnter(const QKeyEvent& event)
{
    return event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
}

} // namespace

Scanner::Scanner(QObject* parent, std::function<qint64()> milliseconds) : QObject(parent), m_now(std::move(milliseconds))
{
    if (!m_now)
        m_now = [] {
            using namespace std::chrono;
            return static_cast<qint64>(duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count());
        };
    qApp->installEventFilter(this);
}

void Scanner::setPrefix(const QString& prefix)
{
    m_prefix = prefix.left(1);
    m_prefixed = false;
    m_typed.clear();
}

bool Scanner::isPrefix(const QKeyEvent& event) const
{
    return !m_prefix.isEmpty() && event.text() == m_prefix;
}

bool Scanner::finish()
{
    const QString code = m_typed.trimmed();
    const bool wasPrefixed = std::exchange(m_prefixed, false);
    m_typed.clear();
    if (code.isEmpty() || (!wasPrefixed && code.size() < kFewest))
        return wasPrefixed;
    Q_EMIT scanned(code);
    return true;
}

bool Scanner::key(QKeyEvent& event, bool inField)
{
    const auto now = m_now();
    const bool late = now - m_last > kGap;
    m_last = now;
    if (late) { // whatever began before was a person, or a scan that broke off
        m_typed.clear();
        m_prefixed = false;
    }
    if (isPrefix(event)) {
        m_typed.clear();
        m_prefixed = true;
        return true;
    }
    if (!m_prefixed && (inField || !m_prefix.isEmpty()))
        return false;
    if (isEnter(event))
        return finish();
    if (m_typed.size() < kMost && !event.text().isEmpty() && event.text().at(0).isPrint())
        m_typed += event.text();
    return m_prefixed;
}

bool Scanner::eventFilter(QObject* watched, QEvent* event)
{
    // An event goes on to the parents of the widget that has not taken it: it counts once, where the keys go.
    const auto* const focus = QApplication::focusWidget();
    const bool keyOfFocus = watched->isWidgetType() && (watched == focus || (!focus && watched == QApplication::activeWindow()));
    if (!keyOfFocus)
        return false;
    if (event->type() == QEvent::ShortcutOverride) {
        // Within a scan no key is a shortcut; a prefix begins one.
        const auto& keyEvent = static_cast<const QKeyEvent&>(*event);
        if (!isPrefix(keyEvent) && !(m_prefixed && m_now() - m_last <= kGap))
            return false;
        event->accept();
        return true;
    }
    if (event->type() == QEvent::KeyPress)
        return key(static_cast<QKeyEvent&>(*event), takesText(focus));
    return false;
}

} // namespace cal::ui
