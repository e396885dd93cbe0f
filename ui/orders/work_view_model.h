// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the order or item that is shown, what an act asks for, and the twelve steps. Every act goes through the gate; what
// it refuses is a sentence here and an event in the journal.
#pragma once

#include "core/session/work_desk.h"
#include "ui/registry/register_ports.h"
#include "ui/shell/ui_thread.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <map>
#include <optional>
#include <vector>

namespace cal::ui {

class WorkViewModel : public QObject
{
    Q_OBJECT

public:
    /// A line of the form of an act.
    struct Input {
        enum class Kind { Text, Choice, Person, Files };
        QString id, label;
        Kind kind = Kind::Text;
        bool required = false;
        std::vector<std::pair<QString, QString>> choices; ///< value and what is shown
        QString hint;
        const registry::Field* field = nullptr; ///< Files: what is attached is typed as the JSON of its value
    };
    struct Act {
        QString id;    ///< "receive", "agree", "assign", "begin", "check", "approve", "hand-over", "label"
        QString label; ///< what the button says
        QString tip;
    };

    WorkViewModel(const RegisterPorts& ports, session::WorkDesk& desk, QObject* parent = nullptr);

    static bool fits(const registry::Kind& kind); ///< orders and their items
    void setEntity(const std::optional<registry::Entity>& entity);

    [[nodiscard]] std::vector<Act> acts() const; ///< that make sense in the state it is in
    [[nodiscard]] std::vector<Input> inputs(const QString& act) const;
    [[nodiscard]] const std::vector<session::TwelveSteps>& trace() const { return m_trace; }
    [[nodiscard]] const QString& asked() const { return m_asked; }    ///< the act whose form is open; empty: none
    [[nodiscard]] const QByteArray& label() const { return m_label; } ///< PDF
    [[nodiscard]] QString labelName() const;
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] const RegisterPorts& ports() const { return m_ports; }

public Q_SLOTS:
    void start(const QString& act); ///< does it, or opens its form
    void perform(const QString& act, const std::map<QString, QString>& typed);
    void leave(); ///< closes the form or the label

Q_SIGNALS:
    void changed();
    void asks();                                ///< a form or a label wants to be seen
    void done(const QString& id);               ///< an act was done; the entity to show, perhaps another
    void beginRequested(const QString& number); ///< to the bench

private:
    void answer(Result<registry::Entity> entity, bool show);
    void readTrace();
    void makeLabel();
    [[nodiscard]] bool isItem() const { return m_entity && m_entity->kind == "order-item"; }

    RegisterPorts m_ports;
    session::WorkDesk& m_desk;
    std::optional<registry::Entity> m_entity;
    std::vector<session::TwelveSteps> m_trace;
    QString m_asked;
    QByteArray m_label;
    std::optional<Error> m_trouble;
    bool m_busy = false;
    int m_generation = 0;
    UiThread m_thread{this};
};

} // namespace cal::ui
