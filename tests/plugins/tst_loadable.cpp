// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "guests.h"

#include "support/waitfor.h"

#include <gtest/gtest.h>

using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

class Loadable : public ::testing::Test
{
protected:
    Guest *start(const QStringList &more = {})
    {
        return house.start(QStringLiteral(LOADABLE_HOST), QStringList{u"group="_s + house.group()} + more);
    }

    GuestHouse house;
};

} // namespace

TEST_F(Loadable, AHostOfQtCoreAloneJoinsAndFailsOverAlsoAfterUnloading)
{
    Guest *const first = start();
    ASSERT_TRUE(first->awaitOutput("started 1 unloaded 1")) << first->output().constData();
    ASSERT_TRUE(first->awaitOutput("role 2 primary 1 epoch 1")) << first->output().constData();
    Guest *const second = start({u"heartbeatInterval=1000"_s, u"priority=3"_s});
    ASSERT_TRUE(second->awaitOutput("role 1 primary 0 epoch")) << second->output().constData();
    first->kill();
    ASSERT_TRUE(second->awaitOutput("role 2 primary 1 epoch 2")) << second->output().constData();
    second->quit();
    EXPECT_TRUE(waitFor([&] { return !second->isRunning(); }));
    EXPECT_EQ(second->exitCode(), 0) << second->output().constData();
}

TEST_F(Loadable, AMistakeIsToldWithItsKey)
{
    EXPECT_TRUE(start({u"heartbeatInterval=soon"_s})->awaitOutput("no watcher: heartbeatInterval: the value \"soon\""));
    EXPECT_TRUE(start({u"heartbeatInterval=1"_s})->awaitOutput("no watcher: heartbeatInterval: 1 ms is out of range"));
}
