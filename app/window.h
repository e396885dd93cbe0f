// SPDX-License-Identifier: GPL-3.0-or-later
// The window: composition of engine, settings and main window.
#pragma once

#include "app/catalogue.h"

#include <string>

namespace cal::app {

struct WindowOptions {
    std::string store;         ///< empty: the default store
    std::string theme;         ///< "light", "dark"; empty: as last time
    std::string language;      ///< "zh", "en"; empty: as last time, else the environment's
    bool measureStart = false; ///< say "painted" after the first frame and end
};

/// Opens the window on the laboratory of the store (the demonstration laboratory in a new one) and returns the exit status.
int openWindow(int argc, char** argv, const WindowOptions& options, Catalogue catalogue);

} // namespace cal::app
