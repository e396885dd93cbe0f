// SPDX-License-Identifier: GPL-3.0-or-later
// Words for kinds, fields and values.
#include "ui/registry/kind_words.h"

#include "core/base/one_side.h"
#include "ui/widgets/figures.h"

#include <algorithm>

namespace cal::ui {

using registry::Field;

namespace {

QString choiceLabel(const UiLanguage& language, const Field& field, const std::string& value)
{
    for (const auto& choice : field.choices)
        if (choice.value == value)
            return language.text(choice.label);
    return QString::fromStdString(value);
}

QString referenceTitle(const UiLanguage& language, const std::string& id, const Titles& titles)
{
    const auto found = titles.find(id);
    return found == titles.end() ? QString::fromStdString(id).left(8) : KindWords::title(language, found->second);
}

/// Streams that are no entities of the register, by the first word of their events.
constexpr std::pair<const char*, const char*> kOtherKinds[] = {{"access", QT_TRANSLATE_NOOP("KindWords", "Log of refusals")},
                                                               {"installation", QT_TRANSLATE_NOOP("KindWords", "Installation check")},
                                                               {"kit", QT_TRANSLATE_NOOP("KindWords", "On-site kit")},
                                                               {"laboratory", QT_TRANSLATE_NOOP("KindWords", "Laboratory")},
                                                               {"log", QT_TRANSLATE_NOOP("KindWords", "Log of checkpoints")},
                                                               {"retention", QT_TRANSLATE_NOOP("KindWords", "Disposal of records")},
                                                               {"session", QT_TRANSLATE_NOOP("KindWords", "Measurement record")}};

/// Events that belong to no kind of the register, or stand beside its steps.
constexpr std::pair<const char*, const char*> kEvents[] = {
    {"access.log-opened", QT_TRANSLATE_NOOP("KindWords", "log of refusals opened")},
    {"access.refused", QT_TRANSLATE_NOOP("KindWords", "refused")},
    {"installation.checked", QT_TRANSLATE_NOOP("KindWords", "installation checked")},
    {"kit.closed", QT_TRANSLATE_NOOP("KindWords", "kit closed")},
    {"kit.conflict-resolved", QT_TRANSLATE_NOOP("KindWords", "conflict resolved")},
    {"kit.merged", QT_TRANSLATE_NOOP("KindWords", "kit merged")},
    {"kit.opened", QT_TRANSLATE_NOOP("KindWords", "kit opened")},
    {"kit.packed", QT_TRANSLATE_NOOP("KindWords", "kit packed")},
    {"laboratory.founded", QT_TRANSLATE_NOOP("KindWords", "laboratory founded")},
    {"log.checkpoint-signed", QT_TRANSLATE_NOOP("KindWords", "checkpoint signed")},
    {"log.opened", QT_TRANSLATE_NOOP("KindWords", "log opened")},
    {"person.locked", QT_TRANSLATE_NOOP("KindWords", "locked")},
    {"person.password-encoded-again", QT_TRANSLATE_NOOP("KindWords", "password encoded again")},
    {"person.password-set", QT_TRANSLATE_NOOP("KindWords", "password set")},
    {"person.sign-in-refused", QT_TRANSLATE_NOOP("KindWords", "sign-in refused")},
    {"person.signed-in", QT_TRANSLATE_NOOP("KindWords", "signed in")},
    {"person.unlocked", QT_TRANSLATE_NOOP("KindWords", "unlocked")},
    {"retention.record-disposed", QT_TRANSLATE_NOOP("KindWords", "record disposed of")},
    {"session.aborted", QT_TRANSLATE_NOOP("KindWords", "run given up")},
    {"session.attempt-ended", QT_TRANSLATE_NOOP("KindWords", "attempt ended")},
    {"session.clock-went-back", QT_TRANSLATE_NOOP("KindWords", "clock went back")},
    {"session.conditioning-checked", QT_TRANSLATE_NOOP("KindWords", "conditioning checked")},
    {"session.continued", QT_TRANSLATE_NOOP("KindWords", "run continued")},
    {"session.environment-recorded", QT_TRANSLATE_NOOP("KindWords", "environment recorded")},
    {"session.environment-sampled", QT_TRANSLATE_NOOP("KindWords", "environment sampled")},
    {"session.high-voltage-confirmed", QT_TRANSLATE_NOOP("KindWords", "high voltage confirmed")},
    {"session.instrument-commanded", QT_TRANSLATE_NOOP("KindWords", "instrument commanded")},
    {"session.noted", QT_TRANSLATE_NOOP("KindWords", "noted")},
    {"session.paused", QT_TRANSLATE_NOOP("KindWords", "run paused")},
    {"session.point-judged", QT_TRANSLATE_NOOP("KindWords", "point judged")},
    {"session.point-started", QT_TRANSLATE_NOOP("KindWords", "point started")},
    {"session.prompt-answered", QT_TRANSLATE_NOOP("KindWords", "prompt answered")},
    {"session.reading-taken", QT_TRANSLATE_NOOP("KindWords", "reading taken")},
    {"session.resumed", QT_TRANSLATE_NOOP("KindWords", "run resumed")},
    {"session.safe-state-entered", QT_TRANSLATE_NOOP("KindWords", "safe state entered")},
    {"session.sealed", QT_TRANSLATE_NOOP("KindWords", "record sealed")},
    {"session.set-up-frozen", QT_TRANSLATE_NOOP("KindWords", "set-up frozen")},
    {"session.stopped", QT_TRANSLATE_NOOP("KindWords", "run stopped")},
};

} // namespace

QString headLabel(const UiLanguage& language, const Text& label)
{
    auto text = language.text(label);
    if (!text.isEmpty() && text[0].isLower() && (text.size() < 2 || !text[1].isUpper()))
        text[0] = text[0].toUpper();
    return text;
}

QString KindWords::title(const UiLanguage& language, const std::string& title)
{
    return QString::fromStdString(oneSide(title, language.language()));
}

QString KindWords::rows(int count)
{
    return tr("%n row(s)", nullptr, count);
}

QString KindWords::value(const UiLanguage& language, const Field& field, const Json& value, const Titles& titles)
{
    if (value.isNull())
        return {};
    switch (field.type) {
    case Field::Type::Choice:
        return choiceLabel(language, field, value.asString());
    case Field::Type::Flag:
        return value.asBool() ? tr("yes") : tr("no");
    case Field::Type::Bilingual:
        return language.text(value.asText());
    case Field::Type::Reference:
        return referenceTitle(language, value.asString(), titles);
    case Field::Type::References: {
        QStringList names;
        for (const auto& each : value.asArray())
            names << referenceTitle(language, each.asString(), titles);
        return names.join(language.isChinese() ? QStringLiteral("、") : QStringLiteral(", "));
    }
    case Field::Type::File:
        return QString::fromStdString(value["name"].asString());
    case Field::Type::Files: {
        QStringList names;
        for (const auto& each : value.asArray())
            names << QString::fromStdString(each["name"].asString());
        return names.join(QStringLiteral(", "));
    }
    case Field::Type::Table:
        return rows(static_cast<int>(value.size()));
    case Field::Type::Integer:
    case Field::Type::Decimal:
        return grouped(registry::plainText(value));
    case Field::Type::Quantity: {
        const auto text = QString::fromStdString(value.asString());
        const auto space = text.indexOf(QLatin1Char(' '));
        return space < 0 ? grouped(text) : grouped(text.left(space)) + QChar(0x00A0) + text.mid(space + 1);
    }
    default:
        return QString::fromStdString(registry::plainText(value));
    }
}

QString KindWords::value(const RegisterPorts& ports, const Field& field, const Json& value, const Titles& titles)
{
    if (field.type == Field::Type::Instant)
        if (const auto time = parseRfc3339(value.asString()))
            return ports.localTime(*time);
    return KindWords::value(ports.language, field, value, titles);
}

QString KindWords::typed(const Json& value)
{
    return QString::fromStdString(registry::plainText(value));
}

QString KindWords::state(const UiLanguage& language, const registry::Kind& kind, const std::string& state)
{
    const auto* found = kind.state(state);
    return found ? language.text(found->label) : QString::fromStdString(state);
}

Cell KindWords::stateCell(const UiLanguage& language, const registry::Kind& kind, const std::string& state)
{
    const auto* found = kind.state(state);
    const bool usable = !found || found->usable;
    const bool goesOn = std::any_of(kind.transitions.begin(), kind.transitions.end(), [&](const auto& step) {
        return std::find(step.from.begin(), step.from.end(), state) != step.from.end();
    });
    return {.text = KindWords::state(language, kind, state), .trouble = !usable && goesOn, .quiet = !usable && !goesOn};
}

QString KindWords::kind(const UiLanguage& language, const registry::Kinds& kinds, const std::string& name)
{
    if (const auto* kind = kinds.find(name))
        return headLabel(language, kind->label);
    for (const auto& [known, words] : kOtherKinds)
        if (name == known)
            return tr(words);
    return QString::fromStdString(name);
}

QString KindWords::event(const UiLanguage& language, const registry::Kinds& kinds, const std::string& type)
{
    for (const auto& [known, words] : kEvents)
        if (type == known)
            return tr(words);
    const auto dot = type.find('.');
    const auto* kind = kinds.find(type.substr(0, dot));
    if (!kind || dot == std::string::npos)
        return QString::fromStdString(type);
    if (type == kind->registeredEvent())
        //: an entity was entered into the register: 登记
        return tr("registered");
    if (type == kind->changedEvent())
        return tr("changed");
    const auto* step = kind->transition(type.substr(dot + 1));
    return step ? language.text(step->label) : QString::fromStdString(type);
}

} // namespace cal::ui
