// SPDX-License-Identifier: GPL-3.0-or-later
// What an asset's calibrations found over the years, a series for each quantity and nominal value: the deviation with its U.
#pragma once

#include "ui/registry/entity_view_model.h"

namespace cal::ui {

class DriftViewModel : public QObject
{
    Q_OBJECT

public:
    struct Found {
        double at = 0;                      ///< seconds since 1970 of the day of calibration
        double deviation = 0, expanded = 0; ///< in `unit`; expanded 0: not stated
        QString certificate;
    };
    struct Series {
        QString name, unit;
        std::vector<Found> found; ///< by date
    };

    explicit DriftViewModel(const RegisterPorts& ports, QObject* parent = nullptr);
    /// Reads the calibrations of the asset, or of none.
    void setAsset(const std::optional<journal::StreamId>& asset);
    [[nodiscard]] const std::vector<Series>& series() const { return m_series; } ///< the longest first

    /// The series in the values of calibrations (kind "calibration"); rows that give no deviation are passed over.
    static std::vector<Series> seriesOf(const std::vector<registry::Entity>& calibrations);

Q_SIGNALS:
    void changed();

private:
    RegisterPorts m_ports;
    std::optional<journal::StreamId> m_asset;
    std::vector<Series> m_series;
    UiThread m_thread{this};
};

} // namespace cal::ui
