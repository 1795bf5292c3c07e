// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "unit/electionbench.h"

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

using State = Election::State;

class ElectionTest : public ElectionBench
{};

TEST_F(ElectionTest, ReservesFloorsAheadAndWritesNothingDurableOnThePathOfAPromotion)
{
    counted.floor = 1000;
    startBeside(5);
    forgetPast();
    crash(5);
    ASSERT_EQ(role(), Role::Primary);
    EXPECT_EQ(performed<op::Reserve>(), 0);
    EXPECT_GT(placeOf<effect::ReserveAhead>(), placeOf<effect::SetPrimary>());
}

TEST_F(ElectionTest, TellsOnceThatFloorsCannotBeReserved)
{
    openFailure = {Error::EpochFloorUnavailable, QStringLiteral("no state directory")};
    start();
    ASSERT_EQ(role(), Role::Primary);
    event([this](Election &e) { e.floorReserved(257, openFailure); });
    EXPECT_EQ(noticed<notice::ErrorOccurred>(), 1);
}

TEST_F(ElectionTest, SyncsAFloorBeforeTheFirstEpochEverAndWhereTheRangeIsExhausted)
{
    start();
    EXPECT_EQ(role(), Role::Primary);
    EXPECT_EQ(performed<op::Reserve>(), 1);

    counted.floor = 5;
    startBeside(5);
    forgetPast();
    crash(5);
    EXPECT_EQ(performed<op::Reserve>(), 1);
}

TEST_F(ElectionTest, HealsWithoutTheFloorsThatItCannotWrite)
{
    start();
    names.clear();
    openFailure = {Error::EpochFloorUnavailable, QStringLiteral("read-only")};
    event([](Election &e) { e.proofLost(); });
    EXPECT_EQ(state(), State::Primary);
    EXPECT_EQ(names, (std::vector<Right>{{1, own}}));
}

TEST_F(ElectionTest, TellsOfTheFloorsThatItCannotWriteWhenItHealsAndWhenThatBeginsAnew)
{
    const Failure readOnly{Error::EpochFloorUnavailable, QStringLiteral("read-only")};
    start();
    for (const auto &[found, told] :
         {std::pair(readOnly, 1), std::pair(readOnly, 1), std::pair(Failure{}, 1), std::pair(readOnly, 2)}) {
        openFailure = found;
        names.clear();
        event([](Election &e) { e.proofLost(); });
        ASSERT_EQ(state(), State::Primary);
        EXPECT_EQ(noticed<notice::ErrorOccurred>(), told);
    }
}
