// SPDX-License-Identifier: GPL-3.0-or-later
// The editors of one line or one choice.
#include "ui/registry/field_editor.h"

#include "ui/widgets/repolish.h"

#include <QCalendarWidget>
#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QFocusEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QToolButton>

namespace cal::ui {

using registry::Field;

namespace {

Json text(const QString& value)
{
    return Json(value.toStdString());
}

QHBoxLayout* row(QWidget* widget)
{
    auto* layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    return layout;
}

/// Text, numbers, quantities, instants: what is typed is kept, what is read from it is said by the form.
class LineEditor : public FieldEditor
{
public:
    LineEditor(const Field& field, QWidget* parent) : FieldEditor(parent), m_line(new QLineEdit(this))
    {
        row(this)->addWidget(m_line);
        setFocusProxy(m_line);
        if (field.type == Field::Type::Quantity)
            m_line->setPlaceholderText(QStringLiteral("10.0 V"));
        if (field.type == Field::Type::Instant)
            m_line->setPlaceholderText(QStringLiteral("2026-11-23T08:00:00Z"));
        connect(m_line, &QLineEdit::textEdited, this, [this](const QString& now) { Q_EMIT typed(text(now)); });
    }
    void show(const Json& value) override
    {
        if (const auto now = KindWords::typed(value); now != m_line->text())
            m_line->setText(now);
    }
    void mark(bool trouble) override { setStyled(*m_line, "trouble", trouble); }

protected:
    QLineEdit* m_line;
};

/// A date: typed in any form that is one, or picked from a calendar.
class DateEditor : public LineEditor
{
public:
    DateEditor(const Field& field, const EditorTools& tools, QWidget* parent) : LineEditor(field, parent)
    {
        m_line->setPlaceholderText(QStringLiteral("2026-11-23"));
        auto* pick = new QToolButton(this);
        pick->setIcon(tools.theme.icon(QStringLiteral("today")));
        pick->setToolTip(EntityViewModel::tr("Choose a day from the calendar"));
        pick->setFocusPolicy(Qt::NoFocus); // the arrow key down opens it, too
        layout()->addWidget(pick);
        connect(pick, &QToolButton::clicked, this, [this] { openCalendar(); });
        m_line->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == m_line && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Down) {
            openCalendar();
            return true;
        }
        return LineEditor::eventFilter(watched, event);
    }

private:
    void openCalendar()
    {
        auto* calendar = new QCalendarWidget(this);
        calendar->setWindowFlag(Qt::Popup);
        calendar->setAttribute(Qt::WA_DeleteOnClose);
        calendar->setGridVisible(false);
        calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
        if (const auto now = QDate::fromString(m_line->text(), Qt::ISODate); now.isValid())
            calendar->setSelectedDate(now);
        const auto take = [this, calendar](const QDate& day) {
            m_line->setText(day.toString(Qt::ISODate));
            Q_EMIT typed(text(m_line->text()));
            calendar->close();
        };
        connect(calendar, &QCalendarWidget::clicked, this, take);
        connect(calendar, &QCalendarWidget::activated, this, take);
        calendar->move(m_line->mapToGlobal(QPoint(0, m_line->height() + 2)));
        static_cast<QWidget*>(calendar)->show();
        calendar->setFocus();
    }
};

class ParagraphEditor : public FieldEditor
{
public:
    explicit ParagraphEditor(QWidget* parent) : FieldEditor(parent), m_edit(new QPlainTextEdit(this))
    {
        row(this)->addWidget(m_edit);
        m_edit->setFixedHeight(84);
        m_edit->setTabChangesFocus(true);
        setFocusProxy(m_edit);
        connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
            if (!m_showing)
                Q_EMIT typed(text(m_edit->toPlainText()));
        });
    }
    void show(const Json& value) override
    {
        const auto now = KindWords::typed(value);
        if (now == m_edit->toPlainText())
            return;
        m_showing = true;
        m_edit->setPlainText(now);
        m_showing = false;
    }
    void mark(bool trouble) override { setStyled(*m_edit, "trouble", trouble); }

private:
    QPlainTextEdit* m_edit;
    bool m_showing = false;
};

/// Both languages at once, one below the other.
class BilingualEditor : public FieldEditor
{
public:
    explicit BilingualEditor(QWidget* parent) : FieldEditor(parent), m_zh(new QLineEdit(this)), m_en(new QLineEdit(this))
    {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(4);
        // Names of languages stand in the language itself.
        for (const auto& [edit, name] : {std::pair(m_zh, QStringLiteral("中文")), std::pair(m_en, QStringLiteral("English"))}) {
            edit->setPlaceholderText(name);
            column->addWidget(edit);
            connect(edit, &QLineEdit::textEdited, this, [this] {
                const auto zh = m_zh->text().toStdString(), en = m_en->text().toStdString();
                Q_EMIT typed(zh.empty() && en.empty() ? Json() : Json(Json::Object{{"zh", Json(zh)}, {"en", Json(en)}}));
            });
        }
        setFocusProxy(m_zh);
    }
    void show(const Json& value) override
    {
        const auto both = value.asText();
        const auto put = [](QLineEdit* edit, const std::string& now) {
            if (edit->text().toStdString() != now)
                edit->setText(QString::fromStdString(now));
        };
        put(m_zh, both.zh);
        put(m_en, both.en);
    }
    void mark(bool trouble) override
    {
        setStyled(*m_zh, "trouble", trouble);
        setStyled(*m_en, "trouble", trouble);
    }

private:
    QLineEdit *m_zh, *m_en;
};

class ChoiceEditor : public FieldEditor
{
public:
    ChoiceEditor(const Field& field, const EditorTools& tools, QWidget* parent) : FieldEditor(parent), m_box(new QComboBox(this))
    {
        row(this)->addWidget(m_box);
        setFocusProxy(m_box);
        m_box->addItem(QString(), QString()); // unknown
        for (const auto& choice : field.choices)
            m_box->addItem(tools.model.ports().language.text(choice.label), QString::fromStdString(choice.value));
        connect(m_box, &QComboBox::activated, this, [this](int at) { Q_EMIT typed(text(m_box->itemData(at).toString())); });
    }
    void show(const Json& value) override { m_box->setCurrentIndex(std::max(0, m_box->findData(KindWords::typed(value)))); }
    void mark(bool trouble) override { setStyled(*m_box, "trouble", trouble); }

private:
    QComboBox* m_box;
};

class FlagEditor : public FieldEditor
{
public:
    explicit FlagEditor(QWidget* parent) : FieldEditor(parent), m_box(new QCheckBox(this))
    {
        row(this)->addWidget(m_box);
        setFocusProxy(m_box);
        connect(m_box, &QCheckBox::clicked, this, [this](bool on) { Q_EMIT typed(Json(on)); });
    }
    void show(const Json& value) override { m_box->setChecked(value.asBool()); }
    void mark(bool trouble) override { setStyled(*m_box, "trouble", trouble); }

private:
    QCheckBox* m_box;
};

} // namespace

FieldEditor* makeEditor(const Field& field, const EditorTools& tools, QWidget* parent)
{
    FieldEditor* editor = nullptr;
    switch (field.type) {
    case Field::Type::Paragraph:
        editor = new ParagraphEditor(parent);
        break;
    case Field::Type::Bilingual:
        editor = new BilingualEditor(parent);
        break;
    case Field::Type::Date:
        editor = new DateEditor(field, tools, parent);
        break;
    case Field::Type::Choice:
        editor = new ChoiceEditor(field, tools, parent);
        break;
    case Field::Type::Flag:
        editor = new FlagEditor(parent);
        break;
    case Field::Type::Reference:
    case Field::Type::References:
        editor = makeReferenceEditor(field, tools, parent);
        break;
    case Field::Type::File:
    case Field::Type::Files:
        editor = makeFilesEditor(field, tools, parent);
        break;
    case Field::Type::Table:
        editor = makeTableEditor(field, tools, parent);
        break;
    default:
        editor = new LineEditor(field, parent);
    }
    editor->setObjectName(QStringLiteral("field-") + QString::fromStdString(field.name));
    return editor;
}

} // namespace cal::ui
