// SPDX-License-Identifier: GPL-3.0-or-later
// One line that picks an entity.
#include "ui/registry/reference_line.h"

#include "ui/widgets/repolish.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QPointer>

namespace cal::ui {

ReferenceLine::ReferenceLine(EntityViewModel& model, std::string kind, QWidget* parent)
    : QLineEdit(parent), m_model(model), m_kind(std::move(kind)), m_list(new QListWidget(this))
{
    m_list->setWindowFlags(Qt::ToolTip); // over everything, without taking the keys
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->hide();
    m_timer.setSingleShot(true);
    m_timer.setInterval(120);
    setPlaceholderText(tr("type to search"));
    connect(this, &QLineEdit::textEdited, this, [this](const QString& text) {
        if (text.trimmed().isEmpty()) {
            m_list->hide();
            m_timer.stop();
            if (!m_id.isEmpty()) {
                m_id.clear();
                Q_EMIT picked({});
            }
            return;
        }
        m_timer.start();
    });
    connect(&m_timer, &QTimer::timeout, this, [this] { search(); });
    connect(m_list, &QListWidget::itemClicked, this, [this] { pick(m_list->currentRow()); });
}

ReferenceLine::~ReferenceLine() = default;

QString ReferenceLine::titleOf(const QString& id) const
{
    if (const auto seen = m_titles.find(id); seen != m_titles.end())
        return seen->second;
    const auto known = m_model.titles().find(id.toStdString());
    return known == m_model.titles().end() ? id : KindWords::title(m_model.ports().language, known->second);
}

void ReferenceLine::setId(const QString& id)
{
    if (id == m_id && (id.isEmpty() || !text().isEmpty()))
        return;
    m_id = id;
    setText(id.isEmpty() ? QString() : titleOf(id));
    setCursorPosition(0); // the beginning says what it is
}

void ReferenceLine::mark(bool trouble)
{
    setStyled(*this, "trouble", trouble);
}

void ReferenceLine::search()
{
    m_asked = text().trimmed();
    m_model.search(m_kind, m_asked, [self = QPointer(this), asked = m_asked](const EntityViewModel::Found& found) {
        if (self && self->m_asked == asked && self->hasFocus())
            self->list(found);
    });
}

void ReferenceLine::list(const EntityViewModel::Found& found)
{
    m_list->clear();
    for (const auto& [id, title] : found) {
        auto* item = new QListWidgetItem(title, m_list);
        item->setData(Qt::UserRole, id);
        m_titles[id] = title;
    }
    if (found.empty())
        (new QListWidgetItem(tr("nothing fits"), m_list))->setFlags(Qt::NoItemFlags);
    else
        m_list->setCurrentRow(0);
    const int rows = std::min(8, std::max(1, m_list->count()));
    m_list->setGeometry(QRect(mapToGlobal(QPoint(0, height() + 1)), QSize(std::max(width(), 280), rows * m_list->sizeHintForRow(0) + 8)));
    m_list->show();
}

void ReferenceLine::pick(int row)
{
    const auto* item = m_list->item(row);
    m_list->hide();
    if (!item || item->data(Qt::UserRole).toString().isEmpty())
        return;
    m_id = item->data(Qt::UserRole).toString();
    setText(item->text());
    Q_EMIT picked(m_id);
}

void ReferenceLine::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (!m_list->isVisible())
            return search();
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + (event->key() == Qt::Key_Down ? 1 : -1), 0, m_list->count() - 1));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_list->isVisible())
            return pick(m_list->currentRow());
        break;
    case Qt::Key_Escape:
        if (m_list->isVisible())
            return m_list->hide();
        break;
    default:
        break;
    }
    QLineEdit::keyPressEvent(event);
}

void ReferenceLine::focusOutEvent(QFocusEvent* event)
{
    m_list->hide();
    m_timer.stop();
    if (event->reason() != Qt::PopupFocusReason)
        setText(m_id.isEmpty() ? QString() : titleOf(m_id)); // words that picked nothing name nothing
    QLineEdit::focusOutEvent(event);
}

} // namespace cal::ui
