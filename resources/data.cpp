// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/data.h"

#include <QDir>
#include <QFile>

// A static library's resources must be registered by hand; rcc's initialiser lives in the global namespace.
static void registerData()
{
    Q_INIT_RESOURCE(data);
}

namespace cal::resources {

namespace {
QString location(std::string_view path)
{
    static const bool registered = [] {
        registerData();
        return true;
    }();
    Q_UNUSED(registered);
    return QStringLiteral(":/") + QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size()));
}
} // namespace

std::string bytes(std::string_view path)
{
    QFile file(location(path));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().toStdString();
}

std::map<std::string, std::string> folder(std::string_view path)
{
    std::map<std::string, std::string> files;
    const QDir directory(location(path));
    const auto names = directory.entryList(QDir::Files);
    for (const auto& name : names)
        files[name.toStdString()] = bytes(std::string(path) + "/" + name.toStdString());
    return files;
}

std::vector<std::string> subfolders(std::string_view path)
{
    std::vector<std::string> names;
    const auto entries = QDir(location(path)).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const auto& entry : entries)
        names.push_back(entry.toStdString());
    return names;
}

} // namespace cal::resources
