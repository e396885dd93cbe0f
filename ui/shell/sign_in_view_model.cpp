// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_view_model.h"

namespace cal::ui {

SignInViewModel::SignInViewModel(session::Engine& engine, UiLanguage& language, QObject* parent)
    : QObject(parent), m_engine(engine), m_language(language)
{
    connect(&m_language, &UiLanguage::languageChanged, this, &SignInViewModel::changed);
    connect(&m_idleCheck, &QTimer::timeout, this, &SignInViewModel::checkIdle);
    setIdleLimit(m_engine.station().idle);
}

void SignInViewModel::setIdleLimit(std::chrono::milliseconds limit)
{
    m_idleLimit = limit;
    m_untouched.start();
    if (limit.count() > 0)
        m_idleCheck.start(std::clamp(limit / 10, std::chrono::milliseconds(20), std::chrono::milliseconds(5000)));
    else
        m_idleCheck.stop();
}

QString SignInViewModel::laboratory() const
{
    return m_language.text(m_engine.station().laboratory.name);
}

std::vector<SignInViewModel::Choice> SignInViewModel::oneClick() const
{
    std::vector<Choice> choices;
    for (const auto& person : m_engine.station().oneClick) {
        auto text = m_language.text(person.name);
        if (!person.post.empty())
            text += QStringLiteral(" · ") + m_language.text(person.post);
        choices.push_back({QString::fromStdString(person.login), text});
    }
    return choices;
}

bool SignInViewModel::somebody() const
{
    return !m_engine.station().signedIn.id.empty();
}

QString SignInViewModel::sentence() const
{
    if (m_differ)
        return tr("The new password was not typed the same twice: type it again.");
    return m_refused ? QString::fromStdString(m_engine.sentence(*m_refused, m_language.language())) : QString();
}

void SignInViewModel::signIn(const QString& name, const QString& password)
{
    ask(name, password, std::nullopt);
}

void SignInViewModel::choose(const QString& name, const QString& password, const QString& chosen, const QString& repeated)
{
    m_differ = chosen != repeated;
    if (m_differ) {
        Q_EMIT changed();
        return;
    }
    ask(name, password, chosen.normalized(QString::NormalizationForm_C).toStdString());
}

void SignInViewModel::ask(const QString& name, const QString& password, const std::optional<std::string>& chosen)
{
    const auto login = name.trimmed().normalized(QString::NormalizationForm_C);
    if (m_busy || login.isEmpty())
        return;
    m_busy = true;
    m_refused.reset();
    Q_EMIT changed();
    m_engine.signIn(login.toStdString(), password.normalized(QString::NormalizationForm_C).toStdString(), chosen,
                    m_thread.reply<Result<session::Person>>([this](Result<session::Person> answer) { answered(std::move(answer)); }));
}

void SignInViewModel::answered(Result<session::Person> answer)
{
    m_busy = false;
    if (answer) {
        forget();
        setIdleLimit(m_engine.station().idle);
        Q_EMIT changed();
        Q_EMIT signedIn();
        return;
    }
    m_refused = answer.error();
    m_newPasswordWanted = m_newPasswordWanted ? m_refused->key != "sign-in.refused"
                                              : m_refused->key == "sign-in.must-change" || m_refused->key == "access.password-too-old";
    Q_EMIT changed();
}

void SignInViewModel::signOut()
{
    m_engine.signOut();
    forget();
    Q_EMIT changed();
    Q_EMIT signedOut();
}

void SignInViewModel::touched()
{
    m_untouched.restart();
}

void SignInViewModel::forget()
{
    m_refused.reset();
    m_newPasswordWanted = m_differ = false;
}

void SignInViewModel::checkIdle()
{
    if (somebody() && m_untouched.elapsed() >= m_idleLimit.count())
        signOut();
}

} // namespace cal::ui
