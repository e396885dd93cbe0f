// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person picks files and where files are written: a seam, so that a test can answer.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace cal::ui {

class FileDialogs
{
public:
    virtual ~FileDialogs() = default;
    /// Asks for a file to write without blocking the event loop; `then` is not called when the person changes their mind.
    virtual void askSavePath(QWidget* parent, const QString& suggestedName, const QString& filter, std::function<void(QString)> then) = 0;
    /// Opens a file with the program the desktop has for it.
    virtual void openOutside(const QString& path) = 0;
    /// Writes whole or not at all. Errors: StoreFailed "ui.write-failed" {file, reason}.
    virtual Result<void> write(const QString& path, const QByteArray& bytes);
    /// Called with the path and the outcome of each write(), to tell the person.
    std::function<void(const QString& path, const Result<void>& outcome)> told;

    /// askSavePath, write, tell.
    void save(QWidget* parent, const QString& suggestedName, const QString& filter, std::function<QByteArray()> bytes);
};

class DesktopFileDialogs final : public FileDialogs
{
public:
    void askSavePath(QWidget* parent, const QString& suggestedName, const QString& filter, std::function<void(QString)> then) override;
    void openOutside(const QString& path) override;
};

} // namespace cal::ui
