// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "watcher/mailbox.h"

namespace QtFailover::Internal {

class Driver;

/// Calls of the Driver from any thread, in the order of posting: the way from the application to the library's
/// thread. Share it by std::shared_ptr; calls before attach() wait for it, calls after detach() go nowhere.
class DriverLine final
{
public:
    using Call = std::function<void(Driver &)>;

    /// Any thread, returns at once.
    void post(Call call)
    {
        m_mailbox->post([this, call = std::move(call)] { call(*m_driver); });
    }

    /// In the driver's thread, which needs an event loop.
    void attach(Driver &driver)
    {
        m_driver = &driver;
        m_mailbox->open();
    }
    /// In the same thread, before the driver goes.
    void detach() { m_mailbox->close(); }

private:
    const std::shared_ptr<Mailbox> m_mailbox = std::make_shared<Mailbox>();
    Driver *m_driver = nullptr;
};

} // namespace QtFailover::Internal
