// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/passphrase.h"

#include "app/files.h"

#include <iostream>
#include <termios.h>
#include <unistd.h>

namespace cal::app {

Result<std::string> readPassphrase(const std::optional<std::string>& file, const std::string& prompt)
{
    if (file) {
        const auto text = readFile(*file, 64u << 10);
        CAL_TRY(text);
        return text->substr(0, text->find_first_of("\r\n"));
    }
    termios shown{};
    if (::isatty(STDIN_FILENO) != 1 || ::tcgetattr(STDIN_FILENO, &shown) != 0)
        return Error{Errc::InvalidArgument, "signing.no-passphrase", {}, {}};
    termios hidden = shown;
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    std::cerr << prompt << std::flush;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    std::string line;
    const bool typed = static_cast<bool>(std::getline(std::cin, line));
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    std::cerr << '\n';
    if (!typed)
        return Error{Errc::InvalidArgument, "signing.no-passphrase", {}, {}};
    return line;
}

} // namespace cal::app
