// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A large primary that crashes is written to disk for seconds, and looks alive meanwhile: process, lock, socket.

#include "system/faults.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

using namespace QtFailover::Test;

namespace {

class CoreDumps : public ::testing::TestWithParam<const char *>
{};

/// Its core is being written right now; its lock is free only after that.
bool isDumping(qint64 pid)
{
    QFile status(QStringLiteral("/proc/%1/status").arg(pid));
    return status.open(QIODevice::ReadOnly) && status.readAll().contains("\nCoreDumping:\t1\n");
}

} // namespace

TEST_P(CoreDumps, AreRecognisedAsDeathWithoutWaitingForTheirEnd)
{
    QFile pattern(QStringLiteral("/proc/sys/kernel/core_pattern"));
    if (!pattern.open(QIODevice::ReadOnly) || pattern.readAll().startsWith('|'))
        GTEST_SKIP() << "cores go to a program here";
    const QTemporaryDir cores(QDir::currentPath() + QStringLiteral("/cores-XXXXXX")); // on a disk, as /tmp may not be
    // The dump of 400 MiB into memory takes some 250 ms: be late earlier.
    Group group(impatient({QStringLiteral("--policy"), QLatin1String(GetParam()),
                           QStringLiteral("--heartbeat-interval"), QStringLiteral("20")}));
    group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
    group.setWorkingDirectory(cores.path());
    const auto all = group.startInOrder(3);
    all[0]->command("dump 400");
    all[0]->await(QStringLiteral("dumping"));
    // The successor, or where the processors are busy the next in rank.
    Instance *follower = nullptr;
    ASSERT_TRUE(waitFor([&] {
        const auto primary = std::find_if(all.begin() + 1, all.end(),
                                          [](Instance *one) { return one->count(RoleChanged, ToPrimary) > 0; });
        follower = primary == all.end() ? nullptr : *primary;
        return follower != nullptr;
    }));
    const QJsonObject changed = follower->find(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
    const bool stillDumping = isDumping(all[0]->pid());
    ASSERT_TRUE(all[0]->awaitExit());
    const qint64 ended = monotonicNs();
    EXPECT_EQ(changed[u"epoch"].toInteger(), 2);
    std::printf("promoted %.0f ms before the dump's end\n", double(ended - changed[u"monotonicNs"].toInteger()) / 1e6);
    EXPECT_TRUE(stillDumping) << "the dump was over before: make it larger";
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[1]->count(RoleChanged, ToPrimary) + all[2]->count(RoleChanged, ToPrimary), 1);
}

INSTANTIATE_TEST_SUITE_P(Under, CoreDumps, ::testing::Values("wait", "fence"),
                         [](const auto &parameter) { return std::string(parameter.param); });
