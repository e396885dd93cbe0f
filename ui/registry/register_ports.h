// SPDX-License-Identifier: GPL-3.0-or-later
// What every screen of the register works with.
#pragma once

#include "core/registry/desk.h"
#include "core/session/engine.h"
#include "ui/shell/ui_language.h"
#include "ui/shell/ui_settings.h"

namespace cal::ui {

struct RegisterPorts {
    registry::Desk& desk;
    session::Engine& engine; ///< who is signed in, sentences, the laboratory's zone
    UiLanguage& language;
    UiSettings& settings;

    [[nodiscard]] QString sentence(const Error& error) const { return QString::fromStdString(engine.sentence(error, language.language())); }
    [[nodiscard]] QString localTime(UtcTime time) const
    {
        return QString::fromStdString(toLocal(time, engine.station().laboratory.offset)).left(16);
    }
};

} // namespace cal::ui
