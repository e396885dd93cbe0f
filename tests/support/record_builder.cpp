// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/record_builder.h"

#include <array>
#include <stdexcept>

namespace cal::support {

namespace {

template <class T>
T must(Result<T> result)
{
    if (!result)
        throw std::runtime_error("record builder: " + result.error().key);
    return *std::move(result);
}

Timestamp at(std::string_view rfc3339)
{
    return {must(parseRfc3339(rfc3339)), {}};
}

/// A range of the meter: MPE and U by simple fixed parts, all in the unit of the range.
struct Range {
    std::string_view fullScale, unit;
    std::string_view ofReading, ofRange; ///< MPE = reading · ofReading + full scale · ofRange
    std::string_view source;
};
constexpr std::array<Range, 5> kRanges{{
    {"100", "mV", "0.000050", "0.000035", "34401A, 1 a, 100 mV: 50 ppm + 35 ppm of range"},
    {"1", "V", "0.000040", "0.000007", "34401A, 1 a, 1 V: 40 ppm + 7 ppm of range"},
    {"10", "V", "0.000035", "0.000005", "34401A, 1 a, 10 V: 35 ppm + 5 ppm of range"},
    {"100", "V", "0.000045", "0.000006", "34401A, 1 a, 100 V: 45 ppm + 6 ppm of range"},
    {"1000", "V", "0.000045", "0.000010", "34401A, 1 a, 1000 V: 45 ppm + 10 ppm of range"},
}};

// Errors as shares of the MPE, so that the table has both signs and all conform.
constexpr std::array<std::string_view, 12> kShares{"0.21",  "-0.34", "0.08",  "0.47", "-0.52", "0.13",
                                                   "-0.05", "0.39",  "-0.27", "0.61", "0.02",  "-0.18"};

session::PointRecord pointOf(const Range& range, std::string_view share, std::size_t index)
{
    const Decimal full = decimal(range.fullScale), nominal = full * decimal(share);
    const Decimal mpe = (nominal.abs() * decimal(range.ofReading) + full * decimal(range.ofRange)).normalised();
    const Decimal fullU = mpe * decimal("0.22");
    const int place = fullU.leadingPlace() - 1; // two significant digits
    const Decimal u = fullU.roundedTo(place, RoundingMode::Up);
    const Decimal error = (mpe * decimal(kShares[index % kShares.size()])).roundedTo(place);
    const units::Unit unit = must(units::Unit::parse(range.unit));

    session::PointResult result;
    result.unit = unit.symbol();
    result.nominal = nominal.normalised();
    result.reference = result.nominal;
    result.error = error;
    result.indication = nominal + error;
    result.printedReference = nominal.roundedTo(place).plain();
    result.printedIndication = (nominal + error).roundedTo(place).plain();
    result.printedError = error.plain();
    result.printedU = u.plain();
    result.printedK = "2";
    result.printedP = "≈ 95 %";
    result.printedMpe = "±" + mpe.plain();
    result.mpeSource = std::string(range.source);
    result.coverageRule = "k2";
    result.roundingRule = "two-digits";
    result.decisionRule = "jjf1094";
    result.verdict = conformity::Verdict::Pass;

    session::PointRecord record;
    record.point.id = std::string(range.fullScale) + std::string(range.unit) + "*" + std::string(share) + "#" + std::to_string(index);
    record.point.section = "as-found";
    record.point.nominal = {nominal.normalised(), unit};
    record.point.range = units::Quantity{full, unit};
    session::Attempt attempt;
    attempt.outcome = "completed";
    attempt.result = std::move(result);
    record.attempts.push_back(std::move(attempt));
    return record;
}

session::Environment environment(std::string_view when, std::string_view time, std::string_view temperature, std::string_view humidity)
{
    session::Environment out;
    out.when = when;
    out.temperature = quantity(temperature);
    out.humidity = quantity(humidity);
    out.source = "instrument";
    out.simulated = true;
    out.at = at(time);
    return out;
}

session::SessionRecord frame(std::string_view procedure, Text title, Text basis)
{
    session::SessionRecord record;
    record.id = must(Uuid::parse("0192f3a4-5b6c-7d8e-9f01-23456789abcd"));
    record.title = procedure;
    record.started = at("2026-11-23T05:41:02Z");
    record.ended = at("2026-11-23T06:03:40Z");
    record.sealed = true;
    record.head = sha256("head of " + std::string(procedure));
    record.overall = conformity::Verdict::Pass;

    auto& setUp = record.setUp;
    auto& head = setUp.procedure.head;
    head.id = procedure;
    head.version = "1.0.0";
    head.title = std::move(title);
    head.basis = std::move(basis);
    head.mode = "calibration";
    head.measurand = "E";
    head.measurandName = {"示值误差", "error of indication"};
    const auto limit = [](std::string_view name, std::string_view low, std::string_view high, std::string_view unit) {
        return procedure::EnvironmentLimit{
            std::string(name), decimal(low), decimal(high), must(units::Unit::parse(unit)), {"test", "high"}};
    };
    head.environment = {limit("temperature", "18", "22", "degC"), limit("relative-humidity", "35", "75", "%")};

    setUp.laboratory.id = "demonstration";
    setUp.laboratory.demonstration = true;
    setUp.laboratory.name = {"演示计量检测研究院", "Demonstration Institute of Metrology"};
    setUp.laboratory.address = {"演示市示范路 1 号", "1 Example Road, Demonstration City"};
    setUp.laboratory.postcode = "000000";
    setUp.laboratory.phone = "+86 000 0000 0000";
    setUp.laboratory.email = "laboratory@example.invalid";
    setUp.laboratory.authorisation = {"演示用，无授权", "for demonstration, no authorisation"};
    setUp.performer = {"person-1", {"张明用", "Zhang Mingyong"}};
    setUp.placeOfWork = {"本院电学室", "electrical laboratory of the institute"};
    auto& item = setUp.item;
    item.id = "item-1";
    item.name = {"数字多用表", "digital multimeter"};
    item.manufacturer = "Hewlett-Packard";
    item.model = "34401A";
    item.serial = "MY45012345";
    item.assetNumber = "A-0001";
    item.customer = {"演示委托单位有限公司", "Demonstration Customer Co., Ltd."};
    item.customerAddress = {"演示市委托路 2 号", "2 Customer Road, Demonstration City"};
    item.condition = {"外观及通电检查正常", "appearance and function normal"};
    item.order = "DEMO-O-2026-0001";
    item.received = "2026-11-20";
    record.environment = {environment("start", "2026-11-23T05:41:05Z", "20.13 degC", "51.6 %"),
                          environment("end", "2026-11-23T06:03:30Z", "20.41 degC", "52.0 %")};
    return record;
}

session::StandardUsed standard(Text name, std::string_view maker, std::string_view model, std::string_view serial,
                               std::string_view certificate, Text characteristic)
{
    session::StandardUsed out;
    out.place = "standard";
    out.name = std::move(name);
    out.manufacturer = maker;
    out.model = model;
    out.serial = serial;
    out.certificate = certificate;
    out.certifiedBy = "Demonstration Institute of Metrology";
    out.calibratedOn = "2026-06-01";
    out.validUntil = "2027-05-31";
    out.characteristic = std::move(characteristic);
    return out;
}

session::SessionRecord dmmFrame()
{
    auto record = frame("dmm-dc-voltage", {"数字多用表 直流电压", "Digital multimeter, DC voltage"},
                        {"JJF 1587-2016《数字多用表校准规范》", "JJF 1587-2016, Calibration Specification for Digital Multimeters"});
    auto& setUp = record.setUp;
    setUp.simulated = true;
    setUp.procedure.head.rules.decision = "jjf1094";
    setUp.standards = {
        standard({"多功能校准器", "multifunction calibrator"}, "Fluke", "5522A", "SIM5522-001", "DEMO-2026-0117",
                 {"直流电压 0 V～±1020 V，一年指标（99 %）", "DC voltage 0 V to ±1020 V, one-year specification (99 %)"}),
        standard({"温湿度计", "thermo-hygrometer"}, "Generic", "TH-1", "SIMTH-001", "DEMO-2026-0118",
                 {"温度 U = 0.2 °C，相对湿度 U = 2 %（k = 2）", "temperature U = 0.2 °C, relative humidity U = 2 % (k = 2)"})};
    return record;
}

} // namespace

Decimal decimal(std::string_view text)
{
    return must(Decimal::parse(text));
}

units::Quantity quantity(std::string_view text)
{
    return must(units::Quantity::parse(text));
}

session::SessionRecord dmmRecord()
{
    auto record = dmmFrame();
    std::size_t index = 0;
    for (const auto& range : kRanges) {
        const std::vector<std::string_view> shares =
            range.fullScale == "10" ? std::vector<std::string_view>{"0.1", "0.25", "0.5", "1", "-0.1", "-0.25", "-0.5", "-1"}
                                    : std::vector<std::string_view>{"0.1", "0.5", "1", "-1"};
        for (const auto share : shares)
            record.points.push_back(pointOf(range, share, index++));
    }
    return record;
}

session::SessionRecord mixedVerdictRecord()
{
    auto record = dmmRecord();
    record.points[record.points.size() - 2].attempts.back().result->verdict = conformity::Verdict::Undecided;
    record.points.back().attempts.back().result->verdict = conformity::Verdict::Fail;
    record.overall = conformity::Verdict::Fail;
    return record;
}

session::SessionRecord s9Record()
{
    auto record = frame("ea402-s9-handheld", {"手持式数字多用表 直流电压 100 V", "Hand-held digital multimeter at 100 V DC"},
                        {"EA-4/02 M:2013, S9", "EA-4/02 M:2013, S9"});
    auto& setUp = record.setUp;
    setUp.procedure.head.rules.decision = "none";
    setUp.procedure.head.typed = true;
    setUp.item.name = {"手持式数字多用表", "hand-held digital multimeter"};
    setUp.item.manufacturer = "Example";
    setUp.item.model = "HH-3½";
    setUp.item.serial = "S9-0001";
    setUp.standards = {standard({"多功能校准器", "multifunction calibrator"}, "Example", "MFC", "S9-STD", "EA-S9-2013",
                                {"100 V：U = 0.002 V（k = 2）；指标 0.011 V", "100 V: U = 0.002 V (k = 2); specification 0.011 V"})};
    for (auto& environment : record.environment) {
        environment.source = "typed";
        environment.simulated = false;
    }
    session::PointResult result;
    result.unit = "V";
    result.nominal = decimal("100");
    result.reference = decimal("100.0");
    result.indication = decimal("100.1");
    result.error = decimal("0.1");
    result.printedReference = "100.0";
    result.printedIndication = "100.1";
    result.printedError = "0.10";
    result.printedU = "0.05";
    result.printedK = "1.65";
    result.printedP = "95 %";
    result.coverageRule = "rectangular";
    result.roundingRule = "one-digit";
    result.decisionRule = "none";
    session::PointRecord point;
    point.point.id = "100V";
    point.point.section = "as-found";
    point.point.nominal = quantity("100 V");
    session::Attempt attempt;
    attempt.outcome = "completed";
    attempt.result = std::move(result);
    point.attempts.push_back(std::move(attempt));
    record.points.push_back(std::move(point));
    record.overall = conformity::Verdict::NotJudged;
    return record;
}

session::SessionRecord longRecord(std::size_t points)
{
    auto record = dmmFrame();
    record.points.reserve(points);
    for (std::size_t i = 0; i < points; ++i)
        record.points.push_back(pointOf(kRanges[2], i % 2 ? "-0.5" : "0.75", i));
    return record;
}

} // namespace cal::support
