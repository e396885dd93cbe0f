// SPDX-License-Identifier: GPL-3.0-or-later
// The Records place.
#include "ui/records/records_view_model.h"

#include "ui/bench/budget_rows.h"
#include "ui/widgets/figures.h"

#include <set>

namespace cal::ui {

RecordsViewModel::RecordsViewModel(session::Engine& engine, UiLanguage& language, QObject* parent)
    : QObject(parent), m_engine(engine), m_language(language), m_sessionRows(this), m_results(this), m_budget(this), m_road(language, this),
      m_documentLanguage(language.language())
{
    connect(&m_language, &UiLanguage::languageChanged, this, [this] {
        fillSessions();
        fillResults();
    });
    fillSessions();
    fillResults();
}

QString RecordsViewModel::trouble() const
{
    return m_trouble ? QString::fromStdString(m_engine.sentence(*m_trouble, m_language.language())) : QString();
}

QString RecordsViewModel::suggestedFileName() const
{
    if (!m_record)
        return {};
    QString name = QString::fromStdString(m_record->setUp.item.model + "-" + m_record->setUp.item.serial);
    for (auto& c : name)
        if (!c.isLetterOrNumber() && c != QLatin1Char('-'))
            c = QLatin1Char('_');
    return name + QStringLiteral("-draft.pdf");
}

void RecordsViewModel::fail(const Error& error)
{
    m_trouble = error;
    m_loading = false;
    Q_EMIT troubleChanged();
}

void RecordsViewModel::refresh()
{
    m_engine.sessions(
        m_thread.reply<Result<std::vector<session::SessionSummary>>>([this](Result<std::vector<session::SessionSummary>> answer) {
            if (!answer)
                return fail(answer.error());
            m_sessions = std::move(*answer);
            m_trouble.reset();
            fillSessions();
            Q_EMIT troubleChanged();
            Q_EMIT sessionsChanged();
        }));
}

void RecordsViewModel::select(const QString& sessionId)
{
    const auto id = Uuid::parse(sessionId.toStdString());
    if (!id || (m_selected == *id && m_record && m_record->sealed))
        return;
    m_selected = *id;
    m_loading = true;
    m_trouble.reset();
    m_engine.record(*id, m_thread.reply<Result<session::SessionRecord>>([this, wanted = *id](Result<session::SessionRecord> answer) {
        if (m_selected != wanted)
            return;
        m_loading = false;
        m_point.clear();
        m_road.setRoots({});
        m_certificate.clear();
        if (!answer) {
            m_record.reset();
            fail(answer.error());
        } else {
            m_record = std::move(*answer);
        }
        fillResults();
        Q_EMIT recordChanged();
        Q_EMIT certificateChanged();
        if (m_record)
            loadCertificate();
    }));
    Q_EMIT troubleChanged();
}

void RecordsViewModel::explain(const QString& point, const QString& figure)
{
    if (!m_record)
        return;
    const auto* found = m_record->point(point.toStdString());
    const auto* attempt = found ? found->counting() : nullptr;
    BudgetRows::fill(m_budget, attempt && attempt->result ? &*attempt->result : nullptr, m_language);
    m_engine.explain(m_record->id, point.toStdString(),
                     m_thread.reply<Result<std::vector<session::ExplainNode>>>(
                         [this, point, figure, wanted = m_record->id](Result<std::vector<session::ExplainNode>> answer) {
                             if (m_selected != wanted)
                                 return;
                             if (!answer)
                                 return fail(answer.error());
                             m_point = point;
                             m_road.setRoots(std::move(*answer));
                             Q_EMIT roadChanged(figure);
                         }));
}

void RecordsViewModel::setDocumentLanguage(Language language)
{
    if (language == m_documentLanguage)
        return;
    m_documentLanguage = language;
    loadCertificate();
}

void RecordsViewModel::loadCertificate()
{
    if (!m_record)
        return;
    m_engine.certificate(
        m_record->id, m_documentLanguage,
        m_thread.reply<Result<std::string>>([this, wanted = m_record->id, language = m_documentLanguage](Result<std::string> answer) {
            if (m_selected != wanted || language != m_documentLanguage)
                return;
            if (!answer)
                return fail(answer.error());
            m_certificate = QByteArray::fromStdString(*answer);
            Q_EMIT certificateChanged();
        }));
}

void RecordsViewModel::fillSessions()
{
    m_sessionRows.setColumns({{tr("Started")}, {tr("Item")}, {tr("Serial number")}, {tr("Procedure")}, {tr("Result")}});
    const auto offset = m_engine.station().laboratory.offset;
    std::vector<TableRow> rows;
    for (const auto& each : m_sessions) {
        Cell result{.text = tr("unfinished, %1 of %2 points").arg(each.judged).arg(each.points), .quiet = true};
        if (each.sealed && each.overall == conformity::Verdict::NotJudged)
            result = {.text = tr("finished")};
        else if (each.sealed)
            result = {.text = VerdictWords::word(each.overall), .verdict = each.overall};
        rows.push_back({QString::fromStdString(each.id.text()),
                        {{.text = QString::fromStdString(toLocal(each.started.utc, offset)).left(16),
                          .sort = static_cast<qlonglong>(each.started.utc.time_since_epoch().count())},
                         {.text = QString::fromStdString(each.item.manufacturer + " " + each.item.model),
                          .simulated = each.simulated,
                          .tip = m_language.text(each.item.name)},
                         {.text = QString::fromStdString(each.item.serial)},
                         {.text = m_language.text(each.title)},
                         std::move(result)}});
    }
    m_sessionRows.setRows(std::move(rows));
}

void RecordsViewModel::fillResults()
{
    std::set<std::string> units;
    if (m_record)
        for (const auto& point : m_record->points)
            if (const auto* attempt = point.counting(); attempt && attempt->result)
                units.insert(attempt->result->unit);
    m_oneUnit = units.size() == 1;
    // "U / V": quantity and unit, as in the heads of the certificate.
    const auto head = [&](const QString& quantity) {
        return m_oneUnit && !units.begin()->empty() ? quantity + QStringLiteral(" / ") + QString::fromStdString(*units.begin()) : quantity;
    };
    m_results.setColumns({{tr("Point", "calibration point: 校准点")},
                          {tr("Unit")},
                          {head(tr("Reference", "reference quantity value: 标准值")), tr("Reference value"), true},
                          {head(tr("Indication", "示值")), {}, true},
                          {head(tr("Error", "error of indication: 示值误差")), tr("Error of indication"), true},
                          {head(tr("MPE", "maximum permissible error: 最大允许误差")), tr("Maximum permissible error"), true},
                          {head(tr("U", "expanded uncertainty: 扩展不确定度")), tr("Expanded uncertainty"), true},
                          {tr("k", "coverage factor: 包含因子"), tr("Coverage factor"), true},
                          {tr("Verdict")}});
    std::vector<TableRow> rows;
    if (m_record) {
        for (const auto& point : m_record->points) {
            TableRow row{QString::fromStdString(point.point.id), std::vector<Cell>(VerdictColumn + 1)};
            row.cells[PointColumn] = {.text = row.id, .sort = static_cast<int>(rows.size())};
            if (point.point.range)
                //: measuring range of the item: 量程
                row.cells[PointColumn].tip = tr("Range %1").arg(shown(*point.point.range));
            const auto* attempt = point.counting();
            if (attempt && attempt->result) {
                const auto& r = *attempt->result;
                const auto figure = [](const std::string& printed, double sort) {
                    return Cell{
                        .text = grouped(printed), .sort = sort, .number = true, .tip = tr("Click to see where this figure comes from")};
                };
                row.cells[UnitColumn] = {.text = QString::fromStdString(r.unit), .quiet = true};
                row.cells[ReferenceColumn] = figure(r.printedReference, r.reference.toDouble());
                row.cells[IndicationColumn] = figure(r.printedIndication, r.indication.toDouble());
                row.cells[ErrorColumn] = figure(r.printedError, r.error.toDouble());
                row.cells[MpeColumn] = figure(r.printedMpe, r.mpe ? r.mpe->toDouble() : 0.0);
                row.cells[UColumn] = figure(r.printedU, r.budget.expanded.U);
                row.cells[KColumn] = figure(r.printedK, r.budget.expanded.k);
                row.cells[VerdictColumn] = {.text = VerdictWords::word(r.verdict),
                                            .sort = static_cast<int>(r.verdict),
                                            .verdict = r.verdict,
                                            .tip = m_language.text(r.verdictReason)};
            } else {
                row.cells[VerdictColumn] = {.text = tr("no result"), .quiet = true};
            }
            rows.push_back(std::move(row));
        }
    }
    m_results.setRows(std::move(rows));
}

} // namespace cal::ui
