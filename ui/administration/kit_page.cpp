// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/kit_page.h"

#include "ui/widgets/repolish.h"

#include <QFileInfo>
#include <QGridLayout>
#include <QSplitter>
#include <QVBoxLayout>

namespace cal::ui {
namespace {

constexpr int kListHeight = 132;

std::vector<std::string> checkedIn(const QListWidget& list)
{
    std::vector<std::string> ids;
    for (int i = 0; i < list.count(); ++i)
        if (list.item(i)->checkState() == Qt::Checked)
            ids.push_back(list.item(i)->data(Qt::UserRole).toString().toStdString());
    return ids;
}

QPushButton* button(QWidget* on, const char* name)
{
    auto* made = new QPushButton(on);
    made->setObjectName(QString::fromLatin1(name));
    return made;
}

} // namespace

KitPage::KitPage(kit::KitDesk& kits, const RegisterPorts& ports, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_model(kits, ports), m_files(files)
{
    setObjectName(QStringLiteral("kitPage"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(8);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    m_where = new QLabel(this);
    m_where->setObjectName(QStringLiteral("kitWhere"));
    m_where->setWordWrap(true);
    row->addWidget(m_where, 1);
    m_plan = button(this, "kitMerge");
    m_open = button(this, "kitOpen");
    m_pack = button(this, "kitPack");
    m_end = button(this, "kitEnd");
    m_back = button(this, "kitPackBack");
    m_pack->setProperty("primary", true);
    m_back->setProperty("primary", true);
    for (auto* each : {m_plan, m_open, m_pack, m_end, m_back})
        row->addWidget(each);
    column->addLayout(row);
    m_outcome = new QLabel(this);
    m_outcome->setObjectName(QStringLiteral("kitOutcome"));
    m_trouble = new QLabel(this);
    m_trouble->setObjectName(QStringLiteral("kitTrouble"));
    m_trouble->setProperty("trouble", true);
    for (auto* each : {m_outcome, m_trouble}) {
        each->setWordWrap(true);
        each->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(each);
    }
    column->addWidget(buildForm());
    column->addWidget(buildMerge(theme), 1);

    connect(m_pack, &QPushButton::clicked, this, [this] {
        m_form->show();
        m_orders->setFocus();
    });
    connect(m_leave, &QPushButton::clicked, m_form, &QWidget::hide);
    connect(m_open, &QPushButton::clicked, this, [this] { open(); });
    connect(m_back, &QPushButton::clicked, this, [this] { packBack(false); });
    connect(m_end, &QPushButton::clicked, this, [this] { packBack(true); });
    connect(m_plan, &QPushButton::clicked, this, [this] {
        m_files.askOpenPaths(this, tr("What comes home (*.back)"), false,
                             [this](const QStringList& paths) { m_model.plan(paths.front()); });
    });
    connect(m_key, &QPushButton::clicked, this, [this] {
        m_files.askOpenPaths(this, tr("Key (*.pem)"), false, [this](const QStringList& paths) {
            m_keyFile = paths.front();
            show();
        });
    });
    connect(m_write, &QPushButton::clicked, this, [this] { pack(); });
    connect(m_merge, &QPushButton::clicked, this, [this] { m_model.merge(m_reason->text()); });
    connect(m_streamTable, &DataTable::rowSelected, this, [this](const QString& stream) {
        if (!stream.isEmpty())
            m_model.look(stream);
    });
    connect(m_choice, &QComboBox::activated, this, [this](int at) {
        const auto chosen = m_choice->itemData(at);
        m_model.choose(chosen.isNull() ? std::nullopt : std::optional(chosen.toBool()));
    });
    connect(&m_model, &KitViewModel::changed, this, [this] { show(); });
    connect(&m_model, &KitViewModel::listsChanged, this, [this] {
        fillGoing(*m_orders, m_model.orders());
        fillGoing(*m_people, m_model.people());
    });
    retranslate();
    m_form->hide();
    m_streamTable->fitColumns(2);
    m_sideTable->fitColumns(4);
}

QWidget* KitPage::buildForm()
{
    m_form = new QFrame(this);
    m_form->setObjectName(QStringLiteral("kitForm"));
    m_form->setProperty("panel", true);
    auto* grid = new QGridLayout(m_form);
    grid->setContentsMargins(11, 8, 11, 11);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    const auto label = [&](int row, int column) {
        auto* made = new QLabel(m_form);
        made->setProperty("quiet", true);
        grid->addWidget(made, row, column);
        return made;
    };
    const auto list = [&](const char* name, int column) {
        auto* made = new QListWidget(m_form);
        made->setObjectName(QString::fromLatin1(name));
        made->setFixedHeight(kListHeight);
        grid->addWidget(made, 1, column, 1, 2);
        return made;
    };
    const auto spin = [&](const char* name, int most, int value, int column) {
        auto* made = new QSpinBox(m_form);
        made->setObjectName(QString::fromLatin1(name));
        made->setRange(0, most);
        made->setValue(value);
        grid->addWidget(made, 3, column);
        return made;
    };
    const kit::PackWish usual;
    m_ordersLabel = label(0, 0);
    m_peopleLabel = label(0, 2);
    m_orders = list("kitOrders", 0);
    m_people = list("kitPeople", 2);
    m_stationLabel = label(2, 0);
    m_daysLabel = label(2, 1);
    m_numbersLabel = label(2, 2);
    m_passphraseLabel = label(2, 3);
    m_station = new QLineEdit(m_form);
    m_station->setObjectName(QStringLiteral("kitStation"));
    m_station->setMaxLength(60);
    grid->addWidget(m_station, 3, 0);
    m_days = spin("kitDays", 365, usual.days, 1);
    m_numbers = spin("kitNumbers", 10'000, usual.numbers, 2);
    m_passphrase = new QLineEdit(m_form);
    m_passphrase->setObjectName(QStringLiteral("kitPassphrase"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    grid->addWidget(m_passphrase, 3, 3);
    for (int i = 0; i < 4; ++i)
        grid->setColumnStretch(i, 1);
    auto* row = new QHBoxLayout;
    m_key = button(m_form, "kitKey");
    m_write = button(m_form, "kitWrite");
    m_write->setProperty("primary", true);
    m_leave = button(m_form, "kitLeave");
    row->addWidget(m_key);
    row->addStretch(1);
    row->addWidget(m_write);
    row->addWidget(m_leave);
    grid->addLayout(row, 4, 0, 1, 4);
    return m_form;
}

QWidget* KitPage::buildMerge(const ThemeSource& theme)
{
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setHandleWidth(8);
    split->setChildrenCollapsible(false);
    m_streamPanel = new Panel(QStringLiteral("kitStreamPanel"), split);
    m_streamTable = new DataTable(m_model.streams(), theme, m_files, QStringLiteral("kitStreams"), m_streamPanel);
    m_streamPanel->setBody(m_streamTable);
    m_reason = new QLineEdit(m_streamPanel);
    m_reason->setObjectName(QStringLiteral("kitReason"));
    m_reason->setMaxLength(2000);
    m_reason->setMinimumWidth(260);
    m_merge = button(m_streamPanel, "kitMergeNow");
    m_merge->setProperty("primary", true);
    m_streamPanel->addToHeading(m_reason);
    m_streamPanel->addToHeading(m_merge);
    m_sidePanel = new Panel(QStringLiteral("kitSidePanel"), split);
    m_sideTable = new DataTable(m_model.sides(), theme, m_files, QStringLiteral("kitSides"), m_sidePanel);
    m_sidePanel->setBody(m_sideTable);
    m_choice = new QComboBox(m_sidePanel);
    m_choice->setObjectName(QStringLiteral("kitChoice"));
    m_sidePanel->addToHeading(m_choice);
    split->addWidget(m_streamPanel);
    split->addWidget(m_sidePanel);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    return split;
}

void KitPage::fillGoing(QListWidget& list, const std::vector<KitViewModel::Going>& going)
{
    const auto checked = checkedIn(list);
    list.clear();
    for (const auto& each : going) {
        auto* item = new QListWidgetItem(each.text, &list);
        item->setData(Qt::UserRole, each.id);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        const bool stays = std::find(checked.begin(), checked.end(), each.id.toStdString()) != checked.end();
        item->setCheckState(stays ? Qt::Checked : Qt::Unchecked);
    }
}

void KitPage::pack()
{
    kit::PackWish wish;
    wish.orders = checkedIn(*m_orders);
    wish.people = checkedIn(*m_people);
    wish.days = m_days->value();
    wish.numbers = m_numbers->value();
    wish.station = m_station->text().trimmed().normalized(QString::NormalizationForm_C).toStdString();
    wish.key = m_keyFile.toStdString();
    m_files.askSavePath(this, QStringLiteral("laboratory.kit"), tr("On-site kit (*.kit)"), [this, wish](const QString& path) mutable {
        wish.file = path.toStdString();
        m_model.pack(wish, m_passphrase->text());
        m_passphrase->clear(); // it stays nowhere
    });
}

void KitPage::open()
{
    m_files.askOpenPaths(this, tr("On-site kit, and the laboratory's key with it (*.kit *.pub)"), true, [this](const QStringList& paths) {
        QString file, key;
        for (const auto& path : paths)
            (path.endsWith(QStringLiteral(".pub")) ? key : file) = path;
        m_files.askSavePath(this, QFileInfo(file).completeBaseName() + QStringLiteral(".calbench"), tr("Calbench store (*.calbench)"),
                            [this, file, key](const QString& store) { m_model.open(file, store, key); });
    });
}

void KitPage::packBack(bool final)
{
    m_files.askSavePath(this, QStringLiteral("laboratory.back"), tr("What comes home (*.back)"),
                        [this, final](const QString& path) { m_model.packBack(path, final); });
}

void KitPage::fillChoices()
{
    m_choice->clear();
    m_choice->addItem(tr("It waits"));
    m_choice->addItem(tr("The laboratory's side stands"), false);
    if (m_model.canTake())
        m_choice->addItem(tr("The laptop's changes are made again on top"), true);
    const auto taken = m_model.taken();
    m_choice->setCurrentIndex(taken ? m_choice->findData(*taken) : 0);
    m_choice->setVisible(m_model.canChoose());
}

void KitPage::show()
{
    m_where->setText(m_model.where());
    m_outcome->setText(m_model.outcome());
    m_outcome->setVisible(!m_model.outcome().isEmpty());
    m_trouble->setText(m_model.trouble());
    m_trouble->setVisible(!m_model.trouble().isEmpty());
    const bool onSite = m_model.onSite();
    for (auto* each : {m_pack, m_open, m_plan})
        each->setVisible(!onSite);
    for (auto* each : {m_back, m_end})
        each->setVisible(onSite);
    if (onSite)
        m_form->hide();
    for (auto* each : {m_pack, m_open, m_plan, m_back, m_end, m_write})
        each->setEnabled(!m_model.busy());
    m_key->setText(m_keyFile.isEmpty() ? tr("Key that signs it…") : tr("Key: %1").arg(QFileInfo(m_keyFile).fileName()));
    m_merge->setEnabled(m_model.canMerge());
    m_streamPanel->setVisible(!onSite);
    m_sidePanel->setVisible(!onSite);
    m_streamPanel->setEmpty(m_model.streams().rowCount() == 0);
    m_sidePanel->setEmpty(m_model.sides().rowCount() == 0);
    m_streamTable->selectId(m_model.looked());
    fillChoices();
}

void KitPage::retranslate()
{
    const auto say = [](QPushButton* on, const QString& text, const QString& tip) {
        on->setText(text);
        on->setToolTip(tip);
    };
    say(m_pack, tr("Pack a kit…"), tr("Write a signed package of what chosen orders need, for a laptop"));
    say(m_open, tr("Open a kit…"), tr("Make the laptop's store of a package; choose the laboratory's public key along with it"));
    say(m_plan, tr("Merge…"), tr("Bring what was done on site home; you see everything before it is written"));
    say(m_back, tr("Pack back…"), tr("Write what was done on site, to be taken home"));
    say(m_end, tr("Pack back and end…"), tr("The work with the kit is over: its unused numbers become void"));
    m_ordersLabel->setText(tr("Orders that go"));
    m_peopleLabel->setText(tr("People who go"));
    m_stationLabel->setText(tr("Name of the laptop"));
    m_daysLabel->setText(tr("Good for days"));
    m_numbersLabel->setText(tr("Numbers reserved"));
    m_passphraseLabel->setText(tr("Passphrase of the key"));
    m_station->setPlaceholderText(tr("empty: made by the program"));
    m_key->setToolTip(tr("The laboratory's key, made with “calbench store key”"));
    say(m_write, tr("Write the kit…"), tr("Reserve the numbers and write the package"));
    say(m_leave, tr("Cancel"), tr("Leave it as it is"));
    say(m_merge, tr("Merge"), tr("Write what is shown: appended byte for byte; a conflict without a choice waits"));
    m_reason->setPlaceholderText(tr("Reason of the choices"));
    m_streamPanel->setHeading(tr("What comes home"));
    m_streamPanel->setHint(tr("Merge… shows here, thing by thing, what a package that came back would bring. Nothing is overwritten."));
    m_sidePanel->setHeading(tr("Both sides"));
    m_sidePanel->setHint(tr("Choose a line above to see what the laboratory and the laptop wrote."));
    show();
}

} // namespace cal::ui
