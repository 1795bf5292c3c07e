// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/guardtext.h"

#include <QCborArray>
#include <QCborValue>
#include <QCryptographicHash>
#include <QtEndian>

#include <charconv>

namespace QtFailover::Internal::GuardText {

namespace {

constexpr qint64 Version = 1;
constexpr qsizetype IdCap = 1024;

void addSized(QCryptographicHash &hash, const QByteArray &part)
{
    const quint64 size = qToBigEndian(static_cast<quint64>(part.size()));
    hash.addData(QByteArrayView(reinterpret_cast<const char *>(&size), sizeof(size)));
    hash.addData(part);
}

} // namespace

QByteArray prefix(quint64 user, const QString &group, const QString &scope, const QByteArray &key)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    addSized(hash, QByteArray::number(user));
    addSized(hash, group.toUtf8());
    addSized(hash, scope.toUtf8());
    addSized(hash, key);
    return "qtfailover." + hash.result().toHex().first(16) + '.';
}

std::optional<Epoch> epochOf(QByteArrayView name, QByteArrayView prefix)
{
    if (!name.startsWith(prefix))
        return {};
    const QByteArrayView digits = name.sliced(prefix.size());
    if (digits.isEmpty() || digits.front() == '0')
        return {};
    Epoch epoch = NoEpoch;
    const auto [stop, error] = std::from_chars(digits.begin(), digits.end(), epoch);
    if (error != std::errc() || stop != digits.end() || epoch > MaxEpoch)
        return {};
    return epoch;
}

QByteArray encodeAnswer(Epoch epoch, Standing standing, const QString &instanceId)
{
    // The version leads, on its own: later versions may change all that follows.
    const QByteArray id = instanceId.toUtf8();
    return QCborValue(QCborArray{Version, static_cast<qint64>(epoch), static_cast<int>(standing),
                                 QString::fromUtf8(id.first(qMin(id.size(), IdCap)))})
        .toCbor();
}

std::optional<Answer> decodeAnswer(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborArray fields = QCborValue::fromCbor(bytes, &error).toArray();
    if (error.error != QCborError::NoError || fields.size() < 4 || fields.at(0) != Version)
        return {};
    const QCborValue epoch = fields.at(1);
    const QCborValue standing = fields.at(2);
    if (!epoch.isInteger() || !standing.isInteger() || !fields.at(3).isString())
        return {};
    if (epoch.toInteger() <= 0 || static_cast<Epoch>(epoch.toInteger()) > MaxEpoch)
        return {};
    if (standing != static_cast<int>(Standing::Candidate) && standing != static_cast<int>(Standing::Primary))
        return {};
    Answer answer;
    answer.epoch = static_cast<Epoch>(epoch.toInteger());
    answer.kind = Answer::Answered;
    answer.standing = static_cast<Standing>(standing.toInteger());
    answer.instanceId = fields.at(3).toString();
    return answer;
}

} // namespace QtFailover::Internal::GuardText
