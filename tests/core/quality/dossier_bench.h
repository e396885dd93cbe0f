// SPDX-License-Identifier: GPL-3.0-or-later
// A measurement standard whose dossier is whole on 2026-09-23.
#pragma once

#include "core/quality/dossier.h"
#include "tests/core/quality/quality_bench.h"

namespace cal::quality::test {

inline Json row(Json::Object values)
{
    return values;
}

inline Json readings(std::initializer_list<const char*> values)
{
    Json::Array rows;
    for (const char* value : values)
        rows.push_back(row({{"value", value}}));
    return rows;
}

/// A dossier with everything on 2026-09-23.
struct Complete : QualityBench {
    registry::Entity first = add("person", {{"login", "li"}, {"name", "李 / Li"}, {"from", "2020-01-01"}});
    registry::Entity second = add("person", {{"login", "wang"}, {"name", "王 / Wang"}, {"from", "2020-01-01"}});
    registry::Entity standard =
        add("measurement-standard",
            {{"code", "E-1"},
             {"name", "直流电压标准装置 / DC voltage standard"},
             {"main-devices", Json::Array{device.id.text()}},
             {"certificate-number", "JB-1"},
             {"certificate-until", "2028-01-01"},
             {"people", Json::Array{first.id.text(), second.id.text()}},
             {"regulations", Json::Array{row({{"number", "JJG 315-1983"}, {"operation", "verification"}})}},
             {"characteristics", Json::Array{row({{"quantity", "dc-voltage"}, {"indicator", "u"}, {"value", "20 ppm"}, {"k", "2"}})}}});
    registry::Entity calibration =
        add("calibration",
            {{"certificate-number", "C-1"}, {"asset", device.id.text()}, {"calibrated-on", "2026-01-01"}, {"valid-until", "2027-01-01"}});
    registry::Entity check =
        add("intermediate-check",
            {{"name", "10 V"}, {"asset", device.id.text()}, {"interval-months", "6"}, {"due", "2026-12-01"}, {"limits-source", "chart"}});
    registry::Entity repeatability =
        add("repeatability-test", {{"name", "10 V 2026"},
                                   {"measurement-standard", standard.id.text()},
                                   {"performed-on", "2026-06-01"},
                                   {"object", "34401A"},
                                   {"nominal", "10 V"},
                                   {"unit", "V"},
                                   {"s-in-budget", "0.00002"},
                                   {"readings", readings({"10.00001", "10.00002", "10.00001", "10.00000", "10.00001", "10.00002",
                                                          "10.00001", "10.00000", "10.00001", "10.00001"})}});
    registry::Entity stability = add("stability-test", {{"name", "10 V"},
                                                        {"measurement-standard", standard.id.text()},
                                                        {"performed-on", "2026-06-01"},
                                                        {"case", "existing"},
                                                        {"method", "check-standard"},
                                                        {"object", "732A"},
                                                        {"unit", "V"},
                                                        {"used", "nominal"},
                                                        {"limit", "0.0001"},
                                                        {"readings", Json::Array{row({{"date", "2025-06-01"}, {"value", "10.00001"}}),
                                                                                 row({{"date", "2026-06-01"}, {"value", "10.00004"}})}}});
    registry::Entity verification = add("result-verification", {{"name", "10 V"},
                                                                {"measurement-standard", standard.id.text()},
                                                                {"performed-on", "2026-06-02"},
                                                                {"method", "transfer"},
                                                                {"object", "732A"},
                                                                {"unit", "g"},
                                                                {"lab-value", "200.0012"},
                                                                {"lab-u", "0.0020"},
                                                                {"ref-value", "200.0032"},
                                                                {"ref-u", "0.0015"},
                                                                {"ref-k", "3"}});
    Complete()
    {
        for (const auto kind : requiredDocuments())
            add("dossier-document", {{"measurement-standard", standard.id.text()}, {"kind", kind}, {"title", std::string(kind) + " 1"}});
    }
    Dossier on(const std::string& day = "2026-09-23")
    {
        const auto dossier = dossierOf(registry, standard.id, day);
        INFO((dossier ? std::string() : dossier.error().key));
        REQUIRE(dossier);
        return *dossier;
    }
    void change(const registry::Entity& entity, const Json::Object& values)
    {
        const auto changed = registry.change(entity.id, now(entity).seq, values, "test");
        INFO((changed ? std::string() : changed.error().key));
        REQUIRE(changed);
    }
};

} // namespace cal::quality::test
