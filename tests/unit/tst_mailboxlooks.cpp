// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// An owner that looks into its mailbox by itself, and those who need not wake it.
#include "watcher/mailbox.h"

#include "support/waitfor.h"

#include <QCoreApplication>

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

using namespace QtFailover::Internal;
using QtFailover::Test::waitFor;

namespace {

struct MailboxLooks : testing::Test {
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    std::vector<int> read;

    void post(int number)
    {
        mailbox->post([this, number] { read.push_back(number); });
    }
    /// What has been posted is run by that alone.
    bool isWokenFor(std::size_t letters)
    {
        QCoreApplication::sendPostedEvents();
        return read.size() == letters;
    }
};

} // namespace

TEST_F(MailboxLooks, WhoLooksIsNotWoken)
{
    mailbox->open();
    mailbox->look();
    post(1);
    post(2);
    EXPECT_FALSE(isWokenFor(2));
    mailbox->look();
    EXPECT_EQ(read, (std::vector<int>{1, 2}));
}

TEST_F(MailboxLooks, WhoHasStoppedIsWoken)
{
    mailbox->open();
    mailbox->look();
    mailbox->stopLooking();
    post(1);
    EXPECT_TRUE(isWokenFor(1));
}

TEST_F(MailboxLooks, WhatComesBeforeTheEndIsRunByIt)
{
    mailbox->open();
    mailbox->look();
    post(1);
    mailbox->stopLooking();
    EXPECT_EQ(read, std::vector<int>{1});
}

TEST_F(MailboxLooks, ItIsWokenForTheBatchesThatTheEndLeaves)
{
    mailbox->open();
    mailbox->look();
    for (int i = 0; i < 2 * Mailbox::BatchSize; ++i)
        post(i);
    mailbox->stopLooking();
    EXPECT_EQ(read.size(), std::size_t(Mailbox::BatchSize));
    EXPECT_TRUE(isWokenFor(2 * Mailbox::BatchSize));
}

TEST_F(MailboxLooks, OneLookRunsABatchWithinWhatTheOwnerPutsAroundIt)
{
    std::vector<std::size_t> readAfter;
    mailbox->open([&](const std::function<void()> &batch) {
        batch();
        readAfter.push_back(read.size());
    });
    mailbox->look(); // nothing is there, and nothing is put around it
    for (int i = 0; i <= Mailbox::BatchSize; ++i)
        post(i);
    mailbox->look();
    mailbox->look();
    EXPECT_EQ(readAfter, (std::vector<std::size_t>{Mailbox::BatchSize, Mailbox::BatchSize + 1}));
}

TEST_F(MailboxLooks, AWakeThatIsUnderWayDoesNoHarm)
{
    mailbox->open();
    post(1);
    mailbox->look();
    post(2);
    EXPECT_TRUE(isWokenFor(2)); // by the event for the first
    post(3);
    EXPECT_TRUE(isWokenFor(3));
    EXPECT_EQ(read, (std::vector<int>{1, 2, 3}));
}

TEST_F(MailboxLooks, ALetterMayCloseIt)
{
    mailbox->open();
    mailbox->look();
    mailbox->post([this] { mailbox->close(); });
    post(1);
    mailbox->look();
    mailbox->stopLooking();
    EXPECT_TRUE(read.empty());
}

TEST_F(MailboxLooks, NothingIsLostWhereTheOwnerStopsAsLettersCome)
{
    constexpr int Letters = 20'000;
    mailbox->open();
    const std::jthread sender([this] {
        for (int i = 0; i < Letters; ++i)
            post(i);
    });
    std::size_t readThen = 0;
    EXPECT_TRUE(waitFor([&] {
        if (std::exchange(readThen, read.size()) != read.size()) { // an event has come, and the next must come too
            mailbox->look();
            mailbox->stopLooking();
        }
        return read.size() == Letters;
    }));
    EXPECT_TRUE(std::is_sorted(read.begin(), read.end()));
}
