// SPDX-License-Identifier: GPL-3.0-or-later
// The traceability graph.
#include "ui/standards/graph_view.h"

#include "ui/widgets/describe.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

namespace cal::ui {

using quality::TraceabilityGraph;

namespace {

constexpr double kMargin = 8, kHead = 5, kBend = 20;
constexpr double kSmallest = 0.45, kLargest = 3;

} // namespace

GraphCanvas::GraphCanvas(const ThemeSource& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("traceabilityGraph"));
    connect(&theme, &ThemeSource::themeChanged, this, qOverload<>(&QWidget::update));
}

void GraphCanvas::setGraph(std::optional<TraceabilityGraph> graph)
{
    m_graph = std::move(graph);
    resize(sizeHint());
    update();
}

void GraphCanvas::setZoom(double zoom)
{
    m_zoom = std::clamp(zoom, kSmallest, kLargest);
    resize(sizeHint());
    update();
}

QSize GraphCanvas::sizeHint() const
{
    return m_graph ? QSizeF((m_graph->width + 2 * kMargin) * m_zoom, (m_graph->height + 2 * kMargin) * m_zoom).toSize() : QSize(0, 0);
}

void GraphCanvas::paintEvent(QPaintEvent*)
{
    if (!m_graph)
        return;
    const auto& theme = m_theme.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(m_zoom, m_zoom);
    painter.translate(kMargin, kMargin);
    QFont font = theme.font(theme.basePt);
    font.setPixelSize(static_cast<int>(TraceabilityGraph::kFontSize));
    QFont small = font;
    small.setPixelSize(static_cast<int>(TraceabilityGraph::kFontSize) - 2);
    for (const auto& arrow : m_graph->arrows) {
        const auto colour = arrow.flagged ? theme.fail : theme.quiet;
        const bool fromHigher = m_graph->boxes[arrow.from].level == TraceabilityGraph::Level::Higher;
        // The bend lies near the own standard, so that the method stands beside the line that belongs to it alone.
        const double bend = fromHigher ? arrow.y2 - kBend : arrow.y1 + kBend;
        painter.setPen(QPen(colour, 1.4, arrow.flagged ? Qt::DashLine : Qt::SolidLine));
        painter.setBrush(Qt::NoBrush);
        QPainterPath path(QPointF(arrow.x1, arrow.y1));
        path.lineTo(arrow.x1, bend);
        path.lineTo(arrow.x2, bend);
        path.lineTo(arrow.x2, arrow.y2 - kHead);
        painter.drawPath(path);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF({QPointF(arrow.x2, arrow.y2), QPointF(arrow.x2 - kHead, arrow.y2 - 2 * kHead),
                                       QPointF(arrow.x2 + kHead, arrow.y2 - 2 * kHead)}));
        painter.setFont(small);
        painter.setPen(arrow.flagged ? theme.fail : theme.text);
        const double x = fromHigher ? arrow.x1 : arrow.x2;
        double y = fromHigher ? arrow.y1 + 24 : bend + 22;
        for (std::size_t i = 0; i < arrow.lines.size(); ++i, y += 17) // flagged ones carry the sign, not the colour alone
            painter.drawText(QPointF(x + 8, y),
                             (i == 0 && arrow.flagged ? QStringLiteral("⚠ ") : QString()) + QString::fromStdString(arrow.lines[i]));
    }
    for (const auto& box : m_graph->boxes) {
        const bool own = box.level == TraceabilityGraph::Level::Own;
        const QRectF area(box.x, box.y, box.width, box.height);
        painter.setPen(QPen(own ? theme.accent : theme.quiet, own ? 2 : 1.1));
        painter.setBrush(own ? theme.selection : theme.panel);
        painter.drawRoundedRect(area, 3, 3);
        painter.setPen(theme.text);
        for (std::size_t i = 0; i < box.lines.size(); ++i) {
            auto face = font;
            face.setBold(i < box.bold.size() && box.bold[i]);
            painter.setFont(face);
            const QRectF line(box.x, box.y + TraceabilityGraph::kPadding + static_cast<double>(i) * TraceabilityGraph::kLineHeight,
                              box.width, TraceabilityGraph::kLineHeight);
            painter.drawText(line, Qt::AlignCenter, QString::fromStdString(box.lines[i]));
        }
    }
}

GraphTab::GraphTab(EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files, QWidget* parent)
    : QWidget(parent), m_entity(entity), m_files(files)
{
    setObjectName(QStringLiteral("graphTab"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(4);
    m_area = new QScrollArea(this);
    m_area->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_canvas = new GraphCanvas(theme);
    m_area->setWidget(m_canvas);
    m_area->viewport()->installEventFilter(this);
    column->addWidget(m_area, 1);
    m_findings = new QLabel(this);
    m_findings->setObjectName(QStringLiteral("graphFindings"));
    m_findings->setWordWrap(true);
    m_findings->setContentsMargins(11, 4, 11, 8);
    column->addWidget(m_findings);
    const auto make = [this](const QKeySequence& key, auto&& act) {
        auto* action = new QAction(this);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_fit = make(Qt::Key_Home, [this] {
        m_zoomed = false;
        fit();
    });
    m_svg = make(Qt::CTRL | Qt::SHIFT | Qt::Key_P, [this] {
        m_files.save(this, QStringLiteral("traceability.svg"), tr("SVG picture (*.svg)"),
                     [this] { return m_canvas->graph() ? QByteArray::fromStdString(quality::toSvg(*m_canvas->graph())) : QByteArray(); });
    });
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(&entity, &EntityViewModel::changed, this, [this] { fill(); });
    fill();
}

void GraphTab::fill()
{
    describe(*m_fit, tr("Show everything"), tr("The whole graph in the space there is"));
    describe(*m_svg, tr("Save the graph as SVG…"), tr("Write the graph to a picture that prints sharp"));
    const auto& shown = m_entity.entity();
    std::optional<TraceabilityGraph> graph;
    QStringList findings;
    if (shown && shown->kind == "measurement-standard") {
        auto made = quality::traceabilityGraph(*shown, m_entity.ports().language.language());
        if (made) {
            for (const auto& finding : made->findings)
                findings << QStringLiteral("⚠ ") + m_entity.ports().sentence(finding);
            graph = *std::move(made);
        } else {
            findings << m_entity.ports().sentence(made.error());
        }
    }
    m_canvas->setGraph(std::move(graph));
    m_findings->setText(findings.join(QLatin1Char('\n')));
    m_findings->setVisible(!findings.isEmpty());
    fit();
}

void GraphTab::fit()
{
    if (m_zoomed || !m_canvas->graph())
        return;
    const auto room = m_area->viewport()->size();
    const auto& graph = *m_canvas->graph();
    m_canvas->setZoom(std::min({1.0, room.width() / (graph.width + 2 * kMargin), room.height() / (graph.height + 2 * kMargin)}));
}

void GraphTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QWidget::changeEvent(event);
}

void GraphTab::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

bool GraphTab::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_area->viewport() && event->type() == QEvent::Wheel) {
        auto* wheel = static_cast<QWheelEvent*>(event);
        if (wheel->modifiers() & Qt::ControlModifier) {
            m_zoomed = true;
            m_canvas->setZoom(m_canvas->zoom() * (wheel->angleDelta().y() > 0 ? 1.15 : 1 / 1.15));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace cal::ui
