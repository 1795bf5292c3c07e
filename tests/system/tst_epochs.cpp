// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "system/group.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QDirIterator>
#include <QFile>

#include <csignal>

using namespace QtFailover::Test;

namespace {

/// A group whose runtime directory can go as in a reboot, apart from its state directory.
class Epochs : public testing::Test
{
protected:
    Epochs() { group.setEnvironment(QStringLiteral("XDG_RUNTIME_DIR"), runtime()); }

    QString runtime() const { return group.directory() + QStringLiteral("/runtime"); }
    QStringList stateFiles(const QString &pattern) const
    {
        QStringList files;
        QDirIterator found(group.directory() + QStringLiteral("/state"), {pattern}, QDir::Files | QDir::System,
                           QDirIterator::Subdirectories);
        while (found.hasNext())
            files += found.next();
        return files;
    }
    /// The epoch of a primary that starts alone and is killed.
    qint64 liveOnce(const QString &id)
    {
        Instance *instance = group.start(id);
        const QJsonObject primary =
            instance->await(QStringLiteral("roleChanged"), {{QStringLiteral("role"), QStringLiteral("primary")}});
        instance->signal(SIGKILL);
        EXPECT_TRUE(instance->awaitExit());
        return primary[u"epoch"].toInteger();
    }

    Group group;
};

} // namespace

TEST_F(Epochs, GrowByOneOverRestartsOfAllInstances)
{
    EXPECT_EQ(liveOnce(QStringLiteral("a")), 1);
    EXPECT_EQ(liveOnce(QStringLiteral("b")), 2);
    EXPECT_EQ(liveOnce(QStringLiteral("c")), 3);
}

TEST_F(Epochs, GrowOverAReboot)
{
    EXPECT_EQ(liveOnce(QStringLiteral("a")), 1);
    EXPECT_EQ(liveOnce(QStringLiteral("b")), 2);
    ASSERT_TRUE(QDir(runtime()).removeRecursively());
    const qint64 third = liveOnce(QStringLiteral("c"));
    EXPECT_GT(third, 2);
    EXPECT_EQ(liveOnce(QStringLiteral("d")), third + 1);
}

TEST_F(Epochs, GrowOverALossOfPowerThatLeavesNothingButWhatWasSynced)
{
    EXPECT_EQ(liveOnce(QStringLiteral("a")), 1);
    EXPECT_FALSE(stateFiles(QStringLiteral("f.*")).isEmpty()) << "the first start ever has waited for its floor";
    EXPECT_EQ(liveOnce(QStringLiteral("b")), 2);
    ASSERT_TRUE(QDir(runtime()).removeRecursively());
    const QStringList spoken = stateFiles(QStringLiteral("u.*"));
    ASSERT_FALSE(spoken.isEmpty());
    for (const QString &file : spoken)
        ASSERT_TRUE(QFile::remove(file));
    const qint64 third = liveOnce(QStringLiteral("c"));
    EXPECT_GT(third, 2);
    EXPECT_EQ(liveOnce(QStringLiteral("d")), third + 1);
}

TEST_F(Epochs, AreKnownToEveryInstance)
{
    const auto all = group.startInOrder(3);
    all[0]->signal(SIGKILL);
    all[1]->await(QStringLiteral("roleChanged"), {{QStringLiteral("role"), QStringLiteral("primary")}});
    const QJsonObject told = all[2]->await(QStringLiteral("primaryChanged"), {{QStringLiteral("epoch"), 2}});
    EXPECT_EQ(told[u"epoch"].toInteger(), 2);
}
