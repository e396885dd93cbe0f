// SPDX-License-Identifier: GPL-3.0-or-later
// An eventfd behind a name.
#include "instruments/transport/wake_up.h"

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <sys/eventfd.h>
#include <unistd.h>

namespace cal::instruments {

WakeUp::WakeUp() : m_descriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    if (m_descriptor < 0) // no descriptors left: as hopeless as no memory
        throw std::system_error(errno, std::generic_category(), "eventfd");
}

WakeUp::~WakeUp()
{
    ::close(m_descriptor);
}

void WakeUp::signal() noexcept
{
    const std::uint64_t one = 1;
    // A full counter is already readable, so a failed write loses nothing.
    [[maybe_unused]] const auto written = ::write(m_descriptor, &one, sizeof one);
}

void WakeUp::clear() noexcept
{
    std::uint64_t count = 0;
    [[maybe_unused]] const auto got = ::read(m_descriptor, &count, sizeof count);
}

} // namespace cal::instruments
