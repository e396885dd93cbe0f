// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated multifunction calibrator in the manner of the Fluke 5522A: flat keywords, standby and operate, limits, settling.
#pragma once

#include "instruments/simulator/simulator.h"

namespace cal::instruments::simulator {

class CalibratorSimulator final : public Simulator
{
public:
    CalibratorSimulator(const equipment::Definition& definition, SimulatorOptions options, std::shared_ptr<const SimulatedTime> time);
    std::shared_ptr<OutputTerminals> output() override { return m_terminals; }

protected:
    void reset() override;
    [[nodiscard]] double pending() const override;

private:
    struct Amplitude {
        std::string quantity;
        Decimal value; ///< in the quantity's own unit
    };
    std::optional<Amplitude> amplitude(const std::string& parameter);
    void setOutput(const Parameters& parameters);
    void setLimits(const Parameters& parameters);
    [[nodiscard]] const equipment::Capability* rangeOf(const std::string& quantity, const Decimal& value) const;
    [[nodiscard]] double trueValue(const equipment::Capability& range, const Decimal& value) const;
    [[nodiscard]] double settleSeconds(const Amplitude& amplitude) const;
    [[nodiscard]] std::string outputText() const;

    std::shared_ptr<OutputTerminals> m_terminals = std::make_shared<OutputTerminals>();
    std::string m_quantity = "dc-voltage";
    Decimal m_value;
    const equipment::Capability* m_range = nullptr;
    bool m_rangeLocked = false;
    Decimal m_upperLimit, m_lowerLimit; ///< volts a person allowed
};

} // namespace cal::instruments::simulator
