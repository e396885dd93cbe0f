// SPDX-License-Identifier: GPL-3.0-or-later
// Recursive descent over the grammar of uncertainty-case/2. Chains of operators loop, only brackets, signs and powers recurse.
#include "core/uncertainty/expression.h"

#include "core/uncertainty/special_functions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace cal::uncertainty {

namespace {

struct Function {
    std::string_view name;
    Op op;
    int arguments;
};

constexpr std::array kFunctions{Function{"sin", Op::Sin, 1},       Function{"cos", Op::Cos, 1},      Function{"tan", Op::Tan, 1},
                                Function{"asin", Op::Asin, 1},     Function{"acos", Op::Acos, 1},    Function{"atan", Op::Atan, 1},
                                Function{"atan2", Op::Atan2, 2},   Function{"exp", Op::Exp, 1},      Function{"ln", Op::Ln, 1},
                                Function{"log10", Op::Log10, 1},   Function{"sqrt", Op::Sqrt, 1},    Function{"abs", Op::Abs, 1},
                                Function{"ellipk", Op::EllipK, 1}, Function{"ellipe", Op::EllipE, 1}};

constexpr std::array<std::string_view, 6> kComplexFunctions{"complex", "polar", "re", "im", "arg", "conj"};

// Letters of the grammar are ASCII whatever the locale.
bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

class Parser
{
public:
    Parser(std::string_view text, const NodeNames& names, std::vector<Node>& nodes) : m_text(text), m_names(names), m_nodes(nodes) {}

    Result<std::uint32_t> run()
    {
        const auto root = sum();
        if (root && !failed()) {
            skipBlanks();
            if (m_at < m_text.size())
                unexpected();
        }
        if (failed())
            return *m_error;
        return *root;
    }

private:
    using Index = std::optional<std::uint32_t>; // empty: m_error says why

    [[nodiscard]] bool failed() const { return m_error.has_value(); }

    Index fail(Errc code, std::string key, std::vector<Arg> args)
    {
        if (!m_error)
            m_error = Error{code, std::move(key), std::move(args), {}};
        return {};
    }

    // At most 60 bytes around the place, never cutting a character.
    [[nodiscard]] std::string excerpt() const
    {
        constexpr std::size_t kSpan = 60;
        if (m_text.size() <= kSpan)
            return std::string(m_text);
        std::size_t from = m_at > kSpan / 2 ? m_at - kSpan / 2 : 0;
        from = std::min(from, m_text.size() - kSpan);
        std::size_t to = from + kSpan;
        while (from > 0 && isContinuation(m_text[from]))
            --from;
        while (to < m_text.size() && isContinuation(m_text[to]))
            ++to;
        return std::string(from > 0 ? "…" : "") + std::string(m_text.substr(from, to - from)) + (to < m_text.size() ? "…" : "");
    }

    Index unexpected()
    {
        if (m_at >= m_text.size())
            return fail(Errc::ParseError, "model.unfinished", {{"expression", excerpt()}});
        std::size_t end = m_at + 1;
        while (end < m_text.size() && isContinuation(m_text[end]))
            ++end;
        const auto column = 1 + std::count_if(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(m_at),
                                              [](char c) { return !isContinuation(c); });
        return fail(
            Errc::ParseError, "model.syntax",
            {{"expression", excerpt()}, {"column", std::to_string(column)}, {"found", std::string(m_text.substr(m_at, end - m_at))}});
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || m_text[m_at] == '\n' || m_text[m_at] == '\r'))
            ++m_at;
    }

    bool take(char c)
    {
        skipBlanks();
        if (m_at < m_text.size() && m_text[m_at] == c) {
            ++m_at;
            return true;
        }
        return false;
    }

    Index append(Node node)
    {
        if (m_nodes.size() >= kMaxNodes)
            return fail(Errc::ParseError, "model.too-large", {{"limit", std::to_string(kMaxNodes)}});
        m_nodes.push_back(node);
        return static_cast<std::uint32_t>(m_nodes.size() - 1);
    }

    Index sum()
    {
        auto left = product();
        while (left) {
            const Op op = take('+') ? Op::Add : take('-') ? Op::Subtract : Op::Constant;
            if (op == Op::Constant)
                break;
            const auto right = product();
            if (!right)
                return {};
            left = append({op, *left, *right, 0});
        }
        return left;
    }

    Index product()
    {
        auto left = signedPower();
        while (left) {
            const Op op = take('*') ? Op::Multiply : take('/') ? Op::Divide : Op::Constant;
            if (op == Op::Constant)
                break;
            const auto right = signedPower();
            if (!right)
                return {};
            left = append({op, *left, *right, 0});
        }
        return left;
    }

    // −2^2 = −(2^2); 2^-1 and 2^3^2 = 2^(3^2) follow because the exponent comes back here.
    Index signedPower()
    {
        if (m_depth >= kMaxDepth)
            return fail(Errc::ParseError, "model.too-deep", {{"limit", std::to_string(kMaxDepth)}});
        ++m_depth;
        const auto result = signedPowerInside();
        --m_depth;
        return result;
    }

    Index signedPowerInside()
    {
        if (take('-')) {
            const auto operand = signedPower();
            return operand ? append({Op::Negate, *operand, 0, 0}) : Index{};
        }
        if (take('+'))
            return signedPower();
        const auto base = primary();
        if (!base || !take('^'))
            return base;
        const auto exponent = signedPower();
        return exponent ? append({Op::Power, *base, *exponent, 0}) : Index{};
    }

    Index primary()
    {
        if (take('(')) {
            const auto inside = sum();
            if (inside && !take(')'))
                return unexpected();
            return inside;
        }
        skipBlanks();
        if (m_at >= m_text.size())
            return unexpected();
        const char c = m_text[m_at];
        if (isDigit(c) || c == '.')
            return number();
        return isLetter(c) ? nameOrCall() : unexpected();
    }

    Index number()
    {
        double value = 0;
        const char* begin = m_text.data() + m_at;
        const auto [end, status] = std::from_chars(begin, m_text.data() + m_text.size(), value);
        if (status == std::errc::invalid_argument)
            return unexpected();
        if (status == std::errc::result_out_of_range)
            return fail(Errc::ParseError, "model.number",
                        {{"number", std::string(begin, std::min(end, begin + 40))}, {"expression", excerpt()}});
        m_at += static_cast<std::size_t>(end - begin);
        return append({Op::Constant, 0, 0, value});
    }

    Index nameOrCall()
    {
        const std::size_t start = m_at;
        while (m_at < m_text.size() && (isLetter(m_text[m_at]) || isDigit(m_text[m_at])))
            ++m_at;
        const auto name = m_text.substr(start, m_at - start);
        if (std::find(kComplexFunctions.begin(), kComplexFunctions.end(), name) != kComplexFunctions.end())
            return fail(Errc::InvalidArgument, "model.complex-not-supported", {{"name", std::string(name)}});
        const auto function = std::find_if(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
        if (function != kFunctions.end())
            return take('(') ? call(*function) : unexpected();
        const std::string shown(name.substr(0, 64));
        if (take('('))
            return fail(Errc::ParseError, "model.unknown-function", {{"name", shown}, {"expression", excerpt()}});
        if (name == "pi")
            return append({Op::Constant, 0, 0, std::numbers::pi});
        const auto known = m_names.find(name);
        if (known == m_names.end())
            return fail(Errc::ParseError, "model.unknown-name", {{"name", shown}, {"expression", excerpt()}});
        return known->second;
    }

    Index call(const Function& function)
    {
        std::array<std::uint32_t, 2> arguments{};
        int given = 0;
        if (!take(')')) {
            do {
                const auto argument = sum();
                if (!argument)
                    return {};
                if (given < 2)
                    arguments[static_cast<std::size_t>(given)] = *argument;
                ++given;
            } while (take(','));
            if (!take(')'))
                return unexpected();
        }
        if (given != function.arguments)
            return fail(Errc::ParseError, "model.arguments",
                        {{"function", std::string(function.name)},
                         {"expected", std::to_string(function.arguments)},
                         {"given", std::to_string(given)}});
        return append({function.op, arguments[0], arguments[1], 0});
    }

    std::string_view m_text;
    const NodeNames& m_names;
    std::vector<Node>& m_nodes;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::optional<Error> m_error;
};

Step power(double x, double y)
{
    Step step{std::pow(x, y), 0, 0};
    // The general formulas give 0·∞ where the derivative is a plain zero.
    step.da = y == 0 ? 0 : y * std::pow(x, y - 1);
    step.db = x == 0 && y > 0 ? 0 : step.value * std::log(x);
    return step;
}

} // namespace

int operandCount(Op op)
{
    switch (op) {
    case Op::Constant:
    case Op::Input:
        return 0;
    case Op::Add:
    case Op::Subtract:
    case Op::Multiply:
    case Op::Divide:
    case Op::Power:
    case Op::Atan2:
        return 2;
    default:
        return 1;
    }
}

Step evaluateStep(Op op, double a, double b)
{
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    switch (op) {
    case Op::Constant:
    case Op::Input:
        return {};
    case Op::Negate:
        return {-a, -1, 0};
    case Op::Add:
        return {a + b, 1, 1};
    case Op::Subtract:
        return {a - b, 1, -1};
    case Op::Multiply:
        return {a * b, b, a};
    case Op::Divide:
        return {a / b, 1 / b, -(a / b) / b};
    case Op::Power:
        return power(a, b);
    case Op::Sin:
        return {std::sin(a), std::cos(a), 0};
    case Op::Cos:
        return {std::cos(a), -std::sin(a), 0};
    case Op::Tan: {
        const double t = std::tan(a);
        return {t, 1 + t * t, 0};
    }
    case Op::Asin:
        return {std::asin(a), 1 / std::sqrt((1 - a) * (1 + a)), 0};
    case Op::Acos:
        return {std::acos(a), -1 / std::sqrt((1 - a) * (1 + a)), 0};
    case Op::Atan:
        return {std::atan(a), 1 / (1 + a * a), 0};
    case Op::Atan2: {
        const double h = std::hypot(a, b);
        return {h == 0 ? kNaN : std::atan2(a, b), b / h / h, -a / h / h};
    }
    case Op::Exp: {
        const double e = std::exp(a);
        return {e, e, 0};
    }
    case Op::Ln:
        return {std::log(a), 1 / a, 0};
    case Op::Log10:
        return {std::log10(a), 1 / (a * std::numbers::ln10), 0};
    case Op::Sqrt: {
        const double s = std::sqrt(a);
        return {s, 0.5 / s, 0};
    }
    case Op::Abs:
        return {std::fabs(a), a > 0 ? 1 : a < 0 ? -1 : kNaN, 0};
    case Op::EllipK:
        return {special::ellipticK(a), special::ellipticKDerivative(a), 0};
    case Op::EllipE:
        return {special::ellipticE(a), special::ellipticEDerivative(a), 0};
    }
    return {kNaN, kNaN, kNaN};
}

bool isReservedName(std::string_view name)
{
    return name == "pi" || std::find(kComplexFunctions.begin(), kComplexFunctions.end(), name) != kComplexFunctions.end() ||
           std::any_of(kFunctions.begin(), kFunctions.end(), [&](const Function& f) { return f.name == name; });
}

bool isValidName(std::string_view name)
{
    return !name.empty() && name.size() <= 64 && isLetter(name.front()) &&
           std::all_of(name.begin(), name.end(), [](char c) { return isLetter(c) || isDigit(c); });
}

Result<std::uint32_t> appendExpression(std::string_view expression, const NodeNames& names, std::vector<Node>& nodes)
{
    if (expression.size() > kMaxExpressionLength)
        return Error{Errc::ParseError, "model.too-large", {{"limit", std::to_string(kMaxExpressionLength)}}, {}};
    return Parser(expression, names, nodes).run();
}

} // namespace cal::uncertainty
