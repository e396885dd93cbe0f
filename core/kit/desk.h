// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may ask about on-site kits: a port implemented in app. No call blocks; answers come as callbacks on other threads, which
// ui turns into queued signals. Whoever is signed in acts, behind the gate of the verbs: packing and merging are administration.
#pragma once

#include "core/kit/merge.h"
#include "core/kit/pack.h"

#include <functional>

namespace cal::kit {

/// What is asked for when a kit is packed.
struct PackWish {
    std::vector<std::string> orders;    ///< numbers or ids
    std::vector<std::string> people;    ///< sign-in names, or ids
    std::vector<std::string> standards; ///< by number, code or id; empty: every one that may go
    int days = 14, numbers = 20;        ///< how long it is good for; reserved of every purpose that has an open block
    std::string station;                ///< the laptop's name in the events; empty: made from the kit's id
    std::string file, key;              ///< FILE.kit, which must not be there yet; the key that signs it
};

/// A kit that went out or was opened.
struct Handed {
    Manifest manifest;
    std::string file; ///< the package, or the store that was made of it
    std::vector<Error> remarks;
};

class KitDesk
{
public:
    virtual ~KitDesk() = default;

    using SiteReply = std::function<void(Result<std::optional<Site>>)>;
    virtual void site(SiteReply reply) = 0; ///< of the store in hand; nothing in a laboratory's
    using HandedReply = std::function<void(Result<Handed>)>;
    virtual void pack(const PackWish& wish, const std::string& passphrase, HandedReply reply) = 0;
    /// Makes a laptop's store, a new file. `publicKey`: the laboratory's, FILE.pub; empty: not compared, and a remark says so.
    virtual void open(const std::string& file, const std::string& store, const std::string& publicKey, HandedReply reply) = 0;
    /// Writes what was done on site. `final`: the work with the kit is over, its unused numbers become void.
    virtual void packBack(const std::string& file, bool final, SiteReply reply) = 0;
    using PlanReply = std::function<void(Result<MergePlan>)>;
    virtual void plan(const std::string& file, PlanReply reply) = 0; ///< what merging would do; changes nothing
    using MergedReply = std::function<void(Result<Merged>)>;
    virtual void merge(const std::string& file, const std::vector<Choice>& choices, MergedReply reply) = 0;
};

} // namespace cal::kit
