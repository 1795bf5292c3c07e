// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "testing/instance.h"
#include "watcher/world.h"

#include <QObject>

#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace QtFailover::Testing {

/// Time, the processes, and what they do next. Deterministic: what is due at one moment happens in the order in which
/// it was caused.
class FakeWorld final : public World
{
public:
    FakeWorld();
    ~FakeWorld() override;

    std::unique_ptr<Place> admit(const Terms &terms, Inhabitant &inhabitant) override;
    Instant now() const override { return m_now; }
    bool step(Instant until) override;
    /// All that is due now.
    void runDue();
    /// There is something to do until then.
    bool hasBefore(Instant until) const { return !m_calls.empty() && m_calls.begin()->first <= until; }

    /// It does that in its turn: now at the earliest, and not while it is stopped.
    void at(Instant when, const InstancePtr &who, std::function<void()> what);
    void post(const InstancePtr &who, std::function<void()> what) { at(m_now, who, std::move(what)); }

    /// The one that runs under this name; nullptr: none does.
    InstancePtr find(const QString &id) const;
    /// SIGKILL.
    void crash(const InstancePtr &who);
    /// An orderly end, or what the kernel does after any other.
    void leave(const InstancePtr &who);
    void stop(const InstancePtr &who);
    void resume(const InstancePtr &who);
    void block(const InstancePtr &who);
    void unblock(const InstancePtr &who);

private:
    bool turn();
    void wake();

    using Call = std::pair<InstancePtr, std::function<void()>>;

    Instant m_now{};
    std::multimap<Instant, Call> m_calls;
    /// By runtime directory, group and scope.
    std::map<std::tuple<QString, QString, QString>, std::shared_ptr<Land>> m_lands;
    std::vector<InstancePtr> m_instances; ///< those that run
    qint64 m_lastPid = 0;
    QObject m_waker; ///< for a test that runs an event loop instead of settle()
    bool m_wakes = false;
};

} // namespace QtFailover::Testing
