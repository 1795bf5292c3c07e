// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>
#include <QString>

namespace QtFailover::Internal {

/// Why an operation came to nothing, as a part of a sentence. They travel between instances, whose languages differ:
/// in English, to be translated where they are told.
namespace cause {
inline constexpr QLatin1String NoAnswerToPromotion{
    QT_TRANSLATE_NOOP("QtFailover", "no answer within promotionTimeout")};
inline constexpr QLatin1String SuccessorSilent{
    QT_TRANSLATE_NOOP("QtFailover", "the instance asked for did not answer in time")};
inline constexpr QLatin1String SuccessorGone{QT_TRANSLATE_NOOP("QtFailover", "the instance asked for is gone")};
inline constexpr QLatin1String PrimarySilent{QT_TRANSLATE_NOOP("QtFailover", "the primary did not answer in time")};
inline constexpr QLatin1String PrimaryBusy{
    QT_TRANSLATE_NOOP("QtFailover", "the primary cannot let go of the role now")};
inline constexpr QLatin1String ReadyTooLate{QT_TRANSLATE_NOOP("QtFailover", "it was ready too late")};
inline constexpr QLatin1String RightLost{QT_TRANSLATE_NOOP("QtFailover", "it lost the right meanwhile")};
inline constexpr QLatin1String DisabledMeanwhile{QT_TRANSLATE_NOOP("QtFailover", "it was disabled meanwhile")};
inline constexpr QLatin1String Disabled{QT_TRANSLATE_NOOP("QtFailover", "this instance is disabled; enable it first")};
inline constexpr QLatin1String LockLost{QT_TRANSLATE_NOOP("QtFailover", "the lock was lost")};
inline constexpr QLatin1String Healing{QT_TRANSLATE_NOOP("QtFailover", "its lock was lost and is not made anew yet")};
inline constexpr QLatin1String UnderWay{QT_TRANSLATE_NOOP("QtFailover", "another hand-over is under way")};
inline constexpr QLatin1String NotPrimary{QT_TRANSLATE_NOOP("QtFailover", "this instance is not primary")};
inline constexpr QLatin1String NoSuccessor{QT_TRANSLATE_NOOP("QtFailover", "no other instance can be primary")};
inline constexpr QLatin1String NotACandidate{
    QT_TRANSLATE_NOOP("QtFailover", "the instance asked for is not a candidate")};
inline constexpr QLatin1String TakenByNobody{QT_TRANSLATE_NOOP("QtFailover", "nobody has taken it")};
inline constexpr QLatin1String NotTakenByWanted{
    QT_TRANSLATE_NOOP("QtFailover", "the instance asked for has not taken it")};
inline constexpr QLatin1String NameHasOwner{QT_TRANSLATE_NOOP("QtFailover", "it has an owner")};
inline constexpr QLatin1String NameContested{QT_TRANSLATE_NOOP("QtFailover", "it is taken away again and again")};

/// One that is a sentence itself, to stand within another.
inline QString withoutFullStop(QString sentence)
{
    if (sentence.endsWith(u'.') || sentence.endsWith(u'\u3002'))
        sentence.chop(1);
    return sentence;
}
} // namespace cause

/// A cause in the language of whoever reads it; an application's own words stay as they are.
inline QString readable(const QString &cause)
{
    return QCoreApplication::translate("QtFailover", cause.toUtf8().constData());
}

} // namespace QtFailover::Internal
