// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "notemessages.h"

#include <QCborMap>
#include <QMetaEnum>

namespace Demo {

using namespace Qt::StringLiterals;

namespace {

std::optional<QCborMap> mapFrom(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return std::nullopt;
    return value.toMap();
}

QCborMap toMap(const NoteNews &news)
{
    QCborArray edits;
    for (const NoteNews::Edit &edit : news.edits)
        edits.append(QCborArray{edit.id, edit.change.toCbor()});
    return {{u"history"_s, qint64(news.history)}, {u"revision"_s, news.revision}, {u"edits"_s, edits}};
}

std::optional<NoteNews> newsFrom(const QCborMap &map)
{
    NoteNews news;
    news.history = quint64(map["history"_L1].toInteger());
    news.revision = map["revision"_L1].toInteger(-1);
    if (news.revision < 0)
        return std::nullopt;
    const QCborArray edits = map["edits"_L1].toArray();
    for (const auto &entry : edits) {
        const QCborArray pair = entry.toArray();
        const std::optional<TextChange> change = TextChange::fromCbor(pair.at(1).toArray());
        if (pair.size() != 2 || !change)
            return std::nullopt;
        news.edits.push_back({pair.at(0).toString(), *change});
    }
    return news;
}

} // namespace

QByteArray NoteNews::toCbor() const { return toMap(*this).toCborValue().toCbor(); }

std::optional<NoteNews> NoteNews::fromCbor(const QByteArray &bytes)
{
    const std::optional<QCborMap> map = mapFrom(bytes);
    return map ? newsFrom(*map) : std::nullopt;
}

QByteArray NoteRequest::toCbor() const
{
    QCborMap map{{u"history"_s, qint64(history)}, {u"revision"_s, revision}};
    if (!id.isEmpty())
        map.insert(u"id"_s, id);
    if (change)
        map.insert(u"change"_s, change->toCbor());
    if (!file.isEmpty())
        map.insert(u"file"_s, file);
    return map.toCborValue().toCbor();
}

std::optional<NoteRequest> NoteRequest::fromCbor(const QByteArray &bytes)
{
    const std::optional<QCborMap> map = mapFrom(bytes);
    if (!map)
        return std::nullopt;
    NoteRequest request;
    request.history = quint64(map->value("history"_L1).toInteger());
    request.revision = map->value("revision"_L1).toInteger();
    request.id = map->value("id"_L1).toString();
    request.file = map->value("file"_L1).toString();
    if (map->contains("change"_L1)) {
        request.change = TextChange::fromCbor(map->value("change"_L1).toArray());
        if (!request.change || request.id.isEmpty())
            return std::nullopt;
    }
    return request;
}

QByteArray NoteReply::toCbor() const
{
    QCborMap map = toMap(news);
    if (failure) {
        map.insert(u"failure"_s, QString::fromLatin1(QMetaEnum::fromType<NoteFailure>().valueToKey(int(*failure))));
        map.insert(u"message"_s, message);
    }
    if (isWhole) {
        map.insert(u"text"_s, text);
        map.insert(u"applied"_s, applied);
    }
    return map.toCborValue().toCbor();
}

std::optional<NoteReply> NoteReply::fromCbor(const QByteArray &bytes)
{
    const std::optional<QCborMap> map = mapFrom(bytes);
    const std::optional<NoteNews> news = map ? newsFrom(*map) : std::nullopt;
    if (!news)
        return std::nullopt;
    NoteReply reply;
    reply.news = *news;
    reply.message = map->value("message"_L1).toString();
    reply.isWhole = map->contains("text"_L1);
    reply.text = map->value("text"_L1).toString();
    reply.applied = map->value("applied"_L1).toString();
    if (map->contains("failure"_L1)) {
        bool known = false;
        const int value = QMetaEnum::fromType<NoteFailure>().keyToValue(
            map->value("failure"_L1).toString().toLatin1().constData(), &known);
        reply.failure = known ? NoteFailure(value) : NoteFailure::WriteFailed;
    }
    return reply;
}

} // namespace Demo
