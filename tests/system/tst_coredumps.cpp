// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A large primary that crashes is written to disk for seconds, and looks alive meanwhile: process, lock, socket.

#include "system/faults.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

using namespace QtFailover::Test;

namespace {

class CoreDumps : public ::testing::TestWithParam<const char *>
{};

} // namespace

TEST_P(CoreDumps, AreRecognisedAsDeathWithoutWaitingForTheirEnd)
{
    QFile pattern(QStringLiteral("/proc/sys/kernel/core_pattern"));
    if (!pattern.open(QIODevice::ReadOnly) || pattern.readAll().startsWith('|'))
        GTEST_SKIP() << "cores go to a program here";
    const QTemporaryDir cores; // on a disk
    Group group(impatient({QStringLiteral("--policy"), QLatin1String(GetParam())}));
    group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
    group.setWorkingDirectory(cores.path());
    const auto all = group.startInOrder(3);
    all[0]->command("dump 400");
    all[0]->await(QStringLiteral("dumping"));
    const QJsonObject changed = all[1]->await(RoleChanged, because(QStringLiteral("PrimaryCrashed")));
    const bool stillDumping = all[0]->isRunning();
    ASSERT_TRUE(all[0]->awaitExit());
    const qint64 ended = monotonicNs();
    EXPECT_EQ(changed[u"epoch"].toInteger(), 2);
    std::printf("promoted %.0f ms before the dump's end\n", double(ended - changed[u"monotonicNs"].toInteger()) / 1e6);
    EXPECT_TRUE(stillDumping) << "the dump was over before: make it larger";
    ASSERT_TRUE(group.awaitSettled());
    EXPECT_EQ(all[2]->count(RoleChanged, ToPrimary), 0);
}

INSTANTIATE_TEST_SUITE_P(Under, CoreDumps, ::testing::Values("wait", "fence"),
                         [](const auto &parameter) { return std::string(parameter.param); });
