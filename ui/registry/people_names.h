// SPDX-License-Identifier: GPL-3.0-or-later
// Names behind the person ids that events carry: each is asked for once.
#pragma once

#include "ui/registry/register_ports.h"
#include "ui/shell/ui_thread.h"

#include <QObject>

#include <map>

namespace cal::ui {

class PeopleNames : public QObject
{
    Q_OBJECT

public:
    explicit PeopleNames(const RegisterPorts& ports, QObject* parent = nullptr);
    /// The name; the id itself until it is known, and for authors who are no entities.
    [[nodiscard]] QString name(const std::string& id);

Q_SIGNALS:
    void changed();

private:
    RegisterPorts m_ports;
    std::map<std::string, std::string> m_titles;
    UiThread m_thread{this};
};

} // namespace cal::ui
