// SPDX-License-Identifier: GPL-3.0-or-later
// Picking entities of a kind by words: what fits is listed below while one types. For one reference the line holds its title; for several
// each stands on a line of its own.
#include "ui/registry/field_editor.h"
#include "ui/registry/reference_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace cal::ui {

using registry::Field;

namespace {

class OneReferenceEditor : public FieldEditor
{
public:
    OneReferenceEditor(const Field& field, const EditorTools& tools, QWidget* parent)
        : FieldEditor(parent), m_line(new ReferenceLine(tools.model, field.of, this))
    {
        auto* layout = new QHBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(m_line);
        setFocusProxy(m_line);
        connect(m_line, &ReferenceLine::picked, this,
                [this](const QString& id) { Q_EMIT typed(id.isEmpty() ? Json() : Json(id.toStdString())); });
    }
    void show(const Json& value) override { m_line->setId(QString::fromStdString(value.asString())); }
    void mark(bool trouble) override { m_line->mark(trouble); }

private:
    ReferenceLine* m_line;
};

class ReferencesEditor : public FieldEditor
{
public:
    ReferencesEditor(const Field& field, const EditorTools& tools, QWidget* parent)
        : FieldEditor(parent), m_tools(tools), m_column(new QVBoxLayout(this)), m_line(new ReferenceLine(tools.model, field.of, this))
    {
        m_column->setContentsMargins(0, 0, 0, 0);
        m_column->setSpacing(2);
        m_column->addWidget(m_line);
        setFocusProxy(m_line);
        connect(m_line, &ReferenceLine::picked, this, [this](const QString& id) {
            if (id.isEmpty() || m_ids.contains(id))
                return;
            m_ids << id;
            m_line->setId({});
            fill();
            say();
        });
    }
    void show(const Json& value) override
    {
        QStringList ids;
        for (const auto& each : value.asArray())
            ids << QString::fromStdString(each.asString());
        if (ids == m_ids && !m_rows.empty() == !ids.isEmpty())
            return;
        m_ids = ids;
        fill();
    }
    void mark(bool trouble) override { m_line->mark(trouble); }

private:
    void say()
    {
        Json::Array list;
        for (const auto& id : m_ids)
            list.emplace_back(id.toStdString());
        Q_EMIT typed(list.empty() ? Json() : Json(std::move(list)));
    }
    void fill()
    {
        for (auto* old : m_rows)
            old->deleteLater();
        m_rows.clear();
        for (const auto& id : m_ids) {
            auto* line = new QWidget(this);
            auto* layout = new QHBoxLayout(line);
            layout->setContentsMargins(4, 0, 0, 0);
            const auto title = m_tools.model.titles().find(id.toStdString());
            auto* name = new QLabel(
                title == m_tools.model.titles().end() ? id : KindWords::title(m_tools.model.ports().language, title->second), line);
            name->setWordWrap(true);
            auto* drop = new QToolButton(line);
            drop->setProperty("flat", true);
            drop->setIcon(m_tools.theme.icon(QStringLiteral("close")));
            drop->setToolTip(EntityViewModel::tr("Take out of the list"));
            layout->addWidget(name, 1);
            layout->addWidget(drop);
            connect(drop, &QToolButton::clicked, this, [this, id] {
                m_ids.removeAll(id);
                fill();
                say();
            });
            m_column->insertWidget(static_cast<int>(m_rows.size()), line);
            m_rows.push_back(line);
        }
    }

    EditorTools m_tools;
    QVBoxLayout* m_column;
    ReferenceLine* m_line;
    QStringList m_ids;
    std::vector<QWidget*> m_rows;
};

} // namespace

FieldEditor* makeReferenceEditor(const Field& field, const EditorTools& tools, QWidget* parent)
{
    if (field.type == Field::Type::Reference)
        return new OneReferenceEditor(field, tools, parent);
    return new ReferencesEditor(field, tools, parent);
}

} // namespace cal::ui
