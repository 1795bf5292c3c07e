// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/letters.h"

#include "core/wire.h"

#include <QCborArray>
#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QCborValue>
#include <QDebug>
#include <QtEndian>

#include <array>
#include <utility>

namespace QtFailover::Internal {

QByteArray RequestId::toBytes() const
{
    QByteArray bytes(Size, Qt::Uninitialized);
    qToBigEndian(sender, bytes.data());
    qToBigEndian(number, bytes.data() + sizeof(sender));
    return bytes;
}

std::optional<RequestId> RequestId::fromBytes(const QByteArray &bytes)
{
    if (bytes.size() != Size)
        return std::nullopt;
    return RequestId{qFromBigEndian<quint64>(bytes.constData()),
                     qFromBigEndian<quint64>(bytes.constData() + sizeof(quint64))};
}

namespace letter {

namespace {

constexpr qsizetype TextCap = 4096;
/// A CBOR array of four, the version.
constexpr std::array<char, 2> Begin{char(0x84), char(wire::ProtocolVersion)};

void write(QCborStreamWriter &to, const Request &letter)
{
    to.startArray(3);
    to.append(letter.id.toBytes());
    to.append(qint64(letter.attempt));
    to.append(letter.answered);
    to.endArray();
}
void write(QCborStreamWriter &to, const Reply &letter)
{
    to.startArray(4);
    to.append(letter.id.toBytes());
    to.append(letter.epoch);
    to.append(qint64(letter.fate));
    to.append(QStringView(letter.error).left(TextCap));
    to.endArray();
}
void write(QCborStreamWriter &to, const Cancel &letter)
{
    to.startArray(1);
    to.append(letter.id.toBytes());
    to.endArray();
}
void write(QCborStreamWriter &to, const Publication &letter)
{
    to.startArray(4);
    to.append(QStringView(letter.topic));
    to.append(letter.edition.epoch);
    to.append(letter.edition.number);
    to.append(letter.retained);
    to.endArray();
}
template <typename Empty>
void write(QCborStreamWriter &to, const Empty &)
{
    to.startArray(0);
    to.endArray();
}

/// Takes an array apart; `ok` turns false at the first value that is missing or of another kind.
class Fields
{
public:
    explicit Fields(const QCborArray &array) : m_array(array) {}
    bool ok = true;

    QString text()
    {
        const QCborValue value = next();
        ok = ok && value.isString();
        QString text = value.toString();
        ok = ok && text.size() <= TextCap;
        return text;
    }
    bool flag()
    {
        const QCborValue value = next();
        ok = ok && value.isBool();
        return value.toBool();
    }
    quint64 number(qint64 last)
    {
        const QCborValue value = next();
        const qint64 number = value.isInteger() ? value.toInteger() : -1;
        ok = ok && number >= 0 && number <= last;
        return quint64(number);
    }
    RequestId id()
    {
        const auto id = RequestId::fromBytes(next().toByteArray());
        ok = ok && id;
        return id.value_or(RequestId{});
    }

private:
    QCborValue next() { return m_array.at(m_at++); }
    const QCborArray m_array;
    qsizetype m_at = 0;
};

constexpr qint64 AnyNumber = qint64(MaxEpoch);

void read(Fields &from, Request &letter)
{
    letter.id = from.id();
    letter.attempt = int(from.number(std::numeric_limits<int>::max()));
    letter.answered = from.number(AnyNumber);
}
void read(Fields &from, Reply &letter)
{
    letter.id = from.id();
    letter.epoch = from.number(AnyNumber);
    letter.fate = Fate(from.number(int(Fate::NotPrimary)));
    letter.error = from.text();
}
void read(Fields &from, Cancel &letter) { letter.id = from.id(); }
void read(Fields &from, Publication &letter)
{
    letter.topic = from.text();
    letter.edition.epoch = from.number(AnyNumber);
    letter.edition.number = from.number(AnyNumber);
    letter.retained = from.flag();
}
template <typename Empty>
void read(Fields &, Empty &)
{}

template <std::size_t Index = 0>
Decoded::Fault decodeAs(quint64 type, const QCborArray &fields, Letter &letter)
{
    if constexpr (Index == std::variant_size_v<Letter>) {
        return Decoded::Fault::Unknown;
    } else {
        if (type != Index)
            return decodeAs<Index + 1>(type, fields, letter);
        Fields from(fields);
        read(from, letter.emplace<Index>());
        return from.ok ? Decoded::Fault::None : Decoded::Fault::Garbage;
    }
}

} // namespace

bool isLetter(const QByteArray &frame)
{
    return frame.size() > qsizetype(Begin.size()) && frame.at(0) == Begin[0] && frame.at(1) == Begin[1];
}

QByteArray encode(const Letter &letter, qint64 size)
{
    QByteArray frame;
    frame.reserve(128);
    {
        QCborStreamWriter writer(&frame);
        writer.startArray(4);
        writer.append(qint64(wire::ProtocolVersion));
        writer.append(qint64(letter.index()));
        std::visit([&writer](const auto &fields) { write(writer, fields); }, letter);
        writer.append(size);
        writer.endArray();
    }
    return frame;
}

Decoded decode(const QByteArray &frame)
{
    if (!isLetter(frame))
        return {};
    QCborStreamReader reader(frame);
    const QCborArray head = QCborValue::fromCbor(reader).toArray();
    if (reader.lastError() != QCborError::NoError && reader.lastError() != QCborError::EndOfFile)
        return {};
    Fields fields(head);
    fields.number(AnyNumber); // the version
    const quint64 type = fields.number(AnyNumber);
    if (!fields.ok || !head.at(2).isArray() || !head.at(3).isInteger() || head.at(3).toInteger() < 0)
        return {};
    Decoded decoded;
    decoded.size = head.at(3).toInteger();
    decoded.begin = qsizetype(reader.currentOffset());
    decoded.fault = decodeAs(type, head.at(2).toArray(), decoded.letter);
    return decoded;
}

QByteArray encodeCatalog(const Catalog &catalog)
{
    QCborArray list;
    for (const auto &[topic, edition] : catalog)
        list.append(QCborArray{topic, qint64(edition.epoch), qint64(edition.number)});
    return QCborValue(list).toCbor();
}

std::optional<Catalog> decodeCatalog(const QByteArray &payload)
{
    QCborParserError error;
    const QCborValue list = QCborValue::fromCbor(payload, &error);
    if (error.error != QCborError::NoError || !list.isArray())
        return std::nullopt;
    Catalog catalog;
    const QCborArray entries = list.toArray();
    for (const auto &entry : entries) {
        Fields fields(entry.toArray());
        const QString topic = fields.text();
        const Edition edition{fields.number(AnyNumber), fields.number(AnyNumber)};
        if (!fields.ok)
            return std::nullopt;
        catalog.emplace_back(topic, edition);
    }
    return catalog;
}

QDebug operator<<(QDebug debug, const Letter &letter)
{
    static constexpr const char *Names[]{"Request", "Reply", "Cancel", "Publication", "Catalogue", "Want", "More"};
    static_assert(std::size(Names) == std::variant_size_v<Letter>);
    const QDebugStateSaver saver(debug);
    debug.nospace() << Names[letter.index()];
    if (const auto *request = std::get_if<Request>(&letter))
        debug << ' ' << request->id.toBytes().toHex() << " attempt " << request->attempt;
    else if (const auto *reply = std::get_if<Reply>(&letter))
        debug << ' ' << reply->id.toBytes().toHex() << " fate " << int(reply->fate);
    else if (const auto *cancel = std::get_if<Cancel>(&letter))
        debug << ' ' << cancel->id.toBytes().toHex();
    else if (const auto *publication = std::get_if<Publication>(&letter))
        debug << ' ' << publication->topic << " edition " << publication->edition.epoch << '.'
              << publication->edition.number;
    return debug;
}

} // namespace letter
} // namespace QtFailover::Internal
