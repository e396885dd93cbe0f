// SPDX-License-Identifier: GPL-3.0-or-later
// The two arguments of measure(point, bench): the point as a table, the bench as an object whose calls go to the runner.
#include "core/procedure/lua_sandbox.h"

#include "core/base/utf8.h"

#include <cmath>

namespace cal::procedure::script {

namespace {

constexpr const char* kBenchType = "calbench.bench";
constexpr double kLongestWait = 86'400; // a day, in seconds
constexpr lua_Integer kMostSettlingReadings = 1000;
constexpr std::size_t kLongestText = 10'000;

/// Time spent in the bench is not the script's.
class BenchCall
{
public:
    explicit BenchCall(lua_State* state) : m_guard(guardOf(state)), m_entered(processorTime())
    {
        checkLimits(state, 0);
        luaL_checkudata(state, 1, kBenchType); // bench.read(…) instead of bench:read(…)
        if (!m_guard.bench)
            luaL_error(state, "the bench can only be used inside measure(point, bench)");
        line = currentLine(state);
    }
    ~BenchCall() { m_guard.started += processorTime() - m_entered; }
    BenchCall(const BenchCall&) = delete;
    BenchCall& operator=(const BenchCall&) = delete;

    [[nodiscard]] ScriptBench& bench() const { return *m_guard.bench; }
    int line = 0;

    /// Failures of the bench are fatal: a script must not judge a point whose instruments failed.
    template <class T>
    void require(lua_State* state, Result<T>& result) const
    {
        if (!result)
            raise(state, std::move(result).error().within("measure.lua:" + std::to_string(line)), true);
    }

private:
    Guard& m_guard;
    std::chrono::nanoseconds m_entered;
};

std::string stringAt(lua_State* state, int index)
{
    luaL_argexpected(state, lua_type(state, index) == LUA_TSTRING, index, "text");
    std::size_t length = 0;
    const char* text = lua_tolstring(state, index, &length);
    if (length > kLongestText || !isUtf8({text, length}))
        luaL_argerror(state, index, "text is too long or not UTF-8");
    return {text, length};
}

std::string placeAt(lua_State* state, int index)
{
    auto place = stringAt(state, index);
    if (place.empty())
        luaL_argerror(state, index, "name of a place, such as \"standard\"");
    return place;
}

/// Seconds as a number or a quantity of time.
std::chrono::milliseconds durationAt(lua_State* state, int index, const char* what)
{
    double seconds = NAN;
    if (const auto* quantity = quantityAt(state, index)) {
        static const auto second = units::Unit::parse("s");
        auto inSeconds = second ? quantity->in(*second) : Result<units::Quantity>(second.error());
        if (!inSeconds)
            raise(state, std::move(inSeconds).error().within("measure.lua:" + std::to_string(currentLine(state))), false);
        seconds = inSeconds->number.toDouble();
    } else if (lua_type(state, index) == LUA_TNUMBER) {
        seconds = lua_tonumber(state, index);
    }
    if (!(seconds >= 0 && seconds <= kLongestWait))
        luaL_error(state, "%s: seconds from 0 to 86400 are needed", what);
    return std::chrono::milliseconds(std::llround(seconds * 1000));
}

/// An option's value as text: numbers without a needless point, quantities with their unit.
std::string optionAt(lua_State* state, int index, const char* name)
{
    if (const auto* quantity = quantityAt(state, index))
        return quantity->text();
    switch (lua_type(state, index)) {
    case LUA_TSTRING:
        return stringAt(state, index);
    case LUA_TBOOLEAN:
        return lua_toboolean(state, index) ? "on" : "off";
    case LUA_TNUMBER:
        if (lua_isinteger(state, index))
            return std::to_string(lua_tointeger(state, index));
        if (const auto number = Decimal::fromDouble(lua_tonumber(state, index)))
            return number->plain();
        break;
    default:
        break;
    }
    luaL_error(state, "configure: option '%s' must be a quantity, a number, a text or a truth value", name);
    return {};
}

/// Calls visit(name) for every entry of the table at `index` with the value on top of the stack; names must be texts.
template <class Visit>
void eachEntry(lua_State* state, int index, const char* function, Visit visit)
{
    lua_pushnil(state);
    while (lua_next(state, index) != 0) {
        if (lua_type(state, -2) != LUA_TSTRING)
            luaL_error(state, "%s: entries need names", function);
        visit(std::string(lua_tostring(state, -2)));
        lua_pop(state, 1);
    }
}

int configure(lua_State* state)
{
    BenchCall call(state);
    const auto place = placeAt(state, 2), quantity = stringAt(state, 3);
    std::map<std::string, std::string> options;
    if (!lua_isnoneornil(state, 4)) {
        luaL_checktype(state, 4, LUA_TTABLE);
        eachEntry(state, 4, "configure",
                  [&](const std::string& name) { options[name] = optionAt(state, lua_gettop(state), name.c_str()); });
    }
    auto done = call.bench().configure(place, quantity, options, call.line);
    call.require(state, done);
    return 0;
}

int set(lua_State* state)
{
    BenchCall call(state);
    const auto place = placeAt(state, 2), quantity = stringAt(state, 3);
    const auto* value = quantityAt(state, 4);
    if (!value)
        return luaL_typeerror(state, 4, "quantity (write q(\"10 V\"))");
    auto done = call.bench().set(place, quantity, *value, call.line);
    call.require(state, done);
    return 0;
}

int operate(lua_State* state)
{
    BenchCall call(state);
    auto done = call.bench().operate(placeAt(state, 2), call.line);
    call.require(state, done);
    return 0;
}

int standby(lua_State* state)
{
    BenchCall call(state);
    auto done = call.bench().standby(placeAt(state, 2), call.line);
    call.require(state, done);
    return 0;
}

int settle(lua_State* state)
{
    BenchCall call(state);
    luaL_checktype(state, 2, LUA_TTABLE);
    ScriptBench::Settling settling;
    bool window = false;
    eachEntry(state, 2, "settle", [&](const std::string& name) {
        const int top = lua_gettop(state);
        if (name == "source") {
            settling.source = placeAt(state, top);
        } else if (name == "meter") {
            settling.meter = placeAt(state, top);
        } else if (name == "window") {
            const auto* quantity = quantityAt(state, top);
            if (!quantity || quantity->number.sign() <= 0) {
                luaL_error(state, "settle: window must be a quantity above zero");
                return; // never reached: Lua's errors unwind
            }
            settling.window = *quantity;
            window = true;
        } else if (name == "count") {
            const lua_Integer count = lua_isinteger(state, top) ? lua_tointeger(state, top) : 0;
            if (count < 2 || count > kMostSettlingReadings)
                luaL_error(state, "settle: count must be a whole number from 2 to 1000");
            settling.count = static_cast<int>(count);
        } else if (name == "timeout") {
            settling.timeout = durationAt(state, top, "settle: timeout");
        } else {
            luaL_error(state, "settle: unknown entry '%s'", name.c_str());
        }
    });
    if (!window)
        luaL_error(state, "settle: window is missing");
    auto done = call.bench().settle(settling, call.line);
    call.require(state, done);
    return 0;
}

int read(lua_State* state)
{
    BenchCall call(state);
    const auto place = placeAt(state, 2), quantity = stringAt(state, 3);
    auto reading = call.bench().read(place, quantity, call.line);
    call.require(state, reading);
    pushQuantity(state, *std::move(reading));
    return 1;
}

int wait(lua_State* state)
{
    BenchCall call(state);
    auto done = call.bench().wait(durationAt(state, 2, "wait"), call.line);
    call.require(state, done);
    return 0;
}

int prompt(lua_State* state)
{
    BenchCall call(state);
    luaL_checktype(state, 2, LUA_TTABLE);
    Text text;
    std::vector<std::string> choices;
    eachEntry(state, 2, "prompt", [&](const std::string& name) {
        const int top = lua_gettop(state);
        if (name == "zh") {
            text.zh = stringAt(state, top);
        } else if (name == "en") {
            text.en = stringAt(state, top);
        } else if (name == "choices") {
            luaL_checktype(state, top, LUA_TTABLE);
            const auto count = lua_rawlen(state, top);
            for (lua_Unsigned i = 1; i <= count && i <= 100; ++i) {
                lua_rawgeti(state, top, static_cast<lua_Integer>(i));
                choices.push_back(stringAt(state, lua_gettop(state)));
                lua_pop(state, 1);
            }
        } else {
            luaL_error(state, "prompt: unknown entry '%s'", name.c_str());
        }
    });
    if (text.zh.empty() || text.en.empty())
        luaL_error(state, "prompt: both zh and en are needed");
    auto answer = call.bench().prompt(text, choices, call.line);
    call.require(state, answer);
    const std::string& chosen = *answer;
    lua_pushlstring(state, chosen.data(), chosen.size());
    return 1;
}

int note(lua_State* state)
{
    BenchCall call(state);
    auto done = call.bench().note(stringAt(state, 2), call.line);
    call.require(state, done);
    return 0;
}

void setText(lua_State* state, const char* name, const std::string& text)
{
    lua_pushlstring(state, text.data(), text.size());
    lua_setfield(state, -2, name);
}

void setQuantity(lua_State* state, const char* name, const std::optional<units::Quantity>& quantity)
{
    if (!quantity)
        return;
    pushQuantity(state, *quantity);
    lua_setfield(state, -2, name);
}

} // namespace

void openBench(lua_State* state)
{
    luaL_newmetatable(state, kBenchType);
    const luaL_Reg methods[] = {
        {"configure", bound<configure>}, {"set", bound<set>},   {"operate", bound<operate>}, {"standby", bound<standby>},
        {"settle", bound<settle>},       {"read", bound<read>}, {"wait", bound<wait>},       {"prompt", bound<prompt>},
        {"note", bound<note>},           {nullptr, nullptr}};
    luaL_newlib(state, methods);
    lua_setfield(state, -2, "__index");
    lua_pushliteral(state, "bench");
    lua_setfield(state, -2, "__metatable");
    lua_pop(state, 1);
}

void pushBench(lua_State* state)
{
    lua_newuserdatauv(state, 1, 0); // holds nothing: the calls find the bench through the guard
    luaL_setmetatable(state, kBenchType);
}

void pushPoint(lua_State* state, const Point& point)
{
    lua_createtable(state, 0, 8);
    setText(state, "id", point.id);
    setText(state, "section", point.section);
    setQuantity(state, "nominal", point.nominal);
    setQuantity(state, "range", point.range);
    setQuantity(state, "resolution", point.resolution);
    setQuantity(state, "mpe", point.mpe);
    lua_pushinteger(state, point.readings);
    lua_setfield(state, -2, "readings");
    lua_createtable(state, 0, static_cast<int>(point.columns.size()));
    for (const auto& [name, text] : point.columns)
        setText(state, name.c_str(), text);
    lua_setfield(state, -2, "columns");
}

} // namespace cal::procedure::script
