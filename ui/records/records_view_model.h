// SPDX-License-Identifier: GPL-3.0-or-later
// The Records place: sessions, the results of one, the road behind each figure, and the draft of its certificate.
#pragma once

#include "core/session/engine.h"
#include "ui/records/explain_tree_model.h"
#include "ui/shell/ui_language.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/table_model.h"

#include <QByteArray>
#include <QObject>

#include <optional>
#include <vector>

namespace cal::ui {

class RecordsViewModel : public QObject
{
    Q_OBJECT

public:
    /// Columns of the results table that hold a figure of their own.
    enum ResultColumns {
        PointColumn,
        UnitColumn,
        ReferenceColumn,
        IndicationColumn,
        ErrorColumn,
        MpeColumn,
        UColumn,
        KColumn,
        VerdictColumn
    };

    RecordsViewModel(session::Engine& engine, UiLanguage& language, QObject* parent = nullptr);

    [[nodiscard]] TableModel& sessions() { return m_sessionRows; }
    [[nodiscard]] TableModel& results() { return m_results; }
    [[nodiscard]] TableModel& budget() { return m_budget; }
    [[nodiscard]] ExplainTreeModel& road() { return m_road; }
    [[nodiscard]] const std::optional<session::SessionRecord>& record() const { return m_record; }
    [[nodiscard]] const QByteArray& certificate() const { return m_certificate; }
    [[nodiscard]] Language documentLanguage() const { return m_documentLanguage; }
    [[nodiscard]] bool oneUnit() const { return m_oneUnit; } ///< all results are in one unit, named in the heads
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] QString explainedPoint() const { return m_point; }
    [[nodiscard]] QString suggestedFileName() const; ///< for an exported certificate

public Q_SLOTS:
    void refresh();
    void select(const QString& sessionId);
    void explain(const QString& point, const QString& figure);
    void setDocumentLanguage(cal::Language language);

Q_SIGNALS:
    void sessionsChanged();
    void recordChanged();
    void roadChanged(const QString& figure);
    void certificateChanged();
    void troubleChanged();

private:
    void fillSessions();
    void fillResults();
    void loadCertificate();
    void fail(const Error& error);

    session::Engine& m_engine;
    UiLanguage& m_language;
    TableModel m_sessionRows, m_results, m_budget;
    ExplainTreeModel m_road;
    std::vector<session::SessionSummary> m_sessions;
    std::optional<session::SessionRecord> m_record;
    std::optional<journal::StreamId> m_selected;
    QString m_point;
    QByteArray m_certificate;
    Language m_documentLanguage;
    std::optional<Error> m_trouble;
    bool m_loading = false, m_oneUnit = false;
    UiThread m_thread{this};
};

} // namespace cal::ui
