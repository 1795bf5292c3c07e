// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/threadurgency.h"

#include <gtest/gtest.h>

#include <thread>

#include <sched.h>

using namespace QtFailover::Internal;

namespace {

int policy() { return ::sched_getscheduler(0); }

void adopt(int policy)
{
    const sched_param none{};
    ASSERT_EQ(::sched_setscheduler(0, policy, &none), 0);
}

/// In a thread of its own, as a policy may be one that cannot be left again.
template <typename Body>
void inAThread(Body body)
{
    std::thread(body).join();
}

} // namespace

TEST(ThreadUrgency, GivesWayAndNoMore)
{
    inAThread([] {
        ThreadUrgency urgency;
        urgency.giveWay(true);
        EXPECT_EQ(policy(), SCHED_BATCH);
        urgency.giveWay(true);
        EXPECT_EQ(policy(), SCHED_BATCH);
        urgency.giveWay(false);
        EXPECT_EQ(policy(), SCHED_OTHER);
    });
}

TEST(ThreadUrgency, IsThatOfOneThread)
{
    inAThread([] { ThreadUrgency().giveWay(true); });
    EXPECT_EQ(policy(), SCHED_OTHER);
}

TEST(ThreadUrgency, LeavesTheApplicationsChoiceAlone)
{
    for (const int chosen : {SCHED_BATCH, SCHED_IDLE}) {
        inAThread([chosen] {
            adopt(chosen);
            ThreadUrgency urgency;
            urgency.giveWay(true);
            EXPECT_EQ(policy(), chosen);
            urgency.giveWay(false);
            EXPECT_EQ(policy(), chosen);
        });
    }
}

TEST(ThreadUrgency, LeavesAChoiceOfMeanwhileAlone)
{
    inAThread([] {
        ThreadUrgency urgency;
        urgency.giveWay(true);
        adopt(SCHED_IDLE);
        urgency.giveWay(false);
        EXPECT_EQ(policy(), SCHED_IDLE);
    });
}
