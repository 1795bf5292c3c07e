// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/record.h"

#include <QCborMap>
#include <QCborValue>

#include <gtest/gtest.h>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Record sample()
{
    Record record;
    record.instanceId = u"Büro-7"_s;
    record.pid = 4711;
    record.epoch = MaxEpoch;
    record.policy = HungPrimaryPolicy::Fence;
    record.heartbeatInterval = 5s;
    record.heartbeatTimeout = 15s;
    record.claimedAt = Instant(12345678901ns);
    record.busyUntil = Never;
    record.bootId = QByteArray("0123456789abcdef");
    record.networkNamespace = QByteArray("4026531840");
    record.failedPromotions = 2;
    record.settled = true;
    return record;
}

QCborMap sampleMap() { return QCborValue::fromCbor(encodeRecord(sample())).toMap(); }

std::optional<Record> decode(const QCborMap &map) { return decodeRecord(map.toCborValue().toCbor()); }

} // namespace

TEST(Record, ComesBackAsItWas)
{
    EXPECT_EQ(decodeRecord(encodeRecord(sample())), sample());
    EXPECT_EQ(decodeRecord(encodeRecord(Record())), Record());
}

TEST(Record, BeginsWithItsVersion)
{
    const QByteArray bytes = encodeRecord(sample());
    // A map's head, then key 0, then version 1.
    ASSERT_GT(bytes.size(), 3);
    EXPECT_EQ(bytes[1], 0);
    EXPECT_EQ(bytes[2], 1);
}

TEST(Record, IgnoresFieldsOfLaterVersions)
{
    QCborMap map = sampleMap();
    map.insert(qint64(99), u"new"_s);
    map.insert(u"name"_s, QCborMap{{1, 2}});
    EXPECT_EQ(decode(map), sample());
}

TEST(Record, RefusesAnUnknownVersion)
{
    for (const QCborValue &version : {QCborValue(0), QCborValue(2), QCborValue(u"1"_s), QCborValue()}) {
        QCborMap map = sampleMap();
        map.insert(qint64(0), version);
        EXPECT_EQ(decode(map), std::nullopt);
    }
}

TEST(Record, RefusesAMissingField)
{
    const QCborMap whole = sampleMap();
    for (const QCborValue &key : whole.keys()) {
        QCborMap map = whole;
        map.remove(key.toInteger());
        EXPECT_EQ(decode(map), std::nullopt) << "without field " << key.toInteger();
    }
}

TEST(Record, RefusesAFieldOfAnotherType)
{
    const QCborMap whole = sampleMap();
    for (const QCborValue &key : whole.keys()) {
        QCborMap map = whole;
        map.insert(key.toInteger(), 1.5);
        EXPECT_EQ(decode(map), std::nullopt) << "field " << key.toInteger();
    }
}

TEST(Record, RefusesNumbersOutOfRange)
{
    struct {
        qint64 field;
        qint64 value;
    } const cases[] = {{2, -1}, {3, -1},  {3, qint64(MaxEpoch) + 1}, {4, -1}, {4, 2}, {5, -1},
                       {6, -1}, {11, -1}, {11, qint64(1) << 31}};
    for (const auto &[field, value] : cases) {
        QCborMap map = sampleMap();
        map.insert(field, value);
        EXPECT_EQ(decode(map), std::nullopt) << "field " << field << " = " << value;
    }
}

TEST(Record, RefusesEveryPartOfItself)
{
    const QByteArray bytes = encodeRecord(sample());
    for (qsizetype size = 0; size < bytes.size(); ++size)
        EXPECT_EQ(decodeRecord(bytes.first(size)), std::nullopt) << size << " bytes";
}

TEST(Record, RefusesBytesBehindItsEnd) { EXPECT_EQ(decodeRecord(encodeRecord(sample()) + '\0'), std::nullopt); }

TEST(Record, RefusesMoreThanItsCap)
{
    Record record = sample();
    record.instanceId = QString(RecordCap, u'x');
    EXPECT_EQ(decodeRecord(encodeRecord(record)), std::nullopt);
}

TEST(Record, SurvivesAnySingleByteChanged)
{
    const QByteArray whole = encodeRecord(sample());
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (int value = 0; value < 256; ++value) {
            QByteArray bytes = whole;
            bytes[at] = char(value);
            const auto decoded = decodeRecord(bytes);
            EXPECT_TRUE(!decoded || decoded->epoch <= MaxEpoch);
        }
    }
}

TEST(Record, RefusesRubbish)
{
    const QByteArray hugeText = QByteArray::fromHex("a2000101"
                                                    "7b7fffffffffffffff");
    const QByteArray hugeMap = QByteArray::fromHex("bb7fffffffffffffff0001");
    for (const QByteArray &bytes : {QByteArray(), QByteArray("\0\0\0\0", 4), QByteArray(4096, '\x9f'),
                                    QByteArray("not cbor"), QByteArray(4096, '\0'), hugeText, hugeMap})
        EXPECT_EQ(decodeRecord(bytes), std::nullopt);
}
