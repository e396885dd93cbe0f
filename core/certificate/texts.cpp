// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/texts.h"

#include <algorithm>
#include <array>

namespace cal::certificate {

namespace {

struct Entry {
    std::string_view id, zh, en;
};

constexpr std::array kEntries{
    Entry{"title", "校准证书", "Calibration Certificate"},
    Entry{"end-mark", "以下空白", "End of certificate"},
    Entry{"none", "—", "—"},

    Entry{"block.customer", "委托方", "Customer"},
    Entry{"customer.name", "委托单位 *", "Customer *"},
    Entry{"customer.address", "委托单位地址 *", "Address *"},
    Entry{"block.item", "被校物品", "Item calibrated"},
    Entry{"item.name", "器具名称", "Item"},
    Entry{"item.model", "型号规格", "Model"},
    Entry{"item.serial", "出厂编号", "Serial No."},
    Entry{"item.manufacturer", "制造单位", "Manufacturer"},
    Entry{"item.asset", "资产编号 *", "Asset No. *"},
    Entry{"item.condition", "物品状态", "Condition"},
    Entry{"item.remarks", "备注", "Remarks"},
    Entry{"block.work", "校准工作", "Calibration"},
    Entry{"work.received", "接收日期", "Date of receipt"},
    Entry{"work.calibrated", "校准日期", "Date of calibration"},
    Entry{"work.place", "校准地点", "Place of calibration"},
    Entry{"work.order", "委托单号", "Order No."},
    Entry{"work.record", "原始记录号", "Raw record No."},
    Entry{"block.laboratory", "校准机构", "Laboratory"},
    Entry{"laboratory.authorisation", "授权/认可", "Authorisation"},
    Entry{"laboratory.address", "地址", "Address"},
    Entry{"laboratory.postcode", "邮编", "Post code"},
    Entry{"laboratory.phone", "电话", "Phone"},
    Entry{"laboratory.email", "电子邮箱", "E-mail"},
    Entry{"block.basis", "校准所依据的技术文件", "Method of calibration"},
    Entry{"basis.method", "校准依据", "Method"},
    Entry{"basis.procedure", "校准程序", "Procedure"},
    Entry{"basis.measurand", "校准项目", "Measurand"},
    Entry{"basis.digest", "原始记录摘要", "Raw record digest"},
    Entry{"block.standard", "校准所使用的计量标准", "Measurement standards used"},
    Entry{"standard.name", "名称", "Name"},
    Entry{"standard.model", "制造单位及型号", "Maker and model"},
    Entry{"standard.serial", "编号", "Serial No."},
    Entry{"standard.certificate", "证书编号", "Certificate No."},
    Entry{"standard.valid", "有效期至", "Valid until"},
    Entry{"standard.characteristic", "测量范围及不确定度/最大允许误差", "Range and U or MPE"},
    Entry{"block.environment", "环境条件", "Environmental conditions"},
    Entry{"environment.quantity", "项目", "Quantity"},
    Entry{"environment.start", "开始", "Start"},
    Entry{"environment.end", "结束", "End"},
    Entry{"environment.limits", "方法限值", "Limits of the method"},
    Entry{"environment.source", "数据来源", "Source"},
    Entry{"environment.temperature", "温度", "Temperature"},
    Entry{"environment.humidity", "相对湿度", "Relative humidity"},
    Entry{"environment.time", "时间", "Time"},
    Entry{"source.instrument", "仪器测得", "measured"},
    Entry{"source.typed", "人工录入", "typed"},
    Entry{"source.simulated", "{source}（模拟）", "{source} (simulated)"},
    Entry{"source.mixed", "{start}；{end}", "{start}; {end}"},

    Entry{"block.results", "校准结果", "Results of calibration"},
    Entry{"results.nominal", "标称值", "Nominal value"},
    Entry{"results.reference", "标准值", "Reference value"},
    Entry{"results.indication", "示值", "Indication"},
    Entry{"results.mpe", "最大允许误差", "MPE"},
    Entry{"results.u", "扩展不确定度 U", "Uncertainty U"},
    Entry{"results.u-with-k", "U (k = {k})", "U (k = {k})"},
    Entry{"results.k", "包含因子 k", "Factor k"},
    Entry{"results.verdict", "结论", "Verdict"},
    Entry{"results.verdict-rule", "结论（{rule}）", "Verdict ({rule})"},
    Entry{"results.range", "量程 {range}", "Range {range}"},
    Entry{"section.as-found", "调整前", "As found"},
    Entry{"section.as-left", "调整后", "As left"},
    Entry{"section.initial", "首次", "Initial"},
    Entry{"results.section", "{section} · {group}", "{section} · {group}"},
    Entry{"results.specification", "技术指标 {source}", "Specification {source}"},
    Entry{"results.error-definition", "{symbol}：{name}，等于示值减去标准值。", "{symbol}: {name}, indication minus reference value."},
    Entry{"verdict.pass", "合格", "Pass"},
    Entry{"verdict.undecided", "待定", "Undecided"},
    Entry{"verdict.fail", "不合格", "Fail"},
    Entry{"verdict.not-judged", "—", "—"},
    Entry{"rule.simple", "简单接受", "simple acceptance"},
    Entry{"rule.jjf1094", "JJF 1094", "JJF 1094"},
    Entry{"rule.guard-band", "保护带", "guard band"},

    Entry{"statement.uncertainty-k2",
          "扩展不确定度 U 由合成标准不确定度乘以包含因子 k = {k} 得到，包含概率 p 约为 {p}；按 JJF 1059.1（GUM）评定。",
          "The expanded uncertainty U is the combined standard uncertainty multiplied by the coverage factor k = {k}, for a coverage "
          "probability p of about {p}; it was evaluated in accordance with JJF 1059.1 (GUM)."},
    Entry{"statement.uncertainty-t",
          "扩展不确定度 U 由合成标准不确定度乘以包含因子 k 得到，k（{k}）按有效自由度由 t 分布求得，包含概率 p 为 {p}；"
          "按 JJF 1059.1（GUM）评定。",
          "The expanded uncertainty U is the combined standard uncertainty multiplied by the coverage factor k ({k}), taken from the "
          "t-distribution for the effective degrees of freedom and a coverage probability p of {p}; it was evaluated in accordance with "
          "JJF 1059.1 (GUM)."},
    Entry{"statement.uncertainty-rectangular",
          "不确定度以一个均匀（矩形）分布的分量为主，扩展不确定度 U 由合成标准不确定度乘以该分布的包含因子 k = {k} 得到，"
          "包含概率 p 约为 {p}；按 JJF 1059.1（GUM）评定。",
          "One contribution with a rectangular distribution dominates: the expanded uncertainty U is the combined standard uncertainty "
          "multiplied by the coverage factor of that distribution, k = {k}, for a coverage probability p of about {p}; it was evaluated "
          "in accordance with JJF 1059.1 (GUM)."},
    Entry{"statement.uncertainty-trapezoidal",
          "不确定度以两个均匀分布的分量为主，扩展不确定度 U 由合成标准不确定度乘以梯形分布的包含因子 k = {k} 得到，包含概率 p 约为 {p}；"
          "按 JJF 1059.1（GUM）评定。",
          "Two contributions with rectangular distributions dominate: the expanded uncertainty U is the combined standard uncertainty "
          "multiplied by the coverage factor of the trapezoidal distribution, k = {k}, for a coverage probability p of about {p}; it was "
          "evaluated in accordance with JJF 1059.1 (GUM)."},
    Entry{"statement.uncertainty-other",
          "扩展不确定度 U 由合成标准不确定度乘以包含因子 k（{k}，规则“{rule}”）得到，包含概率 p 为 {p}；按 JJF 1059.1（GUM）评定。",
          "The expanded uncertainty U is the combined standard uncertainty multiplied by the coverage factor k ({k}, rule “{rule}”), for a "
          "coverage probability p of {p}; it was evaluated in accordance with JJF 1059.1 (GUM)."},
    Entry{"statement.rounding-two-digits", "U 修约至两位有效数字，结果修约至与 U 相同的末位（GB/T 8170）。",
          "U is rounded to two significant digits and the result to the same decimal place (half to even, GB/T 8170)."},
    Entry{"statement.rounding-safe", "U 修约至两位有效数字，舍去部分超过末位的 0.1 时进位；结果修约至与 U 相同的末位。",
          "U is rounded to two significant digits, upwards where the dropped part exceeds 0.1 of the last digit; the result is rounded to "
          "the same decimal place."},
    Entry{"statement.rounding-one-digit", "U 修约至一位有效数字，修约使 U 减小超过 5 % 时进位；结果修约至与 U 相同的末位。",
          "U is rounded to one significant digit, upwards where it would lose more than 5 %; the result to the same decimal place."},
    Entry{"statement.rounding-interval", "结果按校准依据规定的修约间隔修约（GB/T 8170）。",
          "The results are rounded to the rounding interval of the method (GB/T 8170)."},
    Entry{"statement.rounding-other", "数值修约规则：“{rule}”。", "Rounding rule: “{rule}”."},
    Entry{"statement.decision",
          "符合性声明适用于结果表中给出结论的各校准点，以表中所列技术指标为准。判定规则：{rule}。{risk}以未修约的数值判定。",
          "Conformity is stated for those points of the results table that carry a verdict, with the specification named there. Decision "
          "rule: {rule}. {risk} Unrounded values decide."},
    Entry{"statement.verdicts", "符合性声明：在给出结论的 {total} 个校准点中，{pass} 个合格，{undecided} 个待定，{fail} 个不合格。",
          "Statement of conformity: of {total} judged points {pass} conform, {undecided} are undecided and {fail} do not conform."},
    Entry{"statement.no-decision", "未与委托方约定判定规则，本证书不作符合性声明。",
          "No decision rule was agreed with the customer; this certificate makes no statement of conformity."},
    Entry{
        "statement.traceability", "计量溯源性：测量结果通过本证书所列的计量标准及其证书，溯源至国际单位制（SI）。",
        "Metrological traceability: the results are traceable to the International System of Units (SI) through the standards listed here "
        "and their certificates."},
    Entry{"statement.simulated", "本证书的数据由模拟仪器产生，不具有计量溯源性，仅供演示，不得用作任何测量的依据。",
          "The data in this certificate come from simulated instruments: they have no metrological traceability, serve demonstration only "
          "and must not be relied upon for any measurement."},
    Entry{"statement.not-adjusted", "校准过程中未对被校物品进行调整或修理，所给结果既是调整前的结果，也是调整后的结果。",
          "The item was neither adjusted nor repaired; the results are those as found and as left."},
    Entry{"statement.adjusted", "校准过程中对被校物品进行了调整，调整前和调整后的结果分别列出。",
          "The item was adjusted; results before and after adjustment are given separately."},
    Entry{"statement.as-left-only", "仅给出调整后的结果；没有调整前的结果。",
          "Only results after adjustment are given; none were obtained before it."},
    Entry{"statement.initial", "首次校准，没有调整前的结果。", "Initial calibration: there are no results as found."},
    Entry{"statement.adjustment", "调整（{date}）：{what}。原因：{reason}。", "Adjustment ({date}): {what}. Reason: {reason}."},
    Entry{"statement.own-points", "偏离：按与委托方约定的点表 {set}（第 {version} 版）：{changes}。",
          "Deviation: points and tolerances as agreed with the customer, point set {set} (version {version}): {changes}."},
    Entry{"own-points.skipped", "{point} 未测", "{point} not measured"},
    Entry{"own-points.nominal", "{point} 标称值 {to}（规程为 {from}）", "{point} nominal value {to} (procedure: {from})"},
    Entry{"own-points.range", "{point} 量程 {to}（规程为 {from}）", "{point} range {to} (procedure: {from})"},
    Entry{"own-points.mpe", "{point} 最大允许误差 ±{to}（规程为 {from}）", "{point} MPE ±{to} (procedure: {from})"},
    Entry{"own-points.as-specified", "按技术指标", "as specified"},

    Entry{"label.verification", "检定合格", "VERIFIED"},
    Entry{"label.calibration", "校准", "CALIBRATED"},
    Entry{"label.tag", "样品", "ITEM"},
    Entry{"label.asset", "器具", "ASSET"},
    Entry{"label.number", "编号", "No."},
    Entry{"label.serial", "出厂编号", "Serial"},
    Entry{"label.item", "样品编号", "Item"},
    Entry{"label.customer", "委托单位", "Customer"},
    Entry{"label.verified-on", "检定日期", "Verified"},
    Entry{"label.calibrated-on", "校准日期", "Calibrated"},
    Entry{"label.received", "接收日期", "Received"},
    Entry{"label.due", "要求完成", "Due"},
    Entry{"label.valid-until", "有效期至", "Valid until"},
    Entry{"label.use-until", "使用期限", "Use until"},
    Entry{"label.next", "建议复校", "Next due"},
    Entry{"label.simulated", "模拟数据", "SIMULATED"},
    Entry{"label.not-issued", "未签发", "NOT ISSUED"},
    Entry{"statement.no-deviation", "对校准方法无偏离、增加或删减。",
          "There were no deviations from, additions to or exclusions from the method."},
    Entry{"statement.environment-outside", "偏离：校准期间环境条件曾超出方法限值（{when}：{values}）。",
          "Deviation: the environmental conditions left the limits of the method during the calibration ({when}: {values})."},
    Entry{"when.start", "开始", "start"},
    Entry{"when.end", "结束", "end"},
    Entry{"when.resume", "继续", "resumption"},
    Entry{"statement.item-only", "本证书的校准结果仅与所校准的物品有关。", "The results relate only to the item calibrated."},
    Entry{"statement.customer-data", "标有 * 的信息由委托方提供。", "Information marked * was provided by the customer."},
    Entry{"statement.no-partial-copy", "未经本机构书面批准，不得部分复制本证书。",
          "This certificate shall not be reproduced, except in full, without the written approval of the laboratory."},
};

const Entry* find(std::string_view id)
{
    const auto it = std::find_if(kEntries.begin(), kEntries.end(), [&](const Entry& e) { return e.id == id; });
    return it == kEntries.end() ? nullptr : &*it;
}

/// One pass, so that a value which itself holds braces is left alone.
std::string fill(std::string_view sentence, const std::vector<std::pair<std::string_view, Text>>& values, Language language)
{
    std::string out;
    while (!sentence.empty()) {
        const auto open = sentence.find('{');
        const auto close = open == std::string_view::npos ? open : sentence.find('}', open);
        if (close == std::string_view::npos)
            break;
        const auto name = sentence.substr(open + 1, close - open - 1);
        const auto it = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
        out += sentence.substr(0, open);
        if (it != values.end())
            out += it->second.in(language);
        sentence.remove_prefix(close + 1);
    }
    return out.append(sentence);
}

} // namespace

Text wording(std::string_view id)
{
    const Entry* entry = find(id);
    return entry ? Text{std::string(entry->zh), std::string(entry->en)} : plain(id);
}

bool hasWording(std::string_view id)
{
    return find(id) != nullptr;
}

Text wording(std::string_view id, const std::vector<std::pair<std::string_view, Text>>& values)
{
    const Text text = wording(id);
    return {fill(text.zh, values, Language::Chinese), fill(text.en, values, Language::English)};
}

} // namespace cal::certificate
