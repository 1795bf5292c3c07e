// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What an instance makes of what it finds when it looks, and when it looks and claims again.

#include "electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using State = Election::State;

namespace {

class Looks : public ElectionBench
{
protected:
    /// By the primary of epoch 5, to one that has an id which is in use.
    wire::Welcome welcomeOfADuplicate(const QString &primaryId) const
    {
        wire::Welcome welcome = welcomeOf(5, wire::Standing::Primary);
        welcome.id = primaryId;
        welcome.duplicate = true;
        return welcome;
    }
};

TEST_F(Looks, AreTriedAgainLaterWhereTheDirectoryCannotBeOpened)
{
    openFailure = {Error::DirectoryUnusable, QStringLiteral("no directory")};
    start();
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_TRUE(reported(Error::DirectoryUnusable));
    advance(499ms);
    EXPECT_EQ(performed<op::Open>(), 1);
    EXPECT_EQ(performed<op::Look>(), 0);
    advance(2s);
    EXPECT_GE(performed<op::Open>(), 2);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
    openFailure = {};
    advance(10s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Looks, ThatFailBeforeTheNextAttemptIsDueDoNotPutItOff)
{
    openFailure = {Error::DirectoryUnusable, QStringLiteral("no directory")};
    start();
    for (const bool enabled : {false, true, false, true, false, true})
        event([enabled](Election &e) { e.setEnabled(enabled); });
    advance(10ms);
    EXPECT_GE(performed<op::Open>(), 2);
    openFailure = {};
    advance(1500ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Looks, ThatFailAreNoAttemptsOfThePromotionAfterThem)
{
    const auto attempt = [this] {
        const auto &promote = std::get<Operation>(actions.at(placeOfOperation<op::Promote>()));
        return std::get<op::Promote>(promote).order.attempt;
    };
    promotionHandler = true;
    openFailure = {Error::DirectoryUnusable, QStringLiteral("no directory")};
    start();
    openFailure = {};
    advance(1600ms);
    ASSERT_EQ(performed<op::Promote>(), 1);
    EXPECT_EQ(attempt(), 1);
    forgetPast();
    advance(5s); // promotionTimeout ends the first
    EXPECT_EQ(attempt(), 2);
}

TEST_F(Looks, EndInASecondaryThatBacksOffAndOpensAllAnewWhereNoLinkCanBeMade)
{
    linkFails = true;
    start();
    EXPECT_EQ(role(), Role::Secondary);
    EXPECT_TRUE(reported(Error::LockFailed));
    EXPECT_EQ(performed<op::Open>(), 1);
    advance(499ms);
    EXPECT_EQ(performed<op::Link>(), 1);
    advance(2s);
    EXPECT_GE(performed<op::Link>(), 2);
    EXPECT_LE(performed<op::Link>(), 4);
    EXPECT_GE(performed<op::Open>(), 2);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
    linkFails = false;
    advance(30s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Looks, TellOfTwoTroublesOnceEachHoweverOftenBothComeAgain)
{
    openFailure = {Error::EpochFloorUnavailable, QStringLiteral("read-only")};
    linkFails = true;
    start();
    EXPECT_TRUE(reported(Error::EpochFloorUnavailable));
    EXPECT_TRUE(reported(Error::LockFailed));
    advance(60s);
    EXPECT_GE(performed<op::Link>(), 4);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 2);
}

TEST_F(Looks, TellOfATroubleAgainThatComesAfterALivingPrimary)
{
    linkFails = true;
    start();
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
    appoint(5);
    advance(1s);
    welcome(5);
    ASSERT_EQ(state(), State::Attached);
    crash(5);
    advance(1s);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 2);
    advance(60s);
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 2);
}

TEST_F(Looks, ShowTheTroubleThatLastsWhenTheOneThatCameAfterItIsOver)
{
    openFailure = {Error::EpochFloorUnavailable, QStringLiteral("read-only")};
    linkFails = true;
    start();
    ASSERT_EQ(election->snapshot().failure.error, Error::LockFailed);
    linkFails = false;
    advance(2s);
    ASSERT_EQ(role(), Role::Primary);
    EXPECT_EQ(election->snapshot().failure.error, Error::EpochFloorUnavailable);
    EXPECT_EQ(election->snapshot().failure.text, QStringLiteral("read-only"));
}

TEST_F(Looks, TakeNobodyForPrimaryWhoseRecordIsNotSettledOrOfAnotherEpoch)
{
    for (const Record &found :
         {recordOf(5, false, HungPrimaryPolicy::Fence), recordOf(4, true, HungPrimaryPolicy::Fence)}) {
        record = found;
        appoint(5);
        start();
        ASSERT_EQ(state(), State::Attached);
        EXPECT_EQ(election->snapshot().primaryId, QString());
    }
}

TEST_F(Looks, NameTheHolderThatIsSilentBeforeItHasSettled)
{
    record = recordOf(5, false, HungPrimaryPolicy::Fence);
    appoint(5);
    start();
    advance(Timeout);
    EXPECT_EQ(election->snapshot().health, PrimaryHealth::Unresponsive);
    EXPECT_EQ(election->snapshot().primaryId, QStringLiteral("p5"));
    EXPECT_EQ(election->snapshot().epoch, 5u);
    EXPECT_EQ(noticed<notice::PrimaryChanged>(), 1);
}

TEST_F(Looks, FindInTheRecordHowLongASilentPrimaryIsExpectedToBeBusy)
{
    terms.policy = HungPrimaryPolicy::Fence;
    record = recordOf(5, true, HungPrimaryPolicy::Fence);
    record->busyUntil = now + 2s;
    appoint(5);
    start();
    advance(1900ms);
    EXPECT_EQ(performed<op::Link>(), 0);
    advance(2s);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Looks, OfThoseWhoAreNotNextLeaveTheirTurnsToTheOthersWhenAPrimaryDumpsItsCore)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("me")});
    process = ProcessState::Dumping;
    while (election->snapshot().health != PrimaryHealth::Gone && now < Instant(110s))
        advance(1ms);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Gone);
    advance(2 * Election::Turn - 2ms);
    EXPECT_EQ(performed<op::Bind>(), 0);
    advance(Interval);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Looks, ThatFindNobodyEndTheListeningToTheBus)
{
    startBeside(5);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d"),
                   QStringLiteral("e"), QStringLiteral("f"), QStringLiteral("me")});
    for (int tries = 0; tries < 30; ++tries) {
        event([this](Election &e) { e.closed(connection); });
        advance(2ms);
    }
    ASSERT_EQ(switched<effect::BusListen>(), std::vector<bool>{true});
    crash(5);
    advance(Interval / 2 + 10ms);
    ASSERT_EQ(election->snapshot().health, PrimaryHealth::Gone);
    ASSERT_EQ(role(), Role::Secondary);
    EXPECT_EQ(switched<effect::BusListen>(), (std::vector<bool>{true, false}));
}

TEST_F(Looks, OfTheDisabledAnswerTheChecksOfAGroupWithoutAPrimary)
{
    terms.enabled = false;
    start();
    event([](Election &e) { e.check(1, 10s); });
    EXPECT_EQ(checks, std::vector{CheckResult::NotRunning});
}

TEST_F(Looks, OfAReserveThatWasAskedInVainStandBackAsBefore)
{
    terms.candidacy = Candidacy::SecondaryOnly;
    appoint(5);
    start();
    event([this](Election &e) { e.closed(connection); });
    ASSERT_EQ(state(), State::Looking);
    event([](Election &e) { e.check(1, 50ms); });
    advance(50ms);
    ASSERT_EQ(checks.size(), 1U);
    crash(5);
    advance(Timeout / 2);
    EXPECT_EQ(role(), Role::Secondary) << "as always, it waits for others first";
    advance(Timeout);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Looks, OfADuplicateClaimOnlyWhereNobodyElseDoesSoInTime)
{
    startBeside(5);
    receive(connection, welcomeOfADuplicate(QStringLiteral("p5")));
    crash(5);
    advance(Timeout - 10ms);
    EXPECT_EQ(performed<op::Bind>(), 0);
    advance(200ms);
    EXPECT_EQ(role(), Role::Primary);
}

TEST_F(Looks, OfWhomADepartedPrimaryHadTheIdClaimAtOnce)
{
    for (const bool crashes : {true, false}) {
        startBeside(5);
        const wire::Welcome welcome = welcomeOfADuplicate(terms.instanceId);
        receive(connection, welcome);
        const Connection lost = connection;
        event([lost](Election &e) { e.closed(lost); }); // it lives, and says it again
        while (connection == lost && now < Instant(110s))
            advance(1ms);
        event([this](Election &e) { e.connected(connection); });
        receive(connection, welcome);
        ASSERT_EQ(role(), Role::Secondary);
        if (crashes) {
            crash(5);
        } else {
            held.clear();
            receive(connection, wire::Released{5, Reason::PrimaryShutdown, {}});
        }
        advance(50ms);
        EXPECT_EQ(role(), Role::Primary) << (crashes ? "crashed" : "left");
    }
}

TEST_F(Looks, OfWhomTheUserTellsToTakeOverWaitForNoBackOff)
{
    promotionHandler = true;
    start();
    event([](Election &e) { e.promotionAnswered(1, false, QStringLiteral("no")); });
    advance(100ms);
    ASSERT_EQ(performed<op::Promote>(), 1);
    event([](Election &e) { e.takeOver(); });
    EXPECT_EQ(performed<op::Promote>(), 2);
}

TEST_F(Looks, LeaveARecordOfAllThatOthersHaveToKnowOfTheClaimant)
{
    terms.policy = HungPrimaryPolicy::Fence;
    startBeside(5);
    tellRoster(5, {QStringLiteral("me")});
    event([](Election &e) { e.expectBusy(10s); });
    advance(1ms);
    crash(5);
    ASSERT_EQ(role(), Role::Primary);
    for (const Action &action : actions) {
        const auto *operation = std::get_if<Operation>(&action);
        const auto *listen = operation ? std::get_if<op::Listen>(operation) : nullptr;
        if (!listen)
            continue;
        EXPECT_EQ(listen->record.instanceId, terms.instanceId);
        EXPECT_EQ(listen->record.pid, terms.pid);
        EXPECT_EQ(listen->record.policy, HungPrimaryPolicy::Fence);
        EXPECT_EQ(listen->record.heartbeatInterval, Interval);
        EXPECT_EQ(listen->record.heartbeatTimeout, Timeout);
        EXPECT_EQ(listen->record.claimedAt, now);
        EXPECT_EQ(listen->record.busyUntil, now - 1ms + 10s);
        return;
    }
    ADD_FAILURE() << "it has published no record";
}

TEST_F(Looks, TellEachPrimaryRosterAndErrorOnce)
{
    startBeside(5);
    welcome(5);
    EXPECT_EQ(noticed<notice::PrimaryChanged>(), 1);
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("me")});
    tellRoster(5, {QStringLiteral("a"), QStringLiteral("me")});
    EXPECT_EQ(noticed<notice::InstancesChanged>(), 1);
    crash(5);
    appoint(6);
    record = recordOf(6, true, HungPrimaryPolicy::Fence);
    record->instanceId = QStringLiteral("p5"); // the same instance once more
    advance(50ms);
    EXPECT_EQ(noticed<notice::PrimaryChanged>(), 2);
    EXPECT_EQ(election->snapshot().epoch, 6u);
    for (const auto &[error, text] :
         {std::pair(Error::EpochFloorUnavailable, "full"), std::pair(Error::EpochFloorUnavailable, "full"),
          std::pair(Error::EpochFloorUnavailable, "read-only"), std::pair(Error::LockFailed, "read-only")})
        event([&](Election &e) { e.floorReserved(257, {error, QString::fromLatin1(text)}); });
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 3);
}

} // namespace
