// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/Config>

#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QDir>
#include <QLocale>
#include <QRegularExpression>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace {

QString mistake()
{
    QString error;
    QtFailover::Config::fromMap({{u"heartbeatInterval"_s, u"soon"_s}}, &error);
    return error;
}

class Locale : public ::testing::TestWithParam<const char *>
{
protected:
    const QLocale locale{QString::fromLatin1(GetParam())};
};

} // namespace

// As plugin/docs says; the demo does the same.
TEST_P(Locale, TheLibrarysTextsAreLoadedFromTheLibrary)
{
    const QString english = mistake();
    QTranslator translator;
    ASSERT_TRUE(translator.load(locale, u"qtfailover"_s, u"_"_s, u":/i18n"_s));
    QCoreApplication::installTranslator(&translator);
    const QString translated = mistake();
    QCoreApplication::removeTranslator(&translator);
    EXPECT_NE(translated, english);
    EXPECT_TRUE(translated.contains(u"heartbeatInterval"_s)) << qPrintable(translated);
    EXPECT_TRUE(translated.contains(u"soon"_s)) << qPrintable(translated);
    EXPECT_EQ(mistake(), english);
}

TEST_P(Locale, TheDemosTextsHaveTheirPluralForms)
{
    QTranslator translator;
    ASSERT_TRUE(translator.load(locale, u"qtfailover-demo"_s, u"_"_s, u":/i18n"_s));
    QSet<QString> forms;
    for (const int n : {0, 1, 2, 5, 11, 100})
        forms.insert(translator.translate("Story", "%n instances start; each knows its role after", nullptr, n));
    const QHash<QLocale::Language, qsizetype> different{{QLocale::Chinese, 1}, {QLocale::Arabic, 5}};
    EXPECT_EQ(forms.size(), different.value(locale.language(), 2));
    EXPECT_FALSE(forms.contains(QString()));
}

// "lebt", "ne répond pas": the words for it are whole predicates in some languages, and do not follow an "is".
TEST_P(Locale, TheDemosEventsNameTheHealthAfterAColon)
{
    QTranslator translator;
    ASSERT_TRUE(translator.load(locale, u"qtfailover-demo"_s, u"_"_s, u":/i18n"_s));
    const QRegularExpression afterAColon(u"[:：] *%"_s);
    for (const char *sentence : {"The primary is %1.", "The primary, %1, is %2."}) {
        const QString translated = translator.translate("Demo::EventLog", sentence);
        EXPECT_TRUE(translated.contains(afterAColon)) << qPrintable(translated);
    }
}

INSTANTIATE_TEST_SUITE_P(All, Locale, ::testing::Values("de", "fr", "es", "zh_CN", "ar"));
