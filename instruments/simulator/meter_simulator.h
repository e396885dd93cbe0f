// SPDX-License-Identifier: GPL-3.0-or-later
// A simulated multimeter in the manner of the HP 34401A: ranges, integration time, trigger, memory; what it shows is the true value at its
// input, its own seeded errors, noise and the steps of its display.
#pragma once

#include "instruments/simulator/simulator.h"

namespace cal::instruments::simulator {

class MeterSimulator final : public Simulator
{
public:
    MeterSimulator(const equipment::Definition& definition, SimulatorOptions options, std::shared_ptr<const SimulatedTime> time);
    bool connectInput(std::shared_ptr<const OutputTerminals> terminals) override;

protected:
    void reset() override;

private:
    /// VOLT, CURR, FRES: one measuring function and its own settings.
    struct Function {
        std::string header, answer, quantity;
        std::vector<const equipment::Capability*> ranges; ///< ascending
        std::size_t defaultRange = 0;
        std::size_t range = 0;
        bool automatic = true;
        std::string integration = "10"; ///< number of power line cycles
    };
    /// Counts readings of one state of the input, for noise that does not depend on history.
    struct Visit {
        std::uint64_t serial = 0, visits = 0, settled = 0, settling = 0;
        bool seen = false;
    };

    void addFunction(std::size_t index);
    void addTrigger();
    bool configure(std::size_t function, const Parameters& parameters);
    bool setRange(Function& function, const std::string& parameter);
    bool setResolution(Function& function, const std::string& parameter);
    [[nodiscard]] Decimal resolutionOf(const Function& function, const std::string& integration) const;
    [[nodiscard]] std::string settingsText() const;
    void measure();
    std::string takeReading();
    std::optional<std::string> memoryText();
    Function& current() { return m_functions[m_current]; }

    std::vector<Function> m_functions;
    std::vector<std::string> m_integrations; ///< ascending numbers of power line cycles
    std::size_t m_current = 0;
    bool m_autoZero = true, m_highImpedance = false;
    std::string m_triggerSource = "IMM";
    double m_triggerDelay = 0;
    bool m_triggerDelayAutomatic = true;
    unsigned m_triggerCount = 1, m_sampleCount = 1;
    bool m_waitingForTrigger = false;
    std::vector<std::string> m_memory;
    std::shared_ptr<const OutputTerminals> m_input;
    std::map<std::string, Visit> m_visits;
};

} // namespace cal::instruments::simulator
