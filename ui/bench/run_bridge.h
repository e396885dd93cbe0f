// SPDX-License-Identifier: GPL-3.0-or-later
// Brings a run's facts from the engine's thread to the window in batches of at most 30 a second: never one signal per sample.
#pragma once

#include "core/session/runner.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cal::ui {

struct SettlingSample {
    std::string point;
    double seconds = 0;
    units::Quantity value;
};
struct OutputState {
    bool highVoltage = false;
    std::string text;
};
struct Prompt {
    Text text;
    std::vector<std::string> choices;
};
struct ReadingRequest {
    procedure::Point point;
    std::string quantity;
    int index = 1;
};

/// Everything that happened since the last batch.
struct RunBatch {
    std::vector<journal::Event> events;
    std::vector<SettlingSample> samples;
    std::vector<equipment::Exchange> exchanges;
    std::size_t droppedExchanges = 0; ///< older ones beyond the bound; the journal has them all
    std::optional<OutputState> output;
    std::optional<Prompt> prompt;
    std::optional<ReadingRequest> reading;
    [[nodiscard]] bool empty() const { return events.empty() && samples.empty() && exchanges.empty() && !output && !prompt && !reading; }
};

class RunBridge : public QObject
{
    Q_OBJECT

public:
    explicit RunBridge(QObject* parent = nullptr);
    ~RunBridge() override;

    static constexpr int kBatchMs = 33;
    static constexpr std::size_t kExchangesPerBatch = 200;
    static constexpr std::size_t kSamplesPerBatch = 500;

    /// The observer of a new run; batches flow until end().
    [[nodiscard]] std::shared_ptr<session::RunObserver> begin();
    /// Delivers what is left and stops.
    void end();

Q_SIGNALS:
    void arrived(const cal::ui::RunBatch& batch);

private:
    class Collector;
    void deliver();

    std::shared_ptr<Collector> m_collector;
    QTimer m_timer;
};

} // namespace cal::ui
