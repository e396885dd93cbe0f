// SPDX-License-Identifier: GPL-3.0-or-later
// What a run says and asks, inline.
#include "ui/bench/run_bars.h"

#include "ui/bench/entry_check.h"
#include "ui/widgets/figures.h"

#include <QVBoxLayout>

namespace cal::ui {

RunBars::RunBars(BenchViewModel& model, UiLanguage& language, const ThemeSource& theme, QWidget* parent)
    : QWidget(parent), m_model(model), m_language(language), m_theme(theme)
{
    setObjectName(QStringLiteral("runBars"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);

    const auto addText = [](QFrame* bar, const QString& objectName) {
        auto* label = new QLabel(bar);
        label->setObjectName(objectName);
        label->setWordWrap(true);
        static_cast<QHBoxLayout*>(bar->layout())->addWidget(label, 1);
        return label;
    };
    const auto add = [](QFrame* bar, QWidget* widget, const QString& objectName) {
        widget->setObjectName(objectName);
        bar->layout()->addWidget(widget);
    };

    m_troubleBar = addBar(QStringLiteral("troubleBar"), QStringLiteral("trouble"));
    add(m_troubleBar, m_troubleIcon = new QLabel(m_troubleBar), QStringLiteral("troubleIcon"));
    m_troubleText = addText(m_troubleBar, QStringLiteral("troubleText"));

    m_voltageBar = addBar(QStringLiteral("highVoltageBar"), QStringLiteral("voltage"));
    add(m_voltageBar, m_voltageIcon = new QLabel(m_voltageBar), QStringLiteral("highVoltageIcon"));
    m_voltageText = addText(m_voltageBar, QStringLiteral("highVoltageText"));
    add(m_voltageBar, m_voltageButton = new QPushButton(m_voltageBar), QStringLiteral("confirmHighVoltageButton"));
    m_voltageButton->setProperty("voltage", true);
    m_voltageButton->setFocusPolicy(Qt::TabFocus); // never under a key that was meant for something else
    connect(m_voltageButton, &QPushButton::clicked, &m_model, &BenchViewModel::confirmHighVoltage);

    m_promptBar = addBar(QStringLiteral("promptBar"), QStringLiteral("true"));
    m_promptText = addText(m_promptBar, QStringLiteral("promptText"));
    m_promptButtons = new QHBoxLayout;
    m_promptButtons->setSpacing(8);
    static_cast<QHBoxLayout*>(m_promptBar->layout())->addLayout(m_promptButtons);

    m_entryBar = addBar(QStringLiteral("entryBar"), QStringLiteral("true"));
    m_entryText = addText(m_entryBar, QStringLiteral("entryText"));
    add(m_entryBar, m_entryRefusal = new QLabel(m_entryBar), QStringLiteral("entryRefusal"));
    m_entryRefusal->setProperty("trouble", true);
    add(m_entryBar, m_entry = new QLineEdit(m_entryBar), QStringLiteral("entry"));
    add(m_entryBar, m_entryAgain = new QLineEdit(m_entryBar), QStringLiteral("entryAgain"));
    add(m_entryBar, m_entryUnit = new QLabel(m_entryBar), QStringLiteral("entryUnit"));
    add(m_entryBar, m_entryTwice = new QCheckBox(m_entryBar), QStringLiteral("entryTwice"));
    add(m_entryBar, m_entryAccept = new QPushButton(m_entryBar), QStringLiteral("entryAccept"));
    m_entryAccept->setProperty("primary", true);
    for (auto* edit : {m_entry, m_entryAgain}) {
        edit->setFixedWidth(150);
        edit->setAlignment(Qt::AlignRight);
        connect(edit, &QLineEdit::returnPressed, this, [this] { acceptEntry(); });
        connect(edit, &QLineEdit::textEdited, this, [this] { m_entryRefusal->clear(); });
    }
    connect(m_entryTwice, &QCheckBox::toggled, this, [this](bool on) { m_entryAgain->setVisible(on); });
    connect(m_entryAccept, &QPushButton::clicked, this, [this] { acceptEntry(); });
    m_entryAgain->hide();

    m_retryBar = addBar(QStringLiteral("retryBar"), QStringLiteral("true"));
    m_retryText = addText(m_retryBar, QStringLiteral("retryText"));
    add(m_retryBar, m_retryReason = new QLineEdit(m_retryBar), QStringLiteral("retryReason"));
    m_retryReason->setMinimumWidth(260);
    m_retryReason->setMaxLength(300);
    add(m_retryBar, m_retryAccept = new QPushButton(m_retryBar), QStringLiteral("retryAccept"));
    m_retryAccept->setProperty("primary", true);
    add(m_retryBar, m_retryCancel = new QPushButton(m_retryBar), QStringLiteral("retryCancel"));
    connect(m_retryReason, &QLineEdit::returnPressed, this, [this] { acceptRetry(); });
    connect(m_retryAccept, &QPushButton::clicked, this, [this] { acceptRetry(); });
    connect(m_retryCancel, &QPushButton::clicked, this, [this] {
        m_retryBar->hide();
        showAny();
    });
    connect(m_retryReason, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_retryAccept->setEnabled(!text.trimmed().isEmpty()); });
    m_retryAccept->setEnabled(false);

    m_adjustBar = new AdjustBar(model, this);
    m_adjustBar->hide();
    column->addWidget(m_adjustBar);
    connect(m_adjustBar, &AdjustBar::closed, this, [this] {
        m_adjustBar->hide();
        showAny();
    });

    connect(&m_model, &BenchViewModel::promptChanged, this, [this] { refresh(); });
    connect(&m_model, &BenchViewModel::phaseChanged, this, [this] { refresh(); });
    connect(&m_theme, &ThemeSource::themeChanged, this, [this] { refresh(); });
    retranslate();
}

QFrame* RunBars::addBar(const QString& objectName, const QString& kind)
{
    auto* bar = new QFrame(this);
    bar->setObjectName(objectName);
    bar->setProperty("bar", kind);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(8);
    bar->hide();
    layout()->addWidget(bar);
    return bar;
}

void RunBars::retranslate()
{
    m_voltageButton->setText(tr("Allow high voltage (F9)"));
    m_voltageButton->setToolTip(tr("Leads and people are safe: allow outputs above 60 V dc or 30 V ac for this run  (F9)"));
    m_entryTwice->setText(tr("Enter twice"));
    m_entryTwice->setToolTip(tr("The reading is typed a second time, and both must agree"));
    m_entryAccept->setText(tr("Accept (Enter)"));
    m_entryAccept->setToolTip(tr("Take the typed reading into the journal  (Enter)"));
    m_entry->setPlaceholderText(tr("reading"));
    m_entryAgain->setPlaceholderText(tr("the same again"));
    m_retryReason->setPlaceholderText(tr("Reason, kept in the record"));
    m_retryAccept->setText(tr("Measure again"));
    m_retryAccept->setToolTip(tr("Measure the point again after the present attempt; the earlier attempt stays in the record  (Enter)"));
    m_retryCancel->setText(tr("Leave it"));
    m_retryCancel->setToolTip(tr("Do not measure again"));
    m_adjustBar->retranslate();
    refresh();
}

void RunBars::refresh()
{
    const auto trouble = m_model.trouble();
    m_troubleText->setText(trouble);
    m_troubleIcon->setPixmap(m_theme.pixmap(QStringLiteral("warning"), 20, m_theme.theme().fail));
    m_troubleBar->setVisible(!trouble.isEmpty());

    const bool voltage = m_model.highVoltageAsked();
    m_voltageIcon->setPixmap(m_theme.pixmap(QStringLiteral("bolt"), 22, m_theme.theme().highVoltage));
    if (voltage && m_model.prompt())
        m_voltageText->setText(m_language.text(m_model.prompt()->text));
    m_voltageBar->setVisible(voltage);

    const bool prompt = m_model.prompt() && !voltage;
    if (prompt) {
        m_promptText->setText(m_language.text(m_model.prompt()->text));
        auto choices = m_model.prompt()->choices;
        if (choices.empty())
            choices.emplace_back("ok");
        if (choices != m_choices || m_promptButtons->count() == 0) {
            m_choices = choices;
            while (auto* item = m_promptButtons->takeAt(0)) {
                item->widget()->deleteLater();
                delete item;
            }
            for (const auto& choice : m_choices) {
                auto* button = new QPushButton(choice == "ok" ? tr("Done (Enter)") : QString::fromStdString(choice), m_promptBar);
                button->setObjectName(QStringLiteral("promptChoice_") + QString::fromStdString(choice));
                button->setProperty("primary", m_promptButtons->count() == 0);
                button->setAutoDefault(true); // Enter presses the focused choice
                connect(button, &QPushButton::clicked, this, [this, choice] { m_model.answer(QString::fromStdString(choice)); });
                m_promptButtons->addWidget(button);
                if (m_promptButtons->count() == 1)
                    button->setFocus();
            }
        }
    }
    m_promptBar->setVisible(prompt);
    refreshEntry();
    if (!m_model.running())
        m_retryBar->hide();
    if (!m_model.canAdjust())
        m_adjustBar->hide();
    showAny();
}

void RunBars::showAny()
{
    bool any = false;
    for (const QFrame* bar : {m_troubleBar, m_voltageBar, m_promptBar, m_entryBar, m_retryBar, static_cast<QFrame*>(m_adjustBar)})
        any |= !bar->isHidden();
    setVisible(any);
}

void RunBars::refreshEntry()
{
    const auto& asked = m_model.readingRequest();
    m_entryBar->setVisible(asked.has_value());
    if (!asked) {
        m_entryKey.clear();
        return;
    }
    m_entryText->setText(tr("Reading %1 at %2: type what the item shows.").arg(asked->index).arg(shown(asked->point.nominal)));
    m_entryUnit->setText(QString::fromStdString(asked->point.nominal.unit.symbol()));
    const auto key = asked->point.id + "/" + asked->quantity + "/" + std::to_string(asked->index);
    if (key == m_entryKey)
        return;
    m_entryKey = key;
    m_entry->clear();
    m_entryAgain->clear();
    m_entryRefusal->clear();
    showAny(); // what is hidden takes no focus
    m_entry->setFocus();
}

void RunBars::acceptEntry()
{
    const auto& asked = m_model.readingRequest();
    if (!asked)
        return;
    const auto first = EntryCheck::check(asked->point, m_entry->text());
    if (!first.accepted) {
        m_entryRefusal->setText(first.refusal);
        m_entry->setFocus();
        m_entry->selectAll();
        return;
    }
    const bool twice = m_entryTwice->isChecked();
    if (twice) {
        if (m_entryAgain->text().isEmpty())
            return m_entryAgain->setFocus();
        const auto second = EntryCheck::check(asked->point, m_entryAgain->text());
        if (!second.accepted || second.text != first.text) {
            m_entryRefusal->setText(tr("The two entries differ: read the item again."));
            m_entryAgain->clear();
            m_entry->setFocus();
            m_entry->selectAll();
            return;
        }
    }
    m_model.enterReading(first.text, twice);
}

void RunBars::askRetry(const QString& pointId, const QString& pointName)
{
    if (pointId.isEmpty() || !m_model.running())
        return;
    m_retryPoint = pointId;
    m_retryText->setText(tr("Measure %1 again. Why?").arg(pointName));
    m_retryReason->clear();
    m_retryBar->show();
    showAny();
    m_retryReason->setFocus();
}

void RunBars::askAdjustment(const QString& selectedPoint)
{
    if (!m_model.canAdjust())
        return;
    m_adjustBar->ask(selectedPoint);
    showAny();
}

void RunBars::acceptRetry()
{
    if (m_retryReason->text().trimmed().isEmpty())
        return;
    m_model.retry(m_retryPoint, m_retryReason->text());
    m_retryBar->hide();
    showAny();
}

} // namespace cal::ui
