// SPDX-License-Identifier: GPL-3.0-or-later
// Where a person picks files and where files are written.
#include "ui/widgets/file_dialogs.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QSaveFile>
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

void DesktopFileDialogs::openOutside(const QString& path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(path));
}

} // namespace cal::ui
