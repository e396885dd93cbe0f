// SPDX-License-Identifier: GPL-3.0-or-later
// A file on its way into the register: what each row would do, every reason of a refusal, then all accepted rows at once.
#pragma once

#include "ui/registry/kind_words.h"
#include "ui/registry/register_ports.h"
#include "ui/shell/ui_thread.h"

#include <QObject>

#include <array>
#include <optional>

namespace cal::ui {

class ImportViewModel : public QObject
{
    Q_OBJECT

public:
    explicit ImportViewModel(const RegisterPorts& ports, QObject* parent = nullptr);

    [[nodiscard]] TableModel& rows() { return m_rows; } ///< refused ones first
    [[nodiscard]] const std::optional<registry::ImportPreview>& preview() const { return m_preview; }
    [[nodiscard]] const registry::Kind* kind() const { return m_kind; }
    [[nodiscard]] QString summary() const; ///< how many rows would be added, changed, left, refused; or what was done
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] bool done() const { return m_report.has_value(); }
    [[nodiscard]] bool canCommit() const;
    [[nodiscard]] bool reasonNeeded() const; ///< some rows change what is there

public Q_SLOTS:
    void begin(const QString& kind);
    void look(const QByteArray& file);
    void commit(const QString& reason);

Q_SIGNALS:
    void changed();

private:
    void fill();

    RegisterPorts m_ports;
    const registry::Kind* m_kind = nullptr;
    std::optional<registry::ImportPreview> m_preview;
    std::optional<registry::ImportReport> m_report;
    std::optional<Error> m_trouble;
    bool m_busy = false;
    TableModel m_rows;
    UiThread m_thread{this};
};

} // namespace cal::ui
