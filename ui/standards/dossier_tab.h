// SPDX-License-Identifier: GPL-3.0-or-later
// The dossier of a measurement standard (JJF 1033): what is missing, what is due, and its two documents as PDF.
#pragma once

#include "core/quality/desk.h"
#include "ui/registry/entity_view_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"

#include <QPushButton>

namespace cal::ui {

class DossierTab : public QWidget
{
    Q_OBJECT

public:
    DossierTab(quality::QualityDesk& quality, EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files,
               QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void follow();
    void retranslate();
    void show();
    void print(quality::QualityDesk::DossierDocument document);

    quality::QualityDesk& m_quality;
    EntityViewModel& m_entity;
    FileDialogs& m_files;
    std::optional<journal::StreamId> m_standard;
    std::int64_t m_seq = 0; ///< of the standard when it was asked about
    std::optional<Result<quality::Dossier>> m_dossier;
    std::optional<Error> m_printTrouble;
    TableModel m_lines;
    QLabel* m_summary;
    QPushButton *m_application, *m_report;
    Panel* m_panel;
    UiThread m_thread{this};
};

} // namespace cal::ui
