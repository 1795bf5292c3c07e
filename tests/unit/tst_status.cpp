// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The line of formatStatus(), read by a program as its documentation says.

#include "core/status.h"

#include <QMap>

#include <gtest/gtest.h>

#include <optional>

using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Takes one value and the space behind it from the front of `line`: what is in double quotes without these and without
/// the backslashes, or all up to the space. Nothing where it is no value.
std::optional<QString> takeValue(QStringView &line)
{
    QString value;
    const bool isQuoted = line.startsWith(u'"');
    qsizetype at = isQuoted ? 1 : 0;
    for (; at < line.size() && line[at] != (isQuoted ? u'"' : u' '); ++at) {
        if (isQuoted && line[at] == u'\\' && ++at == line.size())
            return std::nullopt;
        value += line[at];
    }
    if (isQuoted && at++ == line.size())
        return std::nullopt; // the closing quote is missing
    if (at < line.size() && line[at] != u' ')
        return std::nullopt;
    line = line.mid(at + 1);
    return value;
}

/// The values by their keys; empty for a line that cannot be read.
QMap<QString, QString> parsed(const QString &status)
{
    QMap<QString, QString> values;
    for (QStringView line = status; !line.isEmpty();) {
        const qsizetype end = line.indexOf(u'=');
        if (end < 1)
            return {};
        const QString key = line.left(end).toString();
        line = line.mid(end + 1);
        const std::optional<QString> value = takeValue(line);
        if (!value || values.contains(key))
            return {};
        values.insert(key, *value);
    }
    return values;
}

class Status : public ::testing::TestWithParam<const char16_t *>
{
protected:
    QString line() const { return formatStatus(snapshot, terms, u"never"_s); }

    Snapshot snapshot;
    Terms terms;
};

TEST_P(Status, GivesANameBackAsItWas)
{
    const auto name = QString::fromUtf16(GetParam());
    terms.group = name;
    terms.scope = name;
    snapshot.instanceId = name;
    snapshot.primaryId = name;
    const auto values = parsed(line());
    ASSERT_EQ(values.size(), 16) << qPrintable(line());
    for (const QString &key : {u"group"_s, u"scope"_s, u"instance_id"_s, u"primary_id"_s})
        EXPECT_EQ(values[key], name) << qPrintable(key + u" in "_s + line());
    EXPECT_EQ(values[u"role"_s], u"none"_s);
    EXPECT_EQ(values[u"error"_s], u"NoError"_s);
}

INSTANTIATE_TEST_SUITE_P(EachName, Status,
                         ::testing::Values(u"", u"plain", u"a \"b\"\\c=d", u" ", u"=", u"\"", u"\\", u"\\\\ \\", u"a\\",
                                           u"a b\\", u"role=primary", u"příliš \"工作\""));

TEST_F(Status, LeavesPlainValuesBareAndQuotesTheOthers)
{
    terms.group = u"org.example.App"_s;
    terms.scope = u"a \"b\"\\c=d"_s;
    snapshot.instanceId = u"c=d"_s;
    EXPECT_TRUE(line().contains(u" instance_id=\"c=d\" primary_id=\"\" "_s)) << qPrintable(line());
    EXPECT_TRUE(line().contains(u" group=org.example.App scope=\"a \\\"b\\\"\\\\c=d\" "_s)) << qPrintable(line());
}

TEST_F(Status, GivesDurationsInTheLargestUnitThatKeepsThemWhole)
{
    terms.heartbeatInterval = 200ms;
    terms.heartbeatTimeout = 15s;
    terms.probeInterval = 2min;
    const auto values = parsed(line());
    EXPECT_EQ(values[u"heartbeat_interval"_s], u"200ms"_s);
    EXPECT_EQ(values[u"heartbeat_timeout"_s], u"15s"_s);
    EXPECT_EQ(values[u"probe_interval"_s], u"2m"_s);
}

} // namespace
