// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "driver/post.h"

namespace QtFailover::Internal {

namespace {

Courier::Reign reignOf(Election::State state, bool proven)
{
    using State = Election::State;
    switch (state) {
    case State::Sealing:
    case State::Healing:
        return Courier::Reign::Withheld;
    case State::Primary:
    case State::Preparing:
        return proven ? Courier::Reign::Primary : Courier::Reign::Withheld;
    case State::Demoting:
        // What cannot be proved now never will be: the senders ask the next primary.
        return proven ? Courier::Reign::Demoting : Courier::Reign::None;
    default:
        return Courier::Reign::None;
    }
}

} // namespace

Post::Post(const QString &instanceId, Transport &transport, Gate &gate, Desk *desk)
    : m_courier(instanceId), m_transport(transport), m_gate(gate), m_desk(desk)
{}

void Post::follow(const Election &election)
{
    if (!m_desk)
        return;
    const Election::State state = election.state();
    const Epoch epoch = election.epoch();
    const Courier::Reign proven = reignOf(state, true);
    const bool needsProof = proven == Courier::Reign::Primary || proven == Courier::Reign::Demoting;
    const bool holds = needsProof && m_gate.holds(epoch);
    m_lacksProof = needsProof && !holds;
    m_courier.setReign(reignOf(state, holds), epoch);
    m_courier.setWay(election.way());
}

std::vector<Connection> Post::deliver()
{
    std::vector<Connection> dropped;
    m_courier.tellLate();
    while (m_courier.hasAction()) {
        const Courier::Action action = m_courier.takeAction();
        if (const auto *delivery = std::get_if<Delivery>(&action)) {
            m_desk->deliver(*delivery);
        } else if (const auto *answered = std::get_if<Answered>(&action)) {
            m_desk->answered(*answered);
        } else if (const auto *published = std::get_if<Published>(&action)) {
            m_desk->published(*published);
        } else {
            const Connection connection = std::get<Courier::Drop>(action).connection;
            m_transport.forget(connection);
            dropped.push_back(connection);
        }
    }
    m_hurried = false;
    for (const Connection connection : m_courier.connectionsWithMail())
        send(connection);
    return dropped;
}

void Post::send(Connection connection)
{
    if (m_transport.queued(connection) > 0)
        return; // drained() will come
    std::vector<Frame> frames;
    qint64 size = 0;
    while (size < Window && m_courier.hasMail(connection)) {
        frames.push_back(m_courier.takeFrame(connection));
        size += frames.back().size();
    }
    m_transport.sendAll(connection, frames);
    if (m_courier.hasMail(connection) && m_transport.queued(connection) == 0)
        m_hurried = true; // the system takes all of it; still, others have their turn
}

} // namespace QtFailover::Internal
