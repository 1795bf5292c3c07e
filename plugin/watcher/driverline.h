// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "driver/driver.h"
#include "watcher/mailbox.h"

namespace QtFailover::Internal {

/// Calls of the Driver from any thread, in the order of posting: the way from the application to the library's
/// thread. Share it by std::shared_ptr; calls before attach() wait for it, calls after detach() go nowhere.
class DriverLine final
{
public:
    /// Does it in the driver's turn.
    using Way = std::function<void(std::function<void()>)>;

    /// Any thread, returns at once. `call` takes a Driver &.
    template <typename Call>
    void post(Call call)
    {
        m_mailbox->post([this, call = std::move(call)] {
            if (m_way)
                m_way([this, call] { call(*m_driver); });
            else
                call(*m_driver);
        });
    }

    /// In the driver's thread, which needs an event loop. Without a way the calls are done as they come,
    /// those that come together in one turn.
    void attach(Driver &driver, Way way = {})
    {
        m_driver = &driver;
        m_way = std::move(way);
        m_mailbox->open(m_way ? Mailbox::Around() : [&driver](const auto &batch) { driver.inOneTurn(batch); });
    }
    /// In the same thread, without the event loop. False: there were none.
    bool deliver() { return m_mailbox->drain(); }
    /// In the same thread, when its event loop does not sleep: instead of being woken, until it stops.
    void look() { m_mailbox->look(); }
    void stopLooking() { m_mailbox->stopLooking(); }
    /// In the same thread, before the driver goes.
    void detach() { m_mailbox->close(); }

private:
    const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    Driver *m_driver = nullptr;
    Way m_way;
};

} // namespace QtFailover::Internal
