// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "spec.h"

#include <gtest/gtest.h>

#include <QMetaProperty>

using namespace QtFailover;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Generic::parseSpec;

namespace {

void expectMistake(const QString &text, const char *key, const char *words)
{
    const QString mistake = parseSpec(text).mistake;
    EXPECT_TRUE(mistake.startsWith(QString::fromLatin1(key) + u':')) << qPrintable(text + u" gives "_s + mistake);
    EXPECT_TRUE(mistake.contains(QLatin1String(words))) << qPrintable(text + u" gives "_s + mistake);
}

} // namespace

TEST(Spec, AnEmptyOneIsTheDefaults)
{
    const auto spec = parseSpec(u""_s);
    EXPECT_TRUE(spec.mistake.isEmpty()) << qPrintable(spec.mistake);
    EXPECT_EQ(spec.config.toMap(), Config().toMap());
    EXPECT_TRUE(spec.program.isEmpty());
}

TEST(Spec, CommasAndSemicolonsSeparate)
{
    const auto spec = parseSpec(u"group=org.example.App,scope=a;priority=7,,;enabled=no;"_s);
    EXPECT_TRUE(spec.mistake.isEmpty()) << qPrintable(spec.mistake);
    EXPECT_EQ(spec.config.group(), u"org.example.App"_s);
    EXPECT_EQ(spec.config.scope(), u"a"_s);
    EXPECT_EQ(spec.config.priority(), 7);
    EXPECT_FALSE(spec.config.isEnabled());
}

TEST(Spec, TheFirstEqualsSignEndsTheKey) { EXPECT_EQ(parseSpec(u"scope=a=b=="_s).config.scope(), u"a=b=="_s); }

TEST(Spec, ABackslashMakesTheNextCharacterAnOrdinaryOne)
{
    EXPECT_EQ(parseSpec(uR"(scope=a\,b\;c\\d\=e\f)"_s).config.scope(), uR"(a,b;c\d=ef)"_s);
}

TEST(Spec, ABackslashAtTheEndStandsForItself)
{
    EXPECT_EQ(parseSpec(uR"(scope=C:\\dir\)"_s).config.scope(), uR"(C:\dir\)"_s);
}

TEST(Spec, SpacesCountInValuesButNotAroundKeys)
{
    const auto spec = parseSpec(u" group=a; scope = two  words "_s);
    EXPECT_TRUE(spec.mistake.isEmpty()) << qPrintable(spec.mistake);
    EXPECT_EQ(spec.config.group(), u"a"_s);
    EXPECT_EQ(spec.config.scope(), u" two  words "_s);
}

TEST(Spec, EveryPropertyOfConfigHasAKeyWithDashes)
{
    const QHash<int, QString> values{
        {QMetaType::QString, u"/x"_s}, {QMetaType::Int, u"1"_s}, {QMetaType::Bool, u"1"_s}};
    for (int i = 0; i < Config::staticMetaObject.propertyCount(); ++i) {
        const QMetaProperty property = Config::staticMetaObject.property(i);
        QString key;
        for (const QChar c : QString::fromLatin1(property.name()))
            key += c.isUpper() ? u'-' + QString(c.toLower()) : QString(c);
        const bool isEnumeration = property.metaType().flags() & QMetaType::IsEnumeration;
        const QString fallback = isEnumeration ? u"fence"_s : u"20000"_s;
        const QString value = values.value(property.typeId(), fallback);
        const auto spec = parseSpec(key + u'=' + value);
        EXPECT_FALSE(spec.mistake.contains(u"no such key"_s)) << qPrintable(key);
        const QString shown = spec.config.toMap().value(QString::fromLatin1(property.name())).toString();
        EXPECT_EQ(shown.toLower(), property.typeId() == QMetaType::Bool ? u"true"_s : value) << qPrintable(key);
    }
}

TEST(Spec, ExecNamesAProgram) { EXPECT_EQ(parseSpec(u"exec=/opt/my program,group=g"_s).program, u"/opt/my program"_s); }

TEST(Spec, AMistakeNamesItsKey)
{
    expectMistake(u"gruop=a"_s, "gruop", "no such key");
    expectMistake(u"gruop=a"_s, "gruop", "heartbeat-interval");
    expectMistake(u"heartbeatInterval=1000"_s, "heartbeatInterval", "no such key");
    expectMistake(u"group"_s, "group", "no value");
    expectMistake(u"group=a;group=b"_s, "group", "twice");
    expectMistake(u"exec=a;exec=b"_s, "exec", "twice");
    expectMistake(u"exec="_s, "exec", "empty");
    expectMistake(u"heartbeat-interval=soon"_s, "heartbeat-interval", "\"soon\"");
    expectMistake(u"hung-primary-policy=kill"_s, "hung-primary-policy", "Wait, Fence");
    expectMistake(u"heartbeat-interval=5000;heartbeat-timeout=6000"_s, "heartbeat-timeout",
                  "heartbeat-interval of 5 s");
    expectMistake(u"=a"_s, "", "no such key");
}

TEST(Spec, OfSeveralMistakesTheFirstIsTold) { expectMistake(u"a=1;b=2"_s, "a", "no such key"); }
