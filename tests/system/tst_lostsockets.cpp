// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Secondaries lose their connection to a primary that lives on and cannot be connected to again.

#include "system/blockade.h"
#include "system/faults.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <optional>

using namespace QtFailover::Test;
using namespace std::chrono_literals;

namespace {

/// Three instances. The secondaries have lost the primary's socket, and look for another once in a second.
class CutOffGroup final
{
public:
    CutOffGroup()
        : m_group({QStringLiteral("--no-dbus"), QStringLiteral("--heartbeat-interval"), QStringLiteral("2000"),
                   QStringLiteral("--heartbeat-timeout"), QStringLiteral("60000")})
    {
        m_group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
        m_all = m_group.startInOrder(3);
        m_blockade.emplace(m_group.socket());
        for (Instance *secondary : {m_all[1], m_all[2]}) {
            secondary->command("cutoff");
            secondary->await(QStringLiteral("cutOff"), {{QStringLiteral("connections"), 1}});
        }
    }
    Group &group() { return m_group; }
    const std::vector<Instance *> &all() const { return m_all; }
    void lift() { m_blockade->lift(); }

private:
    Q_DISABLE_COPY_MOVE(CutOffGroup)

    Group m_group;
    std::vector<Instance *> m_all;
    std::optional<Blockade> m_blockade;
};

} // namespace

TEST(SecondariesThatLostTheirSocket, SeeTheDeathOfThePrimaryAtOnce)
{
    std::array<CutOffGroup, 4> groups;
    std::array<double, 4> passed{}; // ms
    letPass(3s);                    // the first looks come in quick succession
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto all = groups[i].all();
        ASSERT_EQ(all[1]->count(RoleChanged), 1) << "the primary lived";
        ASSERT_EQ(all[2]->count(RoleChanged), 1) << "the primary lived";
        const qint64 killed = monotonicNs();
        all[0]->signal(SIGKILL);
        ASSERT_TRUE(all[0]->awaitExit());
        const auto primaries = [&groups, i] { return groups[i].group().primaries(); };
        ASSERT_TRUE(waitFor([&] { return !primaries().empty(); }));
        const Instance *next = primaries().front(); // on a loaded machine the second may be first
        const QJsonObject changed = next->find(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
        ASSERT_FALSE(changed.isEmpty());
        passed[i] = double(changed[u"monotonicNs"].toInteger() - killed) / 1e6;
        std::printf("promoted %.1f ms after the kill\n", passed[i]);
        ASSERT_TRUE(groups[i].group().awaitSettled());
        EXPECT_EQ(next->epoch(), 2U);
        EXPECT_EQ(all[1]->count(RoleChanged) + all[2]->count(RoleChanged), 3);
    }
    // Who looks once in a second finds one death in ten that soon, by chance; a machine may be busy once.
    std::sort(passed.begin(), passed.end());
    EXPECT_LT(passed[2], 100) << "ms; they had to look by themselves";
}

TEST(SecondariesThatLostTheirSocket, AreBackOnceThereIsAnother)
{
    CutOffGroup cutOff;
    const auto all = cutOff.all();
    all[0]->await(ErrorTold, failure("ListenFailed"));
    const qsizetype before = all[1]->events().size();
    cutOff.lift();
    all[1]->await(Heartbeat, {}, before);
    ASSERT_TRUE(cutOff.group().awaitSettled());
    for (const Instance *instance : all)
        EXPECT_EQ(instance->count(RoleChanged), 1);
    all[0]->signal(SIGKILL);
    all[1]->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
    EXPECT_EQ(all[1]->epoch(), 2U);
}
