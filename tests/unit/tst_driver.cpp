// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/nobus.h"
#include "driver/driver.h"
#include "testing/fakeworld.h"

#include <gtest/gtest.h>

using namespace QtFailover;
using namespace QtFailover::Internal;

namespace {

/// What the application and the bus were told, in this order.
using Diary = std::vector<std::string>;

class DiaryBus final : public NoBus
{
public:
    explicit DiaryBus(Diary &diary) : m_diary(diary) {}
    void open(const Terms &) override { m_diary.emplace_back("bus opened"); }
    void setListener(Listener *told) override { listener = told; }
    void roleChanged(Role, Role, quint64) override { m_diary.emplace_back("role on the bus"); }
    void answerCheck(quint64, const QString &) override { m_diary.emplace_back("answer on the bus"); }

    Listener *listener = nullptr;

private:
    Diary &m_diary;
};

class DiaryApplication final : public Application
{
public:
    explicit DiaryApplication(Diary &diary) : m_diary(diary) {}
    void publish(const Snapshot &, const std::vector<Notice> &notices) override
    {
        for (const Notice &notice : notices) {
            if (std::holds_alternative<notice::RoleChanged>(notice))
                m_diary.emplace_back("role");
        }
    }
    bool promote(const PromotionOrder &) override { return asksBeforePromotion; }
    void cancelPromotion(Epoch) override {}
    bool demote(const DemotionOrder &) override { return false; }
    void pingMainLoop(quint64) override {}
    void checked(quint64, CheckResult) override {}
    void endOfEvent() override {}

    bool asksBeforePromotion = false;

private:
    Diary &m_diary;
};

/// On a disk that may be full.
class CrampedRights final : public Rights
{
public:
    explicit CrampedRights(Rights &rights) : m_rights(rights) {}
    Failure open() override { return isFull ? failure() : m_rights.open(); }
    quint64 inode() const override { return m_rights.inode(); }
    Survey look() override { return m_rights.look(); }
    Hold hold(Epoch epoch) override { return m_rights.hold(epoch); }
    LinkResult link(Epoch epoch) override { return m_rights.link(epoch); }
    bool unlink(Epoch epoch) override { return m_rights.unlink(epoch); }
    bool prove(Epoch epoch) override { return m_rights.prove(epoch); }
    bool revoke(Epoch epoch, const Record &record) override { return !isFull && m_rights.revoke(epoch, record); }
    void unlock() override { m_rights.unlock(); }
    Failure publish(const Record &record) override { return m_rights.publish(record); }
    std::optional<Record> record(quint64 inode) override { return m_rights.record(inode); }
    void sweep() override {}
    Failure failure() const override { return {Error::LockFailed, QStringLiteral("no room")}; }
    QString directory() const override { return m_rights.directory(); }
    QByteArray key() const override { return m_rights.key(); }

    bool isFull = false;

private:
    Rights &m_rights;
};

class Lonely final : public World::Inhabitant
{
public:
    bool turn() override { return false; }
    void holdMainLoop() override {}
    void releaseMainLoop() override {}
    void vanish() override {}
};

class DriverTest : public ::testing::Test
{
protected:
    static Terms ownTerms()
    {
        Terms terms;
        terms.group = QStringLiteral("g");
        terms.instanceId = QStringLiteral("a");
        return terms;
    }
    Ports ports()
    {
        const Ports own = place->ports(application, nullptr);
        return {own.clock, own.rights, own.floors, own.guards, own.transport, own.gate, bus, application, nullptr};
    }

    Testing::FakeWorld world;
    Lonely inhabitant;
    const std::unique_ptr<World::Place> place = world.admit(ownTerms(), inhabitant);
    Diary diary;
    DiaryBus bus{diary};
    DiaryApplication application{diary};
    Driver driver{ownTerms(), ports(), 1};
};

} // namespace

TEST_F(DriverTest, OpensTheBusOnlyWhenTheRoleIsTold)
{
    driver.start();
    EXPECT_EQ(diary, (Diary{"role", "bus opened", "role on the bus"}));
}

TEST_F(DriverTest, SaysToThoseWhoAskItsGuardThatItIsPrimary)
{
    driver.start();
    Terms terms = ownTerms();
    terms.instanceId = QStringLiteral("b");
    Lonely asker;
    const auto other = world.admit(terms, asker);
    const Answer answer = other->ports(application, nullptr).guards.ask(1);
    EXPECT_EQ(answer.kind, Answer::Answered);
    EXPECT_EQ(answer.standing, Standing::Primary);
}

TEST(Driver, HeedsNoCrashLoopOfAnotherBoot)
{
    for (const QByteArray &bootId : {QByteArrayLiteral("another"), QSysInfo::bootUniqueId()}) {
        Testing::FakeWorld world;
        Lonely inhabitant;
        Terms terms;
        terms.group = QStringLiteral("g");
        terms.instanceId = QStringLiteral("a");
        const auto place = world.admit(terms, inhabitant);
        Diary diary;
        DiaryApplication application(diary);
        const Ports own = place->ports(application, nullptr);
        // What a directory that was set by hand may hold after a reboot: the machine had run for long.
        Record failed;
        failed.epoch = 5;
        failed.claimedAt = own.clock.now() + std::chrono::hours(24);
        failed.failedPromotions = 3;
        failed.settled = true;
        failed.bootId = bootId;
        ASSERT_FALSE(own.rights.open());
        ASSERT_EQ(own.rights.link(5), LinkResult::Linked);
        ASSERT_TRUE(own.rights.revoke(5, failed));
        Driver driver(terms, own, 1);
        driver.start();
        EXPECT_EQ(place->token()->isPrimary(), bootId == "another");
        const auto record = own.rights.record(own.rights.inode());
        EXPECT_TRUE(bootId != "another" || (record && record->bootId == QSysInfo::bootUniqueId()));
    }
}

TEST_F(DriverTest, AnswersACheckOfTheBusAfterTheNewsThatGoWithIt)
{
    driver.inOneTurn([this] {
        driver.start();
        bus.listener->busCheck(1);
    });
    EXPECT_EQ(diary, (Diary{"role", "bus opened", "role on the bus", "answer on the bus"}));
}

TEST_F(DriverTest, HoldsNoNameForWantOfRoomForItsNextLock)
{
    const Ports own = place->ports(application, nullptr);
    CrampedRights rights(own.rights);
    application.asksBeforePromotion = true;
    Driver rejected(ownTerms(),
                    {own.clock, rights, own.floors, own.guards, own.transport, own.gate, bus, application, nullptr}, 1);
    rejected.start();
    ASSERT_EQ(rights.hold(1), Hold::Held);
    rights.isFull = true;
    rejected.promotionAnswered(1, false, QStringLiteral("no"));
    EXPECT_EQ(rights.hold(1), Hold::Free) << "or nobody else could be primary";
}
