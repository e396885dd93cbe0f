// SPDX-License-Identifier: GPL-3.0-or-later
// Names behind person ids.
#include "ui/registry/people_names.h"

#include "ui/registry/kind_words.h"

namespace cal::ui {

PeopleNames::PeopleNames(const RegisterPorts& ports, QObject* parent) : QObject(parent), m_ports(ports) {}

QString PeopleNames::name(const std::string& id)
{
    const auto known = m_titles.find(id);
    if (known != m_titles.end())
        return known->second.empty() ? QString::fromStdString(id) : KindWords::title(m_ports.language, known->second);
    const auto& person = m_ports.engine.station().signedIn;
    if (person.id == id)
        return m_ports.language.text(person.name);
    m_titles[id]; // asked for
    if (const auto uuid = Uuid::parse(id))
        m_ports.desk.entity(*uuid, m_thread.reply<Result<registry::Desk::EntityView>>([this, id](Result<registry::Desk::EntityView> view) {
            const auto* kind = view ? m_ports.desk.kinds().find(view->entity.kind) : nullptr;
            if (!kind)
                return;
            m_titles[id] = registry::titleOf(*kind, view->entity.values);
            Q_EMIT changed();
        }));
    return QString::fromStdString(id);
}

} // namespace cal::ui
