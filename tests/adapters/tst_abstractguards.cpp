// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/abstractguards.h"

#include "adapters/boundguards.h"
#include "adapters/guardquestions.h"
#include "adapters/guardtext.h"
#include "support/peerprocess.h"
#include "support/rawsocket.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QScopeGuard>
#include <QUuid>

#include <array>
#include <chrono>
#include <csignal>
#include <memory>
#include <numeric>

#include <sys/resource.h>
#include <sys/wait.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

/// A fresh group each.
class AbstractGuardsTest : public testing::Test
{
protected:
    AbstractGuardsTest() { guards.setInstanceId(u"me"_s); }

    /// A process that holds the guard of the epoch.
    std::unique_ptr<PeerProcess> holder(Epoch epoch)
    {
        auto peer = std::make_unique<PeerProcess>();
        EXPECT_EQ(peer->say(u"group "_s + group), u"done"_s);
        EXPECT_EQ(peer->say(u"id holder-%1"_s.arg(epoch)), u"done"_s);
        EXPECT_EQ(peer->say(u"bind %1"_s.arg(epoch)), u"bound"_s);
        return peer;
    }

    QByteArray prefix() const { return GuardText::prefix(::geteuid(), group, QString(), {}); }

    Descriptor rawConnect(Epoch epoch) const
    {
        Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        const GuardAddress address(prefix(), epoch);
        if (::connect(fd.get(), address.get(), address.size) != 0)
            return {};
        return fd;
    }

    const QString group = u"test-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    AbstractGuards guards{group, QString()};
};

constexpr uid_t Nobody = 65534;

/// Runs `work` in a forked child and returns its exit code.
template<typename Work>
int inForkedChild(Work work)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

TEST_F(AbstractGuardsTest, AnswersWithEpochStandingAndId)
{
    const auto peer = holder(5);
    Answer answer = guards.ask(5);
    EXPECT_EQ(answer.kind, Answer::Answered);
    EXPECT_EQ(answer.epoch, 5u);
    EXPECT_EQ(answer.standing, Standing::Candidate);
    EXPECT_EQ(answer.instanceId, u"holder-5"_s);
    ASSERT_EQ(peer->say(u"primary"_s), u"done"_s);
    EXPECT_EQ(guards.ask(5).standing, Standing::Primary);
}

TEST_F(AbstractGuardsTest, BindsWhatNobodyHolds)
{
    const auto peer = holder(5);
    EXPECT_EQ(guards.bind(5), BindResult::InUse);
    EXPECT_FALSE(guards.isBound(5));
    EXPECT_EQ(guards.bind(6), BindResult::Bound);
    EXPECT_TRUE(guards.isBound(6));
    EXPECT_EQ(guards.bind(6), BindResult::Bound);
    EXPECT_EQ(peer->say(u"bind 6"_s), u"in use"_s);
    guards.free();
    EXPECT_FALSE(guards.isBound(6));
    EXPECT_EQ(peer->say(u"bind 6"_s), u"bound"_s);
}

TEST_F(AbstractGuardsTest, AreOtherGuardsWithAnotherKeyScopeOrGroup)
{
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    AbstractGuards keyed(group, QString());
    keyed.setKey("/somewhere/else");
    AbstractGuards scoped(group, u"scope"_s);
    for (AbstractGuards *other : {&keyed, &scoped}) {
        EXPECT_TRUE(other->askOthers().empty());
        EXPECT_EQ(other->bind(1), BindResult::Bound);
    }
    AbstractGuards same(group, QString());
    EXPECT_EQ(same.bind(1), BindResult::InUse);
}

TEST_F(AbstractGuardsTest, RefuseWhereNobodyEverWas)
{
    const Answer answer = guards.ask(1);
    EXPECT_EQ(answer.kind, Answer::Refused);
    EXPECT_EQ(answer.epoch, 1u);
}

TEST_F(AbstractGuardsTest, RefuseOrAreDeadAtOnceAfterAKill)
{
    auto peer = holder(5);
    peer->kill();
    EXPECT_TRUE(waitFor([&] { return guards.ask(5).kind == Answer::Refused; }));
    EXPECT_EQ(guards.bind(5), BindResult::Bound);
}

TEST_F(AbstractGuardsTest, RefuseAfterFreeThoughAForkedChildHoldsTheDescriptor)
{
    const auto peer = holder(5);
    const ProcessEnder child(forkedPid(peer->say(u"fork"_s)));
    ASSERT_EQ(peer->say(u"free"_s), u"done"_s);
    EXPECT_EQ(guards.ask(5).kind, Answer::Refused);
    EXPECT_EQ(guards.bind(5), BindResult::InUse) << "the name itself stays until the child ends";
}

TEST_F(AbstractGuardsTest, AreDeadWhenTheHolderIsThoughAForkedChildHoldsTheDescriptor)
{
    const auto peer = holder(5);
    const ProcessEnder child(forkedPid(peer->say(u"fork"_s)));
    peer->kill();
    EXPECT_TRUE(waitFor([&] { return guards.ask(5).kind == Answer::Dead; }));
}

TEST_F(AbstractGuardsTest, AreSilentWhenTheHolderIsStopped)
{
    const auto peer = holder(5);
    peer->stop();
    const auto before = std::chrono::steady_clock::now();
    const Answer answer = guards.ask(5);
    EXPECT_GE(std::chrono::steady_clock::now() - before, Guards::AskDeadline);
    EXPECT_EQ(answer.kind, Answer::Silent);
    EXPECT_EQ(answer.process, ProcessState::Stopped);
    peer->resume();
    EXPECT_TRUE(waitFor([&] { return guards.ask(5).kind == Answer::Answered; }));
}

TEST_F(AbstractGuardsTest, AreSilentWhenTheBacklogIsFull)
{
    const auto peer = holder(5);
    peer->stop();
    std::vector<Descriptor> queue;
    while (Descriptor fd = rawConnect(5))
        queue.push_back(std::move(fd));
    EXPECT_EQ(guards.ask(5).kind, Answer::Silent);
}

TEST_F(AbstractGuardsTest, AreDeadWhenTheHolderIsKilledWhileItIsAsked)
{
    const auto peer = holder(5);
    peer->stop();
    const pid_t pid = static_cast<pid_t>(peer->pid());
    const pid_t killer = ::fork();
    if (killer == 0) {
        const timespec pause{0, 10'000'000};
        ::nanosleep(&pause, nullptr);
        ::kill(pid, SIGKILL);
        ::_exit(0);
    }
    const Answer answer = guards.ask(5);
    ::waitpid(killer, nullptr, 0);
    // On a loaded machine the kill may come after the deadline.
    EXPECT_TRUE(answer.kind == Answer::Dead || answer.kind == Answer::Refused || answer.kind == Answer::Silent);
    EXPECT_TRUE(waitFor([&] { return guards.ask(5).kind == Answer::Refused; }));
}

TEST_F(AbstractGuardsTest, AreDeadWhileTheHolderDumpsItsCore)
{
    const auto peer = holder(5);
    ASSERT_EQ(peer->say(u"weigh 100"_s), u"done"_s);
    const Descriptor watching = rawConnect(5);
    const ProcessWatch watch = ProcessWatch::ofPeer(watching.get());
    peer->tell(u"crash"_s);
    int seen = 0;
    const bool hasEnded = waitFor([&] {
        if (watch.state() != ProcessState::Dumping)
            return watch.hasEnded();
        const Answer answer = guards.ask(5);
        if (watch.state() == ProcessState::Dumping) { // and so all the time
            EXPECT_EQ(answer.kind, Answer::Dead);
            ++seen;
        }
        return false;
    });
    EXPECT_TRUE(hasEnded);
    if (seen == 0)
        GTEST_SKIP() << "no core was dumped, or too fast to be seen";
}

TEST_F(AbstractGuardsTest, AnswerOthersWhileTheyAskThemselves)
{
    const auto silent = holder(5);
    const auto asker = holder(6);
    ASSERT_EQ(guards.bind(7), BindResult::Bound);
    silent->stop();
    // The event loop does not turn here: whatever is answered is answered from within ask(). On a loaded machine
    // one question may fall between two of ours.
    QString heard;
    for (int round = 0; round < 50 && !heard.startsWith(u"answered"_s); ++round) {
        asker->tell(u"ask 7"_s);
        EXPECT_EQ(guards.ask(5).kind, Answer::Silent);
        heard = asker->line();
    }
    EXPECT_EQ(heard, u"answered candidate me"_s);
}

TEST_F(AbstractGuardsTest, TwoClaimantsThatAskOneAnotherBothGetTheirAnswer)
{
    const auto one = holder(1);
    const auto two = holder(2);
    for (int round = 0; round < 100; ++round) {
        one->tell(u"ask 2"_s);
        two->tell(u"ask 1"_s);
        EXPECT_EQ(one->line(), u"answered candidate holder-2"_s);
        EXPECT_EQ(two->line(), u"answered candidate holder-1"_s);
    }
}

TEST_F(AbstractGuardsTest, FindAllOthersInOrder)
{
    const auto nine = holder(9);
    const auto ten = holder(10);
    const auto two = holder(2);
    ASSERT_EQ(guards.bind(3), BindResult::Bound);
    two->stop();
    const std::vector<Answer> answers = guards.askOthers();
    ASSERT_EQ(answers.size(), 3u);
    EXPECT_EQ(answers[0].epoch, 2u);
    EXPECT_EQ(answers[0].kind, Answer::Silent);
    EXPECT_EQ(answers[1].epoch, 9u);
    EXPECT_EQ(answers[1].kind, Answer::Answered);
    EXPECT_EQ(answers[2].epoch, 10u);
    EXPECT_EQ(answers[2].instanceId, u"holder-10"_s);
}

TEST_F(AbstractGuardsTest, AreFoundByNetlinkAndInProcAlike)
{
    for (Epoch epoch = 1; epoch <= 200; ++epoch)
        ASSERT_EQ(guards.bind(epoch), BindResult::Bound);
    std::vector<Epoch> expected(200);
    std::iota(expected.begin(), expected.end(), 1);
    EXPECT_EQ(BoundGuards::listFromProc(prefix()), expected);
    if (const auto found = BoundGuards::listByNetlink(prefix()))
        EXPECT_EQ(*found, expected);
    else
        GTEST_SKIP() << "this kernel has no CONFIG_UNIX_DIAG";
}

TEST_F(AbstractGuardsTest, TellThatTheyWereAskedOnceTheCallHasReturned)
{
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    int told = 0;
    guards.onAsked([&] { ++told; });
    EXPECT_EQ(guards.ask(1).kind, Answer::Answered);
    EXPECT_EQ(told, 0);
    EXPECT_TRUE(waitFor([&] { return told == 1; }));
}

TEST_F(AbstractGuardsTest, AreForeignWhenAnotherUserHoldsThem)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root can be two users";
    std::array<int, 2> ready{};
    ASSERT_EQ(::pipe(ready.data()), 0);
    const pid_t stranger = ::fork();
    if (stranger == 0) {
        const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
        const GuardAddress address(prefix(), 5);
        const bool done = ::setuid(Nobody) == 0 && ::bind(fd, address.get(), address.size) == 0 && ::listen(fd, 5) == 0;
        const char byte = done ? 'y' : 'n';
        ::alarm(120);
        if (::write(ready[1], &byte, 1) == 1)
            ::pause();
        ::_exit(0);
    }
    const auto end = qScopeGuard([stranger] {
        ::kill(stranger, SIGKILL);
        ::waitpid(stranger, nullptr, 0);
    });
    char byte = 0;
    ASSERT_EQ(::read(ready[0], &byte, 1), 1);
    ASSERT_EQ(byte, 'y');
    EXPECT_EQ(guards.ask(5).kind, Answer::Foreign);
    EXPECT_EQ(guards.bind(5), BindResult::InUse);
}

TEST_F(AbstractGuardsTest, TellAnotherUserNothing)
{
    if (::geteuid() != 0)
        GTEST_SKIP() << "only root can be two users";
    const auto peer = holder(5);
    const int bytes = inForkedChild([&] {
        const int fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
        const GuardAddress address(prefix(), 5);
        char buffer[64];
        if (::setuid(Nobody) != 0 || ::connect(fd, address.get(), address.size) != 0)
            return 99;
        return static_cast<int>(std::max<ssize_t>(::read(fd, buffer, sizeof(buffer)), 0));
    });
    EXPECT_EQ(bytes, 0);
}

TEST_F(AbstractGuardsTest, AreLeftAloneByAForkedChild)
{
    auto own = std::make_unique<AbstractGuards>(group, QString());
    ASSERT_EQ(own->bind(4), BindResult::Bound);
    EXPECT_EQ(inForkedChild([&] {
        own->free();
        own.reset();
        return 0;
    }), 0);
    EXPECT_EQ(own->ask(4).kind, Answer::Answered);
}

TEST_F(AbstractGuardsTest, CloseThoseWhoWaitWhenTheyAreFreed)
{
    ASSERT_EQ(guards.bind(4), BindResult::Bound);
    const Descriptor raw = rawConnect(4);
    ASSERT_TRUE(raw);
    guards.free();
    EXPECT_TRUE(rawIsClosed(raw));
}

TEST_F(AbstractGuardsTest, AnswerAfterAFlood)
{
    const auto peer = holder(5);
    for (int i = 0; i < 2000; ++i)
        rawConnect(5);
    EXPECT_TRUE(waitFor([&] { return guards.ask(5).kind == Answer::Answered; }));
}

TEST_F(AbstractGuardsTest, SayWhyTheyCannotBeBound)
{
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    const rlimit none{3, before.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &none);
    const BindResult result = guards.bind(1);
    ::setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_EQ(result, BindResult::Unavailable);
    EXPECT_EQ(guards.failure().error, QtFailover::Error::ListenFailed);
    EXPECT_FALSE(guards.failure().text.isEmpty());
    EXPECT_FALSE(guards.isBound(1));
}

TEST_F(AbstractGuardsTest, NeitherSpinNorGoDeafWhenDescriptorsRunOut)
{
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    const Descriptor raw = rawConnect(1);
    ASSERT_TRUE(raw);
    rlimit before{};
    ::getrlimit(RLIMIT_NOFILE, &before);
    const rlimit none{3, before.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &none);
    int turns = 0;
    const QDeadlineTimer shortage(std::chrono::milliseconds(300));
    while (!shortage.hasExpired()) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        ++turns;
    }
    ::setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_LT(turns, 50);
    EXPECT_TRUE(waitFor([&] { return rawIsClosed(raw); }));
}

TEST_F(AbstractGuardsTest, KnowTheirNetworkNamespace)
{
    EXPECT_TRUE(guards.networkNamespace().startsWith("net:["));
}
