// SPDX-License-Identifier: GPL-3.0-or-later
// Attachments: each with its size, opened as a copy; added from the disk.
#include "ui/registry/field_editor.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPointer>
#include <QPushButton>
#include <QToolButton>

namespace cal::ui {

using registry::Field;

namespace {

class FilesEditor : public FieldEditor
{
public:
    FilesEditor(const Field& field, const EditorTools& tools, QWidget* parent)
        : FieldEditor(parent), m_several(field.type == Field::Type::Files), m_tools(tools), m_column(new QVBoxLayout(this)),
          m_add(new QPushButton(EntityViewModel::tr("Attach…"), this))
    {
        m_column->setContentsMargins(0, 0, 0, 0);
        m_column->setSpacing(2);
        m_column->addWidget(m_add, 0, Qt::AlignLeft);
        setFocusProxy(m_add);
        connect(m_add, &QPushButton::clicked, this, [this] {
            m_tools.files.askOpenPaths(this, {}, m_several, [self = QPointer<FilesEditor>(this)](const QStringList& paths) {
                for (const auto& path : paths)
                    if (self)
                        self->add(path);
            });
        });
    }
    void show(const Json& value) override
    {
        const auto files = value.isObject() ? Json::Array{value} : value.asArray();
        if (files == m_files)
            return;
        m_files = files;
        fill();
    }
    void mark(bool) override {}

private:
    void add(const QString& path)
    {
        const auto bytes = FileDialogs::read(path);
        if (!bytes) {
            if (m_tools.files.told)
                m_tools.files.told(path, bytes.error());
            return;
        }
        m_add->setEnabled(false);
        m_tools.model.attach(QFileInfo(path).fileName(), *bytes, [self = QPointer<FilesEditor>(this)](std::optional<Json> file) {
            if (!self)
                return;
            self->m_add->setEnabled(true);
            if (!file)
                return;
            if (!self->m_several)
                self->m_files.clear();
            self->m_files.push_back(*std::move(file));
            self->fill();
            self->say();
        });
    }
    void say()
    {
        if (m_files.empty())
            Q_EMIT typed(Json());
        else
            Q_EMIT typed(m_several ? Json(m_files) : m_files.front());
    }
    void fill()
    {
        for (auto* old : m_rows)
            old->deleteLater();
        m_rows.clear();
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            auto* line = new QWidget(this);
            auto* layout = new QHBoxLayout(line);
            layout->setContentsMargins(0, 0, 0, 0);
            const auto name = QString::fromStdString(m_files[i]["name"].asString());
            auto* open = new QPushButton(name, line);
            open->setToolTip(EntityViewModel::tr("Open a copy of the file"));
            connect(open, &QPushButton::clicked, this, [this, file = m_files[i], name] {
                m_tools.model.fetch(file, [files = &m_tools.files, name](const QByteArray& bytes) { files->openCopy(name, bytes); });
            });
            auto* size = new QLabel(QLocale::c().formattedDataSize(m_files[i]["size"].asInt()), line);
            size->setProperty("quiet", true);
            auto* drop = new QToolButton(line);
            drop->setProperty("flat", true);
            drop->setIcon(m_tools.theme.icon(QStringLiteral("close")));
            drop->setToolTip(EntityViewModel::tr("Take out of the list"));
            connect(drop, &QToolButton::clicked, this, [this, i] {
                m_files.erase(m_files.begin() + static_cast<std::ptrdiff_t>(i));
                fill();
                say();
            });
            layout->addWidget(open);
            layout->addWidget(size);
            layout->addStretch(1);
            layout->addWidget(drop);
            m_column->insertWidget(static_cast<int>(i), line);
            m_rows.push_back(line);
        }
    }

    bool m_several;
    EditorTools m_tools;
    QVBoxLayout* m_column;
    QPushButton* m_add;
    Json::Array m_files;
    std::vector<QWidget*> m_rows;
};

} // namespace

FieldEditor* makeFilesEditor(const Field& field, const EditorTools& tools, QWidget* parent)
{
    return new FilesEditor(field, tools, parent);
}

} // namespace cal::ui
