// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "sim/journal.h"

#include "sim/process.h"

#include <algorithm>

namespace QtFailover::Sim {

using namespace std::chrono_literals;

bool Journal::contains(const RequestId &id) const
{
    return std::any_of(entries.begin(), entries.end(), [&id](const Entry &entry) { return entry.id == id; });
}

QString Journal::mistake() const
{
    std::map<quint64, quint64> last; // of each sender
    std::set<RequestId> written;
    for (const Entry &entry : entries) {
        const QString what = QStringLiteral("append %1 of p%2").arg(entry.id.number).arg(entry.id.sender);
        if (!written.insert(entry.id).second)
            return what + QStringLiteral(" is in the journal twice");
        if (entry.id.number < last[entry.id.sender])
            return what + QStringLiteral(" comes after a later one");
        last[entry.id.sender] = entry.id.number;
    }
    for (const RequestId &id : acknowledged) {
        if (!written.contains(id))
            return QStringLiteral("append %1 of p%2 was acknowledged, and is lost").arg(id.number).arg(id.sender);
    }
    return {};
}

Clerk::Clerk(Process &process) : m_process(process), m_world(process.world()) {}

void Clerk::begin()
{
    later(m_world.random.between(0us, 20ms), [this] { makeRequests(); });
}

/// In its turn, if the process lives then and once it runs.
void Clerk::later(Duration delay, std::function<void()> what)
{
    m_world.after(delay, [this, what = std::move(what)] {
        if (!m_process.isAlive())
            return;
        if (m_process.isStopped())
            later(5ms, what);
        else
            what();
    });
}

void Clerk::makeRequests()
{
    constexpr std::size_t AtOnce = 4;
    if (m_isFinishing || m_process.hasStoppedRole())
        return;
    for (int i = m_world.random.below(3); i > 0 && m_waiting.size() < AtOnce; --i) {
        const quint64 number = ++m_last;
        const auto request = std::make_shared<Outgoing>(RequestId{quint64(m_process.number()), number}, QByteArray());
        m_waiting.emplace(number, request);
        m_process.post(Process::Commands, [this, request] { m_process.driver().request(request); });
        if (m_world.random.chance(0.05))
            later(m_world.random.between(0us, 100ms), [this, number] { cancel(number); });
    }
    later(m_world.random.between(500us, 30ms), [this] { makeRequests(); });
}

void Clerk::cancel(quint64 number)
{
    const auto request = m_waiting.find(number);
    if (request == m_waiting.end())
        return;
    const RequestId id = request->second->id;
    m_waiting.erase(request);
    m_process.post(Process::Commands, [this, id] { m_process.driver().cancelRequest(id); });
}

void Clerk::answered(const Answered &answered)
{
    later(m_world.random.between(5us, 300us), [this, answered] {
        if (!m_waiting.erase(answered.id.number))
            return; // cancelled
        if (answered.response.fate == Fate::Done)
            m_world.journal.acknowledged.insert(answered.id);
        else
            m_world.violation(QStringLiteral("append %1 of %2 has failed (%3)")
                                  .arg(answered.id.number)
                                  .arg(m_process.id())
                                  .arg(int(answered.response.fate)));
    });
}

void Clerk::deliver(const Delivery &delivery)
{
    m_arrived.push_back(delivery);
    if (!std::exchange(m_isHandling, true))
        later(m_world.random.between(5us, 300us), [this] { handleNext(); });
}

/// As the Messenger does: in order, and only while it can prove that it is primary.
void Clerk::handleNext()
{
    m_isHandling = !m_arrived.empty();
    if (m_arrived.empty())
        return;
    const Delivery delivery = m_arrived.front();
    if (*delivery.canceled) {
        m_arrived.pop_front();
        answer(delivery.ticket, Fate::NotPrimary);
        return handleNext();
    }
    if (!m_process.isPrimary() || m_process.tokenEpoch() != delivery.epoch)
        return later(10ms, [this] { handleNext(); });
    m_arrived.pop_front();
    const bool known = m_world.broken != Broken::NoIds && m_world.journal.contains(delivery.id);
    Duration delay = m_world.random.between(5us, 200us);
    if (m_world.random.chance(m_world.pauses)) {
        delay = m_world.random.between(1ms, 400ms);
        m_slowUntil = m_world.now() + delay;
    }
    later(delay, [this, delivery, known] {
        write(delivery, known);
        handleNext();
    });
}

bool Clerk::isSlow() const { return m_world.now() <= m_slowUntil; }

void Clerk::write(const Delivery &delivery, bool known)
{
    Journal &journal = m_world.journal;
    if (delivery.epoch < journal.sealed && m_world.broken != Broken::NoJournalSeal)
        return; // and no answer: a newer primary will be asked
    if (!known)
        journal.entries.push_back({delivery.id, delivery.epoch});
    answer(delivery.ticket, Fate::Done);
}

void Clerk::answer(quint64 ticket, Fate fate)
{
    m_process.post(Process::Commands, [this, ticket, fate] {
        m_process.driver().answerRequest(ticket, {fate, {}, {}});
    });
}

} // namespace QtFailover::Sim
