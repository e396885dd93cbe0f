// SPDX-License-Identifier: GPL-3.0-or-later
// Records: sessions at the left, the record in the middle, the road behind a figure at the right.
#pragma once

#include "ui/records/certificate_preview.h"
#include "ui/records/records_view_model.h"
#include "ui/shell/place_page.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"

#include <QTabWidget>

namespace cal::ui {

class RecordsView : public PlacePage
{
    Q_OBJECT

public:
    RecordsView(session::Engine& engine, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Records", "place of the window: 证书/原始记录"); }
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] QString iconName() const override { return QStringLiteral("records"); }
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("records"); }
    [[nodiscard]] QList<QAction*> titleActions() const override { return {m_refresh}; }
    void entered() override;
    [[nodiscard]] RecordsViewModel& model() { return m_model; }

protected:
    void retranslate() override;

private:
    void refresh();
    void explainAt(const QModelIndex& index);
    void showRoad(const QString& figure);

    RecordsViewModel m_model;
    UiLanguage& m_language;
    const ThemeSource& m_theme;
    Panel *m_sessionPanel, *m_roadPanel, *m_budgetPanel;
    DataTable *m_sessions, *m_results, *m_budget;
    DataTree* m_road;
    QTabWidget* m_tabs;
    CertificatePreview* m_preview;
    QLabel *m_summary, *m_trouble, *m_marks;
    QAction* m_refresh;
};

} // namespace cal::ui
