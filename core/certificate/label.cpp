// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/label.h"

#include "core/certificate/texts.h"

namespace cal::certificate {

namespace {

using Kind = LabelFacts::Kind;

Error invalid(const char* key, std::vector<Arg> args)
{
    return {Errc::InvalidArgument, key, std::move(args), {}};
}

class Maker
{
public:
    explicit Maker(const LabelFacts& facts) : m_facts(facts) {}

    Result<Label> make()
    {
        m_label.laboratory = m_facts.laboratory;
        m_label.name = m_facts.name;
        m_label.code = m_facts.kind == Kind::Tag ? m_facts.itemNumber : m_facts.assetNumber;
        if (m_label.code.empty())
            return invalid("label.no-number", {});
        switch (m_facts.kind) {
        case Kind::Verification:
            CAL_TRY(verification());
            break;
        case Kind::Calibration:
            CAL_TRY(calibration());
            break;
        case Kind::Tag:
            m_label.title = wording("label.tag");
            add("label.item", m_facts.itemNumber);
            add("label.number", m_facts.assetNumber);
            add("label.customer", m_facts.customer);
            add("label.received", m_facts.received);
            add("label.due", m_facts.due);
            break;
        case Kind::Asset:
            m_label.title = wording("label.asset");
            add("label.number", m_facts.assetNumber);
            add("label.serial", m_facts.serial);
            break;
        }
        return std::move(m_label);
    }

private:
    void add(const std::string& id, const Text& value)
    {
        if (!value.empty())
            m_label.lines.push_back({id.substr(id.find('.') + 1), wording(id), value});
    }
    void add(const std::string& id, const std::string& value) { add(id, value.empty() ? Text{} : plain(value)); }

    Result<void> measured()
    {
        if (m_facts.measuredOn.empty())
            return invalid("label.not-measured", {{"number", m_facts.assetNumber}});
        add("label.number", m_facts.assetNumber);
        add("label.serial", m_facts.serial);
        if (m_facts.simulated)
            m_label.marks.push_back(wording("label.simulated"));
        if (!m_facts.issued)
            m_label.marks.push_back(wording("label.not-issued"));
        return {};
    }

    Result<void> verification()
    {
        CAL_TRY(measured());
        if (m_facts.verdict != "pass")
            return invalid("label.not-passed", {{"number", m_facts.assetNumber}, {"verdict", m_facts.verdict}});
        if (m_facts.validUntil.empty() && m_facts.useUntil.empty())
            return invalid("label.no-validity", {{"number", m_facts.assetNumber}});
        m_label.title = wording("label.verification");
        add("label.verified-on", m_facts.measuredOn);
        if (m_facts.useUntil.empty())
            add("label.valid-until", m_facts.validUntil);
        else
            add("label.use-until", m_facts.useUntil);
        return {};
    }

    Result<void> calibration()
    {
        CAL_TRY(measured());
        m_label.title = wording("label.calibration");
        add("label.calibrated-on", m_facts.measuredOn);
        if (m_facts.intervalAgreed)
            add("label.next", m_facts.validUntil);
        return {};
    }

    const LabelFacts& m_facts;
    Label m_label;
};

} // namespace

Json Label::toJson() const
{
    Json::Array lineList, markList;
    for (const auto& line : lines)
        lineList.push_back(Json::Object{{"id", line.id}, {"label", line.label}, {"value", line.value}});
    for (const auto& mark : marks)
        markList.push_back(mark);
    return Json::Object{{"title", title}, {"laboratory", laboratory},    {"name", name}, {"lines", std::move(lineList)},
                        {"code", code},   {"marks", std::move(markList)}};
}

Result<Label> makeLabel(const LabelFacts& facts)
{
    return Maker(facts).make();
}

} // namespace cal::certificate
