// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person picks files and where files are written: a seam, so that a test can answer.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace cal::ui {

class FileDialogs
{
public:
    virtual ~FileDialogs() = default;
    /// Asks for a file to write without blocking the event loop; `then` is not called when the person changes their mind.
    virtual void askSavePath(QWidget* parent, const QString& suggestedName, const QString& filter, std::function<void(QString)> then) = 0;
    /// Asks for files to read, likewise.
    virtual void askOpenPaths(QWidget* parent, const QString& filter, bool several, std::function<void(QStringList)> then) = 0;
    /// Opens a file with the program the desktop has for it.
    virtual void openOutside(const QString& path) = 0;
    /// Writes whole or not at all. Errors: StoreFailed "ui.write-failed" {file, reason}.
    virtual Result<void> write(const QString& path, const QByteArray& bytes);
    /// Errors: NotFound "ui.read-failed" {file, reason}; InvalidArgument "ui.file-too-large" {file, limit} above 64 MiB.
    [[nodiscard]] static Result<QByteArray> read(const QString& path);
    /// A copy of an attachment in a folder that lasts as long as the window, opened with the program the desktop has for it.
    void openCopy(const QString& name, const QByteArray& bytes);
    /// Called with the path and the outcome of each write(), to tell the person.
    std::function<void(const QString& path, const Result<void>& outcome)> told;

    /// askSavePath, write, tell.
    void save(QWidget* parent, const QString& suggestedName, const QString& filter, std::function<QByteArray()> bytes);
};

class DesktopFileDialogs final : public FileDialogs
{
public:
    void askSavePath(QWidget* parent, const QString& suggestedName, const QString& filter, std::function<void(QString)> then) override;
    void askOpenPaths(QWidget* parent, const QString& filter, bool several, std::function<void(QStringList)> then) override;
    void openOutside(const QString& path) override;
};

} // namespace cal::ui
