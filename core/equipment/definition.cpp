// SPDX-License-Identifier: GPL-3.0-or-later
// Reads definition files (format: resources/definitions/README.md). A file that names a number without source or confidence is refused:
// a certificate must be able to say where each limit comes from.
#include "core/equipment/definition.h"

#include <algorithm>
#include <regex>

namespace cal::equipment {
namespace {

constexpr std::string_view kFormatStem = "calbench-definition/";
constexpr int kNewestFormat = 1;

/// Reads one file and remembers where it is, so that an error names the field.
class Reader
{
public:
    Reader(std::string_view id, Definition& definition) : m_id(id), m_definition(definition), m_document(definition.document) {}

    Result<void> read()
    {
        CAL_TRY(readHead());
        CAL_TRY(readIdentity());
        CAL_TRY(readSources());
        CAL_TRY(readSafety());
        CAL_TRY(readSignOffs());
        CAL_TRY(readCoverage());
        return readCapabilities();
    }

private:
    [[nodiscard]] Error invalid(std::string field, std::string reason) const
    {
        return {Errc::ParseError,
                "definition.invalid",
                {{"definition", std::string(m_id)}, {"field", std::move(field)}, {"reason", std::move(reason)}},
                {}};
    }

    Result<void> text(const Json& owner, std::string_view key, std::string& into, const std::string& where, bool mayBeEmpty = false)
    {
        const Json& value = owner[key];
        if (!value.isString() || (!mayBeEmpty && value.asString().empty()))
            return invalid(where + std::string(key), value.isNull() ? "missing" : "not a text");
        into = value.asString();
        return {};
    }

    Result<void> decimal(const Json& owner, std::string_view key, Decimal& into, const std::string& where)
    {
        const auto value = owner[key].asDecimal();
        if (!value)
            return invalid(where + std::string(key), owner[key].isNull() ? "missing" : "not a decimal number");
        into = *value;
        return {};
    }

    /// Every number says where it comes from and how sure that is.
    Result<void> provenance(const Json& owner, const std::string& where, std::string& source, std::string& confidence)
    {
        std::string name;
        CAL_TRY(text(owner, "source", name, where));
        const Json& document = m_document["sources"][name];
        if (!document.isString())
            return invalid(where + "source", "not in sources: " + name);
        source = document.asString();
        CAL_TRY(text(owner, "confidence", confidence, where));
        static constexpr std::string_view kLevels[] = {"high", "medium", "low"};
        const auto level = std::find(std::begin(kLevels), std::end(kLevels), confidence);
        if (level == std::end(kLevels))
            return invalid(where + "confidence", "not high, medium or low");
        m_lowest = std::max(m_lowest, static_cast<int>(level - std::begin(kLevels)));
        return {};
    }

    Result<void> readHead()
    {
        if (!m_document.isObject())
            return invalid("", "not an object");
        const auto& format = m_document["format"].asString();
        if (!format.starts_with(kFormatStem))
            return invalid("format", "not calbench-definition");
        if (format != std::string(kFormatStem) + std::to_string(kNewestFormat))
            return Error{Errc::ParseError, "definition.newer-schema", {{"definition", std::string(m_id)}, {"format", format}}, {}};
        CAL_TRY(text(m_document, "id", m_definition.id, ""));
        if (m_definition.id != m_id)
            return invalid("id", "differs from the file's name");
        CAL_TRY(text(m_document, "manufacturer", m_definition.manufacturer, ""));
        CAL_TRY(text(m_document, "model", m_definition.model, ""));
        m_definition.name = m_document["name"].asText();
        if (m_definition.name.zh.empty() || m_definition.name.en.empty())
            return invalid("name", "missing in zh or en");
        return strings("roles", m_definition.roles, false);
    }

    Result<void> strings(std::string_view key, std::vector<std::string>& into, bool mayBeEmpty)
    {
        const Json& list = m_document[key];
        if (!list.isArray() || (list.size() == 0 && !mayBeEmpty))
            return invalid(std::string(key), "not a list of texts");
        for (const auto& entry : list.asArray()) {
            if (!entry.isString() || entry.asString().empty())
                return invalid(std::string(key), "not a list of texts");
            into.push_back(entry.asString());
        }
        return {};
    }

    Result<void> readIdentity()
    {
        const Json& identity = m_document["identity"];
        CAL_TRY(text(identity, "query", m_definition.identityQuery, "identity."));
        CAL_TRY(text(identity, "match", m_definition.identityMatch, "identity."));
        try {
            const std::regex compiled(m_definition.identityMatch);
        } catch (const std::regex_error&) {
            return invalid("identity.match", "not a regular expression");
        }
        return {};
    }

    Result<void> readSources()
    {
        const Json& sources = m_document["sources"];
        if (!sources.isObject() || sources.size() == 0)
            return invalid("sources", "missing");
        for (const auto& [name, document] : sources.asObject()) {
            if (!document.isString() || document.asString().empty())
                return invalid("sources." + name, "not a text");
            m_definition.sources.push_back(document.asString());
        }
        return {};
    }

    Result<void> readSafety()
    {
        if (!m_document["outputs"].isBool())
            return invalid("outputs", m_document["outputs"].isNull() ? "missing" : "not true or false");
        m_definition.outputs = m_document["outputs"].asBool();
        CAL_TRY(strings("safe-state", m_definition.safeState, true));
        // Whatever can put energy on its terminals must say how to take it away.
        if (m_definition.outputs && m_definition.safeState.empty())
            return invalid("safe-state", "missing for an instrument with outputs");
        return {};
    }

    Result<void> readSignOffs()
    {
        const Json& list = m_document["sign-offs"];
        if (!list.isNull() && !list.isArray())
            return invalid("sign-offs", "not a list");
        for (const auto& entry : list.asArray()) {
            SignOff signOff;
            CAL_TRY(text(entry, "by", signOff.by, "sign-offs."));
            CAL_TRY(text(entry, "laboratory", signOff.laboratory, "sign-offs."));
            CAL_TRY(text(entry, "date", signOff.date, "sign-offs."));
            CAL_TRY(text(entry, "scope", signOff.scope, "sign-offs."));
            m_definition.signOffs.push_back(std::move(signOff));
        }
        return {};
    }

    Result<void> readCoverage()
    {
        const Json& coverage = m_document["coverage"];
        if (coverage.isNull())
            return {};
        Decimal k;
        CAL_TRY(decimal(coverage, "k", k, "coverage."));
        if (k <= Decimal(0))
            return invalid("coverage.k", "not above zero");
        m_coverageK = k.toDouble();
        CAL_TRY(text(coverage, "level", m_level, "coverage."));
        std::string source, confidence;
        return provenance(coverage, "coverage.", source, confidence);
    }

    Result<void> readCapabilities()
    {
        const Json& list = m_document["capabilities"];
        if (!list.isArray() || list.size() == 0)
            return invalid("capabilities", "missing");
        for (std::size_t i = 0; i < list.size(); ++i)
            CAL_TRY(readCapability(list.at(i), "capabilities[" + std::to_string(i) + "]."));
        static constexpr const char* kLevels[] = {"high", "medium", "low"};
        m_definition.lowestConfidence = kLevels[m_lowest];
        return {};
    }

    Result<void> readCapability(const Json& row, const std::string& where)
    {
        Capability capability;
        CAL_TRY(text(row, "quantity", capability.quantity, where));
        std::string direction, unitText, source, confidence;
        CAL_TRY(text(row, "direction", direction, where));
        if (direction != "measure" && direction != "source")
            return invalid(where + "direction", "not measure or source");
        capability.sources = direction == "source";
        CAL_TRY(text(row, "unit", unitText, where));
        auto unit = units::Unit::parse(unitText);
        if (!unit)
            return invalid(where + "unit", "unknown unit " + unitText);
        CAL_TRY(decimal(row, "range", capability.range, where));
        CAL_TRY(decimal(row["limits"], "low", capability.low, where + "limits."));
        CAL_TRY(decimal(row["limits"], "high", capability.high, where + "limits."));
        if (capability.low >= capability.high || capability.range <= Decimal(0))
            return invalid(where + "limits", "empty range");
        CAL_TRY(provenance(row["limits"], where + "limits.", source, confidence));
        if (!row["resolution"].isNull()) { // absent: unknown, which the header writes as 0
            CAL_TRY(decimal(row["resolution"], "value", capability.resolution, where + "resolution."));
            if (capability.resolution <= Decimal(0))
                return invalid(where + "resolution.value", "not above zero");
            CAL_TRY(provenance(row["resolution"], where + "resolution.", source, confidence));
        }
        const Json& specifications = row["specifications"];
        if (!specifications.isArray() || specifications.size() == 0)
            return invalid(where + "specifications", "missing");
        for (std::size_t i = 0; i < specifications.size(); ++i) {
            const Json& entry = specifications.at(i);
            const auto place = where + "specifications[" + std::to_string(i) + "].";
            auto one = capability;
            auto& specification = one.specification;
            specification.unit = *unit;
            specification.range = capability.range;
            CAL_TRY(text(entry, "interval", specification.interval, place));
            CAL_TRY(decimal(entry, "of-reading-ppm", specification.ofReadingPpm, place));
            CAL_TRY(decimal(entry, "of-range-ppm", specification.ofRangePpm, place));
            CAL_TRY(decimal(entry, "floor", specification.floor, place));
            if (specification.ofReadingPpm.sign() < 0 || specification.ofRangePpm.sign() < 0 || specification.floor.sign() < 0)
                return invalid(place + "of-reading-ppm", "negative limit");
            CAL_TRY(provenance(entry, place, specification.source, specification.confidence));
            one.coverageK = m_coverageK;
            one.level = m_level;
            m_definition.capabilities.push_back(std::move(one));
        }
        return {};
    }

    std::string_view m_id;
    Definition& m_definition;
    const Json& m_document; ///< const: looking up a member must not add it
    double m_coverageK = 0;
    std::string m_level;
    int m_lowest = 0; ///< index into high, medium, low
};

} // namespace

Result<Definition> Definition::parse(std::string_view id, std::string_view bytes)
{
    Definition definition;
    auto document = Json::parse(bytes);
    if (!document)
        return std::move(document).error().within(id);
    definition.document = std::move(*document);
    definition.digest = sha256(bytes);
    if (auto read = Reader(id, definition).read(); !read)
        return std::move(read).error();
    return definition;
}

std::vector<const Capability*> Definition::covering(std::string_view quantity, bool sourcing, const Decimal& value,
                                                    std::string_view interval, const std::optional<Decimal>& range) const
{
    std::vector<const Capability*> found;
    for (const auto& capability : capabilities) {
        if (capability.quantity != quantity || capability.sources != sourcing || capability.specification.interval != interval)
            continue;
        if (range && capability.range != *range)
            continue;
        if (value < capability.low || value > capability.high)
            continue;
        found.push_back(&capability);
    }
    std::stable_sort(found.begin(), found.end(), [](const Capability* a, const Capability* b) { return a->range < b->range; });
    return found;
}

} // namespace cal::equipment
