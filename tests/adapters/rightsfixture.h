// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/names.h"
#include "adapters/rightsdirectory.h"
#include "support/directories.h"
#include "support/forkedchild.h"

#include <gtest/gtest.h>

namespace QtFailover::Test {

/// Rights of one group in a directory of the test's own.
class RightsTest : public testing::Test
{
protected:
    RightsTest() : rights(QStringLiteral("org.example.Test"), {}, m_temporary.path()) {}
    void SetUp() override
    {
        ASSERT_TRUE(m_temporary.isValid());
        const Internal::Failure failure = rights.open();
        ASSERT_FALSE(failure) << qPrintable(failure.text);
    }

    /// Another instance's; in the same process, as the kernel's locks belong to open files.
    std::unique_ptr<Internal::RightsDirectory> another() const
    {
        auto other = std::make_unique<Internal::RightsDirectory>(QStringLiteral("org.example.Test"), QString(),
                                                                 m_temporary.path());
        EXPECT_FALSE(other->open());
        return other;
    }
    QString right(Internal::Epoch epoch) const
    {
        return Internal::Names::path(rights.directory(), Internal::Names::Right, epoch);
    }
    QString record(quint64 inode) const
    {
        return Internal::Names::path(rights.directory(), Internal::Names::Record, inode);
    }
    static Internal::Record recordOf(const QString &id)
    {
        Internal::Record made;
        made.instanceId = id;
        made.epoch = 1;
        return made;
    }
    QString ownLock() const { return rights.directory() + QLatin1Char('/') + names("i.*").value(0); }
    QStringList names(const char *pattern) const { return namesIn(rights.directory(), QString::fromLatin1(pattern)); }

    QTemporaryDir m_temporary;
    Internal::RightsDirectory rights;
};

} // namespace QtFailover::Test
