// SPDX-License-Identifier: GPL-3.0-or-later
// What a run says and asks, inline above the readings and never in front of them: trouble, high voltage, prompts, typed readings, retry.
#pragma once

#include "ui/bench/adjust_bar.h"
#include "ui/bench/bench_view_model.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

namespace cal::ui {

class RunBars : public QWidget
{
    Q_OBJECT

public:
    RunBars(BenchViewModel& model, UiLanguage& language, const ThemeSource& theme, QWidget* parent = nullptr);
    void retranslate();
    void refresh();
    void askRetry(const QString& pointId, const QString& pointName);
    void askAdjustment(const QString& selectedPoint);

private:
    QFrame* addBar(const QString& objectName, const QString& kind);
    void showAny(); ///< takes no room while it has nothing to say
    void refreshEntry();
    void acceptEntry();
    void acceptRetry();

    BenchViewModel& m_model;
    UiLanguage& m_language;
    const ThemeSource& m_theme;
    AdjustBar* m_adjustBar;
    QFrame *m_troubleBar, *m_voltageBar, *m_promptBar, *m_entryBar, *m_retryBar;
    QLabel *m_troubleText, *m_troubleIcon, *m_voltageText, *m_voltageIcon, *m_promptText, *m_entryText, *m_entryUnit, *m_entryRefusal,
        *m_retryText;
    QPushButton *m_voltageButton, *m_entryAccept, *m_retryAccept, *m_retryCancel;
    QHBoxLayout* m_promptButtons;
    std::vector<std::string> m_choices; ///< those the buttons stand for
    QLineEdit *m_entry, *m_entryAgain, *m_retryReason;
    QCheckBox* m_entryTwice;
    QString m_retryPoint;
    std::string m_entryKey; ///< point and index of the reading asked, to clear the field for a new one
};

} // namespace cal::ui
