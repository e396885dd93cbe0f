// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace cal::app {

namespace fs = std::filesystem;

Result<std::string> readFile(const fs::path& path, std::size_t limit)
{
    std::error_code failure;
    if (!fs::exists(path, failure))
        return Error{Errc::NotFound, "file.not-found", {{"file", path.string()}}, {}};
    if (fs::is_directory(path, failure))
        return Error{Errc::NotFound, "file.is-a-folder", {{"file", path.string()}}, {}};
    std::ifstream stream(path, std::ios::binary);
    if (!stream)
        return Error{Errc::NotFound, "file.not-readable", {{"file", path.string()}, {"reason", std::strerror(errno)}}, {}};
    // Read up to the limit instead of asking for the size: a pipe or /dev/zero has none.
    std::string bytes;
    char block[65536];
    while (stream.read(block, sizeof block) || stream.gcount() > 0) {
        bytes.append(block, static_cast<std::size_t>(stream.gcount()));
        if (bytes.size() > limit)
            return Error{
                Errc::InvalidArgument, "file.too-large", {{"file", path.string()}, {"limit", std::to_string(limit >> 20) + " MiB"}}, {}};
    }
    return bytes;
}

Result<Json> readJson(const fs::path& path)
{
    auto text = readFile(path);
    CAL_TRY(text);
    auto document = Json::parse(*text);
    if (!document)
        return std::move(document).error().within(path.string());
    return document;
}

Result<procedure::FileSet> readFolder(const fs::path& path)
{
    std::error_code failure;
    if (!fs::is_directory(path, failure))
        return Error{Errc::NotFound, "file.not-found", {{"file", path.string()}}, {}};
    procedure::FileSet files;
    for (const auto& entry : fs::directory_iterator(path, failure)) {
        const auto name = entry.path().filename().string();
        if (!entry.is_regular_file(failure) || name.front() == '.')
            continue;
        auto bytes = readFile(entry.path());
        CAL_TRY(bytes);
        files[name] = *std::move(bytes);
    }
    if (failure)
        return Error{Errc::NotFound, "file.not-readable", {{"file", path.string()}, {"reason", failure.message()}}, {}};
    return files;
}

Result<void> ensureWritableFolder(const fs::path& folder)
{
    const auto refused = [&](const std::string& reason) {
        return Error{Errc::InvalidArgument, "file.folder-not-writable", {{"folder", folder.string()}, {"reason", reason}}, {}};
    };
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        return refused(failure.message());
    if (!fs::is_directory(folder, failure))
        return refused(std::strerror(ENOTDIR));
    // Root may write where the mode forbids it, and a read-only mount refuses root too: only trying tells.
    const auto probe = folder / (".calbench-probe-" + std::to_string(::getpid()));
    errno = 0;
    std::ofstream stream(probe);
    stream << "x" << std::flush;
    const bool written = stream.good();
    const int reason = errno;
    stream.close();
    fs::remove(probe, failure);
    if (!written)
        return refused(std::strerror(reason ? reason : EACCES));
    return {};
}

namespace {

constexpr auto kOwnersAlone = fs::perms::owner_read | fs::perms::owner_write;

Result<void> writeBeside(const fs::path& path, std::string_view bytes, bool ownersAlone)
{
    const auto refused = [&](const std::string& reason) {
        return Error{Errc::InvalidArgument, "file.not-written", {{"file", path.string()}, {"reason", reason}}, {}};
    };
    const fs::path part = path.string() + ".part";
    errno = 0;
    std::ofstream stream(part, std::ios::binary);
    std::error_code failure;
    if (ownersAlone)
        fs::permissions(part, kOwnersAlone, failure);
    if (failure)
        return refused(failure.message());
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (!stream) {
        const int reason = errno;
        fs::remove(part, failure);
        return refused(std::strerror(reason ? reason : EIO));
    }
    fs::rename(part, path, failure);
    if (failure)
        return refused(failure.message());
    return {};
}

} // namespace

Result<void> writeFile(const fs::path& path, std::string_view bytes)
{
    return writeBeside(path, bytes, false);
}

Result<void> writePrivateFile(const fs::path& path, std::string_view bytes)
{
    return writeBeside(path, bytes, true);
}

Result<void> writeSecret(const fs::path& path, std::string_view bytes)
{
    if (fs::exists(path))
        return Error{Errc::InvalidArgument, "store.exists", {{"file", path.string()}}, {}};
    return writePrivateFile(path, bytes);
}

} // namespace cal::app
