// SPDX-License-Identifier: GPL-3.0-or-later
// A bar code scanner is fast typing. With a prefix set in the scanner and here, everything from the prefix to Enter is the scan, on any
// screen, and reaches neither fields nor shortcuts. Without one, a burst of keys that ends with Enter outside an input field is a scan; in
// an input field it is typing, for there the code is wanted.
#pragma once

#include <QObject>
#include <QString>

#include <functional>

class QKeyEvent;
class QWidget;

namespace cal::ui {

class Scanner : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 kGap = 30;       ///< ms between two keys of a burst at most
    static constexpr qsizetype kFewest = 4;  ///< characters; fewer are a person's
    static constexpr qsizetype kMost = 1024; ///< more is no code

    /// `milliseconds`: monotonic; the default is the steady clock. Installs itself on the application.
    explicit Scanner(QObject* parent = nullptr, std::function<qint64()> milliseconds = {});

    /// One character, such as U+0002; empty: none.
    void setPrefix(const QString& prefix);
    [[nodiscard]] const QString& prefix() const { return m_prefix; }

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void scanned(const QString& code);

private:
    bool key(QKeyEvent& event, bool inField);
    bool isPrefix(const QKeyEvent& event) const;
    bool finish();

    std::function<qint64()> m_now;
    QString m_prefix, m_typed;
    qint64 m_last = 0;
    bool m_prefixed = false; ///< the prefix has come: all keys are the scanner's
};

} // namespace cal::ui
