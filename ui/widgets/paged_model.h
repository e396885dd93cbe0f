// SPDX-License-Identifier: GPL-3.0-or-later
// A list of any length of which only the pages around what is looked at are held. The rows come from a source that answers later; until
// then a row shows "…". Sorting and filtering are questions to the source, never work of the window.
#pragma once

#include "core/registry/desk.h"
#include "ui/shell/ui_thread.h"
#include "ui/widgets/table_model.h"

#include <QTimer>

#include <list>
#include <unordered_map>

namespace cal::ui {

struct PagedColumn {
    std::string name; ///< in the table of the source; empty: cannot be sorted by
    Column head;
};

class PagedModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int kPage = 200;        ///< rows
    static constexpr int kPagesKept = 12;    ///< the least recently shown goes first
    static constexpr int kMostRows = 100000; ///< beyond it a person narrows the filter; nobody scrolls further

    using Answer = Result<registry::Desk::ListPage>;
    using Source = std::function<void(journal::RowQuery, std::function<void(Answer)>)>;
    /// The id and the cells of a row, one for each column.
    using Maker = std::function<TableRow(const journal::Row&, const std::map<std::string, std::string>& titles)>;

    explicit PagedModel(Source source, QObject* parent = nullptr);

    /// Another table: nothing is shown until refresh() has been answered.
    void setShape(const std::string& table, std::vector<PagedColumn> columns, Maker maker);
    void setHeads(const std::vector<PagedColumn>& columns); ///< the same columns, in other words
    void setConditions(std::vector<journal::Condition> all, std::vector<journal::Condition> any = {});
    void setOrder(std::vector<journal::RowQuery::Order> order); ///< also what sort(-1) goes back to
    void refresh();
    /// The whole list as a file, with the filter and order it is shown in; a failure is told as trouble().
    void exportList(registry::Desk& desk, registry::TableFormat format, std::function<void(QByteArray)> then);
    void sort(int column, Qt::SortOrder order) override;

    [[nodiscard]] const journal::RowQuery& query() const { return m_query; }
    [[nodiscard]] const std::vector<PagedColumn>& columns() const { return m_columns; }
    [[nodiscard]] std::int64_t total() const { return m_total; } ///< rows that fit; −1 before the first answer
    [[nodiscard]] const std::optional<Error>& trouble() const { return m_trouble; }
    [[nodiscard]] bool loading() const { return m_asking; }
    [[nodiscard]] int pagesHeld() const { return static_cast<int>(m_pages.size()); }
    [[nodiscard]] int rowOf(const QString& id) const; ///< among the rows held; −1 when absent

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void answered(); ///< total, rows or trouble

private:
    struct Page {
        std::vector<TableRow> rows;
        std::list<int>::iterator used;
    };
    const TableRow* rowAt(int row) const; ///< null: not here yet, but asked for
    void ask(int page, bool count);
    void take(int page, bool count, Answer answer);
    void keep(int page, std::vector<TableRow> rows);
    void askSoon(); ///< again after changes of the filter have come to rest

    Source m_source;
    Maker m_maker;
    journal::RowQuery m_query;
    std::vector<journal::RowQuery::Order> m_order; ///< when no column is sorted by
    std::vector<PagedColumn> m_columns;
    mutable std::unordered_map<int, Page> m_pages;
    mutable std::list<int> m_used; ///< pages, the latest shown first
    mutable int m_wanted = -1;     ///< the page that was looked at last and is not here
    mutable QTimer m_askTimer;
    std::int64_t m_total = -1;
    std::optional<Error> m_trouble;
    bool m_asking = false, m_again = false;
    int m_generation = 0; ///< answers to earlier questions are dropped
    UiThread m_thread{this};
};

} // namespace cal::ui
