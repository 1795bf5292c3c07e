// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/guards.h"

#include <QByteArrayView>

#include <optional>

/// The names of the guards and what their holders answer. Pure.
namespace QtFailover::Internal::GuardText {

/// "qtfailover.<16 hex digits>.": what the names of a group's guards begin with, in the abstract namespace.
/// The digits are of the SHA-256 of uid, group, scope and key, each with its length before it.
QByteArray prefix(quint64 user, const QString &group, const QString &scope, const QByteArray &key);
/// Nothing for a name that is no guard's of this prefix; one with a leading zero is none.
std::optional<Epoch> epochOf(QByteArrayView name, QByteArrayView prefix);

inline constexpr qsizetype AnswerCap = 2048; ///< bytes

QByteArray encodeAnswer(Epoch epoch, Standing standing, const QString &instanceId);
/// Nothing for bytes that are not a whole answer of a known version.
std::optional<Answer> decodeAnswer(const QByteArray &bytes);

} // namespace QtFailover::Internal::GuardText
