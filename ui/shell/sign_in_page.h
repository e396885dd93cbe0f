// SPDX-License-Identifier: GPL-3.0-or-later
// The page over the places while nobody is signed in, or while somebody else takes over.
#pragma once

#include "ui/shell/sign_in_view_model.h"
#include "ui/widgets/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace cal::ui {

class SignInPage : public QWidget
{
    Q_OBJECT

public:
    SignInPage(SignInViewModel& model, const ThemeSource& theme, QWidget* parent);
    void open();
    void retranslate();

Q_SIGNALS:
    void closed(); ///< put away: somebody is signed in

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override; ///< of the application: is anybody there?

private:
    void submit();
    void refresh();
    void fillOneClick();

    SignInViewModel& m_model;
    QLabel *m_heading, *m_oneClickHint, *m_sentence;
    QWidget* m_oneClick;
    QVBoxLayout* m_oneClickLayout;
    QLineEdit *m_name, *m_password, *m_chosen, *m_repeated;
    QPushButton* m_submit;
};

} // namespace cal::ui
