// SPDX-License-Identifier: GPL-3.0-or-later
// One entity as the detail pane shows it, and what is being typed for it. What was typed is a draft that outlives leaving the form,
// looking at another entity and a change by somebody else: only saving or discarding ends it.
#pragma once

#include "ui/registry/kind_words.h"
#include "ui/registry/people_names.h"

#include <QObject>

#include <optional>
#include <vector>

namespace cal::ui {

class EntityViewModel : public QObject
{
    Q_OBJECT

public:
    enum class Mode { Nothing, Showing, Adding, Changing, Stepping };

    explicit EntityViewModel(const RegisterPorts& ports, QObject* parent = nullptr);

    [[nodiscard]] const RegisterPorts& ports() const { return m_ports; }
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool editing() const { return m_mode > Mode::Showing; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] const registry::Kind* kind() const { return m_kind; } ///< null: nothing is shown
    [[nodiscard]] const std::optional<registry::Entity>& entity() const { return m_entity; }
    [[nodiscard]] const Titles& titles() const { return m_titles; }
    [[nodiscard]] QString title() const; ///< of the entity, or what is being added
    [[nodiscard]] Cell state() const;
    [[nodiscard]] std::vector<const registry::Transition*> steps() const; ///< possible now
    [[nodiscard]] const registry::Transition* step() const;               ///< being done

    /// Fields that can be typed into now, in the form's order.
    [[nodiscard]] std::vector<const registry::Field*> asked() const;
    [[nodiscard]] bool needed(const registry::Field& field) const;
    [[nodiscard]] bool reasonNeeded() const;
    [[nodiscard]] Json value(const registry::Field& field) const; ///< as typed, else as it is
    [[nodiscard]] QString fieldTrouble(const std::string& field) const;
    [[nodiscard]] QString reason() const;
    [[nodiscard]] QString trouble() const;
    [[nodiscard]] bool draftWaits() const; ///< something was typed for what is shown, and is not being edited

    /// Somebody else changed it meanwhile.
    struct Conflict {
        QString sentence;
        struct Line {
            QString field, was, now, typed;
        };
        std::vector<Line> lines;
    };
    [[nodiscard]] const std::optional<Conflict>& conflict() const { return m_conflict; }

    [[nodiscard]] TableModel& history() { return m_history; }
    [[nodiscard]] TableModel& related() { return m_related; }

    // What the editors of the form ask for.
    using Found = std::vector<std::pair<QString, QString>>; ///< id and title
    void search(const std::string& kind, const QString& words, std::function<void(Found)> then);
    void attach(const QString& name, const QByteArray& bytes, std::function<void(std::optional<Json>)> then);
    void fetch(const Json& file, std::function<void(QByteArray)> then);

public Q_SLOTS:
    void show(const QString& id);
    void reread(); ///< what is shown was changed elsewhere; lists that show it are told
    void clear();
    void add(const QString& kind); ///< nothing happens for a kind that the form does not register
    void copy(); ///< a new entity with the values of this one, unique ones apart
    void change();
    void startStep(const QString& name);
    void resumeDraft();
    void type(const QString& field, const cal::Json& typed);
    void setReason(const QString& reason);
    void save();
    void leave();      ///< back to the entity; what was typed waits
    void discard();    ///< what was typed is forgotten
    void takeNewest(); ///< after a conflict: goes on from what is there now, with what was typed

Q_SIGNALS:
    void changed();      ///< another entity or mode
    void troubled();     ///< sentences at the fields or for the whole
    void listsChanged(); ///< history or related
    void saved(const QString& id);

private:
    struct Draft {
        Mode mode = Mode::Changing;
        std::string kind, step;
        std::int64_t seq = 0;
        Json::Object typed; ///< as it stands in the editors
        std::map<std::string, Error> wrong;
        QString reason;
    };
    void begin(Mode mode, const std::string& step);
    [[nodiscard]] Draft& draft() { return m_drafts[m_key]; }
    [[nodiscard]] const Draft* present() const;
    [[nodiscard]] QString keyOfShown() const;
    [[nodiscard]] Json::Object changes() const;
    void put(registry::Desk::EntityView view);
    void answer(Result<registry::Desk::EntityView> answer);
    void meet(const Error& conflict);
    void readLists();
    void fillHistory();
    void fillRelated();

    RegisterPorts m_ports;
    PeopleNames m_people;
    Mode m_mode = Mode::Nothing;
    const registry::Kind* m_kind = nullptr;
    std::optional<registry::Entity> m_entity;
    Titles m_titles;
    std::map<QString, Draft> m_drafts; ///< by id, or "+kind"
    QString m_key;                     ///< of the draft being edited
    std::optional<Error> m_trouble;
    std::optional<Conflict> m_conflict;
    bool m_busy = false;
    std::vector<registry::HistoryLine> m_lines;
    struct Relation {
        const registry::Kind* kind;
        const registry::Field* field;
        registry::Entity entity;
    };
    std::vector<Relation> m_relations;
    TableModel m_history, m_related;
    int m_generation = 0;
    UiThread m_thread{this};
};

} // namespace cal::ui
