// SPDX-License-Identifier: GPL-3.0-or-later
// What the verbs print. Standard output carries results (with --json one document and nothing else); errors go to standard error as one
// plain sentence in the user's language; the exit status follows the error's code (design, section 5).
#pragma once

#include "app/catalogue.h"
#include "core/base/json.h"

#include <string>
#include <vector>

namespace cal::app {

enum ExitStatus { kDone = 0, kNotConforming = 1, kBadInput = 2, kFailed = 3, kUnfinished = 4 };

ExitStatus exitStatus(Errc code);

class Output
{
public:
    Output(const MessageCatalog& messages, Language language, bool json) : m_messages(messages), m_language(language), m_json(json) {}

    [[nodiscard]] bool json() const { return m_json; }
    [[nodiscard]] Language language() const { return m_language; }
    [[nodiscard]] std::string sentence(const Error& error) const { return m_messages.render(error, m_language); }

    /// A sentence on standard error; progress, warnings.
    void say(const std::string& sentence) const;
    void say(std::string_view key, const std::vector<Arg>& args) const;
    /// Prints the error (with --json also {"error":{…}} on standard output) and gives the exit status.
    [[nodiscard]] ExitStatus fail(const Error& error) const;
    /// Findings in the user's language, as JSON: [{"key","message"}].
    [[nodiscard]] Json listOf(const std::vector<Error>& errors) const;
    /// Says each finding on standard error, and lists them.
    [[nodiscard]] Json told(const std::vector<Error>& errors) const;
    /// A line on standard output; nothing with --json.
    void print(const std::string& line) const;
    /// The one JSON document; nothing without --json.
    void document(const Json& json) const;
    /// Columns aligned for people, by display width (CJK characters count two).
    void table(const std::vector<std::string>& head, const std::vector<std::vector<std::string>>& rows) const;

private:
    const MessageCatalog& m_messages;
    Language m_language;
    bool m_json;
};

} // namespace cal::app
