// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/certificate/pdf/text_map.h"

#include "core/certificate/pdf/sheet.h"

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <QHash>
#include <QRawFont>

#include <algorithm>
#include <charconv>
#include <exception>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace cal::certificate::pdf {

namespace {

QRawFont rawFont(const QString& family, bool bold)
{
    QFont font;
    font.setFamilies({family});
    font.setBold(bold);
    font.setPixelSize(100);
    return QRawFont::fromFont(font);
}

quint32 glyphOf(const QRawFont& font, char32_t character)
{
    const auto glyphs = font.glyphIndexesForString(QString::fromUcs4(&character, 1));
    return glyphs.isEmpty() ? 0 : glyphs.front();
}

/// Which written character a code point in the file stands for.
class Written
{
public:
    Written(const std::set<char32_t>& written, const QRawFont& font) : m_written(written), m_font(font)
    {
        for (const char32_t c : written)
            if (const auto glyph = glyphOf(font, c); glyph != 0 && !m_byGlyph.contains(glyph))
                m_byGlyph.insert(glyph, c);
    }
    [[nodiscard]] char32_t operator()(char32_t found) const
    {
        if (m_written.contains(found))
            return found;
        if (const auto it = m_byGlyph.constFind(glyphOf(m_font, found)); it != m_byGlyph.constEnd())
            return *it;
        return found == 0x2212 && m_written.contains('-') ? '-' : found;
    }

private:
    const std::set<char32_t>& m_written;
    QRawFont m_font;
    QHash<quint32, char32_t> m_byGlyph;
};

/// Tokens of a map's body: "<0041>", "[", "]", words.
std::vector<std::string_view> tokens(std::string_view text)
{
    std::vector<std::string_view> out;
    for (std::size_t i = 0; i < text.size();) {
        const char c = text[i];
        std::size_t end = i + 1;
        if (c == '<') {
            end = text.find('>', i);
            end = end == std::string_view::npos ? text.size() : end + 1;
        } else if (c == '[' || c == ']') {
            // one character
        } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            ++i;
            continue;
        } else {
            end = text.find_first_of(" \n\r\t<[]", i);
            if (end == std::string_view::npos)
                end = text.size();
        }
        out.push_back(text.substr(i, end - i));
        i = end;
    }
    return out;
}

std::optional<unsigned> hex(std::string_view token)
{
    unsigned value = 0;
    if (token.size() < 3 || token.front() != '<' || token.back() != '>')
        return {};
    const auto* end = token.data() + token.size() - 1;
    const auto [at, error] = std::from_chars(token.data() + 1, end, value, 16);
    return error == std::errc() && at == end && value <= 0xFFFF ? std::optional(value) : std::nullopt;
}

/// Glyph → code point, from the bfrange sections Qt writes; nothing when the map is of another make.
std::optional<std::map<unsigned, char32_t>> readMap(std::string_view map)
{
    std::map<unsigned, char32_t> out;
    const auto begin = map.find("beginbfrange"), end = map.rfind("endbfrange");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin)
        return {};
    const auto list = tokens(map.substr(begin, end - begin));
    for (std::size_t i = 0; i < list.size();) {
        if (list[i].front() != '<') { // section words and counts
            ++i;
            continue;
        }
        if (i + 2 >= list.size())
            return {};
        const auto from = hex(list[i]), to = hex(list[i + 1]);
        if (!from || !to || *to < *from)
            return {};
        i += 2;
        if (list[i] == "[") {
            ++i;
            for (unsigned glyph = *from; glyph <= *to; ++glyph, ++i) {
                const auto code = i < list.size() ? hex(list[i]) : std::nullopt;
                if (!code)
                    return {};
                out[glyph] = *code;
            }
            if (i >= list.size() || list[i] != "]")
                return {};
            ++i;
        } else {
            const auto code = hex(list[i++]);
            if (!code)
                return {};
            for (unsigned glyph = *from; glyph <= *to; ++glyph)
                out[glyph] = *code + (glyph - *from);
        }
    }
    return out;
}

std::string hexToken(unsigned value)
{
    static constexpr char kDigits[] = "0123456789ABCDEF";
    std::string out = "<";
    for (int shift = 12; shift >= 0; shift -= 4)
        out += kDigits[(value >> shift) & 0xF];
    return out + '>';
}

/// UTF-16BE as a map writes it.
std::string codeToken(char32_t code)
{
    if (code <= 0xFFFF)
        return hexToken(code);
    std::string high = hexToken(QChar::highSurrogate(code)), low = hexToken(QChar::lowSurrogate(code));
    return high.substr(0, 5) + low.substr(1);
}

} // namespace

void WrittenText::add(std::u32string_view text, bool bold)
{
    for (const char32_t c : text) {
        characters.insert(c);
        auto& rare = bold ? boldBeyondBmp : regularBeyondBmp;
        if (c > 0xFFFF && std::find(rare.begin(), rare.end(), c) == rare.end())
            rare.push_back(c);
    }
}

std::string rewrittenTextMap(const std::string& map, const std::function<char32_t(char32_t)>& translate,
                             const std::vector<char32_t>& unmapped)
{
    auto entries = readMap(map);
    if (!entries)
        return map;
    for (auto& [glyph, code] : *entries)
        code = code == 0 ? 0 : translate(code);
    // Glyphs of a subset are numbered in the order of painting, and Qt leaves those without a code point out of the map: the gaps, and
    // what follows the last entry. More gaps than characters means that something else was left out too; then nothing is guessed.
    std::vector<unsigned> gaps;
    const unsigned last = entries->empty() ? 0 : entries->rbegin()->first;
    for (unsigned glyph = 1; glyph <= last; ++glyph)
        if (const auto entry = entries->find(glyph); entry == entries->end() || entry->second == 0)
            gaps.push_back(glyph);
    if (gaps.size() <= unmapped.size())
        for (std::size_t i = 0; i < unmapped.size(); ++i)
            (*entries)[i < gaps.size() ? gaps[i] : last + 1 + static_cast<unsigned>(i - gaps.size())] = unmapped[i];
    std::string body;
    std::size_t written = 0;
    for (const auto& [glyph, code] : *entries) {
        if (written % 100 == 0) { // at most a hundred to a section
            const auto count = std::min<std::size_t>(100, entries->size() - written);
            body += (written ? "endbfchar\n" : "") + std::to_string(count) + " beginbfchar\n";
        }
        body += hexToken(glyph) + ' ' + codeToken(code) + '\n';
        ++written;
    }
    // Head and tail stay as they are: "2 beginbfrange … endbfrange".
    const auto word = map.find("beginbfrange");
    const auto head = map.rfind('\n', word);
    const auto tail = map.rfind("endbfrange") + std::string_view("endbfrange").size();
    return map.substr(0, head == std::string::npos ? 0 : head + 1) + body + "endbfchar" + map.substr(tail);
}

Result<void> requireGlyphs(const std::set<char32_t>& written)
{
    const QRawFont latin = rawFont(kLatinFamily, false), han = rawFont(kHanFamily, false);
    for (const char32_t c : written)
        if (!latin.supportsCharacter(c) && !han.supportsCharacter(c)) {
            const auto code = QStringLiteral("U+%1").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0')).toUpper();
            return Error{Errc::InvalidArgument,
                         "pdf.missing-glyph",
                         {{"character", QString::fromUcs4(&c, 1).toStdString()}, {"code", code.toStdString()}},
                         {}};
        }
    return {};
}

Result<std::string> repairTextMaps(const std::string& file, const WrittenText& written)
{
    try {
        QPDF document;
        document.setSuppressWarnings(true); // what is wrong comes back as an error, not on standard error
        document.processMemoryFile("certificate", file.data(), file.size());
        for (auto& font : document.getAllObjects()) {
            if (!font.isDictionary() || !font.hasKey("/ToUnicode") || !font.hasKey("/BaseFont"))
                continue;
            const std::string name = font.getKey("/BaseFont").getName();
            const bool han = name.find("CJK") != std::string::npos, bold = name.find("Bold") != std::string::npos;
            const Written original(written.characters, rawFont(han ? kHanFamily : kLatinFamily, bold));
            const auto& rare = bold ? written.boldBeyondBmp : written.regularBeyondBmp;
            auto stream = font.getKey("/ToUnicode");
            const auto bytes = stream.getStreamData(qpdf_dl_generalized);
            const std::string map(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize());
            stream.replaceStreamData(rewrittenTextMap(map, original, han ? rare : std::vector<char32_t>()), QPDFObjectHandle::newNull(),
                                     QPDFObjectHandle::newNull());
            auto descendant = font.getKey("/DescendantFonts").getArrayItem(0);
            const auto tagged = descendant.getKey("/FontDescriptor").getKey("/FontName");
            font.replaceKey("/BaseFont", tagged);
            descendant.replaceKey("/BaseFont", tagged);
        }
        QPDFWriter writer(document);
        writer.setOutputMemory();
        writer.setObjectStreamMode(qpdf_o_disable); // a classic cross-reference table: signatures are appended to it later
        writer.setDeterministicID(true);
        writer.write();
        const auto out = writer.getBufferSharedPointer();
        return std::string(reinterpret_cast<const char*>(out->getBuffer()), out->getSize());
    } catch (const std::exception& error) {
        return Error{Errc::StoreFailed, "pdf.write", {{"reason", error.what()}}, {}};
    }
}

} // namespace cal::certificate::pdf
