// SPDX-License-Identifier: GPL-3.0-or-later
// Set-up: procedure, item, who stands on the bench, what the binder proposes.
#pragma once

#include "ui/bench/bench_view_model.h"
#include "ui/widgets/data_table.h"
#include "ui/widgets/panel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QWidget>

namespace cal::ui {

class SetUpPage : public QWidget
{
    Q_OBJECT

public:
    SetUpPage(BenchViewModel& model, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);
    void retranslate();
    void refresh();

private:
    struct Field {
        QLabel* label;
        QLineEdit* edit;
    };
    Field addField(const QString& objectName);
    void addStandardFields();
    void readStandard();
    void readItem();
    void writeItem();
    void fillProcedures();

    BenchViewModel& m_model;
    UiLanguage& m_language;
    const ThemeSource& m_theme;
    Panel *m_procedurePanel, *m_itemPanel, *m_standardPanel, *m_identityPanel, *m_bindingPanel;
    QComboBox* m_procedure;
    QLabel *m_basis, *m_agreed, *m_verdict, *m_trouble;
    QWidget* m_form;
    Field m_name, m_manufacturer, m_modelName, m_serial, m_asset, m_order, m_customer, m_condition;
    struct StandardField {
        const char* member; ///< of a typed standard
        QLabel* label;
        QLineEdit* edit;
    };
    std::vector<StandardField> m_standardFields; ///< shown where the procedure wants a standard's values typed
    DataTable *m_identities, *m_bindings;
    bool m_filling = false;
};

} // namespace cal::ui
