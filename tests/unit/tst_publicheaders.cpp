// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A program as an application would write it: the library's public headers and nothing else. That each header
// compiles alone is checked by the units beside this one, which CMake writes.

#include <QtFailover/QtFailover>

#include <QMetaEnum>
#include <QMetaProperty>

#include <gtest/gtest.h>

namespace {

TEST(PublicHeaders, GiveTheNamesOfEnumeratorsAcrossTheLibrarysBorder)
{
    EXPECT_STREQ(QMetaEnum::fromType<QtFailover::Role>().valueToKey(int(QtFailover::Role::Primary)), "Primary");
    EXPECT_STREQ(QMetaEnum::fromType<QtFailover::Error>().valueToKey(0), "NoError");
}

/// What a program was built with, it compares with what a later library says.
TEST(PublicHeaders, KeepTheNumberOfEachEnumeratorThatWasEverGiven)
{
    const auto names = [](const QMetaEnum &meta) {
        QByteArrayList list;
        for (int number = 0; const char *name = meta.valueToKey(number); ++number)
            list << name;
        return list.join(' ');
    };
    using namespace QtFailover;
    EXPECT_EQ(names(QMetaEnum::fromType<Role>()), "Inactive Secondary Primary");
    EXPECT_EQ(names(QMetaEnum::fromType<PrimaryHealth>()), "Unknown Alive Busy Stopped Unresponsive Gone");
    EXPECT_EQ(names(QMetaEnum::fromType<HungPrimaryPolicy>()), "Wait Fence");
    EXPECT_EQ(names(QMetaEnum::fromType<Reason>()),
              "Unspecified Started PrimaryCrashed PrimaryShutdown PrimaryUnresponsive Handover TakenOver Fenced "
              "LockLost PromotionFailed Stopped");
    EXPECT_EQ(names(QMetaEnum::fromType<CheckResult>()), "SelfPrimary PromotedSelf Alive Unreachable NotRunning");
    EXPECT_EQ(names(QMetaEnum::fromType<Error>()),
              "NoError InvalidConfig OtherPrimary DirectoryUnusable LockFailed LockLost ListenFailed PromotionFailed "
              "HandoverFailed CrashLoop DuplicateInstanceId EpochFloorUnavailable DBusUnavailable DBusNameTaken "
              "ProtocolMismatch InternalError");
    EXPECT_EQ(names(QMetaEnum::fromType<Reply::Error>()),
              "NoError Timeout NoPrimary NoHandler TooLarge Rejected Canceled");
}

TEST(PublicHeaders, GiveWatcherPropertiesThatNeedNoHeader)
{
    const QtFailover::Watcher watcher;
    const QObject &object = watcher;
    EXPECT_EQ(object.property("role").toInt(), 0);
    EXPECT_EQ(object.property("primary").metaType(), QMetaType::fromType<bool>());
    EXPECT_TRUE(object.property("instances").canConvert<QVariantList>());
}

TEST(PublicHeaders, DeclareEveryFieldOfConfigAsAProperty)
{
    const QMetaObject &fields = QtFailover::Config::staticMetaObject;
    EXPECT_EQ(fields.propertyCount(), 15);
    for (int i = 0; i < fields.propertyCount(); ++i)
        EXPECT_TRUE(fields.property(i).isWritable()) << fields.property(i).name();
}

} // namespace
