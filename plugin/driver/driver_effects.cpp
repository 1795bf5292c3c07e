// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "driver/driver_p.h"

#include "core/logging.h"
#include "core/status.h"

#include <QMetaEnum>

namespace QtFailover::Internal {

void Driver::Impl::carryOut(const effect::Forget &e)
{
    std::erase_if(holders, [&e](const auto &entry) { return entry.second == e.connection; });
    post.courier().gone(e.connection);
    ports.transport.forget(e.connection);
}

void Driver::Impl::carryOut(const effect::Send &e)
{
    if (std::holds_alternative<wire::Welcome>(e.message))
        post.courier().greeted(e.connection, election.peerId(e.connection));
    ports.transport.send(e.connection, wire::encode(e.message));
}

void Driver::Impl::carryOut(const effect::Revoke &e)
{
    if (!ports.rights.revoke(e.epoch, complete(e.record)))
        qCWarning(lcLock) << terms.instanceId << "could not revoke epoch" << e.epoch << ports.rights.failure().text;
}

void Driver::Impl::carryOut(const effect::SetPrimary &e)
{
    ports.guards.setStanding(e.primary ? Standing::Primary : Standing::Candidate);
    ports.gate.setPrimary(e.primary);
}

void Driver::Impl::carryOut(const effect::Publish &e)
{
    const auto snapshot = std::make_shared<Snapshot>(e.snapshot);
    snapshot->statistics.insert(post.courier().statistics());
    snapshot->statistics.insert(ports.transport.statistics());
    ports.application.publish(*snapshot, e.notices);
    bool changed = false;
    for (const Notice &notice : e.notices) {
        if (std::holds_alternative<notice::Heartbeat>(notice))
            lastHeartbeat = QDateTime::currentDateTimeUtc(); // for display only
        else
            changed = true;
    }
    const Bus::Status status = statusOf(snapshot);
    if (!changed) {
        tellBus([snapshot, status](Bus &bus) { bus.refresh(status, snapshot->statistics); });
        return;
    }
    tellBus([snapshot, status, notices = e.notices](Bus &bus) {
        bus.publish(*snapshot, status);
        for (const Notice &notice : notices) {
            if (const auto *role = std::get_if<notice::RoleChanged>(&notice))
                bus.roleChanged(role->role, role->previous, role->epoch);
            else if (const auto *promoted = std::get_if<notice::Promoted>(&notice))
                bus.promoted(promoted->epoch, promoted->reason);
        }
    });
}

void Driver::Impl::carryOut(const effect::ReserveAhead &e)
{
    ports.floors.reserveAhead(e.upTo, [this, upTo = e.upTo](const Failure &failure) {
        event([this, upTo, failure] { election.floorReserved(upTo, failure); });
    });
}

void Driver::Impl::carryOut(const effect::BusBeat &e)
{
    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(e.mainLoopAge).count();
    tellBus([e, age](Bus &bus) { bus.heartbeat(e.epoch, e.sequence, quint32(age)); });
}

void Driver::Impl::publishRecord(const Record &record)
{
    if (const Failure failure = ports.rights.publish(complete(record)))
        qCWarning(lcLock) << terms.instanceId << failure.text;
}

/// Once in a heartbeat there is a new one, and hardly ever somebody asks.
Bus::Status Driver::Impl::statusOf(const std::shared_ptr<const Snapshot> &snapshot) const
{
    return [snapshot, own = terms, heard = lastHeartbeat] {
        return formatStatus(*snapshot, own,
                            heard.isValid() ? heard.toString(Qt::ISODateWithMs) : QStringLiteral("never"));
    };
}

void Driver::Impl::carryOut(const effect::Checked &e)
{
    if (!(e.ticket & BusTicket))
        return ports.application.checked(e.ticket, e.result);
    tellBus([e](Bus &bus) {
        bus.answerCheck(e.ticket & ~BusTicket,
                        QString::fromLatin1(QMetaEnum::fromType<CheckResult>().valueToKey(int(e.result))));
    });
}

} // namespace QtFailover::Internal
