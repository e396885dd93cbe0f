// SPDX-License-Identifier: GPL-3.0-or-later
// What the window may ask about people beyond the register's desk: passwords, locks and what was refused. No call blocks; answers come as
// callbacks on other threads. The author is the person signed in, and the gate decides.
#pragma once

#include "core/journal/projection.h"
#include "core/registry/policy.h"

#include <functional>

namespace cal::registry {

class PeopleDesk
{
public:
    virtual ~PeopleDesk() = default;

    using DoneReply = std::function<void(Result<void>)>;
    /// Gives a password (in NFC) that is good for choosing another one only. Errors: those of People::setPassword and encodeChosen.
    virtual void setPassword(const std::string& person, std::string password, DoneReply reply) = 0;
    virtual void unlock(const std::string& person, const std::string& reason, DoneReply reply) = 0;

    using PolicyReply = std::function<void(Result<Policy>)>;
    virtual void policy(PolicyReply reply) = 0;

    /// Rows of access_refusals or access_people (access_log.h).
    using RowsReply = std::function<void(Result<journal::RowPage>)>;
    virtual void rows(journal::RowQuery query, RowsReply reply) = 0;
};

} // namespace cal::registry
