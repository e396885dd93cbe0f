// SPDX-License-Identifier: GPL-3.0-or-later
// The Bench place: set-up page, then run page, and the actions of both.
#pragma once

#include "ui/bench/run_page.h"
#include "ui/bench/set_up_page.h"
#include "ui/shell/place_page.h"

#include <QStackedWidget>

namespace cal::ui {

class BenchView : public PlacePage
{
    Q_OBJECT

public:
    BenchView(BenchViewModel& model, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Bench", "place of the window: 检定/校准"); }
    [[nodiscard]] QString subtitle() const override;
    [[nodiscard]] QString iconName() const override { return QStringLiteral("bench"); }
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("bench"); }
    [[nodiscard]] QList<QAction*> titleActions() const override;
    /// Safe state now; the window makes its key work in every place.
    [[nodiscard]] QAction* safeAction() const { return m_safe; }

protected:
    void retranslate() override;

private:
    QAction* addCommand(const QString& objectName, const QList<QKeySequence>& keys);
    void refresh();

    BenchViewModel& m_model;
    UiLanguage& m_language;
    const ThemeSource& m_theme;
    QStackedWidget* m_stack;
    SetUpPage* m_setUpPage;
    RunPage* m_runPage;
    QAction *m_check, *m_start, *m_pause, *m_stop, *m_retry, *m_adjust, *m_next, *m_confirm, *m_resume, *m_new, *m_safe;
};

} // namespace cal::ui
