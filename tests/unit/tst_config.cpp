// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/config.h>
#include <QtFailover/watcher.h>

#include "watcher/defaults.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QMetaProperty>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace QtFailover {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

TEST(Config, HasTheDocumentedDefaults)
{
    const Config config;
    EXPECT_TRUE(config.group().isEmpty());
    EXPECT_TRUE(config.isEnabled());
    EXPECT_TRUE(config.isDBusEnabled());
    EXPECT_EQ(config.priority(), 0);
    EXPECT_EQ(config.hungPrimaryPolicy(), HungPrimaryPolicy::Wait);
    EXPECT_EQ(config.heartbeatInterval(), 5s);
    EXPECT_EQ(config.heartbeatTimeout(), 15s);
    EXPECT_EQ(config.probeInterval(), 60s);
    EXPECT_EQ(config.mainLoopTimeout(), 30s);
    EXPECT_EQ(config.promotionTimeout(), 60s);
    EXPECT_EQ(config.shutdownTimeout(), 5s);
    EXPECT_EQ(config.validate(), QString());
}

TEST(Config, IsCopiedByValue)
{
    Config one(u"org.example.One"_s);
    const Config two = one;
    one.setGroup(u"org.example.Other"_s);
    EXPECT_EQ(two.group(), u"org.example.One"_s);
}

TEST(Config, SurvivesTheWayThroughAMap)
{
    Config config(u"org.example.App"_s);
    config.setScope(u"/home/ann/Notes"_s);
    config.setInstanceId(u"left"_s);
    config.setApplicationVersion(u"2.1"_s);
    config.setRuntimeDirectory(u"/run/somewhere"_s);
    config.setPriority(-7);
    config.setEnabled(false);
    config.setDBusEnabled(false);
    config.setHungPrimaryPolicy(HungPrimaryPolicy::Fence);
    config.setHeartbeatInterval(100ms);
    config.setHeartbeatTimeout(300ms);
    config.setProbeInterval(1s);
    config.setMainLoopTimeout(0ms);
    config.setPromotionTimeout(2s);
    config.setShutdownTimeout(3s);

    const QVariantMap map = config.toMap();
    EXPECT_EQ(map.size(), Config::staticMetaObject.propertyCount());
    EXPECT_EQ(map.value(u"heartbeatTimeout"_s), QVariant(300));
    EXPECT_EQ(map.value(u"hungPrimaryPolicy"_s), QVariant(u"Fence"_s));

    QString error;
    const Config copy = Config::fromMap(map, &error);
    EXPECT_EQ(error, QString());
    EXPECT_EQ(copy.toMap(), map);
}

TEST(Config, TakesTextForEveryField)
{
    QVariantMap texts = Config().toMap();
    for (QVariant &value : texts)
        value = value.toString();
    texts[u"enabled"_s] = u"off"_s;
    texts[u"dbusEnabled"_s] = u"0"_s;
    texts[u"priority"_s] = u" -3 "_s;
    texts[u"hungPrimaryPolicy"_s] = u"fence"_s;
    texts[u"mainLoopTimeout"_s] = u"0"_s;
    QString error;
    const Config config = Config::fromMap(texts, &error);
    EXPECT_EQ(error, QString());
    EXPECT_FALSE(config.isEnabled());
    EXPECT_FALSE(config.isDBusEnabled());
    EXPECT_EQ(config.priority(), -3);
    EXPECT_EQ(config.hungPrimaryPolicy(), HungPrimaryPolicy::Fence);
    EXPECT_EQ(config.mainLoopTimeout(), 0ms);
    EXPECT_EQ(config.heartbeatInterval(), 5s);
}

TEST(Config, TakesTheNumbersThatScriptsHave)
{
    QString error = u"stale"_s;
    const Config config = Config::fromMap({{u"heartbeatInterval"_s, 250.0},
                                           {u"heartbeatTimeout"_s, QVariant::fromValue(milliseconds(900))},
                                           {u"hungPrimaryPolicy"_s, 1},
                                           {u"enabled"_s, 0},
                                           {u"instanceId"_s, 42}},
                                          &error);
    EXPECT_EQ(error, QString());
    EXPECT_EQ(config.heartbeatInterval(), 250ms);
    EXPECT_EQ(config.heartbeatTimeout(), 900ms);
    EXPECT_EQ(config.hungPrimaryPolicy(), HungPrimaryPolicy::Fence);
    EXPECT_FALSE(config.isEnabled());
    EXPECT_EQ(config.instanceId(), u"42"_s);
}

struct BadEntry {
    QString key;
    QVariant value;
    QString remedy;
};

class ConfigRefusesTheEntry : public testing::TestWithParam<BadEntry>
{};

TEST_P(ConfigRefusesTheEntry, NamingKeyValueAndRemedy)
{
    const BadEntry &entry = GetParam();
    QString error;
    const Config config = Config::fromMap({{entry.key, entry.value}, {u"scope"_s, u"kept"_s}}, &error);
    EXPECT_TRUE(error.contains(entry.key)) << qPrintable(error);
    EXPECT_TRUE(error.contains(entry.value.toString())) << qPrintable(error);
    EXPECT_TRUE(error.contains(entry.remedy)) << qPrintable(error);
    EXPECT_EQ(config.scope(), u"kept"_s);
    Config expected;
    expected.setScope(u"kept"_s);
    EXPECT_EQ(config.toMap(), expected.toMap());
}

INSTANTIATE_TEST_SUITE_P(Entries, ConfigRefusesTheEntry,
                         testing::Values(BadEntry{u"heartbeat"_s, 5, u"heartbeatInterval"_s},
                                         BadEntry{u"heartbeatInterval"_s, u"5s"_s, u"milliseconds"_s},
                                         BadEntry{u"heartbeatInterval"_s, 0.5, u"milliseconds"_s},
                                         BadEntry{u"enabled"_s, u"perhaps"_s, u"true or false"_s},
                                         BadEntry{u"enabled"_s, 2, u"true or false"_s},
                                         BadEntry{u"priority"_s, qlonglong(5000000000), u"whole number"_s},
                                         BadEntry{u"priority"_s, QVariant::fromValue(~0ULL), u"whole number"_s},
                                         BadEntry{u"hungPrimaryPolicy"_s, u"Kill"_s, u"Wait, Fence"_s},
                                         BadEntry{u"hungPrimaryPolicy"_s, 2, u"Wait, Fence"_s}));

TEST(Config, RefusesAListWhereATextBelongs)
{
    QString error;
    Config::fromMap({{u"group"_s, QVariantList{1, 2}}}, &error);
    EXPECT_TRUE(error.startsWith(u"group: "_s)) << qPrintable(error);
}

struct BadField {
    QString key;
    QVariant value;
    QString cause;
};

class ConfigIsInvalid : public testing::TestWithParam<BadField>
{};

TEST_P(ConfigIsInvalid, AndSaysWhichFieldAndWhy)
{
    const BadField &field = GetParam();
    QString error;
    const Config config = Config::fromMap({{field.key, field.value}}, &error);
    ASSERT_EQ(error, QString());
    EXPECT_TRUE(config.validate().startsWith(field.key + u": "_s)) << qPrintable(config.validate());
    EXPECT_TRUE(config.validate().contains(field.cause)) << qPrintable(config.validate());
}

TEST_P(ConfigIsInvalid, AndIsNotStartedWith)
{
    const BadField &field = GetParam();
    Watcher watcher(Config::fromMap({{field.key, field.value}}));
    QSignalSpy errors(&watcher, &Watcher::errorOccurred);
    QSignalSpy roles(&watcher, &Watcher::roleChanged);
    EXPECT_FALSE(watcher.start());
    ASSERT_EQ(errors.size(), 1);
    EXPECT_EQ(errors[0][0].value<QtFailover::Error>(), QtFailover::Error::InvalidConfig);
    EXPECT_TRUE(errors[0][1].toString().startsWith(field.key + u": "_s)) << qPrintable(errors[0][1].toString());
    EXPECT_EQ(watcher.role(), Role::Inactive);
    EXPECT_TRUE(roles.isEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Fields, ConfigIsInvalid,
    testing::Values(
        BadField{u"group"_s, QString(201, u'g'), u"201 bytes"_s},
        BadField{u"group"_s, QString(101, QChar(0xe9)), u"202 bytes"_s}, BadField{u"group"_s, u"a\nb"_s, u"control"_s},
        BadField{u"group"_s, QString(QChar(0xd800)), u"Unicode"_s},
        BadField{u"scope"_s, QString(4097, u's'), u"4097 bytes"_s}, BadField{u"scope"_s, u"a\tb"_s, u"control"_s},
        BadField{u"instanceId"_s, QString(65, u'i'), u"65 bytes"_s},
        BadField{u"instanceId"_s, QString(QChar(0x7f)), u"control"_s},
        BadField{u"applicationVersion"_s, QString(201, u'v'), u"201 bytes"_s},
        BadField{u"runtimeDirectory"_s, u"run/here"_s, u"relative"_s}, BadField{u"heartbeatInterval"_s, 9, u"10 ms"_s},
        BadField{u"heartbeatInterval"_s, 3600001, u"1 h"_s},
        BadField{u"heartbeatInterval"_s, std::numeric_limits<qint64>::max(), u"1 h"_s},
        BadField{u"heartbeatInterval"_s, std::numeric_limits<qint64>::min(), u"10 ms"_s},
        BadField{u"heartbeatTimeout"_s, 9999, u"twice the heartbeatInterval"_s},
        BadField{u"heartbeatTimeout"_s, 86400001, u"24 h"_s}, BadField{u"probeInterval"_s, 9, u"never"_s},
        BadField{u"probeInterval"_s, -1, u"never"_s}, BadField{u"mainLoopTimeout"_s, 5000, u"heartbeatInterval"_s},
        BadField{u"mainLoopTimeout"_s, -1, u"never"_s}, BadField{u"promotionTimeout"_s, 9, u"10 ms"_s},
        BadField{u"shutdownTimeout"_s, 0, u"1 ms"_s}, BadField{u"probeInterval"_s, 86400001, u"24 h"_s},
        BadField{u"mainLoopTimeout"_s, 86400001, u"24 h"_s}, BadField{u"promotionTimeout"_s, 86400001, u"24 h"_s},
        BadField{u"shutdownTimeout"_s, 3600001, u"1 h"_s},
        BadField{u"runtimeDirectory"_s, u"/run/\0"_s, u"control"_s}));

TEST(Config, AcceptsTheEndsOfEachRange)
{
    const QVariantMap least{{u"heartbeatInterval"_s, 10}, {u"heartbeatTimeout"_s, 20}, {u"probeInterval"_s, 0},
                            {u"mainLoopTimeout"_s, 0},    {u"promotionTimeout"_s, 10}, {u"shutdownTimeout"_s, 1}};
    EXPECT_EQ(Config::fromMap(least).validate(), QString());
    const QVariantMap most{{u"group"_s, QString(200, u'g')},  {u"instanceId"_s, QString(64, u'i')},
                           {u"heartbeatInterval"_s, 3600000}, {u"heartbeatTimeout"_s, 86400000},
                           {u"probeInterval"_s, 86400000},    {u"mainLoopTimeout"_s, 86400000},
                           {u"promotionTimeout"_s, 86400000}, {u"shutdownTimeout"_s, 3600000}};
    EXPECT_EQ(Config::fromMap(most).validate(), QString());
}

class ScopeForPath : public testing::Test
{
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_directory.isValid());
        root = QFileInfo(m_directory.path()).canonicalFilePath();
        ASSERT_TRUE(QDir(root).mkpath(u"real/deep"_s));
        ASSERT_TRUE(QFile::link(root + u"/real/deep"_s, root + u"/link"_s));
        QFile file(root + u"/real/deep/note.txt"_s);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    }

    QString root;

private:
    QTemporaryDir m_directory;
};

TEST_F(ScopeForPath, LeadsAllWaysToOneFile)
{
    const QString file = root + u"/real/deep/note.txt"_s;
    EXPECT_EQ(Config::scopeForPath(file), file);
    EXPECT_EQ(Config::scopeForPath(root + u"/link/note.txt"_s), file);
    EXPECT_EQ(Config::scopeForPath(root + u"/link/../deep/./note.txt"_s), file);
    EXPECT_EQ(Config::scopeForPath(root + u"//real/deep//note.txt"_s), file);
    EXPECT_EQ(Config::scopeForPath(QDir::current().relativeFilePath(file)), file);
}

TEST_F(ScopeForPath, ResolvesWhatDoesNotExistYet)
{
    EXPECT_EQ(Config::scopeForPath(root + u"/link/new.txt"_s), root + u"/real/deep/new.txt"_s);
    EXPECT_EQ(Config::scopeForPath(root + u"/link/new/er.txt"_s), root + u"/real/deep/new/er.txt"_s);
    EXPECT_EQ(Config::scopeForPath(root + u"/link/../new.txt"_s), root + u"/real/new.txt"_s);
    EXPECT_EQ(Config::scopeForPath(root + u"/nothing/../link/new.txt"_s), root + u"/real/deep/new.txt"_s);
    EXPECT_EQ(Config::scopeForPath(root + u"/link/new/"_s), root + u"/real/deep/new"_s);
}

TEST_F(ScopeForPath, StaysTheSameWhenTheFileIsMade)
{
    ASSERT_TRUE(QFile::link(root + u"/real/later.txt"_s, root + u"/to-later"_s));
    const QString before = Config::scopeForPath(root + u"/to-later"_s);
    QFile file(root + u"/real/later.txt"_s);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    EXPECT_EQ(before, root + u"/real/later.txt"_s);
    EXPECT_EQ(Config::scopeForPath(root + u"/to-later"_s), before);
}

TEST_F(ScopeForPath, EndsOnALoopOfLinks)
{
    ASSERT_TRUE(QFile::link(root + u"/b"_s, root + u"/a"_s));
    ASSERT_TRUE(QFile::link(root + u"/a"_s, root + u"/b"_s));
    EXPECT_TRUE(Config::scopeForPath(root + u"/a/x"_s).startsWith(root));
}

TEST_F(ScopeForPath, IsEmptyForAnEmptyPathAndKeepsTheRoot)
{
    EXPECT_EQ(Config::scopeForPath({}), QString());
    EXPECT_EQ(Config::scopeForPath(u"/"_s), u"/"_s);
    EXPECT_EQ(Config::scopeForPath(u"/.."_s), u"/"_s);
}

class DefaultGroup : public testing::Test
{
protected:
    void SetUp() override
    {
        QCoreApplication::setApplicationName(u"App"_s);
        QCoreApplication::setOrganizationDomain({});
    }
    void TearDown() override
    {
        QCoreApplication::setApplicationName({});
        QCoreApplication::setOrganizationDomain({});
        QCoreApplication::instance()->setProperty("desktopFileName", {});
    }
    static QString group() { return Internal::withDefaults(Config()).group(); }
};

TEST_F(DefaultGroup, ComesFromTheDesktopFile)
{
    QCoreApplication::instance()->setProperty("desktopFileName", u"org.example.Notes.desktop"_s);
    EXPECT_EQ(group(), u"org.example.Notes"_s);
    QCoreApplication::instance()->setProperty("desktopFileName", u"org.example.Notes"_s);
    EXPECT_EQ(group(), u"org.example.Notes"_s);
}

TEST_F(DefaultGroup, ComesFromDomainAndNameElse)
{
    EXPECT_EQ(group(), u"local.App"_s);
    QCoreApplication::setOrganizationDomain(u"example.org"_s);
    EXPECT_EQ(group(), u"org.example.App"_s);
}

TEST_F(DefaultGroup, LeavesOneThatIsSet) { EXPECT_EQ(Internal::withDefaults(Config(u"mine"_s)).group(), u"mine"_s); }

TEST(DefaultInstanceId, IsUniqueAndValid)
{
    QSet<QString> ids;
    for (int i = 0; i < 1000; ++i) {
        Config config;
        config.setInstanceId(Internal::makeInstanceId());
        EXPECT_EQ(config.validate(), QString());
        ids.insert(config.instanceId());
    }
    EXPECT_EQ(ids.size(), 1000);
}

} // namespace QtFailover
