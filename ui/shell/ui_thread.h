// SPDX-License-Identifier: GPL-3.0-or-later
// Carries answers from engine threads to the thread of the window, and drops them when the receiver is gone.
#pragma once

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace cal::ui {

/// Member of a QObject that asks the engine. Closing under the lock makes the check for a living receiver safe from any thread.
class UiThread
{
public:
    explicit UiThread(QObject* receiver) : m_gate(std::make_shared<Gate>()) { m_gate->receiver = receiver; }
    ~UiThread()
    {
        const std::lock_guard lock(m_gate->mutex);
        m_gate->receiver = nullptr;
    }
    UiThread(const UiThread&) = delete;
    UiThread& operator=(const UiThread&) = delete;

    /// A callback for the engine that runs `then(value)` later on the receiver's thread.
    template <class Value, class Then>
    [[nodiscard]] std::function<void(Value)> reply(Then then) const
    {
        return [gate = m_gate, then = std::move(then)](Value value) {
            const std::lock_guard lock(gate->mutex);
            if (!gate->receiver)
                return;
            auto carried = std::make_shared<Value>(std::move(value));
            QMetaObject::invokeMethod(
                gate->receiver, [carried, then] { then(std::move(*carried)); }, Qt::QueuedConnection);
        };
    }

private:
    struct Gate {
        std::mutex mutex;
        QObject* receiver = nullptr;
    };
    std::shared_ptr<Gate> m_gate;
};

} // namespace cal::ui
