// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions made from the samples of their events, small enough to make by the ten thousand: what lists and traces need, sealed and whole.
#pragma once

#include "core/journal/event.h"
#include "core/session/session_events.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace cal::support {

struct TracedPoint {
    std::string point = "10V+100%";
    int attempt = 1;
    std::string asset, calibration;
    std::string value = "10", valueUnit = "V"; ///< of the standard
    std::string error = "0.0001", uncertainty = "0.00005", mpe = "0.0004", unit = "V";
    std::string verdict = "pass";
    bool withoutStandard = false; ///< as version 1 wrote it
};

class TraceBuilder
{
public:
    TraceBuilder() : m_setUp(sample("session.set-up-frozen")), m_judged(sample("session.point-judged"))
    {
        // The bodies of files that no list shows would only fill the disk.
        for (const char* const name : {"definitions", "identities", "bindings"})
            m_setUp[name] = name == std::string("bindings") ? Json(Json::Array{}) : Json(Json::Object{});
        m_setUp["bench"] = Json();
        auto& lines = m_judged["result"]["budget"]["lines"];
        if (lines.size() > 2)
            lines = Json::Array{lines.at(0), lines.at(1)};
    }

    Json setUpBody(const std::string& customer, const std::string& serial, const std::string& decision = "jjf1094") const
    {
        Json body = m_setUp;
        body["item"]["customer"] = Text{customer, customer};
        body["item"]["serial"] = serial;
        body["procedure"]["head"]["rules"]["decision"] = decision;
        body["procedure"]["head"]["rules"]["decision-parameters"] = Json();
        return body;
    }

    Json judgedBody(const TracedPoint& traced) const
    {
        Json body = m_judged;
        body["point"] = traced.point;
        body["attempt"] = traced.attempt;
        Json& result = body["result"];
        result["error"] = traced.error;
        result["expanded-uncertainty"] = traced.uncertainty;
        result["mpe"] = traced.mpe.empty() ? Json() : Json(traced.mpe);
        result["unit"] = traced.unit;
        result["verdict"] = traced.verdict;
        if (traced.withoutStandard) {
            result["rests-on"] = Json();
            return body;
        }
        Json standard = result["rests-on"].at(0);
        standard["asset"] = traced.asset;
        standard["calibration"] = traced.calibration;
        standard["value"] = traced.value;
        standard["unit"] = traced.valueUnit;
        result["rests-on"] = Json::Array{standard};
        return body;
    }

private:
    static Json sample(const std::string& type)
    {
        std::ifstream file(std::string(CAL_SOURCE_DIR) + "/tests/data/events/v2/" + type + ".json");
        std::ostringstream text;
        text << file.rdbuf();
        auto json = Json::parse(text.str());
        if (!json)
            throw std::runtime_error("no sample of " + type);
        return (*json)["body"];
    }

    Json m_setUp, m_judged;
};

} // namespace cal::support
