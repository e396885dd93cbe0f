// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a procedure together from its files.
#include "core/procedure/procedure.h"

#include "core/base/utf8.h"
#include "core/procedure/lua_host.h"
#include "core/procedure/problems.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace cal::procedure {

namespace {

constexpr std::array kFileNames = {
    FileName{kHeadFile, true},
    FileName{kPointsFile, true},
    FileName{kScriptFile, true},
    FileName{kTestsFile, false},
};

/// A name from an archive must not lead out of the folder.
bool isPlainName(std::string_view name)
{
    return !name.empty() && name.size() <= 128 && name != "." && name != ".." && isUtf8(name) &&
           std::none_of(name.begin(), name.end(),
                        [](char c) { return c == '/' || c == '\\' || c == ':' || static_cast<unsigned char>(c) < 0x20; });
}

void checkFiles(Draft& draft)
{
    const auto& files = draft.procedure.files;
    for (const auto& file : kFileNames)
        if (file.required && !files.contains(std::string(file.name)))
            draft.error({std::string(file.name), {0, 0}},
                        problem("procedure.missing-file", {{"file", std::string(file.name)}}, Errc::ParseError));
    for (const auto& [name, bytes] : files) {
        if (!isPlainName(name))
            draft.error({excerpt(name), {0, 0}}, problem("procedure.file-name", {{"file", excerpt(name)}}));
        if (bytes.size() > kMaxFileBytes)
            draft.error({name, {0, 0}}, problem("procedure.file-too-large",
                                                {{"file", name}, {"limit", std::to_string(kMaxFileBytes >> 20)}}, Errc::ParseError));
    }
}

void readScript(Draft& draft)
{
    draft.procedure.script = draft.procedure.files[std::string(kScriptFile)];
    const auto checked = checkScript(draft.procedure.script);
    if (checked)
        return;
    const auto spot = Draft::inJson(kScriptFile, checked.error());
    draft.error({spot.file, {std::max(spot.position.line, 1), 1}}, checked.error());
}

void digest(Procedure& procedure)
{
    std::string list;
    for (const auto& [name, bytes] : procedure.files) {
        procedure.fileDigests[name] = sha256(bytes);
        list += name + " " + procedure.fileDigests[name].hex() + "\n";
    }
    procedure.release = sha256(list);
}

} // namespace

std::span<const FileName> fileNames()
{
    return kFileNames;
}

Draft readDraft(FileSet files)
{
    Draft draft;
    draft.procedure.files = std::move(files);
    checkFiles(draft);
    if (draft.hasErrors())
        return draft;
    digest(draft.procedure);
    readHead(draft);
    readPoints(draft);
    readScript(draft);
    readTests(draft);
    if (draft.headRead)
        checkConsistency(draft);
    return draft;
}

Result<Procedure> load(FileSet files)
{
    Draft draft = readDraft(std::move(files));
    for (const auto& finding : draft.findings) {
        if (finding.severity != Finding::Severity::Error)
            continue;
        // Messages that name their file need no place in front.
        if (!finding.message.arg("file").empty() || !finding.message.context.empty())
            return finding.message;
        return finding.message.within(finding.line > 0 ? finding.file + ":" + std::to_string(finding.line) : finding.file);
    }
    return std::move(draft.procedure);
}

} // namespace cal::procedure
