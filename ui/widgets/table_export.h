// SPDX-License-Identifier: GPL-3.0-or-later
// Any table as CSV (RFC 4180, UTF-8): what stands on the screen, with plain numbers.
#pragma once

#include <QAbstractItemModel>
#include <QByteArray>

namespace cal::ui {

/// Head and all rows in the order shown; children of a tree follow their parent. Thin spaces and typographic minus become plain text.
/// A cell that a spreadsheet would run as a formula (=, @, or + and - before anything but a number) gets a leading apostrophe.
QByteArray toCsv(const QAbstractItemModel& model);

} // namespace cal::ui
