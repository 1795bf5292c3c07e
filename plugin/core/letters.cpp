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
#include <limits>
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
/// Of values that are not known here, one within the other.
constexpr int DepthCap = 16;
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

/// Reads the values of an array in turn; `ok` turns false at the first that is missing or of another kind.
class Fields
{
public:
    explicit Fields(QCborStreamReader &from) : ok(from.isArray() && from.enterContainer()), m_from(from) {}
    bool ok;

    QString text()
    {
        QString text;
        if (expect(m_from.isString()))
            text = whole(&QCborStreamReader::readString);
        ok = ok && text.size() <= TextCap;
        return text;
    }
    bool flag()
    {
        const bool flag = expect(m_from.isBool()) && m_from.toBool();
        skip();
        return flag;
    }
    quint64 number(quint64 last)
    {
        const quint64 number = expect(m_from.isUnsignedInteger()) ? m_from.toUnsignedInteger() : 0;
        ok = ok && number <= last;
        skip();
        return number;
    }
    RequestId id()
    {
        QByteArray bytes;
        if (expect(m_from.isByteArray()))
            bytes = whole(&QCborStreamReader::readByteArray);
        const auto id = RequestId::fromBytes(bytes);
        ok = ok && id;
        return id.value_or(RequestId{});
    }
    bool hasNext() const { return ok && m_from.hasNext(); }
    /// Passes what is not known here, and leaves the array; returns `ok`.
    bool end()
    {
        while (hasNext())
            skip();
        ok = ok && m_from.lastError() == QCborError::NoError && m_from.leaveContainer();
        return ok;
    }

private:
    bool expect(bool is)
    {
        ok = ok && is;
        return ok;
    }
    void skip() { ok = ok && m_from.next(DepthCap); }
    template <typename Bytes>
    Bytes whole(QCborStreamReader::StringResult<Bytes> (QCborStreamReader::*read)())
    {
        Bytes all;
        auto part = (m_from.*read)();
        for (; part.status == QCborStreamReader::Ok; part = (m_from.*read)())
            all += part.data;
        ok = ok && part.status == QCborStreamReader::EndOfString;
        return all;
    }

    QCborStreamReader &m_from;
};

constexpr quint64 AnyNumber = MaxEpoch;

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
Decoded::Fault readAs(quint64 type, Fields &from, Letter &letter)
{
    if constexpr (Index == std::variant_size_v<Letter>) {
        return Decoded::Fault::Unknown;
    } else {
        if (type != Index)
            return readAs<Index + 1>(type, from, letter);
        read(from, letter.emplace<Index>());
        return Decoded::Fault::None;
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

// Without a QCborValue: its tree was the dearest part of a small letter.
Decoded decode(const QByteArray &frame)
{
    if (!isLetter(frame))
        return {};
    QCborStreamReader reader(frame);
    Decoded decoded;
    Fields head(reader);
    head.number(AnyNumber); // the version
    const quint64 type = head.number(AnyNumber);
    Fields fields(reader);
    decoded.fault = readAs(type, fields, decoded.letter);
    if (!fields.end())
        return {};
    decoded.size = qint64(head.number(std::numeric_limits<qint64>::max()));
    if (!head.end())
        return {};
    decoded.begin = qsizetype(reader.currentOffset());
    return decoded;
}

QByteArray encodeCatalog(const Catalog &catalog)
{
    QCborArray list;
    for (const auto &[topic, edition] : catalog)
        list.append(QCborArray{topic, qint64(edition.epoch), qint64(edition.number)});
    return QCborValue(list).toCbor();
}

std::optional<Catalog> decodeCatalog(const QByteArray &payload, std::size_t most)
{
    QCborStreamReader reader(payload);
    Fields entries(reader);
    Catalog catalog;
    while (entries.hasNext()) {
        Fields entry(reader);
        const QString topic = entry.text();
        const Edition edition{entry.number(AnyNumber), entry.number(AnyNumber)};
        if (!entry.end() || catalog.size() >= most)
            return std::nullopt;
        catalog.emplace_back(topic, edition);
    }
    if (!entries.end())
        return std::nullopt;
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
