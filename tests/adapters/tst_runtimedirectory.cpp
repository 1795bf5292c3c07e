// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/descriptor.h"
#include "adapters/names.h"
#include "adapters/runtimedirectory.h"
#include "support/directories.h"
#include "support/forkedchild.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>
#include <sys/socket.h>
#include <sys/un.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

constexpr uid_t Nobody = 65534;

bool isRoot() { return ::geteuid() == 0; }

bool giveTo(uid_t user, const QString &path) { return ::lchown(QFile::encodeName(path).constData(), user, user) == 0; }

class RuntimeDirectoryTest : public testing::Test
{
protected:
    void SetUp() override { ASSERT_TRUE(m_temporary.isValid()); }

    QString root() const { return m_temporary.path(); }
    QString in(const QString &name) const { return m_temporary.filePath(name); }
    RuntimeDirectory make(const QString &parent) const { return {u"org.example.Test"_s, QString(), parent}; }

    /// A directory of this user at `parent`, and the group's directory in it by its path.
    QString groupDirectory(const QString &parent) const
    {
        RuntimeDirectory directory = make(parent);
        const Failure failure = directory.open();
        EXPECT_FALSE(failure) << qPrintable(failure.text);
        return directory.path();
    }

    static void expectUnusable(RuntimeDirectory directory, const QString &path)
    {
        const Failure failure = directory.open();
        EXPECT_EQ(failure.error, Error::DirectoryUnusable);
        EXPECT_TRUE(failure.text.contains(path)) << qPrintable(failure.text);
        EXPECT_TRUE(directory.path().isEmpty());
    }

    const QTemporaryDir m_temporary;
    const EnvironmentGuard m_runtime{"XDG_RUNTIME_DIR", QFile::encodeName(m_temporary.filePath(u"xdg"_s))};
    const EnvironmentGuard m_state{"XDG_STATE_HOME", QFile::encodeName(m_temporary.filePath(u"state"_s))};
    const EnvironmentGuard m_flatpak{"FLATPAK_ID", {}};
};

} // namespace

TEST_F(RuntimeDirectoryTest, MakesAPrivateDirectoryWithAShortName)
{
    const QString path = groupDirectory(root());
    EXPECT_EQ(modeOf(path), 0700);
    EXPECT_EQ(QFileInfo(path).path(), root());
    EXPECT_EQ(QFileInfo(path).fileName().size(), 20);
}

TEST_F(RuntimeDirectoryTest, TellsGroupsAndScopesApart)
{
    QStringList paths;
    for (const auto &[group, scope] :
         {std::pair{u"a"_s, u""_s}, {u"a"_s, u"b"_s}, {u"ab"_s, u""_s}, {u"b"_s, u"a"_s}}) {
        RuntimeDirectory directory(group, scope, root());
        EXPECT_FALSE(directory.open());
        paths += directory.path();
    }
    EXPECT_EQ(paths.removeDuplicates(), 0);
}

TEST_F(RuntimeDirectoryTest, StaysInsideItsParentWhateverTheGroupIsCalled)
{
    RuntimeDirectory directory(u"../../etc"_s, u"/"_s, root());
    ASSERT_FALSE(directory.open());
    EXPECT_EQ(QFileInfo(directory.path()).path(), root());
}

TEST_F(RuntimeDirectoryTest, PrefersTheConfiguredDirectory)
{
    EXPECT_TRUE(groupDirectory(in(u"mine"_s)).startsWith(in(u"mine/"_s)));
    EXPECT_FALSE(exists(in(u"xdg"_s)));
}

TEST_F(RuntimeDirectoryTest, UsesTheXdgRuntimeDirectory)
{
    EXPECT_TRUE(groupDirectory({}).startsWith(in(u"xdg/qtf-"_s)));
}

TEST_F(RuntimeDirectoryTest, UsesThePartOfTheRuntimeDirectoryThatAFlatpakShares)
{
    const EnvironmentGuard flatpak("FLATPAK_ID", "org.example.App");
    EXPECT_TRUE(groupDirectory({}).startsWith(in(u"xdg/app/org.example.App/qtf-"_s)));
}

TEST_F(RuntimeDirectoryTest, IgnoresAFlatpakIdThatLeadsElsewhere)
{
    const EnvironmentGuard flatpak("FLATPAK_ID", "../../other");
    EXPECT_TRUE(groupDirectory({}).startsWith(in(u"xdg/qtf-"_s)));
}

TEST_F(RuntimeDirectoryTest, MakesADirectoryOfTheUsersInTheTempLocationWhenThereIsNoOther)
{
    if (!isRoot())
        GTEST_SKIP() << "needs a user without /run/user/UID";
    ASSERT_TRUE(setMode(root(), 01777));
    // A relative path counts as none.
    const EnvironmentGuard runtime("XDG_RUNTIME_DIR", "relative");
    const EnvironmentGuard temporary("TMPDIR", QFile::encodeName(root()));
    const QString expected = in(u"qtfailover-54321"_s);
    ForkedChild stranger([&](const ForkedChild::Parent &) {
        if (::setgid(54321) != 0 || ::setuid(54321) != 0)
            return NotPermitted;
        RuntimeDirectory directory = make({});
        if (directory.open())
            return 1;
        return directory.path().startsWith(expected + u"/qtf-"_s) && modeOf(expected) == 0700 ? 0 : 2;
    });
    EXPECT_EQ(stranger.exitCode(), 0);

    // Anybody may come first in a shared directory.
    for (const auto occupy : {+[](const QString &path) { return QDir().mkdir(path); },
                              +[](const QString &path) { return QFile::link(u"/tmp"_s, path); }}) {
        QDir(expected).removeRecursively();
        QFile::remove(expected);
        ASSERT_TRUE(occupy(expected));
        ForkedChild late([&](const ForkedChild::Parent &) {
            if (::setgid(54321) != 0 || ::setuid(54321) != 0)
                return NotPermitted;
            return make({}).open().error == Error::DirectoryUnusable ? 0 : 1;
        });
        EXPECT_EQ(late.exitCode(), 0);
        QFile::remove(expected);
    }
}

TEST_F(RuntimeDirectoryTest, DoesWithoutAnotherOneWhereALongTempLocationIsTheUsersOwn)
{
    if (!isRoot())
        GTEST_SKIP() << "needs a user without /run/user/UID";
    ASSERT_TRUE(setMode(root(), 01777));
    const EnvironmentGuard runtime("XDG_RUNTIME_DIR", {});
    for (const auto &[length, mode, isEnough] : {std::tuple(60, 0700, true), {60, 0755, false}, {45, 0700, false}}) {
        const QString temporary = in(QString(length, u't')).left(length);
        const EnvironmentGuard place("TMPDIR", QFile::encodeName(temporary));
        const QString expected = temporary + (isEnough ? u"/qtf-"_s : u"/qtfailover-54321/qtf-"_s);
        ASSERT_TRUE(QDir().mkdir(temporary) && setMode(temporary, mode_t(mode)) && giveTo(54321, temporary));
        ForkedChild user([&](const ForkedChild::Parent &) {
            if (::setgid(54321) != 0 || ::setuid(54321) != 0)
                return NotPermitted;
            RuntimeDirectory directory = make({});
            const Failure failure = directory.open();
            const bool isThere = !failure && directory.path().startsWith(expected);
            return isThere || failure.text.contains(expected) ? 0 : 1;
        });
        EXPECT_EQ(user.exitCode(), 0) << qPrintable(expected);
        ASSERT_TRUE(QDir(temporary).removeRecursively());
    }
}

TEST_F(RuntimeDirectoryTest, MakesWhatIsMissingForThisUserAlone)
{
    const mode_t before = ::umask(0);
    const QString path = groupDirectory(in(u"a/b/c"_s));
    ::umask(before);
    for (const QString &made : {in(u"a"_s), in(u"a/b"_s), in(u"a/b/c"_s), path})
        EXPECT_EQ(modeOf(made), 0700) << qPrintable(made);
}

TEST_F(RuntimeDirectoryTest, IsNotConfusedByAUmaskThatTakesEverything)
{
    ASSERT_TRUE(setMode(root(), 0700) && (!isRoot() || giveTo(Nobody, root())));
    ForkedChild child([&](const ForkedChild::Parent &) { // not as root, who may open everything
        if (isRoot() && (::setgid(Nobody) != 0 || ::setuid(Nobody) != 0))
            return NotPermitted;
        ::umask(0777);
        RuntimeDirectory directory = make(root());
        return !directory.open() && modeOf(directory.path()) == 0700 ? 0 : 1;
    });
    const int code = child.exitCode();
    if (code == NotPermitted)
        GTEST_SKIP() << "may not become another user";
    EXPECT_EQ(code, 0);
}

TEST_F(RuntimeDirectoryTest, MakesItAnewWhereItWas)
{
    RuntimeDirectory directory = make(in(u"parent"_s));
    ASSERT_FALSE(directory.open());
    const QString path = directory.path();
    ASSERT_TRUE(QDir(in(u"parent"_s)).removeRecursively());
    ASSERT_FALSE(directory.open());
    EXPECT_EQ(directory.path(), path);
    EXPECT_EQ(modeOf(path), 0700);
}

TEST_F(RuntimeDirectoryTest, ClosesADirectoryThatOthersCanRead)
{
    const QString path = groupDirectory(root());
    ASSERT_TRUE(setMode(path, 0755));
    EXPECT_EQ(groupDirectory(root()), path);
    EXPECT_EQ(modeOf(path), 0700);
}

TEST_F(RuntimeDirectoryTest, RefusesADirectoryThatOthersCanWrite)
{
    const QString path = groupDirectory(root());
    for (const mode_t mode : {0770, 0702, 01777}) {
        ASSERT_TRUE(setMode(path, mode));
        expectUnusable(make(root()), path);
    }
}

TEST_F(RuntimeDirectoryTest, RefusesAParentThatOthersCanWrite)
{
    for (const mode_t mode : {0770, 0702, 01777}) {
        ASSERT_TRUE(setMode(root(), mode));
        expectUnusable(make(root()), root());
    }
    ASSERT_TRUE(setMode(root(), 0755));
    EXPECT_FALSE(make(root()).open());
}

TEST_F(RuntimeDirectoryTest, RefusesTheDirectoryOfAnotherUser)
{
    if (!isRoot())
        GTEST_SKIP() << "needs root";
    const QString path = groupDirectory(in(u"parent"_s));
    ASSERT_TRUE(giveTo(Nobody, path));
    expectUnusable(make(in(u"parent"_s)), path);
    ASSERT_TRUE(giveTo(0, path));
    ASSERT_TRUE(giveTo(Nobody, in(u"parent"_s)));
    expectUnusable(make(in(u"parent"_s)), in(u"parent"_s));
}

TEST_F(RuntimeDirectoryTest, RefusesASymbolicLinkInItsPlace)
{
    const QString path = groupDirectory(root());
    ASSERT_TRUE(QDir().rename(path, in(u"elsewhere"_s)));
    ASSERT_TRUE(QFile::link(in(u"elsewhere"_s), path));
    expectUnusable(make(root()), path);
}

TEST_F(RuntimeDirectoryTest, FollowsALinkToTheParentThatTheUserMade)
{
    ASSERT_TRUE(QDir().mkdir(in(u"real"_s)));
    ASSERT_TRUE(setMode(in(u"real"_s), 0700));
    ASSERT_TRUE(QFile::link(in(u"real"_s), in(u"link"_s)));
    EXPECT_TRUE(groupDirectory(in(u"link"_s)).startsWith(in(u"link/"_s)));
    EXPECT_EQ(make(in(u"link"_s)).key(), make(in(u"real"_s)).key());
}

TEST_F(RuntimeDirectoryTest, RefusesALinkToTheParentThatAnotherUserMade)
{
    if (!isRoot())
        GTEST_SKIP() << "needs root";
    ASSERT_TRUE(QDir().mkdir(in(u"real"_s)));
    ASSERT_TRUE(QFile::link(in(u"real"_s), in(u"link"_s)));
    ASSERT_TRUE(giveTo(Nobody, in(u"link"_s)));
    expectUnusable(make(in(u"link"_s)), in(u"link"_s));
}

TEST_F(RuntimeDirectoryTest, RefusesALinkThatLeadsNowhere)
{
    ASSERT_TRUE(QFile::link(in(u"nowhere"_s), in(u"link"_s)));
    expectUnusable(make(in(u"link"_s)), in(u"link"_s));
}

TEST_F(RuntimeDirectoryTest, RefusesAFileInItsPlace)
{
    const QString path = groupDirectory(root());
    ASSERT_TRUE(QDir(path).removeRecursively());
    writeFile(path);
    expectUnusable(make(root()), path);
    expectUnusable(make(path), path);
    expectUnusable(make(path + u"/below"_s), path);
}

TEST_F(RuntimeDirectoryTest, SaysThatAReadOnlyParentCannotBeWritten)
{
    const QString parent = in(u"readonly"_s);
    ASSERT_TRUE(QDir().mkdir(parent));
    const QByteArray native = QFile::encodeName(parent);
    ForkedChild child([&](const ForkedChild::Parent &) {
        if (!mountPrivately(native.constData(), "mode=0700") || !remountReadOnly(native.constData()))
            return NotPermitted;
        const Failure failure = make(parent).open();
        return failure.error == Error::DirectoryUnusable && failure.text.contains(parent) ? 0 : 1;
    });
    const int code = child.exitCode();
    if (code == NotPermitted)
        GTEST_SKIP() << "may not mount";
    EXPECT_EQ(code, 0);
}

TEST_F(RuntimeDirectoryTest, SaysThatADirectoryWithoutRightsCannotBeUsed)
{
    if (!isRoot())
        GTEST_SKIP() << "needs root to become somebody else";
    ASSERT_TRUE(setMode(root(), 0755));
    const QString parent = in(u"theirs"_s);
    ASSERT_TRUE(QDir().mkdir(parent));
    ASSERT_TRUE(giveTo(Nobody, parent) && setMode(parent, 0500));
    ForkedChild child([&](const ForkedChild::Parent &) {
        if (::setgid(Nobody) != 0 || ::setuid(Nobody) != 0)
            return NotPermitted;
        return make(parent).open().error == Error::DirectoryUnusable ? 0 : 1;
    });
    EXPECT_EQ(child.exitCode(), 0);
}

TEST_F(RuntimeDirectoryTest, AllowsPathsThatASocketFitsInAndNoLongerOnes)
{
    const auto parentOf = [this](qsizetype length) {
        const qsizetype rest = length - QFile::encodeName(root()).size() - 1;
        return in(QString(rest, u'd'));
    };
    const qsizetype group = QFileInfo(groupDirectory(root())).fileName().size();
    const qsizetype socket = sizeof("/s.18446744073709551615") - 1;
    const qsizetype longest = qsizetype(sizeof(sockaddr_un::sun_path)) - 1 - socket - 1 - group;

    const QString path = groupDirectory(parentOf(longest));
    const QByteArray name = QFile::encodeName(Names::path(path, Names::Socket, std::numeric_limits<quint64>::max()));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    ASSERT_EQ(name.size() + 1, qsizetype(sizeof(address.sun_path)));
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    const Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    EXPECT_EQ(::bind(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof(address)), 0);

    RuntimeDirectory tooLong = make(parentOf(longest + 1));
    const Failure failure = tooLong.open();
    EXPECT_EQ(failure.error, Error::DirectoryUnusable);
    for (const qsizetype number : {longest + 1 + 1 + group, longest + 1 + group})
        EXPECT_TRUE(failure.text.contains(QString::number(number))) << qPrintable(failure.text);
    EXPECT_TRUE(failure.text.contains(u"runtimeDirectory"));
    EXPECT_FALSE(exists(parentOf(longest + 1)));
}

TEST_F(RuntimeDirectoryTest, CountsBytesAndNotLetters)
{
    EXPECT_FALSE(make(in(QString(20, u'u'))).open());
    EXPECT_EQ(make(in(QString(20, u'ü'))).open().error, Error::DirectoryUnusable);
}

TEST_F(RuntimeDirectoryTest, HasAKeyOnlyWhereItWasSetByHand)
{
    EXPECT_TRUE(make({}).key().isEmpty());
    EXPECT_FALSE(make(root()).key().isEmpty());
    EXPECT_NE(make(root()).key(), make(in(u"other"_s)).key());
}

TEST_F(RuntimeDirectoryTest, KeepsItsKeyBeforeAndAfterTheDirectoryIsThere)
{
    const QString parent = in(u"a/../a/b"_s);
    const QByteArray before = make(parent).key();
    groupDirectory(parent);
    EXPECT_EQ(make(parent).key(), before);
    EXPECT_EQ(make(in(u"a/b/"_s)).key(), before);
}

TEST_F(RuntimeDirectoryTest, KeepsFloorsInTheStateDirectory)
{
    RuntimeDirectory directory = make({});
    ASSERT_FALSE(directory.openState());
    EXPECT_TRUE(directory.statePath().startsWith(in(u"state/qtfailover/qtf-"_s)));
    EXPECT_EQ(modeOf(directory.statePath()), 0700);
    ASSERT_FALSE(directory.open());
    EXPECT_EQ(QFileInfo(directory.statePath()).fileName(), QFileInfo(directory.path()).fileName());
}

TEST_F(RuntimeDirectoryTest, KeepsFloorsInTheHomeDirectoryByDefault)
{
    const EnvironmentGuard state("XDG_STATE_HOME", {});
    const EnvironmentGuard home("HOME", QFile::encodeName(in(u"home"_s)));
    RuntimeDirectory directory = make({});
    ASSERT_FALSE(directory.openState());
    EXPECT_TRUE(directory.statePath().startsWith(in(u"home/.local/state/qtfailover/qtf-"_s)));
}

TEST_F(RuntimeDirectoryTest, KeepsFloorsOfOtherRuntimeDirectoriesApart)
{
    RuntimeDirectory one = make(in(u"one"_s));
    RuntimeDirectory two = make(in(u"two"_s));
    RuntimeDirectory none = make({});
    ASSERT_FALSE(one.openState() || two.openState() || none.openState());
    EXPECT_NE(one.statePath(), two.statePath());
    EXPECT_NE(one.statePath(), none.statePath());
}

TEST_F(RuntimeDirectoryTest, SaysWhenTheStateDirectoryCannotBeHad)
{
    writeFile(in(u"state"_s));
    RuntimeDirectory directory = make({});
    const Failure failure = directory.openState();
    EXPECT_EQ(failure.error, Error::EpochFloorUnavailable);
    EXPECT_TRUE(failure.text.contains(in(u"state"_s))) << qPrintable(failure.text);
    EXPECT_TRUE(directory.statePath().isEmpty());
}
