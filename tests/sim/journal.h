// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/messages.h"
#include "core/time.h"
#include "ports/desk.h"

#include <QString>

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <vector>

namespace QtFailover::Sim {

using namespace QtFailover::Internal;

class Process;
class World;

/// What all append to through whoever is primary. Each append is one step; older epochs than the seal are refused.
struct Journal {
    struct Entry {
        RequestId id;
        Epoch epoch = NoEpoch;
    };
    std::vector<Entry> entries;
    Epoch sealed = NoEpoch;
    std::set<RequestId> acknowledged; ///< to their senders

    bool contains(const RequestId &id) const;
    /// Each sender's in order and once, and all that were acknowledged; else what is wrong.
    QString mistake() const;
};

/// The application's thread of one process, as far as it has to do with messages: it appends through the primary, and
/// does the others' appends while it is primary itself. It looks for the id in the journal, and writes it there, but
/// not in one step: only the seal keeps an older primary from coming in between.
class Clerk final : public Desk
{
public:
    explicit Clerk(Process &process);

    void begin();
    void finish() { m_isFinishing = true; } ///< makes no more appends
    bool isWaiting() const { return !m_waiting.empty(); }
    /// Amid an append that takes its time.
    bool isSlow() const;

    void deliver(const Delivery &delivery) override;
    void answered(const Answered &answered) override;
    void published(const Published &) override {}

private:
    void later(Duration delay, std::function<void()> what);
    void makeRequests();
    void cancel(quint64 number);
    void handleNext();
    void write(const Delivery &delivery, bool known);
    void answer(quint64 ticket, Fate fate);

    Process &m_process;
    World &m_world;
    std::map<quint64, OutgoingRequest> m_waiting; ///< by number
    std::deque<Delivery> m_arrived;
    quint64 m_last = 0;
    bool m_isHandling = false;
    Instant m_slowUntil{};
    bool m_isFinishing = false;
};

} // namespace QtFailover::Sim
