// SPDX-License-Identifier: GPL-3.0-or-later
// The page of an import: choose a file, look at what each row would do, write.
#pragma once

#include "ui/registry/import_view_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"

#include <QLineEdit>
#include <QPushButton>

namespace cal::ui {

class ImportPage : public QWidget
{
    Q_OBJECT

public:
    ImportPage(ImportViewModel& model, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);
    void retranslate();
    void chooseFile();

Q_SIGNALS:
    void closed();

private:
    void refresh();

    ImportViewModel& m_model;
    FileDialogs& m_files;
    Panel* m_panel;
    DataTable* m_rows;
    QLabel *m_summary, *m_trouble;
    QLineEdit* m_reason;
    QPushButton *m_choose, *m_commit, *m_close;
    QString m_file;
};

} // namespace cal::ui
