// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/typed_values.h"

#include "app/files.h"
#include "core/registry/import.h"

#include <filesystem>

namespace cal::app {

using registry::Field;
using registry::Kind;

Result<std::vector<Assignment>> assignments(const std::vector<std::string>& words)
{
    std::vector<Assignment> all;
    for (const auto& word : words) {
        const auto equals = word.find('=');
        if (equals == 0 || equals == std::string::npos)
            return Error{Errc::InvalidArgument, "registry.no-assignment", {{"text", word}}, {}};
        all.push_back({word.substr(0, equals), word.substr(equals + 1)});
    }
    return all;
}

Result<Json> keptFile(journal::EventStore& store, const std::string& path)
{
    const auto bytes = readFile(path);
    CAL_TRY(bytes);
    const auto digest = store.putBlob(*bytes);
    CAL_TRY(digest);
    return Json(
        Json::Object{{"name", std::filesystem::path(path).filename().string()}, {"digest", digest->hex()}, {"size", bytes->size()}});
}

Result<Json::Object> typedValues(registry::Registry& registry, const Kind& kind, const std::vector<Assignment>& words)
{
    Json::Object values;
    for (const auto& [name, value] : words) {
        const auto half = name.size() > 3 ? name.substr(name.size() - 3) : std::string();
        const bool isHalf = half == ".zh" || half == ".en";
        const Field* field = kind.field(isHalf ? name.substr(0, name.size() - 3) : name);
        if (!field || (isHalf && field->type != Field::Type::Bilingual))
            return Error{Errc::InvalidArgument, "registry.unknown-field", {{"kind", kind.name}, {"field", name}}, {}};
        const bool isFile = field->type == Field::Type::File || field->type == Field::Type::Files;
        if (isHalf) {
            values[field->name][half.substr(1)] = Json(value);
        } else if (isFile && value.starts_with('@')) {
            auto file = keptFile(registry.store(), value.substr(1));
            CAL_TRY(file);
            if (field->type == Field::Type::File)
                values[field->name] = *std::move(file);
            else
                values[field->name].push(*std::move(file));
        } else {
            auto typed = withIds(registry, kind, *field, value);
            CAL_TRY(typed);
            values[field->name] = *std::move(typed);
        }
    }
    return values;
}

} // namespace cal::app
