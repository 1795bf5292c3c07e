// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Where the instances of a user meet who have no XDG_RUNTIME_DIR, as those that cron starts.

#include "adapters/runtimedirectory.h"
#include "support/directories.h"
#include "support/forkedchild.h"

#include <gtest/gtest.h>

#include <unistd.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace QtFailover::Test;
using namespace Qt::StringLiterals;

namespace {

constexpr uid_t User = 54321;

class DefaultDirectoryTest : public testing::Test
{
protected:
    void SetUp() override
    {
        if (::geteuid() != 0)
            GTEST_SKIP() << "needs root to be another user";
        ASSERT_TRUE(m_temporary.isValid() && setMode(m_temporary.path(), 01777));
    }

    /// The directory of a user whose /run/user/UID is that of `owner` and has that mode; empty where none is to be had.
    /// Nothing where this cannot be tried.
    std::optional<QString> directoryBeside(uid_t owner, mode_t mode) const
    {
        const QString answer = m_temporary.filePath(u"answer"_s);
        writeFile(answer);
        setMode(answer, 0666);
        ForkedChild child([&](const ForkedChild::Parent &) {
            const QString logind = u"/run/user/"_s + QString::number(User);
            if (!mountPrivately("/run", "mode=0755") || !QDir().mkpath(logind)
                || ::chown(QFile::encodeName(logind).constData(), owner, owner) != 0 || !setMode(logind, mode)
                || ::setgid(User) != 0 || ::setuid(User) != 0)
                return NotPermitted;
            RuntimeDirectory directory(u"org.example.Test"_s, {}, {});
            if (directory.open())
                return 0;
            writeFile(answer, QFile::encodeName(directory.path()));
            return 0;
        });
        if (child.exitCode() == NotPermitted)
            return {};
        QFile file(answer);
        return file.open(QIODevice::ReadOnly) ? QFile::decodeName(file.readAll()) : QString();
    }

    const QTemporaryDir m_temporary;
    const EnvironmentGuard m_runtime{"XDG_RUNTIME_DIR", {}};
    const EnvironmentGuard m_place{"TMPDIR", QFile::encodeName(m_temporary.path())};
};

} // namespace

TEST_F(DefaultDirectoryTest, IsTheOneThatLogindHasMade)
{
    const auto found = directoryBeside(User, 0700);
    if (!found)
        GTEST_SKIP() << "may not mount";
    EXPECT_TRUE(found->startsWith(u"/run/user/54321/qtf-"_s)) << qPrintable(*found);
}

TEST_F(DefaultDirectoryTest, IsNotOneThatIsAnotherUsersOrOpenToOthers)
{
    for (const auto &[owner, mode] : {std::pair{User, 0755}, {User, 0770}, {uid_t(0), 0755}, {uid_t(0), 0777}}) {
        const auto found = directoryBeside(owner, mode_t(mode));
        if (!found)
            GTEST_SKIP() << "may not mount";
        EXPECT_TRUE(found->startsWith(m_temporary.filePath(u"qtfailover-54321/qtf-"_s))) << qPrintable(*found);
    }
}
