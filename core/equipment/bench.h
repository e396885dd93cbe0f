// SPDX-License-Identifier: GPL-3.0-or-later
// Ports to the instruments of a bench. A procedure speaks of roles ("standard", "item", "environment") and capabilities, never of models.
// Implemented in instruments/; every call blocks its caller, so callers are engine threads, never the window's.
#pragma once

#include "core/base/json.h"
#include "core/equipment/definition.h"
#include "core/equipment/indication.h"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace cal::equipment {

/// Who an instrument says it is.
struct Identity {
    std::string reply; ///< raw reply to the identity query
    std::string manufacturer, model, serial, firmware;
};

/// One place of the bench as its file describes it.
struct Place {
    std::string name;       ///< role on the bench: "standard", "item", "environment"
    std::string definition; ///< definition id
    std::string resource;   ///< canonical resource name; for the built-in bench the loopback port it got
    std::string serial;     ///< expected serial number; empty: any
    bool simulated = false;
    Json simulation; ///< seed and error model as configured, for the frozen set-up
};

struct MeterSettings {
    std::string quantity;                       ///< "dc-voltage"
    std::optional<units::Quantity> range;       ///< absent: automatic
    std::map<std::string, std::string> options; ///< "nplc": "10", "input-impedance": "high"
};

/// Any instrument. Errors of every call: Timeout "instrument.timeout" {instrument, command, seconds}, ConnectionLost
/// "instrument.connection-lost" {instrument, reason}, InstrumentError "instrument.error-queue" {instrument, code, text},
/// "instrument.garbage" {instrument, command, reply}, "instrument.overload" {instrument}, "instrument.wrong-identity" {instrument,
/// expected, found}, Cancelled "cancelled".
class Instrument
{
public:
    virtual ~Instrument() = default;
    [[nodiscard]] virtual const Place& place() const = 0;
    [[nodiscard]] virtual const Definition& definition() const = 0;
    /// Connects when needed, asks *IDN?, checks definition and expected serial number.
    virtual Result<Identity> identify(std::stop_token stop) = 0;
    /// Clears errors and sets the known state a run starts from.
    virtual Result<void> reset(std::stop_token stop) = 0;
    /// Sends the safe-state commands, also on a half-dead link (reconnects once). Never waits longer than 2 s.
    virtual Result<void> enterSafeState() = 0;
    /// One raw command from the console; the reply is empty for a command that is no query.
    virtual Result<std::string> ask(const std::string& command, std::stop_token stop) = 0;
};

class Meter : public virtual Instrument
{
public:
    virtual Result<void> configure(const MeterSettings& settings, std::stop_token stop) = 0;
    /// One reading. An overload or NaN is the error "instrument.overload", never a value.
    virtual Result<Indication> read(std::stop_token stop) = 0;
    /// Smallest step of the display with the present settings.
    [[nodiscard]] virtual Result<units::Quantity> resolution() const = 0;
};

class Source : public virtual Instrument
{
public:
    virtual Result<void> set(std::string_view quantity, const units::Quantity& value, std::stop_token stop) = 0;
    virtual Result<void> operate(std::stop_token stop) = 0;
    virtual Result<void> standby(std::stop_token stop) = 0;
    virtual Result<bool> settled(std::stop_token stop) = 0;
};

struct EnvironmentSample {
    units::Quantity temperature, humidity;
    Timestamp takenAt;
    std::vector<Exchange> exchanges;
};

class EnvironmentSensor : public virtual Instrument
{
public:
    virtual Result<EnvironmentSample> sample(std::stop_token stop) = 0;
};

/// A bench: its places and their instruments. One owner; instruments live as long as the bench.
class Bench
{
public:
    virtual ~Bench() = default;
    [[nodiscard]] virtual const std::vector<Place>& places() const = 0;
    [[nodiscard]] virtual std::string name() const = 0;
    /// The bench file's content (or the built-in one's) as frozen with the set-up, and what is needed to open the same bench again.
    [[nodiscard]] virtual const Json& description() const = 0;
    // Null when the bench has no such place or it cannot do that.
    virtual Instrument* instrument(std::string_view place) = 0;
    virtual Meter* meter(std::string_view place) = 0;
    virtual Source* source(std::string_view place) = 0;
    virtual EnvironmentSensor* environment() = 0;
    /// Where exchanges of all instruments go; null: nowhere. Set between runs only.
    virtual void setTraceSink(TraceSink* sink) = 0;
    /// Simulated seconds per real second (1 on real instruments): waits of procedures are divided by it.
    [[nodiscard]] virtual double timeScale() const = 0;
};

/// Opens benches. Implemented by instruments/, handed down by app.
class BenchFactory
{
public:
    virtual ~BenchFactory() = default;
    /// `description`: a bench file (format: instruments/README.md). Errors: ParseError "bench.invalid" {field, reason},
    /// InvalidArgument "bench.cycle" {path}, "bench.missing-instrument" {place}, NotFound "bench.unknown-definition" {definition},
    /// those of Instrument for a resource that cannot be opened.
    virtual Result<std::unique_ptr<Bench>> open(const Json& description) = 0;
};

/// Definitions by id, handed down by app.
class DefinitionLibrary
{
public:
    /// Errors: those of Definition::parse; Conflict "definition.duplicate" {definition}.
    Result<void> add(std::string_view id, std::string_view bytes);
    /// Errors: NotFound "definition.unknown" {definition, known}.
    [[nodiscard]] Result<const Definition*> find(std::string_view id) const;
    [[nodiscard]] std::vector<const Definition*> all() const;

private:
    std::map<std::string, Definition, std::less<>> m_definitions;
};

} // namespace cal::equipment
