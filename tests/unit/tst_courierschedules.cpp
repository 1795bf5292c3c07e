// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The journal of tests/system once more, with the couriers alone and thousands of schedules: each instance sends
// numbered appends; connections are lost, frames are late, primaries crash, lose their proof, are fenced while they
// sleep, hand over with and without finishing. A seed that fails does so again.

#include "unit/courierbench.h"

#include <random>
#include <set>

using namespace QtFailover::Internal;
using Reign = Courier::Reign;

namespace {

/// The resource: it refuses entries of an older epoch than the one that has sealed it, and keeps ids with the data.
struct SealedJournal {
    Epoch sealed = NoEpoch;
    std::set<RequestId> ids;
    std::map<quint64, std::vector<quint64>> numbers; ///< by sender, in the order written

    bool append(Epoch epoch, const RequestId &id)
    {
        if (epoch != sealed)
            return false;
        if (ids.insert(id).second)
            numbers[id.sender].push_back(id.number);
        return true;
    }
};

class World
{
public:
    static constexpr int Count = 4;

    explicit World(unsigned seed) : m_random(seed)
    {
        for (int i = 0; i < Count; ++i)
            restart(i);
    }

    void run(int steps)
    {
        for (int i = 0; i < steps; ++i)
            step();
        // In the end there is peace, and everything is answered.
        wake();
        if (m_reign.index < 0)
            promote(pick(Count));
        else
            prove(Reign::Primary);
        for (int i = 0; i < Count; ++i) {
            if (i != m_reign.index)
                connect(i);
        }
        for (int i = 0; i < 20000 && isBusy(); ++i) {
            for (int connection = 0; connection < int(m_links.size()); ++connection) {
                carry(connection, 0);
                carry(connection, 1);
            }
            handle(true);
        }
    }

    void check() const
    {
        for (const auto &[sender, list] : m_journal.numbers) {
            for (std::size_t i = 1; i < list.size(); ++i)
                EXPECT_LT(list[i - 1], list[i]) << "out of order";
        }
        for (const RequestId &id : m_acknowledged)
            EXPECT_TRUE(m_journal.ids.contains(id)) << "acknowledged and lost";
        for (const auto &node : m_nodes)
            EXPECT_EQ(node.answered, node.last) << "a living sender without a reply";
    }
    std::size_t acknowledged() const { return m_acknowledged.size(); }

private:
    struct Node {
        std::unique_ptr<Courier> courier;
        quint64 sender = 0;
        quint64 last = 0;
        quint64 answered = 0;
        std::deque<Delivery> given;                    ///< to the handler, not yet applied
        std::deque<std::pair<quint64, Epoch>> applied; ///< not yet answered
    };
    /// A direction at a time: 0 from the secondary, 1 from the primary.
    struct Link {
        int secondary = -1;
        int primary = -1;
        Connection connection = 0;
        std::deque<QByteArray> frames[2];
        bool open[2] = {true, true}; ///< at the secondary, at the primary
    };
    struct {
        int index = -1;
        Epoch epoch = NoEpoch;
        Reign reign = Reign::None;
    } m_reign;
    /// It sleeps, and does not know that it was fenced.
    int m_sleeper = -1;
    Epoch m_sleepersEpoch = NoEpoch;

    int pick(int below) { return int(m_random() % unsigned(below)); }

    void restart(int i)
    {
        Node &node = m_nodes[std::size_t(i)];
        node = {};
        node.sender = m_random();
        node.courier = std::make_unique<Courier>(QString::number(i));
    }

    void step()
    {
        switch (pick(24)) {
        case 0:
            return crash(pick(Count));
        case 1:
            return loseConnection();
        case 2:
            if (m_reign.index >= 0)
                prove(m_reign.reign == Reign::Primary ? Reign::Withheld : Reign::Primary);
            return;
        case 3:
            if (m_reign.index >= 0 && m_reign.reign == Reign::Primary)
                prove(Reign::Demoting);
            return;
        case 4:
            if (m_reign.reign == Reign::Demoting && (courier(m_reign.index).isDrained() || pick(4) == 0))
                release();
            return;
        case 5:
            return fence();
        case 6:
            return wake();
        case 7:
        case 8:
            if (m_reign.index < 0)
                promote(pick(Count));
            return;
        case 9:
        case 10:
        case 11:
            return connect(pick(Count));
        case 12:
        case 13:
        case 14:
            return send(pick(Count));
        case 15:
        case 16:
        case 17:
            return handle(false);
        default:
            if (!m_links.empty())
                carry(pick(int(m_links.size())), pick(2));
        }
    }

    Courier &courier(int i) { return *m_nodes[std::size_t(i)].courier; }

    void send(int i)
    {
        if (i == m_sleeper)
            return;
        Node &node = m_nodes[std::size_t(i)];
        node.courier->send(std::make_shared<Outgoing>(RequestId{node.sender, ++node.last}, QByteArray("x")));
        take(i);
    }

    void take(int i)
    {
        Node &node = m_nodes[std::size_t(i)];
        while (node.courier->hasAction()) {
            const Courier::Action action = node.courier->takeAction();
            if (const auto *delivery = std::get_if<Delivery>(&action)) {
                node.given.push_back(*delivery);
            } else if (const auto *answered = std::get_if<Answered>(&action)) {
                EXPECT_EQ(answered->response.fate, Fate::Done);
                m_acknowledged.insert(answered->id);
                ++node.answered;
            }
        }
    }

    /// The application: in order what it was given, in any order its answers.
    void handle(bool all)
    {
        for (int i = 0; i < Count; ++i) {
            if (i == m_sleeper)
                continue;
            Node &node = m_nodes[std::size_t(i)];
            while (!node.given.empty() && (all || pick(3))) {
                const Delivery delivery = node.given.front();
                node.given.pop_front();
                if (!*delivery.canceled && m_journal.append(delivery.epoch, delivery.id))
                    node.applied.emplace_back(delivery.ticket, delivery.epoch);
            }
            while (!node.applied.empty() && (all || pick(3))) {
                const auto at = node.applied.begin() + pick(int(node.applied.size()));
                const quint64 ticket = at->first;
                node.applied.erase(at);
                node.courier->answer(ticket, {Fate::Done, {}, {}});
                take(i);
            }
        }
    }

    void promote(int i)
    {
        if (i == m_sleeper)
            return;
        disconnect(i);
        m_reign = {i, ++m_lastEpoch, Reign::Withheld};
        courier(i).setReign(Reign::Withheld, m_lastEpoch);
        m_journal.sealed = m_lastEpoch;
        prove(Reign::Primary);
    }

    void prove(Reign reign)
    {
        if (m_reign.reign == Reign::Demoting && reign != Reign::Primary)
            return;
        if (m_reign.reign == Reign::Demoting) { // in the end: there is no way back from a demotion
            const int old = m_reign.index;
            release();
            return promote((old + 1) % Count);
        }
        m_reign.reign = reign;
        courier(m_reign.index).setReign(reign, m_reign.epoch);
        take(m_reign.index);
    }

    /// The role is given up: the peers' connections close after what was sent.
    void release()
    {
        const int old = m_reign.index;
        courier(old).setReign(Reign::None, NoEpoch);
        take(old);
        m_reign = {};
        dropPeers(old);
    }
    void dropPeers(int primary)
    {
        for (Link &link : m_links) {
            if (link.primary == primary && link.open[1])
                dropPeer(link);
        }
    }
    void dropPeer(Link &link)
    {
        while (courier(link.primary).hasMail(link.connection) && pick(2))
            link.frames[1].push_back(courier(link.primary).takeFrame(link.connection).toBytes());
        courier(link.primary).gone(link.connection);
        link.open[1] = false;
    }

    /// The primary is stopped, and another takes its place; its own connections stay as they are.
    void fence()
    {
        if (m_reign.index < 0 || m_sleeper >= 0)
            return;
        m_sleeper = m_reign.index;
        m_sleepersEpoch = m_reign.epoch;
        m_reign = {};
        promote((m_sleeper + 1 + pick(Count - 1)) % Count);
    }
    /// It finds that its name is gone before it acts for anybody: the proof is asked for first.
    void wake()
    {
        if (m_sleeper < 0)
            return;
        const int i = std::exchange(m_sleeper, -1);
        if (pick(2)) {
            courier(i).setReign(Reign::Withheld, m_sleepersEpoch);
            for (int connection = 0; connection < int(m_links.size()); ++connection)
                carry(connection, 0);
            handle(false);
        }
        courier(i).setReign(Reign::None, NoEpoch);
        take(i);
        dropPeers(i);
        disconnect(i);
    }

    void crash(int i)
    {
        if (m_sleeper == i)
            m_sleeper = -1;
        if (m_reign.index == i)
            m_reign = {};
        for (Link &link : m_links) {
            if (link.primary == i)
                link.open[1] = false;
            if (link.secondary == i)
                link.open[0] = false;
        }
        for (Link &link : m_links) {
            if (link.secondary == i && link.open[1]) {
                courier(link.primary).gone(link.connection);
                link.open[1] = false;
            }
        }
        restart(i);
    }

    void connect(int i)
    {
        if (m_reign.index < 0 || i == m_reign.index || i == m_sleeper)
            return;
        disconnect(i);
        for (Link &link : m_links) { // the same instance has connected again
            if (link.secondary == i && link.primary == m_reign.index && link.open[1])
                dropPeer(link);
        }
        Link link;
        link.secondary = i;
        link.primary = m_reign.index;
        link.connection = ++m_lastConnection;
        m_links.push_back(link);
        courier(m_reign.index).greeted(link.connection, QString::number(i));
        courier(i).setWay({link.connection, m_reign.epoch, QString::number(m_reign.index)});
        take(i);
    }
    /// What was sent may still arrive at the other end, later.
    void disconnect(int i)
    {
        for (Link &link : m_links) {
            if (link.secondary == i && link.open[0]) {
                while (courier(i).hasMail(link.connection) && pick(2))
                    link.frames[0].push_back(courier(i).takeFrame(link.connection).toBytes());
                link.open[0] = false;
            }
        }
        courier(i).setWay({});
        take(i);
        std::erase_if(m_links, [](const Link &link) { return !link.open[0] && !link.open[1]; });
    }
    void loseConnection()
    {
        if (!m_links.empty())
            disconnect(m_links[std::size_t(pick(int(m_links.size())))].secondary);
    }

    void carry(int index, int direction)
    {
        Link &link = m_links[std::size_t(index)];
        const int from = direction == 0 ? link.secondary : link.primary;
        const int to = direction == 0 ? link.primary : link.secondary;
        if (link.open[direction] && from != m_sleeper && courier(from).hasMail(link.connection))
            link.frames[direction].push_back(courier(from).takeFrame(link.connection).toBytes());
        std::deque<QByteArray> &frames = link.frames[direction];
        const bool isOpenThere = link.open[1 - direction];
        if (to == m_sleeper || !isOpenThere)
            return;
        if (!frames.empty()) {
            const QByteArray frame = frames.front();
            frames.pop_front();
            courier(to).received(link.connection, frame);
            take(to);
        } else if (!link.open[direction]) { // the end of the stream
            link.open[1 - direction] = false;
            if (direction == 0)
                courier(to).gone(link.connection);
            else
                courier(to).setWay({});
            take(to);
        }
    }

    bool isBusy() const
    {
        return std::any_of(m_nodes.begin(), m_nodes.end(), [](const Node &node) { return node.answered != node.last; });
    }

    std::mt19937 m_random;
    std::array<Node, Count> m_nodes;
    std::vector<Link> m_links;
    SealedJournal m_journal;
    std::set<RequestId> m_acknowledged;
    Epoch m_lastEpoch = NoEpoch;
    Connection m_lastConnection = 0;
};

TEST(CourierSchedules, KeepEveryAcknowledgedAppendOnceAndInOrder)
{
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("QTFAILOVER_SEED", &isNumber);
    std::size_t acknowledged = 0;
    for (unsigned seed = isNumber ? unsigned(asked) : 1; seed <= (isNumber ? unsigned(asked) : 3000); ++seed) {
        World world(seed);
        world.run(600);
        world.check();
        acknowledged += world.acknowledged();
        ASSERT_FALSE(testing::Test::HasFailure()) << "QTFAILOVER_SEED=" << seed;
    }
    EXPECT_GT(acknowledged, isNumber ? 0U : 50000U);
}

} // namespace
