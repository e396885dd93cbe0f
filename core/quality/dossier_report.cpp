// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/quality/dossier_report.h"

#include <algorithm>
#include <cmath>

namespace cal::quality {

namespace {

using certificate::Field;
using certificate::Report;
using certificate::ReportFields;
using certificate::ReportPlot;
using certificate::ReportSection;
using certificate::ReportTable;
using registry::Entity;

Text same(const std::string& text)
{
    return {text, text};
}

Text dash()
{
    return same("—");
}

/// A computed number as people read it: six digits are more than any of these figures carries.
std::string figure(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

/// What the register holds of a field, in both languages; empty when it is unknown.
Text valueOf(const registry::Kinds& kinds, const Entity& entity, std::string_view name)
{
    const auto& value = entity.value(name);
    const auto* kind = kinds.find(entity.kind);
    const auto* field = kind ? kind->field(name) : nullptr;
    if (value.isNull() || !field)
        return {};
    if (field->type == registry::Field::Type::Bilingual)
        return value.asText();
    if (field->type == registry::Field::Type::Choice)
        for (const auto& choice : field->choices)
            if (choice.value == value.asString())
                return choice.label;
    if (field->type == registry::Field::Type::Flag)
        return value.asBool() ? Text{"是", "yes"} : Text{"否", "no"};
    return same(registry::plainText(value));
}

/// A cell of a table of the entity.
Text cellOf(const registry::Kinds& kinds, const Entity& entity, std::string_view table, const Json& row, std::string_view column)
{
    const auto* kind = kinds.find(entity.kind);
    const auto* field = kind ? kind->field(table) : nullptr;
    if (row[column].isNull() || !field)
        return {};
    if (row[column].isObject())
        return row[column].asText();
    for (const auto& known : field->columns)
        if (known.name == column)
            for (const auto& choice : known.choices)
                if (choice.value == row[column].asString())
                    return choice.label;
    return same(registry::plainText(row[column]));
}

Text titleText(const registry::Kinds& kinds, const Entity& entity)
{
    const auto* kind = kinds.find(entity.kind);
    return kind ? valueOf(kinds, entity, kind->title) : Text{};
}

class Writer
{
public:
    Writer(const Dossier& dossier, const DossierPrinting& printing) : m_dossier(dossier), m_printing(printing) {}

    Report application()
    {
        Report report =
            head("dossier.application", {"计量标准考核（复查）申请书", "Application for examination of a measurement standard"});
        add(report, "standard", {"计量标准", "Measurement standard"}, standardFields());
        add(report, "characteristics", {"主要技术指标", "Main characteristics"}, characteristics());
        add(report, "devices", {"主标准器及配套设备", "Main standards and auxiliary equipment"}, devices());
        add(report, "environment", {"环境条件", "Environmental conditions"}, environment());
        add(report, "regulations", {"开展的检定或校准项目", "Items verified or calibrated"}, regulations());
        add(report, "people", {"检定或校准人员", "Persons"}, people());
        add(report, "documents", {"文件集", "File set"}, documents());
        add(report, "state", {"资料完整性", "Completeness"}, state());
        add(report, "opinions", {"意见", "Opinions"},
            ReportFields{{"applicant", {"申请单位意见（签章）", "Applicant (signature, seal)"}, {}},
                         {"superior", {"主管部门意见（签章）", "Superior department (signature, seal)"}, {}},
                         {"examiner", {"主持考核部门意见（签章）", "Examining authority (signature, seal)"}, {}},
                         {"date", {"日期", "Date"}, {}}});
        return report;
    }

    Report technical()
    {
        Report report = head("dossier.technical-report", {"计量标准技术报告", "Technical report of a measurement standard"});
        int chapter = 0;
        const auto next = [&](const char* id, const Text& title, auto... parts) {
            const auto number = std::to_string(++chapter);
            add(report, id, {number + "  " + title.zh, number + "  " + title.en}, std::move(parts)...);
        };
        // The chapters of an example report; JJF 1033-2023 decides (confidence medium).
        next("purpose", {"建立计量标准的目的", "Purpose of the measurement standard"}, blank("purpose"));
        next("principle", {"计量标准的工作原理及其组成", "Working principle and composition"}, blank("principle"));
        next("devices", {"主标准器及主要配套设备", "Main standards and auxiliary equipment"}, devices());
        next("characteristics", {"计量标准的主要技术指标", "Main characteristics"}, characteristics());
        next("environment", {"环境条件", "Environmental conditions"}, environment());
        next("traceability", {"计量标准的量值溯源和传递框图", "Traceability"}, traceability());
        nextRepeatability(report, ++chapter);
        nextStability(report, ++chapter);
        next("uncertainty", {"检定或校准结果的不确定度评定", "Uncertainty of the results"}, uncertainty());
        nextVerification(report, ++chapter);
        next("conclusion", {"结论", "Conclusion"}, blank("conclusion"));
        next("notes", {"附加说明", "Notes"}, state());
        return report;
    }

private:
    template <class... Parts>
    static void add(Report& report, const char* id, Text title, Parts... parts)
    {
        ReportSection section{id, std::move(title), {}};
        (section.parts.emplace_back(std::move(parts)), ...);
        report.sections.push_back(std::move(section));
    }

    Report head(const char* id, Text title)
    {
        Report report;
        report.id = id;
        report.title = std::move(title);
        report.subtitle = value("name");
        report.laboratory = m_printing.laboratory;
        report.number = m_dossier.standard.text("code");
        report.marks = {{"草稿", "DRAFT"}, {"未签署", "UNSIGNED"}};
        if (m_printing.demonstration)
            report.marks.push_back({"演示实验室", "DEMONSTRATION"});
        report.cover = true;
        report.coverFields = {{"code", {"计量标准代码", "Code"}, value("code")},
                              {"name", {"计量标准名称", "Name"}, value("name")},
                              {"body", {"建标单位", "Body"}, m_printing.laboratory},
                              {"certificate", {"计量标准考核证书号", "Assessment certificate"}, value("certificate-number")},
                              {"as-of", {"资料截止日期", "As of"}, same(m_dossier.day)},
                              {"responsible", {"计量标准负责人", "Person responsible"}, {}},
                              {"signed", {"单位（签章）", "Body (seal)"}, {}}};
        report.endMark = {"以下空白", "End of document"};
        return report;
    }

    [[nodiscard]] Text value(std::string_view field) const { return valueOf(m_printing.kinds, m_dossier.standard, field); }

    static ReportFields blank(const char* id) { return {{id, {"须由本单位填写", "To be written by the laboratory"}, {}}}; }

    ReportFields standardFields()
    {
        return {{"name", {"计量标准名称", "Name"}, value("name")},
                {"code", {"计量标准代码", "Code"}, value("code")},
                {"highest", {"最高计量标准", "Highest measurement standard"}, value("highest")},
                {"public", {"社会公用计量标准", "Public measurement standard"}, value("public")},
                {"certificate-number", {"计量标准考核证书号", "Assessment certificate"}, value("certificate-number")},
                {"certificate-until", {"考核证书有效期至", "Valid until"}, value("certificate-until")},
                {"established", {"建标日期", "Established"}, value("established")},
                {"location", {"存放地点", "Location"}, {}}};
    }

    ReportTable characteristics()
    {
        ReportTable table{
            {{"量", "Quantity"}, {"测量范围", "Range"}, {"指标", "Figure"}, {"数值", "Value"}, {"k", "k"}}, {28, 50, 42, 38, 16}, {}};
        for (const Json& row : m_dossier.standard.value("characteristics").asArray()) {
            const auto cell = [&](const char* column) {
                return cellOf(m_printing.kinds, m_dossier.standard, "characteristics", row, column);
            };
            const auto low = cell("low").en, high = cell("high").en;
            table.rows.push_back({cell("quantity"), same(low + (low.empty() || high.empty() ? "" : " ~ ") + high), cell("indicator"),
                                  cell("value"), cell("k")});
        }
        return orBlankRow(std::move(table));
    }

    /// A table without rows gets one to write into.
    static ReportTable orBlankRow(ReportTable table)
    {
        if (table.rows.empty())
            table.rows.push_back(std::vector<Text>(table.heads.size()));
        return table;
    }

    ReportTable devices()
    {
        ReportTable table{{{"器具", "Device"},
                           {"类别", "Part"},
                           {"编号", "Number"},
                           {"出厂编号", "Serial"},
                           {"溯源证书", "Certificate"},
                           {"有效期至", "Valid until"}},
                          {44, 22, 26, 28, 32, 22},
                          {}};
        for (const auto& device : m_dossier.devices)
            table.rows.push_back(
                {titleText(m_printing.kinds, device.asset), device.main ? Text{"主标准器", "main"} : Text{"配套设备", "auxiliary"},
                 valueOf(m_printing.kinds, device.asset, "asset-number"), valueOf(m_printing.kinds, device.asset, "serial"),
                 device.calibration ? same(device.calibration->text("certificate-number")) : Text{},
                 device.calibration ? same(device.calibration->text("valid-until")) : Text{}});
        return orBlankRow(std::move(table));
    }

    static ReportTable environment()
    {
        return {{{"项目", "Quantity"}, {"要求", "Required"}, {"实际情况", "Actual"}, {"结论", "Conclusion"}},
                {40, 50, 50, 30},
                {{{"温度", "temperature"}, {}, {}, {}}, {{"相对湿度", "relative humidity"}, {}, {}, {}}, {{"其他", "other"}, {}, {}, {}}}};
    }

    ReportTable regulations()
    {
        ReportTable table{{{"编号", "Number"}, {"名称", "Title"}, {"方式", "Operation"}}, {40, 100, 34}, {}};
        for (const Json& row : m_dossier.standard.value("regulations").asArray()) {
            const auto cell = [&](const char* column) { return cellOf(m_printing.kinds, m_dossier.standard, "regulations", row, column); };
            table.rows.push_back({cell("number"), cell("title"), cell("operation")});
        }
        return orBlankRow(std::move(table));
    }

    ReportTable people()
    {
        ReportTable table{
            {{"姓名", "Name"}, {"职务", "Post"}, {"资格证书", "Qualification"}, {"有效期至", "Valid until"}, {"签名", "Signature"}},
            {36, 36, 46, 26, 30},
            {}};
        for (const auto& person : m_dossier.people) {
            Text certificate, until;
            if (const auto found = m_dossier.qualifications.find(person.id.text());
                found != m_dossier.qualifications.end() && !found->second.empty()) {
                certificate = same(found->second.front().text("certificate"));
                until = same(found->second.front().text("to"));
            }
            table.rows.push_back(
                {valueOf(m_printing.kinds, person, "name"), valueOf(m_printing.kinds, person, "post"), certificate, until, {}});
        }
        return orBlankRow(std::move(table));
    }

    ReportTable documents()
    {
        ReportTable table{
            {{"文件种类", "Kind"}, {"名称", "Title"}, {"编号", "Number"}, {"日期", "Dated"}, {"有无", "Held"}}, {52, 56, 28, 22, 16}, {}};
        const auto* kind = m_printing.kinds.find("dossier-document");
        const auto* field = kind ? kind->field("kind") : nullptr;
        if (!field)
            return orBlankRow(std::move(table));
        for (const auto& choice : field->choices) {
            bool held = false;
            for (const auto& document : m_dossier.documents)
                if (document.text("kind") == choice.value) {
                    table.rows.push_back({choice.label,
                                          same(document.text("title")),
                                          same(document.text("number")),
                                          same(document.text("dated")),
                                          {"有", "yes"}});
                    held = true;
                }
            if (!held && choice.value != "other")
                table.rows.push_back({choice.label, {}, {}, {}, {"无", "no"}});
        }
        return table;
    }

    ReportTable traceability()
    {
        ReportTable table{
            {{"层次", "Level"}, {"名称", "Name"}, {"测量范围", "Range"}, {"U / MPE / 等级", "U / MPE / class"}, {"方法", "Method"}},
            {30, 50, 34, 32, 28},
            {}};
        const auto rows = [&](const char* name, const Text& level) {
            for (const Json& row : m_dossier.standard.value(name).asArray()) {
                const auto cell = [&](const char* column) { return cellOf(m_printing.kinds, m_dossier.standard, name, row, column); };
                const auto k = cell("k").en;
                table.rows.push_back(
                    {level, cell("name"), cell("range"), same(cell("value").en + (k.empty() ? "" : " (k = " + k + ")")), cell("method")});
            }
        };
        rows("upper-standards", {"上级计量标准", "higher standard"});
        table.rows.push_back({{"本计量标准", "this standard"}, value("name"), {"见主要技术指标", "see characteristics"}, {}, {}});
        rows("instruments-served", {"被检或被校器具", "instruments served"});
        return table;
    }

    ReportFields uncertainty()
    {
        ReportFields fields;
        const auto chosen = [&](const char* kind) {
            return std::any_of(m_dossier.documents.begin(), m_dossier.documents.end(),
                               [&](const Entity& document) { return document.text("kind") == kind; });
        };
        for (const auto& document : m_dossier.documents)
            if (document.text("kind") == "raw-records" || document.text("kind") == "technical-report")
                fields.push_back({document.id.text(), valueOf(m_printing.kinds, document, "kind"), same(document.text("title"))});
        fields.push_back({"evaluation", {"不确定度评定", "Evaluation of uncertainty"}, {}});
        if (!chosen("procedures"))
            fields.push_back({"procedure", {"测量方法与模型", "Method and model"}, {}});
        return fields;
    }

    [[nodiscard]] Text nominal(const Entity& entity) const
    {
        const auto text = valueOf(m_printing.kinds, entity, "nominal");
        return text.empty() ? dash() : text;
    }

    static Text passed(bool holds) { return holds ? Text{"符合", "holds"} : Text{"不符合", "does not hold"}; }

    static Text chapterTitle(int chapter, const Text& title)
    {
        return {std::to_string(chapter) + "  " + title.zh, std::to_string(chapter) + "  " + title.en};
    }

    void nextRepeatability(Report& report, int chapter)
    {
        ReportTable table{{{"日期", "Date"},
                           {"测量点", "Point"},
                           {"n", "n"},
                           {"平均值", "Mean"},
                           {"s", "s"},
                           {"评定中采用的 s", "s in the budget"},
                           {"单位", "Unit"}},
                          {24, 28, 12, 36, 28, 28, 18},
                          {}};
        for (const auto& [entity, test] : m_dossier.repeatability)
            if (test)
                table.rows.push_back({same(entity.text("performed-on")), nominal(entity), same(std::to_string(test->n)),
                                      same(figure10(test->mean)), same(figure(test->s)), valueOf(m_printing.kinds, entity, "s-in-budget"),
                                      same(entity.text("unit"))});
        add(report, "repeatability", chapterTitle(chapter, {"检定或校准结果的重复性试验", "Repeatability of the results"}),
            orBlankRow(std::move(table)));
        if (!m_dossier.repeatability.empty())
            if (const auto& newest = m_dossier.repeatability.front().entity; newest.value("readings").size() > 0)
                add(report, "repeatability-readings", Text{}, readings(newest, false));
    }

    /// Ten digits of a mean: what a good reading has and the mean of ten adds.
    static std::string figure10(double value)
    {
        char text[40];
        std::snprintf(text, sizeof text, "%.10g", value);
        return text;
    }

    static ReportTable readings(const Entity& test, bool dated)
    {
        ReportTable table{{{"序号", "No."}, {"读数", "Reading"}}, {30, 144}, {}};
        if (dated)
            table = {{{"日期", "Date"}, {"读数", "Reading"}}, {30, 144}, {}};
        std::string line;
        int number = 0;
        if (!dated) {
            for (const Json& row : test.value("readings").asArray())
                line += (line.empty() ? "" : ";  ") + row["value"].asString(), ++number;
            table.rows.push_back({same("1 … " + std::to_string(number)), same(line + "  " + test.text("unit"))});
            return table;
        }
        std::map<std::string, std::string> groups;
        for (const Json& row : test.value("readings").asArray()) {
            auto& group = groups[row["date"].asString()];
            group += (group.empty() ? "" : ";  ") + row["value"].asString();
        }
        for (const auto& [date, values] : groups)
            table.rows.push_back({same(date), same(values + "  " + test.text("unit"))});
        return table;
    }

    void nextStability(Report& report, int chapter)
    {
        ReportTable table{{{"日期", "Date"},
                           {"方法", "Method"},
                           {"测量点", "Point"},
                           {"稳定性", "Stability"},
                           {"允许值", "Limit"},
                           {"单位", "Unit"},
                           {"结论", "Conclusion"}},
                          {24, 32, 26, 28, 24, 16, 24},
                          {}};
        for (const auto& [entity, test] : m_dossier.stability)
            if (test)
                table.rows.push_back({same(entity.text("performed-on")), valueOf(m_printing.kinds, entity, "method"), nominal(entity),
                                      same(figure(test->value)), same(entity.text("limit")), same(entity.text("unit")),
                                      passed(test->holds)});
        add(report, "stability", chapterTitle(chapter, {"计量标准的稳定性考核", "Stability of the measurement standard"}),
            orBlankRow(std::move(table)));
        if (!m_dossier.stability.empty())
            add(report, "stability-readings", Text{}, readings(m_dossier.stability.front().entity, true));
        for (const auto& check : m_dossier.checks)
            if (check.chart)
                add(report, "chart", Text{},
                    Text{"控制图：" + check.plan.name + (check.chart->inControl() ? "（受控）" : "（失控）"),
                         "Control chart: " + check.plan.name + (check.chart->inControl() ? " (in control)" : " (out of control)")},
                    plotOf(*check.chart, check.plan.unit));
    }

    static ReportPlot plotOf(const ControlChart& chart, const std::string& unit)
    {
        ReportPlot plot;
        plot.unit = unit;
        for (const auto& point : chart.points) {
            plot.values.push_back(point.value);
            plot.flagged.push_back(!point.broken.empty() || point.spreadBeyond);
        }
        plot.levels = {{chart.limits.upper, {"上控制限", "UCL"}, true},
                       {chart.limits.centre, {"中心线", "CL"}, false},
                       {chart.limits.lower, {"下控制限", "LCL"}, true}};
        return plot;
    }

    void nextVerification(Report& report, int chapter)
    {
        ReportTable table{{{"日期", "Date"},
                           {"方法", "Method"},
                           {"测量点", "Point"},
                           {"差的绝对值", "|Difference|"},
                           {"限 (k = 2)", "Limit (k = 2)"},
                           {"单位", "Unit"},
                           {"结论", "Conclusion"}},
                          {24, 32, 26, 28, 24, 16, 24},
                          {}};
        for (const auto& [entity, verified] : m_dossier.verifications)
            if (verified)
                table.rows.push_back({same(entity.text("performed-on")), valueOf(m_printing.kinds, entity, "method"), nominal(entity),
                                      same(figure(verified->difference)), same(figure(verified->limit)), same(entity.text("unit")),
                                      passed(verified->holds)});
        add(report, "verification", chapterTitle(chapter, {"检定或校准结果的验证", "Verification of the results"}),
            orBlankRow(std::move(table)));
    }

    /// What is missing and what is due, as the program sees it.
    ReportTable state()
    {
        ReportTable table{{{"状态", "State"}, {"说明", "Finding"}}, {24, 150}, {}};
        for (const auto& gap : m_dossier.gaps)
            table.rows.push_back({{"缺项", "missing"}, findingText(m_printing.words, gap)});
        for (const auto& reminder : m_dossier.reminders)
            table.rows.push_back({{"提醒", "due"}, findingText(m_printing.words, reminder)});
        if (table.rows.empty())
            table.rows.push_back({{"完整", "complete"}, {"没有发现缺项。", "Nothing was found missing."}});
        return table;
    }

    const Dossier& m_dossier;
    const DossierPrinting& m_printing;
};

} // namespace

Text findingText(const MessageCatalog& words, const Error& finding)
{
    return {words.render(finding, Language::Chinese), words.render(finding, Language::English)};
}

Report applicationReport(const Dossier& dossier, const DossierPrinting& printing)
{
    return Writer(dossier, printing).application();
}

Report technicalReport(const Dossier& dossier, const DossierPrinting& printing)
{
    return Writer(dossier, printing).technical();
}

} // namespace cal::quality
