// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/installation_check.h"

#include "app/laboratory_store.h"
#include "app/procedure_trials.h"
#include "app/session_files.h"
#include "core/certificate/pdf/report_pdf.h"
#include "core/storage/store.h"
#include "resources/data.h"

#include <QBuffer>
#include <QPdfDocument>
#include <QPdfSelection>
#include <QSysInfo>
#include <QTemporaryDir>

#include <algorithm>

namespace cal::app {

namespace {

using quality::CheckPart;
using quality::Trial;

Trial compared(std::string id, std::string expected, std::string found)
{
    Trial trial;
    trial.id = std::move(id);
    trial.holds = expected == found;
    trial.expected = std::move(expected);
    trial.found = std::move(found);
    return trial;
}

/// Writes, closes, reads back and checks a store of its own.
Result<Trial> writtenAndReadBack()
{
    QTemporaryDir folder;
    if (!folder.isValid())
        return Error{Errc::StoreFailed, "file.folder-not-writable", {{"folder", folder.path().toStdString()}, {"reason", "temporary"}}, {}};
    const auto path = folder.filePath(QStringLiteral("check.calbench")).toStdString();
    SystemClock clock;
    const auto stream = IdMaker(clock).make();
    const journal::Authorship by{"installation-check", stationName(), programName()};
    std::vector<std::string> written;
    {
        auto store = storage::openStore(path, storage::OpenMode::Create, clock);
        CAL_TRY(store);
        for (std::int64_t i = 0; i < 100; ++i) {
            const journal::NewEvent event{"installation.tried", 1, Json::Object{{"number", i}, {"text", "测 µΩ"}}};
            const auto sealed = (*store)->append(stream, i, std::span(&event, 1), by);
            CAL_TRY(sealed);
            written.push_back(sealed->front().content);
        }
    }
    auto store = storage::openStore(path, storage::OpenMode::ReadOnly, clock);
    CAL_TRY(store);
    const auto read = (*store)->read(stream);
    CAL_TRY(read);
    std::size_t same = 0;
    for (std::size_t i = 0; i < read->size() && i < written.size(); ++i)
        same += (*read)[i].content == written[i] ? 1 : 0;
    const auto report = (*store)->check();
    CAL_TRY(report);
    return compared("write and read back", "100 events, 0 findings",
                    std::to_string(same) + " events, " + std::to_string(report->findings.size()) + " findings");
}

Result<Trial> laboratoryStore(const std::string& path)
{
    SystemClock clock;
    auto store = storage::openStore(path, storage::OpenMode::ReadOnly, clock);
    CAL_TRY(store);
    const auto report = (*store)->check();
    CAL_TRY(report);
    auto trial = compared("laboratory's store", "0 findings", std::to_string(report->findings.size()) + " findings");
    trial.found += " in " + std::to_string(report->events) + " events";
    trial.holds = report->findings.empty();
    if (!report->findings.empty())
        trial.error = report->findings.front().error;
    return trial;
}

CheckPart checkStores(const std::optional<std::string>& path)
{
    auto part = quality::checkPart("store");
    const auto add = [&](const char* id, Result<Trial> trial) { part.trials.push_back(trial ? *trial : Trial::failed(id, trial.error())); };
    add("write and read back", writtenAndReadBack());
    if (path)
        add("laboratory's store", laboratoryStore(*path));
    return part;
}

/// Text without white space: lines may break anywhere.
QString solid(QString text)
{
    text.removeIf([](QChar c) { return c.isSpace(); });
    return text;
}

Result<QString> textOf(const std::string& pdf)
{
    QByteArray bytes(pdf.data(), static_cast<qsizetype>(pdf.size()));
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    QPdfDocument document;
    document.load(&buffer);
    if (document.status() != QPdfDocument::Status::Ready)
        return Error{Errc::ParseError, "pdf.unreadable", {{"reason", "QPdfDocument"}}, {}};
    QString text;
    for (int page = 0; page < document.pageCount(); ++page)
        text += document.getAllText(page).text();
    return solid(text);
}

Result<std::vector<Trial>> printed(const session::SessionRecord& record, certificate::DocumentLanguage language, const std::string& name)
{
    const auto content = certificate::makeContent(record);
    CAL_TRY(content);
    const auto pdf = certificate::renderPdf(*content, language);
    CAL_TRY(pdf);
    const auto text = textOf(*pdf);
    CAL_TRY(text);
    std::size_t cells = 0, found = 0;
    std::string missing;
    for (const auto& table : content->tables)
        for (const auto& row : table.rows)
            for (std::size_t column = 0; column < row.cells.size() && column < table.columns.size(); ++column) {
                if (!table.columns[column].number || row.cells[column].empty())
                    continue;
                ++cells;
                if (text->contains(solid(QString::fromStdString(row.cells[column]))))
                    ++found;
                else if (missing.empty())
                    missing = row.point + ": " + row.cells[column];
            }
    std::vector<Trial> trials;
    auto numbers = compared(name + ": printed numbers read back", std::to_string(cells), std::to_string(found));
    numbers.holds = numbers.holds && cells > 0;
    if (!missing.empty())
        numbers.found += " (" + missing + ")";
    trials.push_back(std::move(numbers));
    const auto fonts = certificate::fontsNotEmbedded(*pdf);
    CAL_TRY(fonts);
    std::string names;
    for (const auto& font : *fonts)
        names += (names.empty() ? "" : ", ") + font;
    trials.push_back(compared(name + ": fonts not embedded", "", names));
    return trials;
}

CheckPart checkDocuments(const std::vector<session::SessionRecord>& records)
{
    using certificate::DocumentLanguage;
    auto part = quality::checkPart("documents");
    for (const auto& record : records)
        for (const auto& [language, name] :
             {std::pair{DocumentLanguage::Chinese, "zh"}, {DocumentLanguage::English, "en"}, {DocumentLanguage::Both, "zh/en"}}) {
            const auto id = record.setUp.procedure.head.id + " " + name;
            const auto trials = printed(record, language, id);
            if (trials)
                part.trials.insert(part.trials.end(), trials->begin(), trials->end());
            else
                part.trials.push_back(Trial::failed(id, trials.error()));
        }
    return part;
}

std::map<std::string, std::string> compiledInCases()
{
    std::map<std::string, std::string> cases;
    for (auto& [name, bytes] : resources::folder("selfcheck/uncertainty"))
        cases[name.substr(0, name.rfind('.'))] = std::move(bytes);
    return cases;
}

Result<std::vector<CheckPart>> compiledInVectors()
{
    const auto document = Json::parse(resources::bytes("selfcheck/vectors.json"));
    CAL_TRY(document);
    return quality::checkVectors(*document);
}

} // namespace

quality::InstallationCheck checkInstallation(const Catalogue& catalogue, const std::optional<std::string>& store,
                                             const CheckProgress& progress)
{
    const auto begin = [&](const char* part) {
        if (progress)
            progress(quality::checkPart(part).title);
    };
    quality::InstallationCheck check;
    check.program = programName();
    check.station = stationName();
    check.system = (QSysInfo::prettyProductName() + QStringLiteral(", ") + QSysInfo::kernelType() + QLatin1Char(' ') +
                    QSysInfo::kernelVersion() + QStringLiteral(", ") + QSysInfo::currentCpuArchitecture())
                       .toStdString();
    check.at = SystemClock().now().utc;

    begin("uncertainty");
    check.parts.push_back(quality::checkUncertainty(compiledInCases()));
    begin("rounding");
    if (auto parts = compiledInVectors())
        check.parts.insert(check.parts.end(), parts->begin(), parts->end());
    else {
        auto part = quality::checkPart("rounding");
        part.trials.push_back(Trial::failed("vectors.json", parts.error()));
        check.parts.push_back(std::move(part));
    }
    begin("procedures");
    auto procedures = tryProcedures(catalogue);
    check.parts.push_back(std::move(procedures.part));
    begin("store");
    check.parts.push_back(checkStores(store));
    begin("documents");
    check.parts.push_back(checkDocuments(procedures.records));
    return check;
}

Result<void> requireChecked(journal::Writer& writer)
{
    return writer.ask([](journal::EventStore& store) { return quality::requireChecked(store, stationName(), programName()); });
}

Result<std::string> checkStatement(const quality::InstallationCheck& check)
{
    const auto bytes = check.toJson().canonical();
    CAL_TRY(bytes);
    return "calbench installation check\n" + check.program + "\n" + check.station + "\n" + toRfc3339(check.at) + "\n" +
           (check.green() ? "green" : "red") + "\n" + sha256(*bytes).hex() + "\n";
}

certificate::Report installationReport(const quality::InstallationCheck& check, const Catalogue& catalogue, const std::string& note)
{
    const auto same = [](const std::string& text) { return Text{text, text}; };
    certificate::Report report;
    report.id = "installation-check";
    report.title = {"安装核查报告", "Report of the installation check"};
    report.subtitle = {"ISO/IEC 17025:2017 7.11.2", "ISO/IEC 17025:2017 7.11.2"};
    report.laboratory = same(check.station);
    report.number = check.program;
    if (note.empty())
        report.marks.push_back({"未签名", "UNSIGNED"});
    const auto digest = check.toJson().canonical();
    report.coverFields = {{"program", {"程序", "Program"}, same(check.program)},
                          {"station", {"工作站", "Workstation"}, same(check.station)},
                          {"system", {"系统", "System"}, same(check.system)},
                          {"at", {"时间 (UTC)", "Time (UTC)"}, same(toRfc3339(check.at))},
                          {"result", {"结果", "Result"}, check.green() ? Text{"通过", "green"} : Text{"未通过", "red"}},
                          {"digest", {"报告摘要 SHA-256", "SHA-256 of the report"}, same(digest ? sha256(*digest).hex() : std::string())}};
    certificate::ReportTable summary{
        {{"项目", "Part"}, {"试验数", "Tried"}, {"未通过", "Failed"}, {"结果", "Result"}}, {80, 30, 30, 34}, {}};
    for (const auto& part : check.parts)
        summary.rows.push_back({part.title, same(std::to_string(part.trials.size())), same(std::to_string(part.failed())),
                                part.green() ? Text{"通过", "green"} : Text{"未通过", "red"}});
    report.sections.push_back({"summary", {"结果汇总", "Summary"}, {std::move(summary)}});
    for (const auto& part : check.parts) {
        certificate::ReportTable table{
            {{"试验", "Trial"}, {"来源", "Source"}, {"期望", "Expected"}, {"实得", "Found"}, {"结果", "Result"}}, {44, 36, 40, 40, 14}, {}};
        for (const auto& trial : part.trials) {
            Text found = same(trial.found);
            if (trial.error)
                found = {catalogue.messages.render(*trial.error, Language::Chinese),
                         catalogue.messages.render(*trial.error, Language::English)};
            table.rows.push_back({same(trial.id), same(trial.source), same(trial.expected), found,
                                  trial.holds ? Text{"通过", "holds"} : Text{"未通过", "FAILED"}});
        }
        report.sections.push_back({part.id, part.title, {std::move(table)}});
    }
    if (!note.empty())
        report.sections.push_back({"signature", {"签名", "Signature"}, {same(note)}});
    report.endMark = {"报告结束", "End of report"};
    return report;
}

} // namespace cal::app
