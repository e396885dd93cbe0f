// SPDX-License-Identifier: GPL-3.0-or-later
// Set-up: procedure, item, identities, binder's proposal.
#include "ui/bench/set_up_page.h"

#include "ui/widgets/repolish.h"
#include "ui/widgets/wrapped_label.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace cal::ui {

SetUpPage::SetUpPage(BenchViewModel& model, UiLanguage& language, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_model(model), m_language(language), m_theme(theme)
{
    setObjectName(QStringLiteral("setUpPage"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 8, 8, 8);
    row->setSpacing(8);
    auto* left = new QVBoxLayout;
    left->setSpacing(8);
    row->addLayout(left, 2);
    auto* right = new QVBoxLayout;
    right->setSpacing(8);
    row->addLayout(right, 5);

    m_procedurePanel = new Panel(QStringLiteral("procedurePanel"), this);
    auto* chooser = new QWidget(m_procedurePanel);
    auto* chooserLayout = new QVBoxLayout(chooser);
    chooserLayout->setContentsMargins(11, 0, 11, 11);
    chooserLayout->setSpacing(4);
    m_procedure = new QComboBox(chooser);
    m_procedure->setObjectName(QStringLiteral("procedure"));
    m_procedure->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_basis = new WrappedLabel(chooser);
    m_basis->setObjectName(QStringLiteral("procedureBasis"));
    m_basis->setProperty("quiet", true);
    chooserLayout->addWidget(m_procedure);
    chooserLayout->addWidget(m_basis);
    m_agreed = new WrappedLabel(chooser);
    m_agreed->setObjectName(QStringLiteral("agreedWithOrder"));
    chooserLayout->addWidget(m_agreed);
    m_procedurePanel->setBody(chooser);
    m_procedurePanel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    left->addWidget(m_procedurePanel);

    m_itemPanel = new Panel(QStringLiteral("itemFormPanel"), this);
    m_form = new QWidget(m_itemPanel);
    auto* grid = new QGridLayout(m_form);
    grid->setContentsMargins(11, 0, 11, 11);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    m_name = addField(QStringLiteral("itemName"));
    m_manufacturer = addField(QStringLiteral("itemManufacturer"));
    m_modelName = addField(QStringLiteral("itemModel"));
    m_serial = addField(QStringLiteral("itemSerial"));
    m_asset = addField(QStringLiteral("itemAsset"));
    m_order = addField(QStringLiteral("itemOrder"));
    m_customer = addField(QStringLiteral("itemCustomer"));
    m_condition = addField(QStringLiteral("itemCondition"));
    grid->setRowStretch(grid->rowCount(), 1);
    m_itemPanel->setBody(m_form);
    left->addWidget(m_itemPanel, 1);

    m_trouble = new QLabel(this);
    m_trouble->setObjectName(QStringLiteral("setUpTrouble"));
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    right->addWidget(m_trouble);
    addStandardFields();
    right->addWidget(m_standardPanel);
    m_identityPanel = new Panel(QStringLiteral("identityPanel"), this);
    m_identities = new DataTable(model.identities(), theme, files, QStringLiteral("identities"), m_identityPanel);
    m_identityPanel->setBody(m_identities);
    m_identityPanel->setFixedHeight(172);
    right->addWidget(m_identityPanel);
    m_bindingPanel = new Panel(QStringLiteral("bindingPanel"), this);
    m_verdict = new QLabel(m_bindingPanel);
    m_verdict->setObjectName(QStringLiteral("setUpVerdict"));
    m_bindingPanel->addToHeading(m_verdict);
    m_bindings = new DataTable(model.bindings(), theme, files, QStringLiteral("bindings"), m_bindingPanel);
    m_bindingPanel->setBody(m_bindings);
    right->addWidget(m_bindingPanel, 1);

    connect(m_procedure, &QComboBox::activated, this, [this](int index) { m_model.choose(m_procedure->itemData(index).toString()); });
    connect(&m_model, &BenchViewModel::proceduresChanged, this, [this] { fillProcedures(); });
    connect(&m_model, &BenchViewModel::itemChanged, this, [this] { readItem(); });
    connect(&m_model, &BenchViewModel::phaseChanged, this, [this] { refresh(); });
    retranslate();
    m_identities->fitColumns(1);
    m_bindings->fitColumns(5);
}

SetUpPage::Field SetUpPage::addField(const QString& objectName)
{
    auto* grid = static_cast<QGridLayout*>(m_form->layout());
    const int row = grid->rowCount();
    Field field{new QLabel(m_form), new QLineEdit(m_form)};
    field.label->setProperty("quiet", true);
    field.label->setBuddy(field.edit);
    field.edit->setObjectName(objectName);
    field.edit->setMaxLength(200);
    grid->addWidget(field.label, row, 0);
    grid->addWidget(field.edit, row, 1);
    connect(field.edit, &QLineEdit::textEdited, this, [this] { writeItem(); });
    return field;
}

void SetUpPage::addStandardFields()
{
    m_standardPanel = new Panel(QStringLiteral("standardFormPanel"), this);
    auto* form = new QWidget(m_standardPanel);
    auto* grid = new QGridLayout(form);
    grid->setContentsMargins(11, 0, 11, 11);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (const auto* member : {"name", "serial", "certificate", "valid-until", "value", "U", "k"}) {
        StandardField field{member, new QLabel(form), new QLineEdit(form)};
        field.label->setProperty("quiet", true);
        field.label->setBuddy(field.edit);
        field.edit->setObjectName(QStringLiteral("standard-") + QLatin1String(member));
        field.edit->setMaxLength(200);
        const int row = grid->rowCount();
        grid->addWidget(field.label, row, 0);
        grid->addWidget(field.edit, row, 1);
        connect(field.edit, &QLineEdit::textEdited, this, [this, member](const QString& text) {
            if (const auto* procedure = m_model.procedure())
                for (const auto& place : procedure->typedStandards)
                    m_model.setTypedStandard(place, member, text);
        });
        m_standardFields.push_back(field);
    }
    m_standardPanel->setBody(form);
    m_standardPanel->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

void SetUpPage::readStandard()
{
    const auto* procedure = m_model.procedure();
    const bool wanted = procedure && !procedure->typedStandards.empty();
    m_standardPanel->setVisible(wanted);
    if (!wanted)
        return;
    for (const auto& field : m_standardFields)
        if (const auto text = m_model.typedStandard(procedure->typedStandards.front(), field.member); text != field.edit->text())
            field.edit->setText(text);
}

void SetUpPage::retranslate()
{
    m_standardPanel->setHeading(tr("Standard, typed", "measurement standard whose values a person types"));
    const QString labels[] = {tr("Name"),  tr("Serial number"), tr("Certificate"),  tr("Valid until"),
                              tr("Value"), QStringLiteral("U"), QStringLiteral("k")};
    for (std::size_t i = 0; i < m_standardFields.size(); ++i)
        m_standardFields[i].label->setText(labels[i]);
    const auto hint = [this](std::size_t index, const QString& text) { m_standardFields[index].edit->setPlaceholderText(text); };
    hint(3, QStringLiteral("2027-04-30"));
    hint(4, QStringLiteral("100.0 V"));
    hint(5, QStringLiteral("0.002 V"));
    hint(6, QStringLiteral("2"));
    m_procedurePanel->setHeading(tr("Procedure", "calibration procedure: 规程"));
    m_itemPanel->setHeading(tr("Item", "unit under calibration: 被校器具"));
    m_name.label->setText(tr("Name"));
    m_manufacturer.label->setText(tr("Manufacturer"));
    m_modelName.label->setText(tr("Model"));
    m_serial.label->setText(tr("Serial number"));
    m_asset.label->setText(tr("Asset number"));
    m_order.label->setText(tr("Order", "service order: 委托单"));
    m_customer.label->setText(tr("Customer"));
    m_condition.label->setText(tr("Condition", "item condition: 样品状态"));
    m_identityPanel->setHeading(tr("Who stands on the bench"));
    m_identityPanel->setHint(tr("Check the bench (F4): every instrument is asked who it is."));
    m_bindingPanel->setHeading(tr("Suitability of the standards, point by point"));
    m_bindingPanel->setHint(
        tr("Check the bench (F4): the binder shows the uncertainty of the standard at each point and its ratio to the MPE."));
    fillProcedures();
    readItem();
    refresh();
}

void SetUpPage::fillProcedures()
{
    m_procedure->clear();
    int current = -1;
    for (const auto& each : m_model.procedures()) {
        m_procedure->addItem(m_language.text(each.title), QString::fromStdString(each.id));
        if (m_model.procedure() && each.id == m_model.procedure()->id)
            current = m_procedure->count() - 1;
    }
    m_procedure->setCurrentIndex(current);
}

void SetUpPage::readItem()
{
    const auto& item = m_model.item();
    m_filling = true;
    m_name.edit->setText(m_language.text(item.name));
    m_manufacturer.edit->setText(QString::fromStdString(item.manufacturer));
    m_modelName.edit->setText(QString::fromStdString(item.model));
    m_serial.edit->setText(QString::fromStdString(item.serial));
    m_asset.edit->setText(QString::fromStdString(item.assetNumber));
    m_order.edit->setText(QString::fromStdString(item.order));
    m_customer.edit->setText(m_language.text(item.customer));
    m_condition.edit->setText(m_language.text(item.condition));
    for (const auto& field : {m_name, m_manufacturer, m_modelName, m_serial, m_asset, m_order, m_customer, m_condition})
        field.edit->setCursorPosition(0);
    m_filling = false;
    readStandard();
    m_procedure->setCurrentIndex(m_model.procedure() ? m_procedure->findData(QString::fromStdString(m_model.procedure()->id)) : -1);
    refresh();
}

void SetUpPage::writeItem()
{
    if (m_filling)
        return;
    // What a person types is normalised here, at the border (NFC); a text changed in one language stands for both.
    const auto typed = [](const QLineEdit* edit) { return edit->text().trimmed().normalized(QString::NormalizationForm_C).toStdString(); };
    auto item = m_model.item();
    const auto both = [&](Text& text, const QLineEdit* edit) {
        if (const auto now = typed(edit); now != text.in(m_language.language()))
            text = {now, now};
    };
    both(item.name, m_name.edit);
    item.manufacturer = typed(m_manufacturer.edit);
    item.model = typed(m_modelName.edit);
    item.serial = typed(m_serial.edit);
    item.assetNumber = typed(m_asset.edit);
    item.order = typed(m_order.edit);
    both(item.customer, m_customer.edit);
    both(item.condition, m_condition.edit);
    m_model.setItem(item);
}

void SetUpPage::refresh()
{
    const auto* procedure = m_model.procedure();
    m_basis->setText(procedure ? m_language.text(procedure->basis) + QLatin1Char('\n') +
                                     tr("Version %1 · %n point(s)", nullptr, static_cast<int>(procedure->points))
                                         .arg(QString::fromStdString(procedure->version))
                               : tr("No procedure is released. Import one first."));
    const auto& work = m_model.work();
    m_agreed->setVisible(work.has_value());
    if (work) {
        const auto rule = conformity::decisionRule(work->procedure.head.rules.decision, work->procedure.head.rules.decisionParameters);
        auto text = tr("Agreed with order item %1").arg(QString::fromStdString(work->orderItem.number));
        text += QStringLiteral(" · ") + (rule ? m_language.text((*rule)->title()) : tr("no statement of conformity"));
        if (work->ownPoints)
            text += QStringLiteral(" · ") +
                    tr("own points %1, version %2")
                        .arg(QString::fromStdString(work->ownPoints->code), QString::fromStdString(work->ownPoints->version));
        if (const auto notices = m_model.notices(); !notices.isEmpty())
            text += QLatin1Char('\n') + notices;
        m_agreed->setText(text);
    }
    for (const auto& field : {m_name, m_manufacturer, m_modelName, m_serial, m_asset, m_order, m_customer, m_condition})
        field.edit->setReadOnly(work.has_value());
    m_trouble->setText(m_model.trouble());
    m_trouble->setVisible(!m_model.trouble().isEmpty());
    const bool open = m_model.canChoose();
    m_form->setEnabled(open);
    m_standardPanel->setEnabled(open);
    m_procedure->setEnabled(open);
    m_identityPanel->setEmpty(m_model.identities().rowCount() == 0);
    m_bindingPanel->setEmpty(m_model.bindings().rowCount() == 0);
    QString verdict;
    bool trouble = false;
    switch (m_model.phase()) {
    case BenchViewModel::Phase::Checking:
        verdict = tr("Asking the instruments…");
        break;
    case BenchViewModel::Phase::Ready:
        verdict = tr("Ready: start with F5");
        break;
    case BenchViewModel::Phase::Refused:
        verdict = m_model.trouble().isEmpty() ? tr("Refused: see the reasons in red") : tr("Refused");
        trouble = true;
        break;
    default:
        break;
    }
    m_verdict->setText(verdict);
    setStyled(*m_verdict, "trouble", trouble);
}

} // namespace cal::ui
