// SPDX-License-Identifier: GPL-3.0-or-later
// A table's head with a line of editors below the titles, one for each column.
#pragma once

#include <QHeaderView>

#include <vector>

namespace cal::ui {

class FilterHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit FilterHeader(QWidget* parent = nullptr);
    /// One for each section; null where there is nothing to type. Takes them over and deletes the earlier ones.
    void setEditors(std::vector<QWidget*> editors);
    [[nodiscard]] const std::vector<QWidget*>& editors() const { return m_editors; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void updateGeometries() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    std::vector<QWidget*> m_editors;
};

} // namespace cal::ui
