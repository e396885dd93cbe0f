// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of an entity.
#include "ui/registry/entity_form.h"

#include "ui/registry/row_table.h"

#include <QApplication>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace cal::ui {

using registry::Field;

namespace {

constexpr int kLabelWidth = 124;

bool wide(const Field& field)
{
    return field.type == Field::Type::Table;
}

} // namespace

EntityForm::EntityForm(const EditorTools& tools, QWidget* parent) : QScrollArea(parent), m_tools(tools)
{
    setObjectName(QStringLiteral("entityForm"));
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
        for (const auto& line : m_lines)
            if (now && line.editor->isAncestorOf(now)) {
                ensureWidgetVisible(now, 0, 24);
                Q_EMIT helpChanged(m_tools.model.ports().language.text(line.field->help));
            }
    });
}

void EntityForm::build()
{
    m_lines.clear();
    auto* body = new QWidget;
    body->setObjectName(QStringLiteral("entityFields"));
    m_grid = new QGridLayout(body);
    m_grid->setContentsMargins(11, 8, 11, 11);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(m_tools.model.editing() ? 8 : 6);
    m_grid->setColumnMinimumWidth(0, kLabelWidth);
    m_grid->setColumnStretch(1, 1);
    auto& model = m_tools.model;
    const auto asked = model.asked();
    QStringList unknown;
    if (model.kind())
        for (const auto& field : model.kind()->fields) {
            if (std::find(asked.begin(), asked.end(), &field) != asked.end())
                addEditor(field);
            else if (model.mode() == EntityViewModel::Mode::Adding || model.mode() == EntityViewModel::Mode::Stepping)
                continue;
            else if (!model.value(field).isNull())
                addShown(field);
            else
                unknown << model.ports().language.text(field.label);
        }
    if (!unknown.isEmpty() && !model.editing()) {
        auto* rest = new QLabel(
            tr("Not filled in: %1").arg(unknown.join(model.ports().language.isChinese() ? QStringLiteral("、") : QStringLiteral(", "))),
            body);
        rest->setProperty("quiet", true);
        rest->setWordWrap(true);
        m_grid->addWidget(rest, m_grid->rowCount(), 0, 1, 2);
    }
    m_grid->setRowStretch(m_grid->rowCount(), 1);
    delete takeWidget();
    setWidget(body);
    showTroubles();
}

QLabel* EntityForm::addLabel(const Field& field, bool asked)
{
    const auto& language = m_tools.model.ports().language;
    auto text = headLabel(language, field.label);
    if (asked && m_tools.model.needed(field))
        text += QStringLiteral(" *");
    auto* label = new QLabel(text);
    label->setProperty("quiet", true);
    label->setWordWrap(true);
    label->setToolTip(language.text(field.help));
    const int row = m_grid->rowCount();
    m_grid->addWidget(label, row, 0, 1, wide(field) ? 2 : 1, asked && !wide(field) ? Qt::AlignTop : Qt::AlignTop | Qt::AlignLeft);
    if (asked && !wide(field))
        label->setContentsMargins(0, 7, 0, 0); // the first line of the editor beside it
    return label;
}

void EntityForm::addEditor(const Field& field)
{
    auto* label = addLabel(field, true);
    const int row = m_grid->rowCount() - 1;
    auto* cell = new QWidget;
    auto* column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* editor = makeEditor(field, m_tools, cell);
    editor->show(m_tools.model.value(field));
    label->setBuddy(editor);
    column->addWidget(editor);
    auto* trouble = new QLabel(cell);
    trouble->setProperty("trouble", true);
    trouble->setWordWrap(true);
    trouble->hide();
    column->addWidget(trouble);
    if (wide(field))
        m_grid->addWidget(cell, row + 1, 0, 1, 2);
    else
        m_grid->addWidget(cell, row, 1);
    connect(editor, &FieldEditor::typed, this,
            [this, &field](const Json& value) { m_tools.model.type(QString::fromStdString(field.name), value); });
    m_lines.push_back({&field, editor, trouble});
}

QWidget* EntityForm::shownValue(const Field& field, const Json& value)
{
    auto& model = m_tools.model;
    const auto& language = model.ports().language;
    if (field.type == Field::Type::Table) {
        auto* table = new RowTable(field, language, false);
        table->setValue(value);
        return table;
    }
    if (field.type == Field::Type::File || field.type == Field::Type::Files) {
        auto* cell = new QWidget;
        auto* column = new QVBoxLayout(cell);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(2);
        for (const auto& file : value.isObject() ? Json::Array{value} : value.asArray()) {
            const auto name = QString::fromStdString(file["name"].asString());
            auto* open = new QPushButton(name + QStringLiteral("  ") + QLocale::c().formattedDataSize(file["size"].asInt()), cell);
            open->setToolTip(tr("Open a copy of the file"));
            connect(open, &QPushButton::clicked, this, [this, file, name] {
                m_tools.model.fetch(file, [files = &m_tools.files, name](const QByteArray& bytes) { files->openCopy(name, bytes); });
            });
            column->addWidget(open, 0, Qt::AlignLeft);
        }
        return cell;
    }
    auto* label = new QLabel;
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextBrowserInteraction);
    const auto text = KindWords::value(model.ports(), field, value, model.titles());
    if (field.type == Field::Type::Reference || field.type == Field::Type::References) {
        QStringList links;
        for (const auto& id : value.isString() ? Json::Array{value} : value.asArray())
            links << QStringLiteral("<a href=\"%1\" style=\"color:%2; text-decoration:none\">%3</a>")
                         .arg(QString::fromStdString(id.asString()), m_tools.theme.theme().accent.name(),
                              KindWords::value(language, field, field.type == Field::Type::Reference ? id : Json(Json::Array{id}),
                                               model.titles())
                                  .toHtmlEscaped());
        label->setTextFormat(Qt::RichText);
        label->setText(links.join(QStringLiteral("<br>")));
        connect(label, &QLabel::linkActivated, this, &EntityForm::openRequested);
    } else {
        label->setTextFormat(Qt::PlainText); // what people typed is never markup
        if (field.type == Field::Type::Bilingual) {
            const auto both = value.asText();
            QStringList sides{language.text(both)};
            const auto other = QString::fromStdString(both.in(language.isChinese() ? Language::English : Language::Chinese));
            if (!other.isEmpty() && other != sides.front())
                sides << other;
            label->setText(sides.join(QLatin1Char('\n')));
        } else {
            label->setText(text);
        }
    }
    return label;
}

void EntityForm::addShown(const Field& field)
{
    (void)addLabel(field, false);
    const int row = m_grid->rowCount() - 1;
    auto* shown = shownValue(field, m_tools.model.value(field));
    shown->setObjectName(QStringLiteral("shown-") + QString::fromStdString(field.name));
    if (wide(field))
        m_grid->addWidget(shown, row + 1, 0, 1, 2);
    else
        m_grid->addWidget(shown, row, 1, Qt::AlignTop);
}

void EntityForm::showTroubles()
{
    for (const auto& line : m_lines) {
        const auto sentence = m_tools.model.fieldTrouble(line.field->name);
        line.trouble->setText(sentence);
        line.trouble->setVisible(!sentence.isEmpty());
        line.editor->mark(!sentence.isEmpty());
        if (!line.editor->isAncestorOf(QApplication::focusWidget()))
            line.editor->show(m_tools.model.value(*line.field)); // typed elsewhere
    }
}

void EntityForm::focusFirst()
{
    if (!m_lines.empty())
        m_lines.front().editor->setFocus();
}

void EntityForm::focusTrouble()
{
    for (const auto& line : m_lines)
        if (!line.trouble->text().isEmpty()) {
            line.editor->setFocus();
            ensureWidgetVisible(line.editor);
            return;
        }
}

} // namespace cal::ui
