// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The driver is compiled once more with this in front of it (see CMakeLists.txt): its election writes down all that it
// is told, where the environment names a file for it.

#pragma once

#include "chaos/journal.h"

#include <QFile>

namespace QtFailover::Internal {

class RecordedElection final : public Election
{
    using Call = Test::Journal::Call;

public:
    RecordedElection(const Terms &terms, quint32 seed)
        : Election(terms, seed), m_file(qEnvironmentVariable("QTFAILOVER_TEST_JOURNAL"))
    {
        if (!m_file.fileName().isEmpty() && m_file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            note(Call::Begin, terms, seed);
    }

    void setTime(Instant now, Duration suspended)
    {
        note(Call::SetTime, now, suspended);
        Election::setTime(now, suspended);
    }
    void start() { told(Call::Start, &Election::start); }
    void shutdown(Reason reason) { told(Call::Shutdown, &Election::shutdown, reason); }
    void setEnabled(bool enabled) { told(Call::SetEnabled, &Election::setEnabled, enabled); }
    void handOver(const QString &id) { told(Call::HandOver, &Election::handOver, id); }
    void takeOver() { told(Call::TakeOver, &Election::takeOver); }
    void expectBusy(Duration atMost) { told(Call::ExpectBusy, &Election::expectBusy, atMost); }
    void check(quint64 ticket, Duration timeout) { told(Call::Check, &Election::check, ticket, timeout); }
    void promotionAnswered(Epoch epoch, bool accepted, const QString &error)
    {
        told(Call::PromotionAnswered, &Election::promotionAnswered, epoch, accepted, error);
    }
    void demotionDone(Epoch epoch) { told(Call::DemotionDone, &Election::demotionDone, epoch); }
    void drained() { told(Call::Drained, &Election::drained); }
    void mainLoopTurned(quint64 ticket) { told(Call::MainLoopTurned, &Election::mainLoopTurned, ticket); }
    void accepted(Connection c) { told(Call::Accepted, &Election::accepted, c); }
    void connected(Connection c) { told(Call::Connected, &Election::connected, c); }
    void received(Connection c, const QByteArray &frame) { told(Call::Received, &Election::received, c, frame); }
    void closed(Connection c) { told(Call::Closed, &Election::closed, c); }
    void died(Connection c) { told(Call::Died, &Election::died, c); }
    void busConnected(bool connected) { told(Call::BusConnected, &Election::busConnected, connected); }
    void busFailed(const Failure &failure) { told(Call::BusFailed, &Election::busFailed, failure); }
    void busHeard(const QString &id, Epoch epoch) { told(Call::BusHeard, &Election::busHeard, id, epoch); }
    void tick() { told(Call::Tick, &Election::tick); }
    void proofLost() { told(Call::ProofLost, &Election::proofLost); }
    void floorReserved(Epoch floor, const Failure &failure)
    {
        told(Call::FloorReserved, &Election::floorReserved, floor, failure);
    }
    void completed(const Outcome &outcome) { told(Call::Completed, &Election::completed, outcome); }

private:
    /// One write a call, so that a SIGKILL leaves whole calls.
    template <typename... Arguments>
    void note(Call call, const Arguments &...arguments)
    {
        if (!m_file.isOpen())
            return;
        QByteArray bytes;
        QDataStream out(&bytes, QIODevice::WriteOnly);
        Test::Journal::put(out, call);
        Test::Journal::put(out, Test::Journal::Standing::of(*this));
        (Test::Journal::put(out, arguments), ...);
        m_file.write(bytes);
        m_file.flush();
    }
    template <typename Method, typename... Arguments>
    void told(Call call, Method method, const Arguments &...arguments)
    {
        note(call, arguments...);
        (this->*method)(arguments...);
    }

    QFile m_file;
};

} // namespace QtFailover::Internal

#define Election RecordedElection
