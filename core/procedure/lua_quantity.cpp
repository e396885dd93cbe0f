// SPDX-License-Identifier: GPL-3.0-or-later
// Quantities in scripts: q("10 V") with arithmetic that knows units. Sums and differences are exact decimals; products stay exact while
// they fit a Decimal and go on in double precision after that.
#include "core/procedure/lua_sandbox.h"

#include <cmath>
#include <new>

namespace cal::procedure::script {

namespace {

using units::Quantity;

constexpr const char* kQuantityType = "calbench.quantity";
constexpr int kExactDigits = 34; // below the 36 of Decimal, so that one more addition fits
constexpr int kLargestExponent = 150;

[[noreturn]] void raiseHere(lua_State* state, Error error)
{
    const int line = currentLine(state);
    raise(state, line > 0 ? std::move(error).within("measure.lua:" + std::to_string(line)) : std::move(error), false);
}

const Quantity& checkQuantity(lua_State* state, int index)
{
    if (const auto* quantity = quantityAt(state, index))
        return *quantity;
    luaL_typeerror(state, index, "quantity (write q(\"10 V\"))");
    std::abort(); // luaL_typeerror does not return
}

int digits(const Decimal& number)
{
    return number.isZero() ? 1 : number.leadingPlace() - number.exponent() + 1;
}

/// Whether the exact sum of both, after a change of unit by `shift` powers of ten, stays within a Decimal.
bool sumFits(const Decimal& a, const Decimal& b, int shift)
{
    const int top = std::max(a.leadingPlace(), b.leadingPlace() + shift), bottom = std::min(a.exponent(), b.exponent() + shift);
    return top - bottom + 2 <= kExactDigits;
}

Quantity shortened(const Quantity& quantity)
{
    auto number = Decimal::fromDouble(quantity.number.toDouble());
    return {number ? *std::move(number) : quantity.number, quantity.unit};
}

template <class Operation>
Result<Quantity> combine(const Quantity& a, const Quantity& b, Operation operation)
{
    const int shift = b.unit.factorExponent() - a.unit.factorExponent();
    if (sumFits(a.number, b.number, shift))
        return operation(a, b);
    return operation(shortened(a), shortened(b));
}

int sum(lua_State* state)
{
    auto result = combine(checkQuantity(state, 1), checkQuantity(state, 2), units::add);
    if (!result)
        raiseHere(state, std::move(result).error());
    pushQuantity(state, *std::move(result));
    return 1;
}

int difference(lua_State* state)
{
    auto result = combine(checkQuantity(state, 1), checkQuantity(state, 2), units::subtract);
    if (!result)
        raiseHere(state, std::move(result).error());
    pushQuantity(state, *std::move(result));
    return 1;
}

/// The Lua number at `index` as a Decimal by its shortest digits.
Decimal numberAt(lua_State* state, int index)
{
    if (lua_isinteger(state, index))
        return {static_cast<Decimal::Coefficient>(lua_tointeger(state, index)), 0};
    auto number = Decimal::fromDouble(luaL_checknumber(state, index));
    if (!number)
        raiseHere(state, std::move(number).error());
    return *std::move(number);
}

void pushScaled(lua_State* state, double value, const units::Unit& unit)
{
    auto number = Decimal::fromDouble(value);
    if (!number)
        raiseHere(state, std::move(number).error());
    pushQuantity(state, {*std::move(number), unit});
}

int product(lua_State* state)
{
    const bool quantityFirst = quantityAt(state, 1) != nullptr;
    if (quantityFirst && quantityAt(state, 2))
        return luaL_error(state, "a quantity can be multiplied by a number only");
    const Quantity& quantity = checkQuantity(state, quantityFirst ? 1 : 2);
    const Decimal number = numberAt(state, quantityFirst ? 2 : 1);
    if (digits(quantity.number) + digits(number) > kExactDigits ||
        std::abs(quantity.number.exponent() + number.exponent()) > kLargestExponent)
        pushScaled(state, quantity.number.toDouble() * number.toDouble(), quantity.unit);
    else
        pushQuantity(state, {quantity.number * number, quantity.unit});
    return 1;
}

int quotient(lua_State* state)
{
    const Quantity& quantity = checkQuantity(state, 1);
    if (const auto* divisor = quantityAt(state, 2)) {
        auto same = divisor->in(quantity.unit);
        if (!same)
            raiseHere(state, std::move(same).error());
        lua_pushnumber(state, quantity.number.toDouble() / same->number.toDouble());
        return 1;
    }
    pushScaled(state, quantity.number.toDouble() / numberAt(state, 2).toDouble(), quantity.unit);
    return 1;
}

int negated(lua_State* state)
{
    const Quantity& quantity = checkQuantity(state, 1);
    pushQuantity(state, {-quantity.number, quantity.unit});
    return 1;
}

int absolute(lua_State* state)
{
    const Quantity& quantity = checkQuantity(state, 1);
    pushQuantity(state, {quantity.number.abs(), quantity.unit});
    return 1;
}

int order(lua_State* state)
{
    const Quantity& a = checkQuantity(state, 1);
    const Quantity& b = checkQuantity(state, 2);
    const int shift = b.unit.factorExponent() - a.unit.factorExponent();
    auto result = sumFits(a.number, b.number, shift) ? units::compare(a, b) : units::compare(shortened(a), shortened(b));
    if (!result)
        raiseHere(state, std::move(result).error());
    return *result;
}

int equal(lua_State* state)
{
    lua_pushboolean(state, order(state) == 0);
    return 1;
}

int less(lua_State* state)
{
    lua_pushboolean(state, order(state) < 0);
    return 1;
}

int lessOrEqual(lua_State* state)
{
    lua_pushboolean(state, order(state) <= 0);
    return 1;
}

int text(lua_State* state)
{
    const auto shown = checkQuantity(state, 1).text();
    lua_pushlstring(state, shown.data(), shown.size());
    return 1;
}

int joined(lua_State* state)
{
    std::size_t leftLength = 0, rightLength = 0;
    const char* left = luaL_tolstring(state, 1, &leftLength);
    const char* right = luaL_tolstring(state, 2, &rightLength);
    std::string both(left, leftLength);
    both.append(right, rightLength);
    lua_pushlstring(state, both.data(), both.size());
    return 1;
}

units::Unit unitAt(lua_State* state, int index)
{
    std::size_t length = 0;
    const char* symbol = luaL_checklstring(state, index, &length);
    auto unit = units::Unit::parse({symbol, length});
    if (!unit)
        raiseHere(state, std::move(unit).error());
    return *std::move(unit);
}

int value(lua_State* state)
{
    const Quantity& quantity = checkQuantity(state, 1);
    if (lua_isnoneornil(state, 2)) {
        lua_pushnumber(state, quantity.number.toDouble());
        return 1;
    }
    auto converted = quantity.in(unitAt(state, 2));
    if (!converted)
        raiseHere(state, std::move(converted).error());
    lua_pushnumber(state, converted->number.toDouble());
    return 1;
}

int inUnit(lua_State* state)
{
    auto converted = checkQuantity(state, 1).in(unitAt(state, 2));
    if (!converted)
        raiseHere(state, std::move(converted).error());
    pushQuantity(state, *std::move(converted));
    return 1;
}

int unitText(lua_State* state)
{
    const auto shown = checkQuantity(state, 1).unit.ascii();
    lua_pushlstring(state, shown.data(), shown.size());
    return 1;
}

int destroy(lua_State* state)
{
    static_cast<Quantity*>(lua_touserdata(state, 1))->~Quantity();
    return 0;
}

/// q("10 V") or q(10, "V").
int make(lua_State* state)
{
    if (lua_gettop(state) >= 2 && lua_type(state, 1) == LUA_TNUMBER) {
        pushQuantity(state, {numberAt(state, 1), unitAt(state, 2)});
        return 1;
    }
    if (lua_type(state, 1) != LUA_TSTRING)
        return luaL_typeerror(state, 1, "text with unit, such as \"10 V\"");
    std::size_t length = 0;
    const char* written = lua_tolstring(state, 1, &length);
    auto quantity = Quantity::parse({written, length});
    if (!quantity)
        raiseHere(state, std::move(quantity).error());
    pushQuantity(state, *std::move(quantity));
    return 1;
}

} // namespace

const Quantity* quantityAt(lua_State* state, int index)
{
    return static_cast<const Quantity*>(luaL_testudata(state, index, kQuantityType));
}

void pushQuantity(lua_State* state, Quantity quantity)
{
    void* memory = lua_newuserdatauv(state, sizeof(Quantity), 0);
    new (memory) Quantity(std::move(quantity));
    luaL_setmetatable(state, kQuantityType);
}

void openQuantities(lua_State* state)
{
    luaL_newmetatable(state, kQuantityType);
    const luaL_Reg metamethods[] = {
        {"__add", bound<sum>},       {"__sub", bound<difference>}, {"__mul", bound<product>}, {"__div", bound<quotient>},
        {"__unm", bound<negated>},   {"__eq", bound<equal>},       {"__lt", bound<less>},     {"__le", bound<lessOrEqual>},
        {"__tostring", bound<text>}, {"__concat", bound<joined>},  {"__gc", destroy},         {nullptr, nullptr}};
    luaL_setfuncs(state, metamethods, 0);
    const luaL_Reg methods[] = {{"value", bound<value>},  {"unit", bound<unitText>}, {"to", bound<inUnit>},
                                {"abs", bound<absolute>}, {"text", bound<text>},     {nullptr, nullptr}};
    luaL_newlib(state, methods);
    lua_setfield(state, -2, "__index");
    lua_pushliteral(state, "quantity");
    lua_setfield(state, -2, "__metatable");
    lua_pop(state, 1);
    lua_pushcfunction(state, bound<make>);
    lua_setglobal(state, "q");
}

} // namespace cal::procedure::script
