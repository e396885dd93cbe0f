// SPDX-License-Identifier: GPL-3.0-or-later
// The traceability graph (溯源框图) of a measurement standard, painted from the core's value; what is wrong with it stands below.
#pragma once

#include "core/quality/traceability_graph.h"
#include "ui/registry/entity_view_model.h"
#include "ui/widgets/file_dialogs.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QLabel>
#include <QScrollArea>

#include <optional>

namespace cal::ui {

/// The painting alone.
class GraphCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit GraphCanvas(const ThemeSource& theme, QWidget* parent = nullptr);
    void setGraph(std::optional<quality::TraceabilityGraph> graph);
    void setZoom(double zoom);
    [[nodiscard]] double zoom() const { return m_zoom; }
    [[nodiscard]] const std::optional<quality::TraceabilityGraph>& graph() const { return m_graph; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeSource& m_theme;
    std::optional<quality::TraceabilityGraph> m_graph;
    double m_zoom = 1;
};

class GraphTab : public QWidget
{
    Q_OBJECT

public:
    GraphTab(EntityViewModel& entity, const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void fit();

    EntityViewModel& m_entity;
    FileDialogs& m_files;
    QScrollArea* m_area;
    GraphCanvas* m_canvas;
    QLabel* m_findings;
    QAction *m_fit, *m_svg;
    bool m_zoomed = false; ///< a person has chosen a size
};

} // namespace cal::ui
