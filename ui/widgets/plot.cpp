// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that knows QCustomPlot.
#include "ui/widgets/plot.h"

#include "ui/widgets/describe.h"

#include <QAction>
#include <QBuffer>
#include <QDateTime>
#include <QEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

// QCustomPlot's header is written with the short keywords that our sources switch off.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach

namespace cal::ui {

class Plot::Canvas
{
public:
    explicit Canvas(QWidget* parent) : plot(new QCustomPlot(parent))
    {
        plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
        plot->setNoAntialiasingOnDrag(true);
        for (auto* item : {&lower, &upper}) {
            *item = new QCPItemStraightLine(plot);
            (*item)->setVisible(false);
        }
        for (auto* item : {&below, &above}) {
            *item = new QCPItemRect(plot);
            (*item)->setVisible(false);
            (*item)->setLayer(QStringLiteral("background"));
        }
        tracer = new QCPItemTracer(plot);
        tracer->setVisible(false);
        tracer->setStyle(QCPItemTracer::tsCircle);
        tracer->setSize(8);
        note = new QCPItemText(plot);
        note->setVisible(false);
        note->setPadding(QMargins(6, 3, 6, 3));
        note->setClipToAxisRect(false);
        note->position->setType(QCPItemPosition::ptAbsolute);
        plot->axisRect()->setMinimumMargins(QMargins(8, 8, 12, 8));
    }

    void placeShades(std::optional<double> lo, std::optional<double> hi)
    {
        // Far outside any sensible view, yet near enough that its pixels stay whole numbers.
        const double far = 400 * std::max(std::abs(lo.value_or(0)), std::abs(hi.value_or(0)));
        const auto place = [](QCPItemStraightLine* line, QCPItemRect* shade, std::optional<double> at, double reach) {
            line->setVisible(at.has_value());
            shade->setVisible(at.has_value());
            if (!at)
                return;
            line->point1->setCoords(0, *at);
            line->point2->setCoords(1, *at);
            shade->topLeft->setTypeX(QCPItemPosition::ptAxisRectRatio);
            shade->bottomRight->setTypeX(QCPItemPosition::ptAxisRectRatio);
            shade->topLeft->setCoords(0, *at);
            shade->bottomRight->setCoords(1, *at + reach);
        };
        place(lower, below, lo, -far);
        place(upper, above, hi, far);
    }

    QCustomPlot* plot;
    QCPItemStraightLine *lower = nullptr, *upper = nullptr;
    QCPItemRect *below = nullptr, *above = nullptr;
    QCPItemTracer* tracer;
    QCPItemText* note;
    void placeLevels(const std::vector<Level>& wanted)
    {
        for (auto& each : levels) {
            plot->removeItem(each.line);
            plot->removeItem(each.name);
        }
        levels.clear();
        for (const auto& level : wanted) {
            auto* line = new QCPItemStraightLine(plot);
            line->point1->setCoords(0, level.y);
            line->point2->setCoords(1, level.y);
            line->setLayer(QStringLiteral("grid"));
            auto* name = new QCPItemText(plot);
            name->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
            name->position->setCoords(level.limit ? 0 : 1, level.y);
            name->setPositionAlignment((level.limit ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignBottom);
            name->setPadding(QMargins(4, 0, 2, 1));
            name->setText(level.name);
            levels.push_back({level, line, name});
        }
    }

    /// The range of everything there is, with a tenth of air.
    void fitDates()
    {
        QCPRange x, y;
        bool any = false;
        const auto take = [&](double key, double value, double half) {
            x = any ? QCPRange(std::min(x.lower, key), std::max(x.upper, key)) : QCPRange(key, key);
            y = any ? QCPRange(std::min(y.lower, value - half), std::max(y.upper, value + half)) : QCPRange(value - half, value + half);
            any = true;
        };
        for (std::size_t i = 0; i < series.size(); ++i) {
            std::size_t at = 0;
            for (const auto& point : *series[i]->data()) {
                take(point.key, point.value, i < halves.size() && at < halves[i].size() ? halves[i][at] : 0);
                ++at;
            }
        }
        if (!any)
            return;
        for (const auto& each : levels)
            y.expand(each.level.y);
        constexpr double kDay = 86400;
        const double airX = std::max((x.upper - x.lower) * 0.08, 15 * kDay), airY = std::max((y.upper - y.lower) * 0.1, 1e-300);
        plot->xAxis->setRange(x.lower - airX, x.upper + airX);
        plot->yAxis->setRange(y.lower - airY, y.upper + airY);
    }

    struct PlacedLevel {
        Level level;
        QCPItemStraightLine* line;
        QCPItemText* name;
    };
    std::vector<PlacedLevel> levels;
    std::vector<QCPErrorBars*> bars;         ///< by series; null where there are none
    std::vector<std::vector<double>> halves; ///< of the bars
    bool dates = false;
    std::vector<QCPGraph*> series;
    std::vector<Shape> shapes;
    QString xUnit, yUnit;
    std::optional<double> span;
    bool zoomed = false;
    QAction *fitAction = nullptr, *saveAction = nullptr;
};

Plot::Plot(const ThemeSource& theme, FileDialogs& files, const QString& objectName, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_files(files), m_canvas(std::make_unique<Canvas>(this))
{
    setObjectName(objectName);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas->plot);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(120);

    m_canvas->fitAction = new QAction(this);
    m_canvas->fitAction->setShortcut(QKeySequence(Qt::Key_Home));
    m_canvas->saveAction = new QAction(this);
    m_canvas->saveAction->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    m_canvas->fitAction->setObjectName(objectName + QStringLiteral("Fit"));
    m_canvas->saveAction->setObjectName(objectName + QStringLiteral("Save"));
    for (auto* action : {m_canvas->fitAction, m_canvas->saveAction}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_canvas->fitAction, &QAction::triggered, this, [this] {
        m_canvas->zoomed = false;
        fit();
    });
    connect(m_canvas->saveAction, &QAction::triggered, this, [this] { savePng(); });

    auto* plot = m_canvas->plot;
    connect(plot, &QCustomPlot::mouseWheel, this, [this] { m_canvas->zoomed = true; });
    connect(plot, &QCustomPlot::mousePress, this, [this](QMouseEvent* event) {
        if (event->button() == Qt::LeftButton)
            m_canvas->zoomed = true;
    });
    connect(plot, &QCustomPlot::mouseDoubleClick, this, [this] {
        m_canvas->zoomed = false;
        fit();
    });
    connect(plot, &QCustomPlot::mouseMove, this, [this](QMouseEvent* event) {
        // The cursor reads the nearest point of any series.
        auto& c = *m_canvas;
        const auto at = event->position();
        double best = 30 * 30;
        c.tracer->setVisible(false);
        c.note->setVisible(false);
        for (auto* graph : c.series) {
            const auto x = c.plot->xAxis->pixelToCoord(at.x());
            const auto found = graph->data()->findBegin(x);
            if (found == graph->data()->constEnd())
                continue;
            const auto dx = c.plot->xAxis->coordToPixel(found->key) - at.x();
            const auto dy = c.plot->yAxis->coordToPixel(found->value) - at.y();
            if (dx * dx + dy * dy > best)
                continue;
            best = dx * dx + dy * dy;
            c.tracer->position->setCoords(found->key, found->value);
            c.tracer->setVisible(true);
            const auto when = c.dates ? QDateTime::fromSecsSinceEpoch(static_cast<qint64>(found->key), Qt::UTC).date().toString(Qt::ISODate)
                                      : QStringLiteral("%1 %2").arg(found->key, 0, 'g', 4).arg(c.xUnit);
            c.note->setText(QStringLiteral("%1   %2 %3").arg(when).arg(found->value, 0, 'g', 6).arg(c.yUnit));
            const bool right = at.x() > c.plot->width() / 2.0;
            c.note->setPositionAlignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom);
            c.note->position->setPixelPosition(at + QPointF(right ? -10 : 10, -8));
            c.note->setVisible(true);
        }
        refresh();
    });
    connect(&theme, &ThemeSource::themeChanged, this, [this] { applyTheme(); });
    retranslate();
    applyTheme();
}

Plot::~Plot() = default;

void Plot::retranslate()
{
    describe(*m_canvas->fitAction, tr("Show everything"), tr("Show all of the plot again; a double click does it too"));
    describe(*m_canvas->saveAction, tr("Save this plot as PNG…"), tr("Write the plot to a picture"));
}

void Plot::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange && m_canvas)
        retranslate();
    QWidget::changeEvent(event);
}

void Plot::setAxes(const QString& x, const QString& y)
{
    m_canvas->plot->xAxis->setLabel(x);
    m_canvas->plot->yAxis->setLabel(y);
}

int Plot::addSeries(const QString& name, Shape shape)
{
    auto* graph = m_canvas->plot->addGraph();
    graph->setName(name);
    graph->setAdaptiveSampling(true);
    m_canvas->series.push_back(graph);
    m_canvas->shapes.push_back(shape);
    applyTheme();
    return static_cast<int>(m_canvas->series.size()) - 1;
}

void Plot::setSeriesName(int series, const QString& name)
{
    m_canvas->series[static_cast<std::size_t>(series)]->setName(name);
}

void Plot::append(int series, const std::vector<double>& x, const std::vector<double>& y)
{
    auto* graph = m_canvas->series[static_cast<std::size_t>(series)];
    for (std::size_t i = 0; i < std::min(x.size(), y.size()); ++i)
        if (std::isfinite(x[i]) && std::isfinite(y[i]))
            graph->addData(x[i], y[i]);
}

void Plot::setBars(int series, const std::vector<double>& halves)
{
    auto& c = *m_canvas;
    const auto at = static_cast<std::size_t>(series);
    c.bars.resize(c.series.size());
    c.halves.resize(c.series.size());
    if (!c.bars[at]) {
        c.bars[at] = new QCPErrorBars(c.plot->xAxis, c.plot->yAxis);
        c.bars[at]->setDataPlottable(c.series[at]);
        c.bars[at]->removeFromLegend();
    }
    c.halves[at] = halves;
    c.bars[at]->setData(QVector<double>(halves.begin(), halves.end()));
    applyTheme();
}

void Plot::setDates()
{
    m_canvas->dates = true;
    QSharedPointer<QCPAxisTickerDateTime> ticker(new QCPAxisTickerDateTime);
    ticker->setDateTimeFormat(QStringLiteral("yyyy-MM-dd"));
    ticker->setDateTimeSpec(Qt::UTC);
    m_canvas->plot->xAxis->setTicker(ticker);
    applyTheme();
}

void Plot::setLevels(const std::vector<Level>& levels)
{
    m_canvas->placeLevels(levels);
    applyTheme();
}

void Plot::clear()
{
    for (auto& halves : m_canvas->halves)
        halves.clear();
    for (auto* bars : m_canvas->bars)
        if (bars)
            bars->setData(QVector<double>());
    for (auto* graph : m_canvas->series)
        graph->data()->clear();
    m_canvas->tracer->setVisible(false);
    m_canvas->note->setVisible(false);
    m_canvas->zoomed = false;
}

int Plot::size(int series) const
{
    return m_canvas->series[static_cast<std::size_t>(series)]->data()->size();
}

void Plot::setLimits(std::optional<double> lower, std::optional<double> upper)
{
    m_canvas->placeShades(lower, upper);
}

void Plot::setSpan(double span)
{
    m_canvas->span = span > 0 ? std::optional(span) : std::nullopt;
}

void Plot::setCursorFormat(const QString& xUnit, const QString& yUnit)
{
    m_canvas->xUnit = xUnit;
    m_canvas->yUnit = yUnit;
}

bool Plot::zoomed() const
{
    return m_canvas->zoomed;
}

void Plot::fit()
{
    auto& c = *m_canvas;
    if (!c.zoomed && c.dates) {
        c.fitDates();
    } else if (!c.zoomed) {
        // Readings are always in view. A settling line may come from far away: it enters the picture when it is near, so that the limits
        // stay legible.
        double right = 1, lineReach = 0, dotReach = 0;
        for (std::size_t i = 0; i < c.series.size(); ++i) {
            if (c.series[i]->data()->isEmpty())
                continue;
            const auto newest = *(c.series[i]->data()->constEnd() - 1);
            right = std::max(right, newest.key);
            if (c.shapes[i] == Shape::Line)
                lineReach = std::max(lineReach, std::abs(newest.value));
            else
                for (const auto& point : *c.series[i]->data())
                    dotReach = std::max(dotReach, std::abs(point.value));
        }
        const double span = c.span.value_or(std::max({lineReach, dotReach, 1e-12}));
        const double reach = std::max(dotReach, std::min(lineReach, 4 * span));
        c.plot->xAxis->setRange(0, right * 1.06);
        const double high = std::max(reach * 1.15, span);
        c.plot->yAxis->setRange(-high, high);
    }
    refresh();
}

void Plot::refresh()
{
    m_canvas->plot->replot(QCustomPlot::rpQueuedReplot);
}

void Plot::savePng()
{
    m_files.save(this, objectName() + QStringLiteral(".png"), tr("PNG picture (*.png)"), [this] {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        m_canvas->plot->toPixmap(0, 0, 2.0).save(&buffer, "PNG");
        return bytes;
    });
}

void Plot::applyTheme()
{
    const auto& theme = m_theme.theme();
    auto& c = *m_canvas;
    c.plot->setBackground(QBrush(theme.panel));
    auto grid = theme.line;
    for (auto* axis : {c.plot->xAxis, c.plot->yAxis}) {
        axis->setBasePen(axis == c.plot->xAxis ? QPen(theme.line) : Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(theme.quiet);
        axis->setLabelColor(theme.quiet);
        axis->setTickLabelFont(theme.font(theme.basePt - 1));
        axis->setLabelFont(theme.font(theme.basePt - 1));
        axis->grid()->setPen(QPen(grid, 1));
        axis->grid()->setZeroLinePen(QPen(theme.quiet, 1));
        axis->ticker()->setTickCount(5);
    }
    c.plot->xAxis->grid()->setPen(Qt::NoPen);
    c.plot->xAxis->grid()->setZeroLinePen(Qt::NoPen);
    for (std::size_t i = 0; i < c.series.size(); ++i) {
        const auto colour = theme.series[i % theme.series.size()];
        const auto ink = theme.dark ? colour.lighter(130) : colour;
        if (i < c.bars.size() && c.bars[i])
            c.bars[i]->setPen(QPen(ink, 1.2));
        if (c.shapes[i] == Shape::Line) {
            c.series[i]->setPen(QPen(ink, 1.6));
            c.series[i]->setScatterStyle(QCPScatterStyle::ssNone);
        } else if (c.shapes[i] == Shape::Joined) {
            c.series[i]->setPen(QPen(ink, 1));
            c.series[i]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, ink, ink, 7));
        } else if (c.shapes[i] == Shape::Flags) {
            c.series[i]->setLineStyle(QCPGraph::lsNone);
            c.series[i]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme.fail, 2), Qt::NoBrush, 14));
        } else {
            c.series[i]->setLineStyle(QCPGraph::lsNone);
            c.series[i]->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, ink, ink, 7));
        }
    }
    for (const auto& each : c.levels) {
        each.line->setPen(QPen(each.level.limit ? theme.fail : theme.quiet, 1.1, each.level.limit ? Qt::DashLine : Qt::SolidLine));
        each.name->setColor(each.level.limit ? theme.fail : theme.quiet);
        each.name->setFont(theme.font(theme.basePt - 1));
    }
    auto shade = theme.fail;
    shade.setAlphaF(theme.dark ? 0.14F : 0.08F);
    for (auto* item : {c.below, c.above}) {
        item->setPen(Qt::NoPen);
        item->setBrush(shade);
    }
    for (auto* item : {c.lower, c.upper})
        item->setPen(QPen(theme.fail, 1.2, Qt::DashLine));
    c.tracer->setPen(QPen(theme.text));
    c.tracer->setBrush(Qt::NoBrush);
    c.note->setColor(theme.text);
    c.note->setFont(theme.font(theme.basePt - 1));
    c.note->setBrush(theme.panel);
    c.note->setPen(QPen(theme.line));
    refresh();
}

} // namespace cal::ui
