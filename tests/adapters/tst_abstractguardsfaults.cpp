// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What becomes of guards when processes die, stop, dump or fork, when descriptors run out, and other users.

#include "guardsfixture.h"

#include "adapters/processwatch.h"
#include "support/descriptors.h"
#include "support/rawsocket.h"
#include "support/waitfor.h"

#include <QScopeGuard>

#include <array>
#include <chrono>
#include <csignal>
#include <thread>
#include <vector>

#include <sys/wait.h>

using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

class AbstractGuardsFaultsTest : public GuardsTest
{};

constexpr uid_t Nobody = 65534;

/// Runs `work` in a forked child and returns its exit code.
template <typename Work>
int inForkedChild(Work work)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(work());
    int status = 0;
    return ::waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

TEST_F(AbstractGuardsFaultsTest, RefuseOrAreDeadAtOnceAfterAKill)
{
    auto peer = holder(5);
    peer->kill();
    EXPECT_TRUE(waitFor([&] { return guards.ask(5).kind == Answer::Refused; }));
    EXPECT_EQ(guards.bind(5), BindResult::Bound);
}

TEST_F(AbstractGuardsFaultsTest, RefuseAfterFreeThoughAForkedChildHoldsTheDescriptor)
{
    const auto peer = holder(5);
    const ProcessEnder child(forkedPid(peer->say(u"fork"_s)));
    ASSERT_EQ(peer->say(u"free"_s), u"done"_s);
    EXPECT_EQ(guards.ask(5).kind, Answer::Refused);
    EXPECT_EQ(guards.bind(5), BindResult::InUse) << "the name itself stays until the child ends";
}

TEST_F(AbstractGuardsFaultsTest, AreDeadWhenTheHolderIsThoughAForkedChildHoldsTheDescriptor)
{
    const auto peer = holder(5);
    const ProcessEnder child(forkedPid(peer->say(u"fork"_s)));
    peer->kill();
    EXPECT_TRUE(waitFor([&] { return guards.ask(5).kind == Answer::Dead; }));
}

TEST_F(AbstractGuardsFaultsTest, AreSilentWhenTheHolderIsStopped)
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

TEST_F(AbstractGuardsFaultsTest, AreSilentWhenTheBacklogIsFull)
{
    const auto peer = holder(5);
    peer->stop();
    std::vector<Descriptor> queue;
    while (Descriptor fd = rawConnect(5))
        queue.push_back(std::move(fd));
    EXPECT_EQ(guards.ask(5).kind, Answer::Silent);
}

TEST_F(AbstractGuardsFaultsTest, AreDeadWhenTheHolderIsKilledWhileItIsAsked)
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

TEST_F(AbstractGuardsFaultsTest, AreDeadWhileTheHolderDumpsItsCore)
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

TEST_F(AbstractGuardsFaultsTest, AreForeignWhenAnotherUserHoldsThem)
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

TEST_F(AbstractGuardsFaultsTest, AreSilentWhenTheirHolderDoesNotSayWhatItIs)
{
    const QByteArray tooLong(GuardText::AnswerCap + 1, '\0');
    for (const QByteArray &words : {QByteArray(), QByteArray("rubbish"), tooLong,
                                    GuardText::encodeAnswer(6, Standing::Primary, u"another's"_s)}) {
        const Descriptor listener(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const GuardAddress address(prefix(), 5);
        ASSERT_EQ(::bind(listener.get(), address.get(), address.size), 0);
        ASSERT_EQ(::listen(listener.get(), 5), 0);
        std::thread holder([&] {
            for (;;) {
                const Descriptor asker(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
                if (!asker)
                    return;
                rawSend(asker, words);
            }
        });
        const Answer answer = guards.ask(5);
        ::shutdown(listener.get(), SHUT_RDWR);
        holder.join();
        EXPECT_EQ(answer.kind, Answer::Silent) << words.left(20).constData();
        EXPECT_EQ(answer.process, ProcessState::Running);
    }
}

TEST_F(AbstractGuardsFaultsTest, TellAnotherUserNothing)
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

TEST_F(AbstractGuardsFaultsTest, AreLeftAloneByAForkedChild)
{
    auto own = std::make_unique<AbstractGuards>(group, QString());
    ASSERT_EQ(own->bind(4), BindResult::Bound);
    EXPECT_EQ(inForkedChild([&] {
                  own->free();
                  own.reset();
                  return 0;
              }),
              0);
    EXPECT_EQ(own->ask(4).kind, Answer::Answered);
}

TEST_F(AbstractGuardsFaultsTest, AreNotInheritedByAProgramThatIsStarted)
{
    const QStringList before = inheritedDescriptors();
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    guards.releaseFirst();
    EXPECT_EQ(inheritedDescriptors(), before);
}

TEST_F(AbstractGuardsFaultsTest, AnswerAfterAFlood)
{
    const auto peer = holder(5);
    for (int i = 0; i < 2000; ++i)
        rawConnect(5);
    EXPECT_TRUE(waitFor([&] { return guards.ask(5).kind == Answer::Answered; }));
}

TEST_F(AbstractGuardsFaultsTest, SayWhyTheyCannotBeBound)
{
    const BindResult result = [this] {
        const auto shortage = withoutDescriptors();
        return guards.bind(1);
    }();
    EXPECT_EQ(result, BindResult::Unavailable);
    EXPECT_EQ(guards.failure().error, QtFailover::Error::ListenFailed);
    EXPECT_FALSE(guards.failure().text.isEmpty());
    EXPECT_FALSE(guards.isBound(1));
    EXPECT_EQ(guards.bind(1), BindResult::Bound);
    EXPECT_FALSE(guards.failure()) << "it is over";
}

TEST_F(AbstractGuardsFaultsTest, SayThatTheyCannotFindTheOthersWithoutADescriptor)
{
    const auto peer = holder(5);
    const std::vector<Answer> answers = [this] {
        const auto shortage = withoutDescriptors();
        return guards.askOthers();
    }();
    EXPECT_TRUE(answers.empty());
    EXPECT_TRUE(guards.failure()) << "which is not to say that there are none";
    EXPECT_EQ(guards.askOthers().size(), 1u);
    EXPECT_FALSE(guards.failure()) << "it is over";
}

TEST_F(AbstractGuardsFaultsTest, AreSilentForWantOfADescriptorToAskThemWith)
{
    const auto five = holder(5);
    const auto six = holder(6);
    const std::vector<Answer> answers = [this] {
        const auto shortage = withoutDescriptors(1);
        return guards.askOthers();
    }();
    ASSERT_EQ(answers.size(), 2u);
    EXPECT_EQ(answers[1].kind, Answer::Silent);
}

TEST_F(AbstractGuardsFaultsTest, NeitherSpinNorGoDeafWhenDescriptorsRunOut)
{
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    const Descriptor raw = rawConnect(1);
    ASSERT_TRUE(raw);
    int turns = 0;
    {
        const auto shortage = withoutDescriptors();
        const QDeadlineTimer end(std::chrono::milliseconds(300));
        while (!end.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
            ++turns;
        }
    }
    EXPECT_LT(turns, 50);
    EXPECT_TRUE(waitFor([&] { return rawIsClosed(raw); }));
}

TEST_F(AbstractGuardsFaultsTest, DoNotSpinWhileTheyAskWhenDescriptorsRunOut)
{
    ASSERT_EQ(guards.bind(1), BindResult::Bound);
    const auto peer = holder(5);
    peer->stop();
    const Descriptor asker = rawConnect(1);
    ASSERT_TRUE(asker);
    static QStringList warnings;
    warnings.clear();
    const auto note = [](QtMsgType, const QMessageLogContext &, const QString &text) { warnings += text; };
    const QtMessageHandler usual = qInstallMessageHandler(note);
    const Answer answer = [this] {
        const auto shortage = withoutDescriptors(1); // for the question itself
        return guards.ask(5);
    }();
    qInstallMessageHandler(usual);
    EXPECT_EQ(answer.kind, Answer::Silent);
    EXPECT_LT(warnings.size(), 10);
    EXPECT_TRUE(warnings.value(0).contains(qt_error_string(EMFILE))) << qPrintable(warnings.value(0));
    EXPECT_TRUE(waitFor([&] { return rawIsClosed(asker); })) << "it is answered when there are descriptors again";
}
