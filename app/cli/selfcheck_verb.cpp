// SPDX-License-Identifier: GPL-3.0-or-later
// calbench selfcheck: the installation check, its report and its event.
#include "app/cli/office.h"
#include "app/cli/verbs.h"
#include "app/files.h"
#include "app/installation_check.h"
#include "app/passphrase.h"
#include "core/certificate/pdf/report_pdf.h"
#include "core/signing/note.h"

#include <filesystem>

namespace cal::app {

namespace {

constexpr std::size_t kLargestKey = 64u << 10;
constexpr const char* kNoteName = "calbench-installation-check";

Result<std::unique_ptr<signing::Signer>> signerOf(const SelfcheckOptions& options)
{
    const auto pem = readFile(*options.key, kLargestKey);
    CAL_TRY(pem);
    const auto passphrase = readPassphrase(options.passphraseFile, *options.key + ": ");
    CAL_TRY(passphrase);
    return signing::unlockKey(*pem, *passphrase);
}

Result<std::string> noteOf(const quality::InstallationCheck& check, const signing::Signer* signer)
{
    if (!signer)
        return std::string();
    const auto statement = checkStatement(check);
    CAL_TRY(statement);
    return signing::signNote(*statement, kNoteName, *signer);
}

Result<void> write(const std::string& file, const quality::InstallationCheck& check, const std::string& note, const Catalogue& catalogue,
                   Language language)
{
    if (std::filesystem::path(file).extension() == ".json") {
        const Json document = Json::Object{{"report", check.toJson()}, {"signed", !note.empty()}, {"note", note}};
        return writeFile(file, document.pretty() + "\n");
    }
    const auto pdf = certificate::renderReport(installationReport(check, catalogue, note), language == Language::Chinese
                                                                                               ? certificate::DocumentLanguage::Chinese
                                                                                               : certificate::DocumentLanguage::English);
    CAL_TRY(pdf);
    return writeFile(file, *pdf);
}

} // namespace

int selfcheckVerb(const SelfcheckOptions& options, const Catalogue& catalogue, const Output& output)
{
    // The key and the person first: nobody waits for a check and then learns that he may not sign it.
    std::unique_ptr<signing::Signer> signer;
    if (options.key) {
        auto unlocked = signerOf(options);
        if (!unlocked)
            return output.fail(unlocked.error());
        signer = *std::move(unlocked);
    }
    const auto path = options.store.value_or(defaultStorePath());
    const bool kept = options.store || std::filesystem::exists(path);
    Office office(catalogue, output);
    if (kept) {
        if (const auto opened = office.open(path); !opened)
            return output.fail(opened.error());
        if (const auto signedIn = office.signInWhoMay(options.as, "quality"); !signedIn)
            return output.fail(signedIn.error());
    }

    const auto check = checkInstallation(catalogue, kept ? std::optional(path) : std::nullopt,
                                         [&](const Text& part) { output.say(part.in(output.language()) + " …"); });
    const auto note = noteOf(check, signer.get());
    if (!note)
        return output.fail(note.error());
    if (kept) {
        const auto recorded =
            office.writer().ask([&](journal::EventStore& store) { return quality::recordCheck(store, check, office.by()); });
        if (!recorded)
            return output.fail(recorded.error());
    }
    if (options.out) {
        const auto written = write(*options.out, check, *note, catalogue, output.language());
        if (!written)
            return output.fail(written.error());
    }

    const bool zh = output.language() == Language::Chinese;
    std::vector<std::vector<std::string>> rows;
    for (const auto& part : check.parts)
        rows.push_back({part.title.in(output.language()), std::to_string(part.trials.size()), std::to_string(part.failed())});
    output.table(zh ? std::vector<std::string>{"项目", "试验数", "未通过"} : std::vector<std::string>{"part", "tried", "failed"}, rows);
    for (const auto& part : check.parts)
        for (const auto& trial : part.trials)
            if (!trial.holds)
                output.print(part.id + ": " + trial.id + ": " +
                             (trial.error ? output.sentence(*trial.error) : trial.expected + " != " + trial.found));
    Json document = check.toJson();
    document["signed"] = !note->empty();
    document["recorded"] = kept;
    if (options.out)
        document["out"] = *options.out;
    output.document(document);
    if (!output.json()) {
        output.say(check.green() ? "selfcheck.green" : "selfcheck.red", {{"program", check.program}, {"station", check.station}});
        if (note->empty())
            output.say("selfcheck.unsigned", {});
        if (!kept)
            output.say("selfcheck.not-recorded", {});
    }
    return check.green() ? kDone : kNotConforming;
}

} // namespace cal::app
