// SPDX-License-Identifier: GPL-3.0-or-later
// On-site kits: what can go out, what went, what comes home and which conflicts wait for a choice. Nothing of the laboratory's is ever
// overwritten: a conflict without a choice waits.
#pragma once

#include "core/kit/desk.h"
#include "ui/registry/kind_words.h"
#include "ui/registry/people_names.h"

#include <optional>

namespace cal::ui {

class KitViewModel : public QObject
{
    Q_OBJECT

public:
    KitViewModel(kit::KitDesk& kits, const RegisterPorts& ports, QObject* parent = nullptr);

    struct Going {
        QString id, text;
    };
    [[nodiscard]] const std::vector<Going>& orders() const { return m_orders; } ///< open ones
    [[nodiscard]] const std::vector<Going>& people() const { return m_people; } ///< active ones
    [[nodiscard]] bool onSite() const { return m_site.has_value(); }            ///< this is the store of a laptop
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString where() const;   ///< whose store this is, as a sentence
    [[nodiscard]] QString outcome() const; ///< of the last act, with its remarks
    [[nodiscard]] QString trouble() const;

    [[nodiscard]] TableModel& streams() { return m_streams; } ///< what comes home
    [[nodiscard]] TableModel& sides() { return m_sides; }     ///< both sides of the one looked at
    [[nodiscard]] QString looked() const { return m_looked; }
    [[nodiscard]] bool canMerge() const { return m_plan && !m_busy; }
    [[nodiscard]] bool canChoose() const;            ///< the one looked at is a conflict
    [[nodiscard]] bool canTake() const;              ///< and the laptop's changes can be made again
    [[nodiscard]] std::optional<bool> taken() const; ///< what was chosen for it; nothing: it waits

public Q_SLOTS:
    void refresh();
    void pack(const cal::kit::PackWish& wish, const QString& passphrase);
    void open(const QString& file, const QString& store, const QString& publicKey);
    void packBack(const QString& file, bool final);
    void plan(const QString& file); ///< reads a package that came back and shows what merging would do
    void look(const QString& stream);
    void choose(std::optional<bool> take); ///< for the one looked at
    void merge(const QString& reason);

Q_SIGNALS:
    void changed();
    void listsChanged(); ///< orders or people
    void merged();       ///< something came home

private:
    [[nodiscard]] const kit::StreamPlan* plannedAt(const QString& stream) const;
    [[nodiscard]] static QString fateText(kit::Fate fate);
    void begin();
    void end(const std::optional<Error>& trouble);
    void handed(Result<kit::Handed> handed, const QString& sentence);
    void take(kit::MergePlan plan, const QString& sentence);
    void readList(const char* kind, const std::vector<std::string>& states, std::vector<Going>& into);
    void fill();

    kit::KitDesk& m_kits;
    RegisterPorts m_ports;
    PeopleNames m_names;
    std::vector<Going> m_orders, m_people;
    std::optional<kit::Site> m_site;
    QString m_file; ///< that came back
    std::optional<kit::MergePlan> m_plan;
    std::map<journal::StreamId, bool> m_choices;
    QString m_looked, m_sentence;
    std::vector<Error> m_remarks;
    std::optional<Error> m_trouble;
    bool m_busy = false;
    TableModel m_streams, m_sides;
    UiThread m_thread{this};
};

} // namespace cal::ui
