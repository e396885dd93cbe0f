// SPDX-License-Identifier: GPL-3.0-or-later
// One reading of the simulated multimeter: true value at the input, error of the range, noise, display steps, overload.
#include "instruments/simulator/error_model.h"
#include "instruments/simulator/meter_simulator.h"

#include <cmath>
#include <cstdio>

namespace cal::instruments::simulator {
namespace {

/// A range without over-range still reads a little beyond its end: a standard set to 1000 V gives 1000.003 V, and that is no overload.
constexpr double kHeadroom = 1.01;

double overloadAt(const equipment::Capability& range)
{
    return range.high.toDouble() * (range.high == range.range ? kHeadroom : 1.0);
}

} // namespace

std::string MeterSimulator::takeReading()
{
    auto& function = current();
    const double cycles = Decimal::parse(function.integration)->toDouble();
    const double mains = document()["mains-hz"].asDecimal().value_or(Decimal(50)).toDouble();
    const auto& model = document()["error-model"];
    const double start = time().now();
    takesSeconds(cycles / mains * (m_autoZero ? 2.0 : 1.0) + (m_triggerDelayAutomatic ? 0.0 : m_triggerDelay));

    // What stands at the input. A lone meter, or one whose source is in standby, sees a quiet input; open resistance terminals overload.
    TerminalState input;
    if (m_input)
        input = m_input->at(start);
    const bool driven = m_input && input.operating && input.quantity == function.quantity;
    double truth = driven ? input.value : 0.0;
    const std::string state = driven ? input.setting : "open";
    const bool open = !driven && function.quantity == "resistance";

    if (function.automatic && !open) {
        function.range = 0;
        while (function.range + 1 < function.ranges.size() && std::abs(truth) > overloadAt(*function.ranges[function.range]))
            ++function.range;
    }
    const auto& range = *function.ranges[function.range];

    // Noise is a function of the state, not of the history: seed, range, setting at the input, which visit of that setting with this range
    // since *RST, which reading since the source said that it has settled. A resumed run sees what an uninterrupted one would have seen.
    auto& visit = m_visits[function.quantity + "/" + range.range.text() + "/" + state];
    if (visit.seen && driven && visit.serial != input.serial) {
        ++visit.visits;
        visit.settled = visit.settling = 0;
    }
    visit.seen = true;
    visit.serial = input.serial;
    const auto count = driven && !input.announced ? visit.settling++ : visit.settled++;
    const auto hash =
        mixed(seed(), {"noise", function.quantity, range.range.text(), state, driven && !input.announced ? "settling" : "settled"},
              {visit.visits, count});

    char text[40];
    if (faults().notANumber)
        return "+9.91000000E+37";
    if (faults().overload || open || std::abs(truth) > overloadAt(range)) {
        const auto overload = document()["overload"].asString();
        return truth < 0 ? "-" + overload.substr(1) : overload;
    }
    const auto error = rangeError(seed(), range, errorFraction());
    const double step = resolutionOf(function, function.integration).toDouble();
    // White noise falls with the square root of the integration time; stated for 10 power line cycles.
    const double noise =
        model["noise-of-resolution"].asDecimal().value_or(Decimal(0)).toDouble() * range.resolution.toDouble() * std::sqrt(10.0 / cycles);
    const double quiet =
        driven || function.quantity != "dc-voltage"
            ? 0.0
            : model["quiet-input-volts"].asDecimal().value_or(Decimal(0)).toDouble() * symmetric(mixed(seed(), {"thermal"}));
    truth += quiet;
    const double shown = truth + truth * error.gain + error.offset + noise * normal(hash);
    std::snprintf(text, sizeof text, document()["reading-format"].asString() == "%+.8E" ? "%+.8E" : "%.6E",
                  std::round(shown / step) * step + 0.0);
    return text;
}

} // namespace cal::instruments::simulator
