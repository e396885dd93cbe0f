// SPDX-License-Identifier: GPL-3.0-or-later
// Batches from the engine's thread to the window.
#include "ui/bench/run_bridge.h"

#include <mutex>

namespace cal::ui {

class RunBridge::Collector final : public session::RunObserver
{
public:
    void recorded(const journal::Event& event) override
    {
        const std::lock_guard lock(m_mutex);
        m_batch.events.push_back(event);
    }
    void settling(const std::string& point, double seconds, const units::Quantity& value) override
    {
        const std::lock_guard lock(m_mutex);
        // A burst beyond what a screen can draw: the newest counts.
        if (m_batch.samples.size() >= kSamplesPerBatch)
            m_batch.samples.back() = {point, seconds, value};
        else
            m_batch.samples.push_back({point, seconds, value});
    }
    void exchanged(const equipment::Exchange& exchange) override
    {
        const std::lock_guard lock(m_mutex);
        if (m_batch.exchanges.size() >= 2 * kExchangesPerBatch) {
            m_batch.exchanges.erase(m_batch.exchanges.begin(), m_batch.exchanges.begin() + kExchangesPerBatch);
            m_batch.droppedExchanges += kExchangesPerBatch;
        }
        m_batch.exchanges.push_back(exchange);
        // A noisy instrument may send a megabyte: the screen shows its start only.
        if (auto& bytes = m_batch.exchanges.back().bytes; bytes.size() > kBytesShown)
            bytes.resize(kBytesShown);
    }
    void outputChanged(bool highVoltage, const std::string& text) override
    {
        const std::lock_guard lock(m_mutex);
        m_batch.output = OutputState{highVoltage, text};
    }
    void promptAsked(const Text& text, const std::vector<std::string>& choices) override
    {
        const std::lock_guard lock(m_mutex);
        m_batch.prompt = Prompt{text, choices};
    }
    void readingAsked(const procedure::Point& point, const std::string& quantity, int index) override
    {
        const std::lock_guard lock(m_mutex);
        m_batch.reading = ReadingRequest{point, quantity, index};
    }

    RunBatch take()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_batch, {});
    }

private:
    static constexpr std::size_t kBytesShown = 4096;
    std::mutex m_mutex;
    RunBatch m_batch;
};

RunBridge::RunBridge(QObject* parent) : QObject(parent)
{
    m_timer.setInterval(kBatchMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { deliver(); });
}

RunBridge::~RunBridge() = default;

std::shared_ptr<session::RunObserver> RunBridge::begin()
{
    m_collector = std::make_shared<Collector>();
    m_timer.start();
    return m_collector;
}

void RunBridge::end()
{
    m_timer.stop();
    deliver();
    m_collector.reset();
}

void RunBridge::deliver()
{
    if (!m_collector)
        return;
    const auto batch = m_collector->take();
    if (!batch.empty())
        Q_EMIT arrived(batch);
}

} // namespace cal::ui
