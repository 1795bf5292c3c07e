// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The tests' own tool: what outlives a test that died disturbs all that follow.

#include "support/waitfor.h"
#include "system/group.h"
#include "system/words.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QProcess>

#include <csignal>
#include <cstdio>
#include <cstdlib>

using namespace QtFailover::Test;

namespace {

const QString Dying = QStringLiteral("QTFAILOVER_TEST_DIES");

/// Starts one and ends as after abort(), without a core: no destructor runs.
[[noreturn]] void startOneAndDie()
{
    Group group;
    Instance *one = group.start(QStringLiteral("one"));
    one->await(RoleChanged, ToPrimary);
    std::printf("left %lld %s\n", static_cast<long long>(one->pid()), qPrintable(group.directory()));
    std::fflush(stdout);
    std::_Exit(one->role() == QLatin1String("primary") ? 0 : 1);
}

/// A zombie, too, has ended.
bool hasEnded(const QString &pid)
{
    QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
    return !file.open(QIODevice::ReadOnly) || file.readAll().isEmpty();
}

} // namespace

TEST(GroupOfProcesses, EndsWithATestThatDies)
{
    if (qEnvironmentVariableIsSet(qPrintable(Dying)))
        startOneAndDie();
    QProcess test;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(Dying, QStringLiteral("1"));
    test.setProcessEnvironment(environment);
    test.start(QCoreApplication::applicationFilePath(),
               {QStringLiteral("--gtest_filter=GroupOfProcesses.EndsWithATestThatDies")});
    ASSERT_TRUE(waitFor([&] { return test.state() == QProcess::NotRunning; }));
    const QString said = QString::fromLocal8Bit(test.readAllStandardOutput());
    ASSERT_EQ(test.exitCode(), 0) << qPrintable(said);
    const QStringList left = said.mid(said.indexOf(QLatin1String("left "))).trimmed().split(u' ');
    ASSERT_EQ(left.size(), 3) << qPrintable(said);
    EXPECT_TRUE(waitFor([&] { return hasEnded(left[1]); }));
    if (!hasEnded(left[1]))
        ::kill(left[1].toInt(), SIGKILL);
    QDir(left[2]).removeRecursively();
}
