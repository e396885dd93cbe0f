// SPDX-License-Identifier: GPL-3.0-or-later
// Catch2's runner for tests without Qt, compiled once.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
