// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/zip.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <memory>
#include <zip.h>

namespace cal {

namespace {

constexpr std::size_t kPiece = 64U << 10;
constexpr zip_uint16_t kFirstDay = 0x0021; // 1980-01-01 in DOS form, which knows no time zone

/// A zip_error_t that lives as long as the call it is passed to.
class ZipError
{
public:
    ZipError() { zip_error_init(&m_error); }
    ~ZipError() { zip_error_fini(&m_error); }
    ZipError(const ZipError&) = delete;
    ZipError& operator=(const ZipError&) = delete;
    zip_error_t* get() { return &m_error; }
    [[nodiscard]] std::string text() { return zip_error_strerror(&m_error); }

private:
    zip_error_t m_error{};
};

struct Discard {
    void operator()(zip_t* archive) const { zip_discard(archive); }
    void operator()(zip_file_t* file) const { zip_fclose(file); }
    void operator()(zip_source_t* source) const { zip_source_free(source); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, Discard>;

Error invalid(std::string reason)
{
    return Error{Errc::ParseError, "zip.invalid", {{"reason", std::move(reason)}}, {}};
}

Error notWritten(std::string reason)
{
    return Error{Errc::InvalidArgument, "zip.not-written", {{"reason", std::move(reason)}}, {}};
}

Error tooLarge(const ZipLimits& limits)
{
    return Error{Errc::InvalidArgument, "zip.too-large", {{"limit", std::to_string(limits.bytes >> 20)}}, {}};
}

bool plainName(std::string_view name)
{
    if (name.empty() || name.front() == '/' || !isUtf8(name) || name.find('\\') != name.npos || name.find('\0') != name.npos)
        return false;
    for (std::size_t from = 0; from <= name.size();) {
        const auto end = std::min(name.find('/', from), name.size());
        if (name.substr(from, end - from) == "..")
            return false;
        from = end + 1;
    }
    return true;
}

Result<Archive> openForReading(std::string_view bytes)
{
    if (bytes.empty()) // libzip takes it for an archive without files
        return invalid("empty");
    ZipError error;
    Source source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, error.get()));
    if (!source)
        return invalid(error.text());
    Archive archive(zip_open_from_source(source.get(), ZIP_RDONLY | ZIP_CHECKCONS, error.get()));
    if (!archive)
        return invalid(error.text());
    static_cast<void>(source.release()); // the archive owns it now
    return archive;
}

/// Unpacks one entry, at most `limit` bytes; one byte more tells the caller that there were more.
Result<std::string> unpack(zip_t* archive, zip_uint64_t index, std::size_t limit)
{
    const std::unique_ptr<zip_file_t, Discard> file(zip_fopen_index(archive, index, 0));
    if (!file)
        return invalid(zip_strerror(archive));
    std::string bytes;
    for (;;) {
        const auto before = bytes.size();
        const auto wanted = std::min(kPiece, limit + 1 - before);
        if (wanted == 0)
            return bytes;
        bytes.resize(before + wanted);
        const auto got = zip_fread(file.get(), bytes.data() + before, wanted);
        bytes.resize(before + static_cast<std::size_t>(std::max<zip_int64_t>(got, 0)));
        if (got < 0)
            return invalid(zip_file_strerror(file.get())); // also a checksum that does not fit
        if (got == 0)
            return bytes;
    }
}

} // namespace

Result<std::string> writeZip(const ZipFiles& files)
{
    ZipError error;
    Source target(zip_source_buffer_create(nullptr, 0, 0, error.get()));
    if (!target)
        return notWritten(error.text());
    Archive archive(zip_open_from_source(target.get(), ZIP_TRUNCATE, error.get()));
    if (!archive)
        return notWritten(error.text());
    zip_source_keep(target.get()); // once for the archive, once for reading the result below
    for (const auto& [name, bytes] : files) {
        if (!plainName(name))
            return Error{Errc::ParseError, "zip.name", {{"name", excerpt(name)}}, {}};
        Source content(zip_source_buffer(archive.get(), bytes.data(), bytes.size(), 0));
        const auto index = content ? zip_file_add(archive.get(), name.c_str(), content.get(), ZIP_FL_ENC_UTF_8) : -1;
        if (index < 0)
            return notWritten(zip_strerror(archive.get()));
        static_cast<void>(content.release());
        zip_file_set_dostime(archive.get(), static_cast<zip_uint64_t>(index), 0, kFirstDay, 0);
    }
    if (zip_close(archive.get()) != 0)
        return notWritten(zip_strerror(archive.get()));
    static_cast<void>(archive.release());
    zip_stat_t stat;
    if (zip_source_stat(target.get(), &stat) != 0 || zip_source_open(target.get()) != 0)
        return notWritten(zip_error_strerror(zip_source_error(target.get())));
    std::string bytes(stat.size, '\0');
    const auto got = zip_source_read(target.get(), bytes.data(), bytes.size());
    zip_source_close(target.get());
    if (got != static_cast<zip_int64_t>(bytes.size()))
        return notWritten("read");
    return bytes;
}

Result<ZipFiles> readZip(std::string_view bytes, const ZipLimits& limits)
{
    const auto archive = openForReading(bytes);
    CAL_TRY(archive);
    const auto count = zip_get_num_entries(archive->get(), 0);
    if (count < 0 || static_cast<std::size_t>(count) > limits.files)
        return Error{Errc::InvalidArgument, "zip.too-many-files", {{"limit", std::to_string(limits.files)}}, {}};
    ZipFiles files;
    std::size_t room = limits.bytes;
    for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
        const char* raw = zip_get_name(archive->get(), i, ZIP_FL_ENC_STRICT);
        const std::string name = raw == nullptr ? "" : raw;
        if (!plainName(name))
            return Error{Errc::ParseError, "zip.name", {{"name", excerpt(name)}}, {}};
        if (name.back() == '/')
            continue;
        auto content = unpack(archive->get(), i, room);
        CAL_TRY(content);
        if (content->size() > room)
            return tooLarge(limits);
        room -= content->size();
        if (!files.emplace(name, *std::move(content)).second)
            return Error{Errc::ParseError, "zip.name", {{"name", excerpt(name)}}, {}};
    }
    return files;
}

} // namespace cal
