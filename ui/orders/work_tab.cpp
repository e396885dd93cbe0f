// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/work_tab.h"

#include "ui/registry/field_editor.h"
#include "ui/registry/reference_line.h"

#include <QApplication>
#include <QBuffer>
#include <QComboBox>
#include <QEvent>
#include <QPainter>
#include <QPdfDocument>
#include <QScrollArea>

namespace cal::ui {
namespace {

constexpr const char* kAttached = "attached"; // what was attached, as the JSON of the field's value

QString typedIn(const QWidget* editor)
{
    if (const auto* box = qobject_cast<const QComboBox*>(editor))
        return box->currentData().toString();
    if (qobject_cast<const FieldEditor*>(editor))
        return editor->property(kAttached).toString();
    if (const auto* reference = qobject_cast<const ReferenceLine*>(editor))
        return reference->id().isEmpty() ? reference->text() : reference->id();
    return static_cast<const QLineEdit*>(editor)->text();
}

} // namespace

WorkTab::WorkTab(WorkViewModel& model, EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_model(model), m_entity(entity), m_theme(theme), m_files(files)
{
    setObjectName(QStringLiteral("workTab"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(6);
    m_trouble = new QLabel(this);
    m_trouble->setObjectName(QStringLiteral("workTrouble"));
    m_trouble->setProperty("trouble", true);
    m_trouble->setWordWrap(true);
    m_trouble->setContentsMargins(11, 0, 11, 0);
    column->addWidget(m_trouble);

    m_form = new QFrame(this);
    m_form->setObjectName(QStringLiteral("workForm"));
    auto* form = new QVBoxLayout(m_form);
    form->setContentsMargins(11, 4, 11, 8);
    form->setSpacing(8);
    m_fields = new QFormLayout;
    m_fields->setHorizontalSpacing(8);
    m_fields->setVerticalSpacing(6);
    form->addLayout(m_fields);
    const auto button = [](QWidget* on, const char* name) {
        auto* made = new QPushButton(on);
        made->setObjectName(QString::fromLatin1(name));
        return made;
    };
    m_accept = button(m_form, "workAccept");
    m_accept->setProperty("primary", true);
    m_cancel = button(m_form, "workCancel");
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(m_accept);
    buttons->addWidget(m_cancel);
    form->addLayout(buttons);
    column->addWidget(m_form);

    m_labelFrame = new QFrame(this);
    auto* label = new QVBoxLayout(m_labelFrame);
    label->setContentsMargins(11, 4, 11, 8);
    m_labelPicture = new QLabel(m_labelFrame);
    m_labelPicture->setObjectName(QStringLiteral("labelPicture"));
    label->addWidget(m_labelPicture, 0, Qt::AlignLeft);
    m_saveLabel = button(m_labelFrame, "saveLabel");
    m_saveLabel->setProperty("primary", true);
    m_closeLabel = button(m_labelFrame, "closeLabel");
    auto* labelButtons = new QHBoxLayout;
    labelButtons->addWidget(m_saveLabel);
    labelButtons->addWidget(m_closeLabel);
    labelButtons->addStretch(1);
    label->addLayout(labelButtons);
    column->addWidget(m_labelFrame);

    m_hint = new QLabel(this);
    m_hint->setProperty("quiet", true);
    m_hint->setWordWrap(true);
    m_hint->setContentsMargins(11, 4, 11, 8);
    column->addWidget(m_hint);
    m_area = new QScrollArea(this);
    auto* area = m_area;
    area->setObjectName(QStringLiteral("twelveStepsArea"));
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inside = new QWidget(area);
    inside->setObjectName(QStringLiteral("workSteps"));
    m_steps = new QVBoxLayout(inside);
    m_steps->setContentsMargins(4, 0, 4, 8);
    m_steps->setSpacing(4);
    m_steps->addStretch(1);
    area->setWidget(inside);
    column->addWidget(area, 1);

    connect(m_accept, &QPushButton::clicked, this, [this] { accept(); });
    connect(m_cancel, &QPushButton::clicked, &m_model, &WorkViewModel::leave);
    connect(m_closeLabel, &QPushButton::clicked, &m_model, &WorkViewModel::leave);
    connect(m_saveLabel, &QPushButton::clicked, this,
            [this] { m_files.save(this, m_model.labelName(), tr("PDF document (*.pdf)"), [this] { return m_model.label(); }); });
    connect(&m_model, &WorkViewModel::changed, this, [this] { refresh(); });
    connect(&m_entity, &EntityViewModel::changed, this, [this] {
        const auto& shown = m_entity.entity();
        m_model.setEntity(shown && m_entity.kind() && WorkViewModel::fits(*m_entity.kind()) ? shown : std::nullopt);
    });
    retranslate();
}

void WorkTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WorkTab::retranslate()
{
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Leave it as it is"));
    m_saveLabel->setText(tr("Save label…"));
    m_saveLabel->setToolTip(tr("Write the label to a PDF file, to be printed"));
    m_closeLabel->setText(tr("Close"));
    m_closeLabel->setToolTip(tr("Back to the twelve steps"));
    m_hint->setText(tr("No item has been received with this order yet."));
    m_built.clear();
    refresh();
}

void WorkTab::refresh()
{
    m_trouble->setText(m_model.trouble());
    m_trouble->setVisible(!m_model.trouble().isEmpty());
    buildForm();
    showLabel();
    showTrace();
    m_accept->setEnabled(!m_model.busy());
}

void WorkTab::buildForm()
{
    const auto& act = m_model.asked();
    if (act == m_built)
        return m_form->setVisible(!act.isEmpty());
    if (m_form->isAncestorOf(QApplication::focusWidget()))
        m_area->setFocus(); // the keyboard stays in the pane
    while (m_fields->rowCount() > 0)
        m_fields->removeRow(0);
    m_lines.clear();
    m_built = act;
    m_form->setVisible(!act.isEmpty());
    if (act.isEmpty())
        return;
    for (auto& each : m_model.acts())
        if (each.id == act) {
            m_accept->setText(each.label.endsWith(QChar(0x2026)) ? each.label.chopped(1) : each.label);
            m_accept->setToolTip(each.tip);
        }
    for (auto& input : m_model.inputs(act)) {
        QWidget* editor = nullptr;
        if (input.kind == WorkViewModel::Input::Kind::Choice) {
            auto* box = new QComboBox(m_form);
            for (const auto& [value, shown] : input.choices)
                box->addItem(shown, value);
            editor = box;
        } else if (input.kind == WorkViewModel::Input::Kind::Files && input.field) {
            auto* attached = makeFilesEditor(*input.field, {m_entity, m_theme, m_files}, m_form);
            connect(attached, &FieldEditor::typed, attached, [attached](const Json& value) {
                const auto text = value.canonical();
                attached->setProperty(kAttached, text && !value.isNull() ? QString::fromStdString(*text) : QString());
            });
            editor = attached;
        } else {
            auto* line =
                input.kind == WorkViewModel::Input::Kind::Person ? new ReferenceLine(m_entity, "person", m_form) : new QLineEdit(m_form);
            line->setPlaceholderText(input.hint);
            line->setMaxLength(2000);
            connect(line, &QLineEdit::returnPressed, this, [this] { accept(); });
            editor = line;
        }
        editor->setObjectName(QStringLiteral("work-") + input.id);
        auto* label = new QLabel(input.label, m_form);
        label->setProperty("quiet", !input.required);
        label->setBuddy(editor);
        m_fields->addRow(label, editor);
        m_lines.push_back({std::move(input), editor});
    }
    setTabOrder(m_lines.back().editor, m_accept);
    m_lines.front().editor->setFocus();
}

void WorkTab::accept()
{
    std::map<QString, QString> typed;
    for (const auto& [input, editor] : m_lines) {
        typed[input.id] = typedIn(editor);
        if (input.required && typed[input.id].trimmed().isEmpty())
            return editor->setFocus();
    }
    m_model.perform(m_built, typed);
}

void WorkTab::showLabel()
{
    m_labelFrame->setVisible(!m_model.label().isEmpty());
    if (m_model.label() == m_painted)
        return;
    m_painted = m_model.label();
    if (m_painted.isEmpty())
        return m_labelPicture->clear();
    QBuffer buffer(&m_painted);
    buffer.open(QIODevice::ReadOnly);
    QPdfDocument document(nullptr);
    document.load(&buffer);
    const double scale = 2.2; // from points: the 60 mm of a label stay legible in the pane
    const auto size = document.pagePointSize(0) * scale;
    auto image = document.render(0, size.toSize());
    QImage paper(image.size(), QImage::Format_RGB32);
    paper.fill(Qt::white); // a label is paper in the dark theme, too
    QPainter painter(&paper);
    painter.drawImage(0, 0, image);
    painter.setPen(Qt::lightGray); // where the label ends
    painter.drawRect(paper.rect().adjusted(0, 0, -1, -1));
    painter.end();
    m_labelPicture->setPixmap(QPixmap::fromImage(paper));
}

void WorkTab::showTrace()
{
    const auto& trace = m_model.trace();
    m_hint->setVisible(trace.empty() && m_entity.entity() && m_entity.entity()->kind == "order");
    while (m_roads.size() > trace.size()) {
        delete m_roads.back().heading;
        delete m_roads.back().view;
        m_roads.pop_back();
    }
    while (m_roads.size() < trace.size()) {
        Road road{new QLabel(this), new TwelveStepsView(m_theme, m_model.ports().language, this)};
        auto font = road.heading->font();
        font.setBold(true);
        road.heading->setFont(font);
        road.heading->setContentsMargins(7, 6, 7, 2);
        const int at = m_steps->count() - 1; // the stretch stays last
        m_steps->insertWidget(at, road.heading);
        m_steps->insertWidget(at + 1, road.view);
        m_roads.push_back(road);
    }
    for (std::size_t i = 0; i < trace.size(); ++i) {
        m_roads[i].heading->setText(QString::fromStdString(trace[i].item) + QStringLiteral("   ") +
                                    KindWords::title(m_model.ports().language, trace[i].asset));
        m_roads[i].heading->setVisible(trace.size() > 1);
        m_roads[i].view->show(trace[i], m_model.ports().engine.station().laboratory.offset);
    }
}

} // namespace cal::ui
