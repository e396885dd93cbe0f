// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of orders and items: the form of the act in hand or a label, and below it the twelve steps of every item.
#pragma once

#include "ui/orders/twelve_steps_view.h"
#include "ui/orders/work_view_model.h"
#include "ui/registry/entity_view_model.h"
#include "ui/widgets/file_dialogs.h"

#include <QFormLayout>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace cal::ui {

class WorkTab : public QWidget
{
    Q_OBJECT

public:
    /// `entity`: whose order or item is shown; its acts are done there, too.
    WorkTab(WorkViewModel& model, EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void refresh();
    void buildForm();
    void showLabel();
    void showTrace();
    void accept();

    WorkViewModel& m_model;
    EntityViewModel& m_entity;
    const ThemeSource& m_theme;
    FileDialogs& m_files;
    QLabel *m_trouble, *m_labelPicture, *m_hint;
    QFrame *m_form, *m_labelFrame;
    QFormLayout* m_fields;
    QPushButton *m_accept, *m_cancel, *m_saveLabel, *m_closeLabel;
    QScrollArea* m_area;
    QVBoxLayout* m_steps;
    struct Line {
        WorkViewModel::Input input;
        QWidget* editor;
    };
    std::vector<Line> m_lines;
    QString m_built; ///< act the form was built for
    QByteArray m_painted;
    struct Road {
        QLabel* heading;
        TwelveStepsView* view;
    };
    std::vector<Road> m_roads;
};

} // namespace cal::ui
