// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// What lies in the group's directory is deleted, replaced, or was put there by somebody else.

#include "system/faults.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>

#include <csignal>
#include <cstdio>

#include <sys/stat.h>

using namespace QtFailover::Test;
using namespace std::chrono_literals;

namespace {

QStringList filesLike(const QString &directory, const QString &pattern)
{
    return QDir(directory).entryList({pattern}, QDir::Files | QDir::System | QDir::Hidden);
}

void write(const QString &path, const QByteArray &bytes = {})
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly)) << qPrintable(path);
    file.write(bytes);
}

} // namespace

class DeletedNames : public ::testing::TestWithParam<const char *>
{};

TEST_P(DeletedNames, CostNeitherTheRoleNorTheEpochNorTheNextFailOver)
{
    const QString pattern = QLatin1String(GetParam());
    Group group(impatient());
    const auto all = group.startInOrder(2);
    const QString directory = group.namesDirectory();
    const QStringList doomed = filesLike(directory, pattern);
    ASSERT_FALSE(doomed.isEmpty());
    for (const QString &name : doomed)
        ASSERT_TRUE(QFile::remove(directory + u'/' + name));
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    all[0]->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    EXPECT_TRUE(
        waitFor([&] { return QFile::exists(directory + QStringLiteral("/e.1")) && !group.socket().isEmpty(); }));
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    EXPECT_EQ(all[0]->epoch(), 1U);
    all[0]->signal(SIGKILL);
    // A claim whose own lock file is gone begins anew with a fresh one, an epoch later.
    EXPECT_LE(all[1]->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 3);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(late->count(RoleChanged, ToPrimary), 0);
}

INSTANTIATE_TEST_SUITE_P(Each, DeletedNames, ::testing::Values("e.*", "i.*", "s.*", "r.*", "*"),
                         [](const auto &parameter) {
                             switch (*parameter.param) {
                             case 'e':
                                 return "TheRight";
                             case 'i':
                                 return "TheLockFiles";
                             case 's':
                                 return "TheSockets";
                             case 'r':
                                 return "TheRecords";
                             default:
                                 return "All";
                             }
                         });

TEST(DamagedNames, ARightReplacedByAForeignFileIsGivenUpAndTheGroupGoesOn)
{
    Group group(impatient());
    const auto all = group.startInOrder(2);
    const QString right = group.namesDirectory() + QStringLiteral("/e.1");
    write(right + u'~', "mine now");
    ASSERT_EQ(::rename(qPrintable(right + u'~'), qPrintable(right)), 0);
    all[0]->await(RoleChanged, ToSecondary);
    EXPECT_EQ(all[0]->find(QStringLiteral("roleChanged"))[u"reason"].toString(), QStringLiteral("LockLost"));
    all[0]->await(ErrorTold, failure("LockLost"));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_GE(group.primaries().front()->epoch(), 2U);
}

TEST(DamagedNames, EmptyTornAndForeignFilesFromBeforeHoldNobodyUp)
{
    Group group(impatient());
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    first->signal(SIGTERM);
    ASSERT_TRUE(first->awaitExit());
    const QString directory = group.namesDirectory() + u'/';
    write(directory + QStringLiteral("e.7"));
    write(directory + QStringLiteral("e.8"), QByteArray(3000, '\xff'));
    write(directory + QStringLiteral("e.notanumber"), "?");
    write(directory + QStringLiteral("i.torn"), "12");
    struct stat info {};
    ASSERT_EQ(::stat(qPrintable(directory + QStringLiteral("e.8")), &info), 0);
    write(directory + QStringLiteral("r.%1").arg(quint64(info.st_ino)), QByteArray(20, '\xa1'));
    write(directory + QStringLiteral("s.%1").arg(quint64(info.st_ino)), "no socket");
    ASSERT_TRUE(QDir().mkdir(directory + QStringLiteral("e.5")));
    ASSERT_TRUE(QFile::link(QStringLiteral("/etc/passwd"), directory + QStringLiteral("e.6")));
    Instance *next = group.start(QStringLiteral("next"));
    EXPECT_EQ(next->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 9);
    Instance *heir = group.start(QStringLiteral("heir"));
    heir->await(RoleChanged, ToSecondary);
    next->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 2}});
    next->signal(SIGKILL);
    EXPECT_EQ(heir->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 10);
    EXPECT_TRUE(QFile::exists(QStringLiteral("/etc/passwd")));
}

TEST(DamagedNames, ADirectoryInThePlaceOfARightHoldsNobodyUp)
{
    Group group(impatient());
    Instance *first = group.start(QStringLiteral("first"));
    first->await(RoleChanged, ToPrimary);
    first->signal(SIGTERM);
    ASSERT_TRUE(first->awaitExit());
    ASSERT_TRUE(QDir().mkdir(group.namesDirectory() + QStringLiteral("/e.20")));
    Instance *next = group.start(QStringLiteral("next"));
    EXPECT_EQ(next->await(RoleChanged, ToPrimary)[u"epoch"].toInteger(), 2);
}

TEST(DamagedNames, BesideAStoppedPrimaryADeletedDirectoryMakesNoSecondPrimary)
{
    Group group(impatient());
    const auto all = group.startInOrder(1);
    all[0]->signal(SIGSTOP);
    ASSERT_TRUE(QDir(group.namesDirectory()).removeRecursively());
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    late->await(QStringLiteral("error"), error(QStringLiteral("LockFailed")));
    EXPECT_EQ(late->count(RoleChanged, ToPrimary), 0);
    all[0]->signal(SIGCONT);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    EXPECT_EQ(all[0]->epoch(), 1U);
}

TEST(DamagedNames, AStoppedPrimaryWhoseDirectoryIsDeletedIsFencedAsAnyOther)
{
    Group group(fencing());
    const auto all = group.startInOrder(4);
    all[0]->signal(SIGSTOP);
    ASSERT_TRUE(QDir(group.namesDirectory()).removeRecursively());
    ASSERT_TRUE(waitFor([&] { return group.primaries().size() > 1; })) << "it waited for the stopped one to go on";
    all[0]->signal(SIGCONT);
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[0]->find(RoleChanged)[u"reason"], QStringLiteral("Fenced"));
    EXPECT_EQ(all[0]->count(RoleChanged), 2);
}

TEST(DamagedNames, ADirectoryOpenToOthersInTheOldOnesPlaceIsClosedOrRefused)
{
    Group group(impatient());
    const auto all = group.startInOrder(2);
    const QString directory = group.namesDirectory();
    const QString open = group.directory() + QStringLiteral("/open");
    ASSERT_EQ(::mkdir(qPrintable(open), 0777), 0);
    ASSERT_EQ(::chmod(qPrintable(open), 0777), 0);
    // The primary may make its own anew meanwhile.
    ASSERT_TRUE(waitFor([&] {
        return QDir(directory).removeRecursively() && std::rename(qPrintable(open), qPrintable(directory)) == 0;
    }));
    all[0]->await(QStringLiteral("error"), error(QStringLiteral("DirectoryUnusable")));
    EXPECT_EQ(all[0]->count(RoleChanged), 1) << "it keeps the role";
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary), 0);
    ASSERT_TRUE(QDir(directory).removeRecursively());
    ASSERT_TRUE(waitFor([&] { return QFile::exists(directory + QStringLiteral("/e.1")); }));
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[0]->epoch(), 1U);
}

TEST(DamagedNames, TheWholeRuntimeDirectoryMayGo)
{
    Group group(impatient());
    const QString runtime = group.directory() + QStringLiteral("/gone");
    group.setEnvironment(QStringLiteral("XDG_RUNTIME_DIR"), runtime);
    const auto all = group.startInOrder(2);
    ASSERT_TRUE(QDir(runtime).removeRecursively());
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    all[0]->await(QStringLiteral("instancesChanged"), {{QStringLiteral("count"), 3}});
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    all[0]->signal(SIGKILL);
    all[1]->await(RoleChanged, ToPrimary);
    ASSERT_TRUE(group.awaitSettled());
}

TEST(DamagedNames, BesideAPrimaryOfAnotherRuntimeDirectoryItWaitsIdlySaysSoAndFollows)
{
    Group group(impatient());
    const auto all = group.startInOrder(1);
    group.setEnvironment(QStringLiteral("XDG_RUNTIME_DIR"), group.directory() + QStringLiteral("/elsewhere"));
    group.setEnvironment(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("qtfailover.election.debug=true"));
    Instance *late = group.start(QStringLiteral("late"));
    late->await(RoleChanged, ToSecondary);
    late->await(QStringLiteral("error"), error(QStringLiteral("DirectoryUnusable")));
    EXPECT_LT(late->log().count("-> Claiming"), 50) << "it turns in a loop";
    all[0]->signal(SIGKILL);
    late->await(RoleChanged, ToPrimary);
    EXPECT_EQ(late->count(RoleChanged), 2);
}

TEST(DamagedNames, DeletedOverAndOverWhileOthersComeThereIsOnePrimary)
{
    Group group(impatient());
    const auto all = group.startInOrder(1);
    for (int i = 0; i < 12; ++i) {
        ASSERT_TRUE(waitFor([&] { return QFile::exists(group.namesDirectory() + QStringLiteral("/e.1")); }));
        // The primary may be about to make the rest of its names anew.
        ASSERT_TRUE(waitFor([&] { return QDir(group.namesDirectory()).removeRecursively(); }));
        Instance *late = group.start(QStringLiteral("late%1").arg(i));
        late->await(RoleChanged);
        ASSERT_EQ(late->count(RoleChanged, ToPrimary), 0) << i;
    }
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[0]->count(RoleChanged), 1);
    EXPECT_EQ(all[0]->epoch(), 1U);
}
