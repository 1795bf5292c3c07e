// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "chaos/replay.h"

#include "chaos/journal.h"

#include <QDebug>
#include <QFile>

#include <variant>

namespace QtFailover::Test {

using namespace Journal;

namespace {

/// Calls the method with what is next in the journal.
template <typename... Parameters>
void call(Election &election, QDataStream &in, void (Election::*method)(Parameters...))
{
    std::tuple<std::decay_t<Parameters>...> arguments;
    std::apply([&in](auto &...one) { (get(in, one), ...); }, arguments);
    if (in.status() == QDataStream::Ok)
        std::apply([&](auto &...one) { (election.*method)(one...); }, arguments);
}

void call(Election &election, QDataStream &in, Call what)
{
    switch (what) {
    case Call::Begin:
        return in.setStatus(QDataStream::ReadCorruptData);
    case Call::SetTime:
        return call(election, in, &Election::setTime);
    case Call::Start:
        return election.start();
    case Call::Shutdown:
        return call(election, in, &Election::shutdown);
    case Call::SetEnabled:
        return call(election, in, &Election::setEnabled);
    case Call::HandOver:
        return call(election, in, &Election::handOver);
    case Call::TakeOver:
        return election.takeOver();
    case Call::ExpectBusy:
        return call(election, in, &Election::expectBusy);
    case Call::Check:
        return call(election, in, &Election::check);
    case Call::PromotionAnswered:
        return call(election, in, &Election::promotionAnswered);
    case Call::DemotionDone:
        return call(election, in, &Election::demotionDone);
    case Call::Drained:
        return election.drained();
    case Call::MainLoopTurned:
        return call(election, in, &Election::mainLoopTurned);
    case Call::Accepted:
        return call(election, in, &Election::accepted);
    case Call::Connected:
        return call(election, in, &Election::connected);
    case Call::Received:
        return call(election, in, &Election::received);
    case Call::Closed:
        return call(election, in, &Election::closed);
    case Call::Died:
        return call(election, in, &Election::died);
    case Call::BusConnected:
        return call(election, in, &Election::busConnected);
    case Call::BusFailed:
        return call(election, in, &Election::busFailed);
    case Call::BusHeard:
        return call(election, in, &Election::busHeard);
    case Call::Tick:
        return election.tick();
    case Call::ProofLost:
        return election.proofLost();
    case Call::FloorReserved:
        return call(election, in, &Election::floorReserved);
    case Call::Completed:
        return call(election, in, &Election::completed);
    }
    in.setStatus(QDataStream::ReadCorruptData);
}

/// As the driver takes them: up to and with the next operation.
bool takeOperation(Election &election)
{
    while (election.hasAction()) {
        if (std::holds_alternative<Operation>(election.takeAction()))
            return true;
    }
    return false;
}

} // namespace

QString replay(const QString &journal, quint64 *calls)
{
    QFile file(journal);
    if (!file.exists())
        return {}; // killed before it could even open it
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("%1 cannot be read").arg(journal);
    QDataStream in(&file);
    Call what{};
    Standing standing;
    Terms terms;
    quint32 seed = 0;
    get(in, what);
    get(in, standing);
    get(in, terms);
    get(in, seed);
    if (in.status() != QDataStream::Ok)
        return {}; // killed before it could begin
    Election election(terms, seed);
    bool asked = false; // an operation's outcome is due
    while (!in.atEnd()) {
        get(in, what);
        get(in, standing);
        if (in.status() != QDataStream::Ok)
            return {}; // killed while it wrote the last call
        ++*calls;
        const QString place = QStringLiteral("%1, call %2 (%3): ").arg(journal).arg(*calls).arg(int(what));
        // The time is set before a call as well as before an outcome.
        if (what != Call::SetTime) {
            if (!asked)
                asked = takeOperation(election);
            if (asked != (what == Call::Completed))
                return place
                       + (asked ? QStringLiteral("an operation was asked for that the journal does not have")
                                : QStringLiteral("no operation was asked for"));
            if (Standing::of(election) != standing) {
                QString states;
                QDebug(&states) << election.state() << election.epoch() << "but the journal has"
                                << Election::State(standing.state) << standing.epoch;
                return place + states;
            }
            asked = false;
        }
        try {
            call(election, in, what);
        } catch (const std::bad_variant_access &) {
            return place + QStringLiteral("the outcome is of another operation than was asked for");
        }
        if (in.status() != QDataStream::Ok)
            return {};
    }
    return {};
}

} // namespace QtFailover::Test
