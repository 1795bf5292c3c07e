// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/wire.h"

#include <gtest/gtest.h>

#include <QtNumeric>

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace std::chrono_literals;

namespace {

using Fault = wire::Decoded::Fault;

std::vector<wire::Message> everyMessage()
{
    const Instant then{5s};
    const QString text = QStringLiteral("söme text");
    const Member member{.id = text,
                        .pid = 7,
                        .role = Role::Primary,
                        .enabled = false,
                        .reserve = true,
                        .priority = -3,
                        .applicationVersion = text,
                        .successor = true,
                        .startedAt = then};
    return {wire::Hello{text, text, text, 42, then, 5, false, text, 9, true},
            wire::Welcome{text, text, text, 42, 9, wire::Standing::Primary, HungPrimaryPolicy::Fence, 250ms, true},
            wire::Beat{9, 77, wire::Standing::Primary, 3ms, 4s},
            wire::Roster{9, {member, Member{}}},
            wire::Probe{9, 12},
            wire::ProbeReply{12, 9, wire::Standing::Primary},
            wire::Update{9, false},
            wire::Prepare{9, Reason::TakenOver},
            wire::Ready{9},
            wire::Refuse{9, text},
            wire::Released{MaxEpoch, Reason::Handover, text},
            wire::TakeOver{9},
            wire::TakeOverRefused{9, text},
            wire::Leaving{9}};
}

QByteArray frameOf(qint64 version, qint64 type, const QCborMap &fields)
{
    return QCborValue(QCborArray{version, type, fields}).toCbor();
}

/// The frame of `message` with one field changed.
QByteArray changed(const wire::Message &message, int field, const QCborValue &value)
{
    const QCborArray frame = QCborValue::fromCbor(wire::encode(message)).toArray();
    QCborMap fields = frame.at(2).toMap();
    fields[field] = value;
    return frameOf(frame.at(0).toInteger(), frame.at(1).toInteger(), fields);
}

} // namespace

TEST(Wire, BringsEveryMessageAcrossUnchanged)
{
    const std::vector<wire::Message> messages = everyMessage();
    ASSERT_EQ(messages.size(), std::variant_size_v<wire::Message>);
    for (const wire::Message &message : messages) {
        const wire::Decoded decoded = wire::decode(wire::encode(message));
        EXPECT_EQ(decoded.fault, Fault::None) << "message " << message.index();
        EXPECT_EQ(decoded.message, message) << "message " << message.index();
    }
}

TEST(Wire, TakesNothingThatIsNotCborForAMessage)
{
    for (const QByteArray &frame :
         {QByteArray(), QByteArrayLiteral("\xff"), QByteArrayLiteral("GET / HTTP/1.1"), QCborValue(17).toCbor(),
          QCborValue(QCborArray{}).toCbor(), QCborValue(QCborArray{QStringLiteral("1"), 0, QCborMap{}}).toCbor()})
        EXPECT_EQ(wire::decode(frame).fault, Fault::Garbage) << frame.toHex().constData();
}

TEST(Wire, TakesNoFrameOfAnotherShape)
{
    for (const QCborArray &frame :
         {QCborArray{1}, QCborArray{1, 2}, QCborArray{1, 2, QCborMap{}, 0},
          QCborArray{1, QStringLiteral("x"), QCborMap{}}, QCborArray{1, 2, QCborArray{}}, QCborArray{1, QCborMap{}, 2}})
        EXPECT_EQ(wire::decode(QCborValue(frame).toCbor()).fault, Fault::Garbage);
}

TEST(Wire, TakesNoTruncatedFrameAndNoneWithATail)
{
    for (const wire::Message &message : everyMessage()) {
        const QByteArray frame = wire::encode(message);
        for (qsizetype size = 0; size < frame.size(); ++size)
            EXPECT_EQ(wire::decode(frame.left(size)).fault, Fault::Garbage);
        EXPECT_EQ(wire::decode(frame + frame).fault, Fault::Garbage);
    }
}

TEST(Wire, SurvivesEveryByteFlipped)
{
    for (const wire::Message &message : everyMessage()) {
        const QByteArray frame = wire::encode(message);
        for (qsizetype at = 0; at < frame.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                QByteArray flipped = frame;
                flipped[at] = char(flipped[at] ^ (1 << bit));
                wire::decode(flipped); // does not crash, whatever it answers
            }
        }
    }
}

TEST(Wire, NamesAnotherProtocolVersionAsSuch)
{
    EXPECT_EQ(wire::decode(frameOf(2, 2, {})).fault, Fault::Version);
    EXPECT_EQ(wire::decode(frameOf(0, 2, {})).fault, Fault::Version);
    // Even where the rest has another shape.
    EXPECT_EQ(wire::decode(QCborValue(QCborArray{2, QStringLiteral("x")}).toCbor()).fault, Fault::Version);
}

TEST(Wire, IgnoresATypeOfANewerVersion)
{
    EXPECT_EQ(wire::decode(frameOf(1, qint64(std::variant_size_v<wire::Message>), {})).fault, Fault::Unknown);
    EXPECT_EQ(wire::decode(frameOf(1, 1000000, {})).fault, Fault::Unknown);
    EXPECT_EQ(wire::decode(frameOf(1, -1, {})).fault, Fault::Garbage);
}

TEST(Wire, IgnoresUnknownFieldsAndKeepsDefaultsForMissingOnes)
{
    const wire::Message probe = wire::Probe{9, 12};
    EXPECT_EQ(wire::decode(changed(probe, 99, QStringLiteral("new"))).message, probe);
    const wire::Decoded update = wire::decode(frameOf(1, 6, {}));
    EXPECT_EQ(update.fault, Fault::None);
    EXPECT_EQ(update.message, wire::Message(wire::Update{NoEpoch, true}));
}

TEST(Wire, RefusesEnumeratorsOutOfRange)
{
    const wire::Message welcome = wire::Welcome{};
    for (const int field : {6, 7}) {
        for (const QCborValue &value : {QCborValue(2), QCborValue(-1), QCborValue(qint64(1) << 40), QCborValue(true)})
            EXPECT_EQ(wire::decode(changed(welcome, field, value)).fault, Fault::Garbage) << "field " << field;
    }
    const wire::Message released = wire::Released{};
    EXPECT_EQ(wire::decode(changed(released, 2, int(Reason::Stopped) + 1)).fault, Fault::Garbage);
}

TEST(Wire, RefusesFieldsOfAnotherType)
{
    const wire::Message hello = wire::Hello{};
    for (int field = 1; field <= 9; ++field)
        EXPECT_EQ(wire::decode(changed(hello, field, QCborArray{})).fault, Fault::Garbage) << "field " << field;
    for (const double number : {qQNaN(), qInf(), 1e300}) // found by fuzzing: no whole number is near
        EXPECT_EQ(wire::decode(changed(hello, 6, number)).fault, Fault::Garbage) << number;
    for (const QCborValue &members :
         {QCborValue(1), QCborValue(QCborArray{1}), QCborValue(QCborArray{QCborMap{{1, 1}}})})
        EXPECT_EQ(wire::decode(changed(wire::Roster{}, 2, members)).fault, Fault::Garbage);
}

TEST(Wire, RefusesNumbersThatDoNotFit)
{
    EXPECT_EQ(wire::decode(changed(wire::Hello{}, 6, qint64(1) << 40)).fault, Fault::Garbage);
    EXPECT_EQ(wire::decode(changed(wire::Hello{}, 9, -1)).fault, Fault::Garbage);
    EXPECT_EQ(wire::decode(changed(wire::Leaving{}, 1, qint64(MaxEpoch) + 1)).fault, Fault::Garbage);
    EXPECT_EQ(wire::decode(changed(wire::Beat{}, 1, -1)).fault, Fault::Garbage);
    EXPECT_EQ(wire::decode(changed(wire::Beat{}, 1, qint64(MaxEpoch) + 1)).fault, Fault::Garbage);
    EXPECT_EQ(wire::decode(changed(wire::Beat{}, 4, -1)).fault, Fault::Garbage);
}

TEST(Wire, RefusesTextsAndRostersOverTheirCaps)
{
    EXPECT_EQ(wire::decode(changed(wire::Hello{}, 3, QString(4096, QLatin1Char('x')))).fault, Fault::None);
    EXPECT_EQ(wire::decode(changed(wire::Hello{}, 3, QString(4097, QLatin1Char('x')))).fault, Fault::Garbage);
    EXPECT_EQ(wire::decode(wire::encode(wire::Roster{1, std::vector<Member>(4096)})).fault, Fault::None);
    EXPECT_EQ(wire::decode(wire::encode(wire::Roster{1, std::vector<Member>(4097)})).fault, Fault::Garbage);
}
