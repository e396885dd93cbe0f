// SPDX-License-Identifier: GPL-3.0-or-later
// The tables that turn an Error into one plain sentence: what, where, what to do.
#pragma once

#include "core/base/result.h"
#include "core/base/text.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cal {

/// Sentences by message key. A table is tab-separated text: key, English, Chinese, one per line; `#` starts a comment line.
/// `{name}` in a sentence stands for the argument of that name; `{context}` for Error::context.
class MessageCatalog
{
public:
    /// Adds a table. Errors: ParseError "messages.syntax" {line} for a line without exactly three filled columns or a key
    /// given twice; then nothing of the table is added.
    Result<void> add(std::string_view table);

    /// How people call a value of the arguments named `arg`: the state "in-use" is 在用. The first name given stays. A value may be named
    /// as it is called in one kind or in one of its fields: "order-item.received", "order-item.state.received".
    void nameValue(std::string_view arg, std::string_view value, Text name);

    /// One sentence. Where the sentence has no {context} and the error has one, "context: " (in Chinese with a full-width colon) is put
    /// in front. A key without an entry gives the key and its arguments, so that nothing is lost.
    [[nodiscard]] std::string render(const Error& error, Language language) const;
    [[nodiscard]] std::string render(std::string_view key, const std::vector<Arg>& args, Language language) const;
    [[nodiscard]] bool contains(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> keys() const;
    [[nodiscard]] const Text* find(std::string_view key) const;

private:
    [[nodiscard]] std::string filled(std::string_view sentence, const Error& error, Language language) const;

    std::map<std::string, Text, std::less<>> m_sentences;
    std::map<std::pair<std::string, std::string>, Text> m_values; ///< by argument and value
};

} // namespace cal
