// SPDX-License-Identifier: GPL-3.0-or-later
// The uncertainty budget of a point as table rows.
#include "ui/bench/budget_rows.h"

#include "ui/bench/deviation.h"
#include "ui/widgets/figures.h"

#include <cmath>

namespace cal::ui {

QString BudgetRows::distributionName(uncertainty::Distribution distribution)
{
    using enum uncertainty::Distribution;
    switch (distribution) {
    case Normal:
        //: probability distribution: 正态分布
        return tr("normal");
    case Rectangular:
        //: probability distribution: 矩形分布
        return tr("rectangular");
    case Triangular:
        return tr("triangular");
    case Arcsine:
        //: U-shaped distribution: 反正弦分布
        return tr("arcsine");
    case Trapezoidal:
        return tr("trapezoidal");
    case StudentT:
        return tr("Student t");
    case StudentTStd:
        return tr("Student t, scaled");
    case CurvilinearTrapezoid:
        return tr("curvilinear trapezoid");
    case Exact:
        //: no uncertainty: 精确值
        return tr("exact");
    }
    return {};
}

void BudgetRows::fill(TableModel& model, const session::PointResult* result, const UiLanguage& language)
{
    model.setColumns({{tr("Quantity", "input quantity of the measurement model")},
                      {tr("Share"), tr("Share of the squared combined standard uncertainty")},
                      {tr("|c|·u(x)"), tr("Contribution to the combined standard uncertainty"), true},
                      {tr("u(x)", "standard uncertainty: 标准不确定度"), tr("Standard uncertainty"), true},
                      {tr("c", "sensitivity coefficient: 灵敏系数"), tr("Sensitivity coefficient"), true},
                      {tr("ν", "degrees of freedom: 自由度"), tr("Degrees of freedom"), true},
                      {tr("Distribution")}});
    std::vector<TableRow> rows;
    if (result) {
        for (const auto& line : result->budget.lines) {
            const auto& input = line.input;
            const auto name =
                language.text(input.description).isEmpty() ? QString::fromStdString(input.name) : language.text(input.description);
            QString tip = name + QLatin1Char('\n') + QString::fromStdString(input.source);
            if (!input.note.empty())
                tip += QLatin1Char('\n') + language.text(input.note);
            Cell share{
                .text = QStringLiteral("%1 %").arg(line.share * 100, 0, 'f', 1), .sort = line.share, .share = line.share, .tip = tip};
            if (!input.counts)
                //: of a budget line whose larger partner counts instead
                share = {.text = tr("does not count"), .sort = -1.0, .quiet = true, .tip = tip};
            rows.push_back({QString::fromStdString(input.name),
                            {{.text = name, .quiet = !input.counts, .tip = tip},
                             std::move(share),
                             {.text = withPrefix(line.contribution, result->budget.unit),
                              .sort = line.contribution,
                              .number = true,
                              .quiet = !input.counts},
                             {.text = withPrefix(input.u, input.unit), .sort = input.u, .number = true, .quiet = true},
                             {.text = significant(line.sensitivity, 3), .sort = line.sensitivity, .number = true, .quiet = true},
                             {.text = std::isinf(input.nu) ? QStringLiteral("∞") : significant(input.nu, 3),
                              .sort = input.nu,
                              .number = true,
                              .quiet = true},
                             {.text = input.typeA ? tr("type A", "evaluated from readings: A类") : distributionName(input.distribution),
                              .quiet = true}}});
        }
    }
    model.setRows(std::move(rows));
}

} // namespace cal::ui
