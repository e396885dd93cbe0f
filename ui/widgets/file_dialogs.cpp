// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person picks files and where files are written.
#include "ui/widgets/file_dialogs.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QSaveFile>
#include <QTemporaryDir>
#include <QUrl>

namespace cal::ui {

Result<void> FileDialogs::write(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return Error{
            Errc::StoreFailed, "ui.write-failed", {{"file", path.toStdString()}, {"reason", file.errorString().toStdString()}}, {}};
    return {};
}

Result<QByteArray> FileDialogs::read(const QString& path)
{
    constexpr qint64 kMegabytes = 64;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Errc::NotFound, "ui.read-failed", {{"file", path.toStdString()}, {"reason", file.errorString().toStdString()}}, {}};
    if (file.size() > kMegabytes << 20)
        return Error{
            Errc::InvalidArgument, "ui.file-too-large", {{"file", path.toStdString()}, {"limit", std::to_string(kMegabytes) + " MiB"}}, {}};
    return file.readAll();
}

void FileDialogs::openCopy(const QString& name, const QByteArray& bytes)
{
    static QTemporaryDir kept(QDir::temp().filePath(QStringLiteral("calbench-attachments-XXXXXX")));
    const auto path = kept.filePath(QFileInfo(name).fileName()); // the name came with the record: never a path
    const auto written = write(path, bytes);
    if (written)
        openOutside(path);
    else if (told)
        told(path, written);
}

void FileDialogs::save(QWidget* parent, const QString& suggestedName, const QString& filter, std::function<QByteArray()> bytes)
{
    askSavePath(parent, suggestedName, filter, [this, bytes = std::move(bytes)](const QString& path) {
        const auto outcome = write(path, bytes());
        if (told)
            told(path, outcome);
    });
}

void DesktopFileDialogs::askSavePath(QWidget* parent, const QString& suggestedName, const QString& filter,
                                     std::function<void(QString)> then)
{
    auto* dialog = new QFileDialog(parent, QString(), QString(), filter);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::NonModal); // a run may be going on behind it
    dialog->selectFile(suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog, [then = std::move(then)](const QString& path) { then(path); });
    dialog->show();
}

void DesktopFileDialogs::askOpenPaths(QWidget* parent, const QString& filter, bool several, std::function<void(QStringList)> then)
{
    auto* dialog = new QFileDialog(parent, QString(), QString(), filter);
    dialog->setFileMode(several ? QFileDialog::ExistingFiles : QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::NonModal);
    QObject::connect(dialog, &QFileDialog::filesSelected, dialog, [then = std::move(then)](const QStringList& paths) { then(paths); });
    dialog->show();
}

void DesktopFileDialogs::openOutside(const QString& path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace cal::ui
