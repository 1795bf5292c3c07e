// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/QtFailover>

#include "support/dieswithtest.h"
#include "support/groupdirectory.h"
#include "support/stopprocess.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QUuid>

#include <csignal>

using namespace QtFailover;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Instances in this process, and one in a process of its own, which can be stopped.
class MutePeers : public testing::Test
{
protected:
    struct Here {
        explicit Here(const Config &config) : watcher(config), messenger(new Messenger(&watcher)) {}
        Watcher watcher;
        Messenger *messenger;
    };

    MutePeers() { qputenv("XDG_STATE_HOME", directory.filePath(u"state"_s).toLocal8Bit()); }
    ~MutePeers() override
    {
        process.kill(); // a stopped process too
        process.waitForFinished();
    }

    std::unique_ptr<Here> start(const QString &id, std::chrono::milliseconds heartbeatInterval = 50ms,
                                std::chrono::milliseconds shutdownTimeout = 1min) const
    {
        Config config(group);
        config.setRuntimeDirectory(directory.filePath(u"run"_s));
        config.setInstanceId(id);
        config.setDBusEnabled(false);
        config.setHeartbeatInterval(heartbeatInterval);
        config.setHeartbeatTimeout(10s + 2 * heartbeatInterval);
        config.setMainLoopTimeout(0ms);
        config.setShutdownTimeout(shutdownTimeout);
        auto made = std::make_unique<Here>(config);
        EXPECT_TRUE(made->watcher.start());
        EXPECT_TRUE(waitFor([&] { return made->watcher.role() != Role::Inactive; }));
        return made;
    }
    void startOther()
    {
        process.setProcessChannelMode(QProcess::MergedChannels);
        diesWithTest(process);
        process.start(QStringLiteral(QTFAILOVER_JOURNAL_INSTANCE),
                      {group, directory.filePath(u"run"_s), u"other"_s, directory.filePath(u"journal"_s)});
        ASSERT_TRUE(process.waitForStarted());
        QObject::connect(&process, &QProcess::readyReadStandardOutput, &process, [this] { said += process.readAll(); });
    }
    void signal(int number) { ::kill(pid_t(process.processId()), number); }

    QTemporaryDir directory{groupDirectoryTemplate()};
    const QString group = u"org.example.M"_s + QUuid::createUuid().toString(QUuid::Id128).left(8);
    QProcess process;
    QByteArray said;
};

TEST_F(MutePeers, OneThatDoesNotReadLosesItsConnectionAndTheOthersTheirHeartbeatsNot)
{
    const auto primary = start(u"primary"_s);
    ASSERT_TRUE(waitFor([&] { return primary->watcher.isPrimary(); }));
    const auto witness = start(u"witness"_s);
    startOther();
    const auto areKnown = [&](qsizetype count) {
        return primary->watcher.instances().size() == count && witness->watcher.instances().size() == count;
    };
    ASSERT_TRUE(waitFor([&] { return areKnown(3); }));
    ASSERT_TRUE(stopProcess(process.processId()));
    const QSignalSpy heartbeats(&witness->watcher, &Watcher::heartbeat);
    const QSignalSpy published(witness->messenger, &Messenger::published);
    int publications = 0;
    ASSERT_TRUE(waitFor([&] {
        // No more than the witness reads.
        if (publications == published.size() && publications < 20) {
            EXPECT_TRUE(primary->messenger->publish(u"t"_s, QByteArray(16 << 20, 'x')));
            ++publications;
        }
        return areKnown(2);
    }));
    EXPECT_GE(publications, 4);
    EXPECT_LE(publications, 17) << "64 MiB may wait for one peer that does not read for a second, 256 MiB for any";
    const qsizetype before = heartbeats.size();
    EXPECT_TRUE(waitFor([&] { return heartbeats.size() >= before + 5; }));
    EXPECT_EQ(witness->watcher.primaryHealth(), PrimaryHealth::Alive);
    EXPECT_EQ(witness->watcher.role(), Role::Secondary);
    signal(SIGCONT);
    EXPECT_TRUE(waitFor([&] { return areKnown(3); })) << "it joins anew";
    EXPECT_TRUE(primary->watcher.isPrimary());
}

TEST_F(MutePeers, AHandOverWaitsForOneThatDoesNotReadASecondAndNotABeat)
{
    QList<Request> inHand;
    QList<Request> moved;
    const auto primary = start(u"primary"_s, 10min); // by then the test has failed
    ASSERT_TRUE(waitFor([&] { return primary->watcher.isPrimary(); }));
    const auto successor = start(u"successor"_s, 10min);
    primary->messenger->setRequestHandler(&process, [&](const Request &request) { inHand.append(request); });
    successor->messenger->setRequestHandler(&process, [&](const Request &request) { moved.append(request); });
    startOther();
    ASSERT_TRUE(waitFor([&] { return primary->watcher.instances().size() == 3 && !inHand.isEmpty(); }));
    ASSERT_TRUE(stopProcess(process.processId()));
    const QSignalSpy published(successor->messenger, &Messenger::published);
    EXPECT_TRUE(primary->messenger->publish(u"t"_s, QByteArray(16 << 20, 'x')));
    for (Request &request : inHand)
        request.reply("behind the publication");
    primary->watcher.handOver(u"successor"_s);
    ASSERT_TRUE(waitFor([&] { return successor->watcher.isPrimary(); }));
    EXPECT_EQ(published.size(), 1);
    EXPECT_EQ(::kill(pid_t(process.processId()), SIGCONT), 0);
    ASSERT_TRUE(waitFor([&] { return !moved.isEmpty(); }));
    EXPECT_EQ(moved.first().id(), inHand.first().id());
    EXPECT_EQ(moved.first().attempt(), 2);
}

TEST_F(MutePeers, AnEndIsInTimeBesideOneThatDoesNotRead)
{
    auto primary = start(u"primary"_s, 50ms, 300ms);
    ASSERT_TRUE(waitFor([&] { return primary->watcher.isPrimary(); }));
    startOther();
    ASSERT_TRUE(waitFor([&] { return primary->watcher.instances().size() == 2; }));
    ASSERT_TRUE(stopProcess(process.processId()));
    const QSignalSpy published(primary->messenger, &Messenger::published);
    EXPECT_TRUE(primary->messenger->publish(u"t"_s, QByteArray(16 << 20, 'x')));
    ASSERT_TRUE(waitFor([&] { return published.size() == 1; }));
    QStringList errors;
    QObject::connect(&primary->watcher, &Watcher::errorOccurred,
                     [&](Error, const QString &text) { errors.append(text); });
    primary.reset();
    EXPECT_TRUE(errors.isEmpty()) << qPrintable(errors.value(0));
}

TEST_F(MutePeers, BesideAStoppedPrimaryARequestWaitsUntilItsTimeoutOrUntilThePrimaryWakes)
{
    startOther();
    ASSERT_TRUE(waitFor([&] { return said.contains("primary 1"); }));
    const auto secondary = start(u"secondary"_s);
    ASSERT_TRUE(waitFor([&] { return secondary->watcher.instances().size() == 2; }));
    ASSERT_TRUE(stopProcess(process.processId()));
    const QFuture<Reply> impatient = secondary->messenger->request("impatient 1", 300ms);
    const QFuture<Reply> patient = secondary->messenger->request("patient 1", 1h);
    ASSERT_TRUE(waitFor([&] { return impatient.isFinished(); }));
    EXPECT_EQ(impatient.result().error(), Reply::Timeout);
    EXPECT_FALSE(patient.isFinished());
    signal(SIGCONT);
    ASSERT_TRUE(waitFor([&] { return patient.isFinished(); }));
    EXPECT_EQ(patient.result().error(), Reply::NoError) << qPrintable(patient.result().errorString());
    EXPECT_EQ(patient.result().epoch(), 1U);
}

} // namespace
