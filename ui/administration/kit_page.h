// SPDX-License-Identifier: GPL-3.0-or-later
// On-site kits on the screen: pack one, open one on a laptop, pack back what was done, merge it with its conflicts shown.
#pragma once

#include "ui/administration/kit_view_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>

namespace cal::ui {

class KitPage : public QWidget
{
    Q_OBJECT

public:
    KitPage(kit::KitDesk& kits, const RegisterPorts& ports, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);
    void retranslate();
    void refresh() { m_model.refresh(); }
    [[nodiscard]] KitViewModel& model() { return m_model; }

private:
    QWidget* buildForm();
    QWidget* buildMerge(const ThemeSource& theme);
    void fillGoing(QListWidget& list, const std::vector<KitViewModel::Going>& going);
    void fillChoices();
    void show();
    void pack();
    void open();
    void packBack(bool final);

    KitViewModel m_model;
    FileDialogs& m_files;
    QLabel *m_where, *m_outcome, *m_trouble;
    QPushButton *m_pack, *m_open, *m_back, *m_end, *m_plan;
    QFrame* m_form;
    QLabel *m_ordersLabel, *m_peopleLabel, *m_stationLabel, *m_daysLabel, *m_numbersLabel, *m_passphraseLabel;
    QListWidget *m_orders, *m_people;
    QLineEdit *m_station, *m_passphrase;
    QSpinBox *m_days, *m_numbers;
    QPushButton *m_key, *m_write, *m_leave;
    QString m_keyFile;
    Panel *m_streamPanel, *m_sidePanel;
    DataTable *m_streamTable, *m_sideTable;
    QComboBox* m_choice;
    QLineEdit* m_reason;
    QPushButton* m_merge;
};

} // namespace cal::ui
