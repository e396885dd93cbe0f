// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_page.h"

#include "ui/widgets/repolish.h"

#include <QApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace cal::ui {

namespace {

QLineEdit* secretEdit(const QString& objectName, QWidget* parent)
{
    auto* edit = new QLineEdit(parent);
    edit->setObjectName(objectName);
    edit->setEchoMode(QLineEdit::Password);
    edit->setMaxLength(256);
    return edit;
}

} // namespace

SignInPage::SignInPage(SignInViewModel& model, const ThemeSource& theme, QWidget* parent) : QWidget(parent), m_model(model)
{
    setObjectName(QStringLiteral("signInPage"));
    setAutoFillBackground(true);
    auto* outer = new QVBoxLayout(this);
    outer->addStretch(2);
    auto* panel = new QFrame(this);
    panel->setProperty("panel", true);
    panel->setObjectName(QStringLiteral("signInPanel"));
    panel->setFixedWidth(440);
    outer->addWidget(panel, 0, Qt::AlignHCenter);
    outer->addStretch(3);
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(10);
    m_heading = new QLabel(panel);
    m_heading->setObjectName(QStringLiteral("signInLaboratory"));
    m_heading->setFont(theme.theme().font(theme.theme().titlePt, true));
    m_heading->setWordWrap(true);
    column->addWidget(m_heading);
    m_oneClickHint = new QLabel(panel);
    m_oneClickHint->setProperty("quiet", true);
    m_oneClickHint->setWordWrap(true);
    column->addWidget(m_oneClickHint);
    m_oneClick = new QWidget(panel);
    m_oneClickLayout = new QVBoxLayout(m_oneClick);
    m_oneClickLayout->setContentsMargins(0, 0, 0, 8);
    column->addWidget(m_oneClick);
    m_name = new QLineEdit(panel);
    m_name->setObjectName(QStringLiteral("signInName"));
    m_name->setMaxLength(60);
    m_password = secretEdit(QStringLiteral("signInPassword"), panel);
    m_chosen = secretEdit(QStringLiteral("signInChosen"), panel);
    m_repeated = secretEdit(QStringLiteral("signInRepeated"), panel);
    m_submit = new QPushButton(panel);
    m_submit->setObjectName(QStringLiteral("signInSubmit"));
    m_submit->setProperty("primary", true);
    m_sentence = new QLabel(panel);
    m_sentence->setObjectName(QStringLiteral("signInSentence"));
    m_sentence->setWordWrap(true);
    for (QWidget* each : std::initializer_list<QWidget*>{m_name, m_password, m_chosen, m_repeated, m_submit, m_sentence})
        column->addWidget(each);
    for (auto* edit : {m_name, m_password, m_chosen, m_repeated})
        connect(edit, &QLineEdit::returnPressed, this, [this, edit] {
            // Enter goes on to the field that is still empty.
            if (edit == m_name && m_password->text().isEmpty())
                return m_password->setFocus();
            if (edit == m_chosen && m_repeated->text().isEmpty())
                return m_repeated->setFocus();
            submit();
        });
    connect(m_submit, &QPushButton::clicked, this, &SignInPage::submit);
    connect(&m_model, &SignInViewModel::changed, this, &SignInPage::refresh);
    connect(&m_model, &SignInViewModel::signedIn, this, [this] {
        hide();
        Q_EMIT closed();
    });
    connect(&m_model, &SignInViewModel::signedOut, this, &SignInPage::open);
    qApp->installEventFilter(this);
    retranslate();
    hide();
}

void SignInPage::open()
{
    m_model.forget();
    fillOneClick();
    m_name->clear();
    for (auto* edit : {m_password, m_chosen, m_repeated})
        edit->clear();
    refresh();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    m_name->setFocus();
}

void SignInPage::fillOneClick()
{
    qDeleteAll(m_oneClick->findChildren<QPushButton*>());
    const auto choices = m_model.oneClick();
    for (const auto& choice : choices) {
        auto* button = new QPushButton(choice.text, m_oneClick);
        button->setObjectName(QStringLiteral("oneClick-") + choice.login);
        connect(button, &QPushButton::clicked, this, [this, login = choice.login] { m_model.signIn(login, QString()); });
        m_oneClickLayout->addWidget(button);
    }
    m_oneClick->setVisible(!choices.empty());
    m_oneClickHint->setVisible(!choices.empty());
}

void SignInPage::submit()
{
    const auto name = m_name->text();
    const auto password = m_password->text();
    if (m_model.newPasswordWanted())
        m_model.choose(name, password, m_chosen->text(), m_repeated->text());
    else
        m_model.signIn(name, password);
}

void SignInPage::refresh()
{
    const bool wanted = m_model.newPasswordWanted();
    m_heading->setText(m_model.laboratory());
    m_chosen->setVisible(wanted);
    m_repeated->setVisible(wanted);
    for (QWidget* each : std::initializer_list<QWidget*>{m_name, m_password, m_chosen, m_repeated, m_submit, m_oneClick})
        each->setEnabled(!m_model.busy());
    m_sentence->setText(m_model.sentence());
    m_sentence->setVisible(!m_sentence->text().isEmpty());
    setStyled(*m_sentence, "trouble", true);
    if (m_model.busy() || m_sentence->text().isEmpty())
        return;
    // After a refusal: what was typed secretly is typed again, what must be chosen is chosen next.
    if (wanted) {
        m_chosen->clear();
        m_repeated->clear();
        m_chosen->setFocus();
    } else {
        m_password->clear();
        m_password->setFocus();
    }
}

void SignInPage::retranslate()
{
    m_oneClickHint->setText(tr("A demonstration laboratory: its people sign in by one click."));
    m_name->setPlaceholderText(tr("Sign-in name"));
    m_password->setPlaceholderText(tr("Password"));
    m_chosen->setPlaceholderText(tr("New password"));
    m_repeated->setPlaceholderText(tr("New password once more"));
    m_submit->setText(tr("Sign in"));
    if (isVisible())
        fillOneClick();
    refresh();
}

void SignInPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_model.somebody()) {
        hide();
        Q_EMIT closed();
        return;
    }
    QWidget::keyPressEvent(event);
}

bool SignInPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
        m_model.touched();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cal::ui
