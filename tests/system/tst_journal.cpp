// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "support/dieswithtest.h"
#include "support/groupdirectory.h"
#include "support/waitfor.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QUuid>

#include <csignal>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <set>

using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

/// A real process of journalinstance, and what it has said.
class Appender final
{
public:
    Appender(const QString &group, const QString &directory, const QString &id) : m_id(id)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        QObject::connect(&m_process, &QProcess::readyReadStandardOutput, &m_process, [this] { read(); });
        diesWithTest(m_process);
        m_process.start(QStringLiteral(QTFAILOVER_JOURNAL_INSTANCE),
                        {group, directory + u"/run"_s, id, directory + u"/journal"_s});
        EXPECT_TRUE(m_process.waitForStarted());
    }
    ~Appender()
    {
        m_process.kill(); // a stopped process too
        m_process.waitForFinished();
    }

    QString id() const { return m_id; }
    void command(const QByteArray &line) { m_process.write(line + '\n'); }
    void signal(int number) { ::kill(pid_t(m_process.processId()), number); }
    bool isRunning() const { return m_process.state() != QProcess::NotRunning; }
    bool isPrimary() const { return m_primary; }
    quint64 epoch() const { return m_epoch; } ///< of its last reign
    bool isDone() const { return m_done; }
    const std::vector<quint64> &acknowledged() const { return m_acknowledged; }
    int acknowledgedIn(quint64 epoch) const { return m_byEpoch.value(epoch); } ///< how many
    const QList<QByteArray> &failures() const { return m_failures; }

private:
    Q_DISABLE_COPY_MOVE(Appender)

    void read()
    {
        while (m_process.canReadLine()) {
            const QByteArray line = m_process.readLine().trimmed();
            const QList<QByteArray> words = line.split(' ');
            if (words[0] == "ack") {
                m_acknowledged.push_back(words[1].toULongLong());
                ++m_byEpoch[words[2].toULongLong()];
            } else if (words[0] == "failed") {
                m_failures.append(line);
            } else if (words[0] == "primary") {
                m_primary = true;
                m_epoch = words[1].toULongLong();
            } else if (words[0] == "secondary") {
                m_primary = false;
            } else if (words[0] == "done") {
                m_done = true;
            }
        }
    }

    const QString m_id;
    QProcess m_process;
    bool m_primary = false;
    bool m_done = false;
    quint64 m_epoch = 0;
    std::vector<quint64> m_acknowledged;
    QHash<quint64, int> m_byEpoch;
    QList<QByteArray> m_failures;
};

class Journal : public testing::Test
{
protected:
    using List = std::vector<std::unique_ptr<Appender>>;

    Appender *start()
    {
        living.push_back(std::make_unique<Appender>(group, directory.path(), u"i%1"_s.arg(++lastId)));
        return living.back().get();
    }
    /// The one that became primary last, and says so still.
    Appender *primary() const
    {
        Appender *newest = nullptr;
        for (const auto &appender : living) {
            if (appender->isPrimary() && appender->isRunning() && (!newest || appender->epoch() > newest->epoch()))
                newest = appender.get();
        }
        return newest;
    }
    quint64 highestEpoch() const
    {
        quint64 highest = 0;
        for (const auto &appender : living)
            highest = std::max(highest, appender->epoch());
        return highest;
    }
    std::size_t acknowledged() const
    {
        std::size_t sum = 0;
        for (const auto &appender : living)
            sum += appender->acknowledged().size();
        return sum;
    }
    /// Everybody has had some replies from the present primary, whose main loop has turned for them: whoever dies
    /// before that has died of its promotion, and three of them would be a crash loop.
    bool awaitProgress()
    {
        return waitFor([&] {
            const Appender *present = primary();
            return present && std::all_of(living.begin(), living.end(), [&](const auto &appender) {
                       return appender->acknowledgedIn(present->epoch()) >= 5;
                   });
        });
    }
    /// It goes with what it has acknowledged; another takes its place.
    void replace(Appender *gone)
    {
        ASSERT_TRUE(waitFor([&] { return !gone->isRunning(); }));
        const auto at =
            std::find_if(living.begin(), living.end(), [gone](const auto &each) { return each.get() == gone; });
        ended.push_back(std::move(*at));
        living.erase(at);
        start();
    }
    void check() const
    {
        int voided = 0;
        QFile file(directory.filePath(u"journal"_s));
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        quint64 sealed = 0;
        std::set<QByteArray> ids;
        std::map<QByteArray, std::vector<quint64>> numbers; // by sender
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            ASSERT_TRUE(line.endsWith('\n')) << "a torn line: " << line.constData();
            const QList<QByteArray> words = line.trimmed().split(' ');
            if (words[0] == "S") {
                sealed = std::max(sealed, words[1].toULongLong());
                continue;
            }
            ASSERT_EQ(words.size(), 5) << line.constData();
            if (words[1].toULongLong() != sealed) {
                EXPECT_LT(words[1].toULongLong(), sealed) << "written before its seal: " << line.constData();
                ++voided; // by a primary whose time was over; it has looked for the seal before it came
                continue;
            }
            EXPECT_TRUE(ids.insert(words[2]).second) << "an id twice: " << line.constData();
            std::vector<quint64> &list = numbers[words[3]];
            EXPECT_TRUE(list.empty() || list.back() < words[4].toULongLong())
                << "out of order or twice, after " << list.back() << ": " << line.constData();
            list.push_back(words[4].toULongLong());
        }
        std::printf("%zu entries, %d void\n", ids.size(), voided);
        for (const List *appenders : {&living, &ended}) {
            for (const auto &appender : *appenders) {
                const std::vector<quint64> &list = numbers[appender->id().toLatin1()];
                const std::set<quint64> inJournal(list.begin(), list.end());
                for (const quint64 number : appender->acknowledged())
                    EXPECT_TRUE(inJournal.contains(number))
                        << "acknowledged and lost: " << qPrintable(appender->id()) << ' ' << number;
                EXPECT_TRUE(appender->failures().isEmpty())
                    << qPrintable(appender->id()) << ' ' << appender->failures().value(0).constData();
            }
        }
    }

    QTemporaryDir directory{groupDirectoryTemplate()};
    const QString group = u"org.example.J"_s + QUuid::createUuid().toString(QUuid::Id128).left(8);
    List living;
    List ended;
    int lastId = 0;
};

TEST_F(Journal, HoldsEveryAcknowledgedAppendOnceAndInOrderThrough200LossesOfThePrimary)
{
    qputenv("XDG_STATE_HOME", directory.filePath(u"state"_s).toLocal8Bit());
    const unsigned seed = qEnvironmentVariableIsSet("QTFAILOVER_SEED") ? qEnvironmentVariableIntValue("QTFAILOVER_SEED")
                                                                       : std::random_device{}();
    std::printf("seed %u (QTFAILOVER_SEED)\n", seed);
    std::mt19937 random(seed);
    bool isNumber = false;
    const int asked = qEnvironmentVariableIntValue("QTFAILOVER_ROUNDS", &isNumber);
    const int rounds = isNumber ? asked : 200;
    for (int i = 0; i < 4; ++i)
        start();
    int count[4]{};
    for (int round = 0; round < rounds && !HasFailure(); ++round) {
        ASSERT_TRUE(awaitProgress()) << "round " << round;
        Appender *old = primary();
        const quint64 epoch = highestEpoch();
        const auto succeeded = [&] { return waitFor([&] { return highestEpoch() > epoch; }); };
        const auto what = random() % 4;
        ++count[what];
        switch (what) {
        case 0:
            old->signal(SIGKILL);
            EXPECT_TRUE(succeeded()) << "round " << round << ", killed";
            replace(old);
            break;
        case 1:
            old->signal(SIGSTOP);
            EXPECT_TRUE(succeeded()) << "round " << round << ", stopped and not fenced";
            old->signal(SIGCONT);
            EXPECT_TRUE(waitFor([&] { return !old->isPrimary() || old->epoch() > epoch; }));
            break;
        case 2:
            old->command("handover");
            EXPECT_TRUE(succeeded()) << "round " << round << ", handed over";
            break;
        case 3:
            old->command("quit");
            EXPECT_TRUE(succeeded()) << "round " << round << ", left";
            replace(old);
            break;
        }
    }
    for (const auto &appender : living)
        appender->command("finish");
    for (const auto &appender : living)
        EXPECT_TRUE(waitFor([&] { return appender->isDone(); })) << qPrintable(appender->id()) << " has no replies";
    std::printf("%d killed, %d stopped and fenced, %d handed over, %d left; %zu appends acknowledged by the living\n",
                count[0], count[1], count[2], count[3], acknowledged());
    check();
}

} // namespace
