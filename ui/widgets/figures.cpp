// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers and bytes as screens show them.
#include "ui/widgets/figures.h"

namespace cal::ui {
namespace {

constexpr QChar kThin(0x202F);
constexpr QChar kMinus(0x2212);
constexpr QChar kPlusMinus(0x00B1);

} // namespace

QString grouped(const QString& number)
{
    qsizetype at = 0;
    QString sign;
    if (at < number.size() &&
        (number[at] == QLatin1Char('-') || number[at] == QLatin1Char('+') || number[at] == kMinus || number[at] == kPlusMinus)) {
        sign = number[at] == QLatin1Char('-') ? kMinus : number[at];
        ++at;
    }
    const auto isDigit = [&](qsizetype i) { return i < number.size() && number[i] >= QLatin1Char('0') && number[i] <= QLatin1Char('9'); };
    const auto wholeStart = at;
    while (isDigit(at))
        ++at;
    const auto whole = number.mid(wholeStart, at - wholeStart);
    QString part;
    if (at < number.size() && number[at] == QLatin1Char('.')) {
        const auto start = ++at;
        while (isDigit(at))
            ++at;
        part = number.mid(start, at - start);
    }
    if (whole.isEmpty() && part.isEmpty())
        return number; // no number at all
    QString result = sign;
    for (qsizetype i = 0; i < whole.size(); ++i) {
        if (i > 0 && whole.size() > 4 && (whole.size() - i) % 3 == 0)
            result += kThin;
        result += whole[i];
    }
    if (!part.isEmpty()) {
        result += QLatin1Char('.');
        for (qsizetype i = 0; i < part.size(); ++i) {
            if (i > 0 && part.size() > 4 && i % 3 == 0)
                result += kThin;
            result += part[i];
        }
    }
    return result + number.mid(at); // an exponent or a unit stays as it is
}

QString grouped(std::string_view number)
{
    return grouped(QString::fromUtf8(number.data(), static_cast<qsizetype>(number.size())));
}

QString shown(const units::Quantity& quantity)
{
    const auto number = grouped(quantity.number.plain());
    const auto& symbol = quantity.unit.symbol();
    return symbol.empty() ? number : number + QChar::Nbsp + QString::fromStdString(symbol);
}

QString plainNumber(QString text)
{
    text.remove(kThin);
    text.replace(kMinus, QLatin1Char('-'));
    text.replace(QChar::Nbsp, QLatin1Char(' '));
    return text;
}

QString escaped(std::string_view bytes, std::size_t limit)
{
    static constexpr char kHex[] = "0123456789ABCDEF";
    QString result;
    for (std::size_t i = 0; i < bytes.size() && i < limit; ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        switch (byte) {
        case '\n':
            result += QLatin1String("\\n");
            break;
        case '\r':
            result += QLatin1String("\\r");
            break;
        case '\t':
            result += QLatin1String("\\t");
            break;
        case '\\':
            result += QLatin1String("\\\\");
            break;
        default:
            if (byte >= 0x20 && byte < 0x7F)
                result += QLatin1Char(static_cast<char>(byte));
            else
                result += QLatin1String("\\x") + QLatin1Char(kHex[byte >> 4]) + QLatin1Char(kHex[byte & 15]);
        }
    }
    if (bytes.size() > limit)
        result += QStringLiteral("… (+%1)").arg(bytes.size() - limit);
    return result;
}

QString significant(double value, int digits)
{
    return QString::number(value, 'g', digits);
}

} // namespace cal::ui
