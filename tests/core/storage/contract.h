// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of journal::EventStore, run over every store there is. An engine joins by a type with `EventStore& store()` and
// `void reopen()`, which closes and opens it again where it is durable.
#pragma once

#include "core/journal/memory_store.h"
#include "storage_support.h"

namespace storage_test {

class MemoryEngine
{
public:
    EventStore& store() { return m_store; }
    void reopen() {}
    cal::SystemClock clock;
    cal::IdMaker ids{clock};

private:
    cal::journal::MemoryStore m_store{clock};
};

class SqliteEngine
{
public:
    EventStore& store() { return *m_store; }
    void reopen()
    {
        m_store.reset();
        m_store = m_temp.open(OpenMode::ReadWrite);
    }

private:
    TempStore m_temp;
    std::unique_ptr<EventStore> m_store{m_temp.open(OpenMode::Create)};

public:
    cal::IdMaker& ids{m_temp.ids};
};

inline void requireSame(const std::vector<cal::journal::Event>& a, const std::vector<cal::journal::Event>& b)
{
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(a[i].content == b[i].content);
        CHECK(a[i].hash == b[i].hash);
    }
}

} // namespace storage_test
