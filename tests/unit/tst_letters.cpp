// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/inbox.h"
#include "core/wire.h"

#include <gtest/gtest.h>

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

using namespace QtFailover;
using namespace QtFailover::Internal;
using namespace Qt::StringLiterals;

namespace {

using Fault = letter::Decoded::Fault;
using Next = Inbox::Next;

const RequestId id{MaxEpoch + 1, 7};

std::vector<letter::Letter> everyLetter()
{
    return {letter::Request{id, std::numeric_limits<int>::max(), MaxEpoch},
            letter::Reply{id, MaxEpoch, Fate::NotPrimary, QString(4096, u'e')},
            letter::Cancel{id},
            letter::Publication{u"söme topic"_s, {MaxEpoch, MaxEpoch}, true},
            letter::Catalogue{},
            letter::Want{},
            letter::More{}};
}

/// The letter with one of its fields changed.
QByteArray changed(const letter::Letter &letter, qsizetype field, const QCborValue &value)
{
    QCborArray frame = QCborValue::fromCbor(letter::encode(letter, 0)).toArray();
    QCborArray fields = frame.at(2).toArray();
    fields[field] = value;
    frame[2] = fields;
    return QCborValue(frame).toCbor();
}

QByteArray frameOf(const QCborArray &array) { return QCborValue(array).toCbor(); }

QByteArray catalogOf(const QCborArray &entry) { return QCborValue(QCborArray{entry}).toCbor(); }
std::optional<letter::Catalog> readCatalog(const QByteArray &payload) { return letter::decodeCatalog(payload, 2); }

} // namespace

TEST(Letters, BringEveryKindAcrossUnchanged)
{
    const std::vector<letter::Letter> letters = everyLetter();
    ASSERT_EQ(letters.size(), std::variant_size_v<letter::Letter>);
    for (const letter::Letter &letter : letters) {
        const QByteArray begin = letter::encode(letter, 3);
        const letter::Decoded decoded = letter::decode(begin + "abc");
        EXPECT_EQ(decoded.fault, Fault::None) << "letter " << letter.index();
        EXPECT_EQ(decoded.letter, letter) << "letter " << letter.index();
        EXPECT_EQ(decoded.size, 3);
        EXPECT_EQ(decoded.begin, begin.size());
    }
}

TEST(Letters, AreNotReadFromATruncatedFrame)
{
    for (const letter::Letter &letter : everyLetter()) {
        const QByteArray frame = letter::encode(letter, 3);
        for (qsizetype size = 0; size < frame.size(); ++size)
            EXPECT_EQ(letter::decode(frame.left(size)).fault, Fault::Garbage) << letter.index() << ", " << size;
    }
}

TEST(Letters, EndWhereTheirPayloadBeginsWhateverThatIs)
{
    const QByteArray begin = letter::encode(letter::Cancel{id}, 2);
    for (int byte = 0; byte < 256; ++byte) {
        const letter::Decoded decoded = letter::decode(begin + char(byte) + char(byte));
        EXPECT_EQ(decoded.fault, Fault::None) << byte;
        EXPECT_EQ(decoded.begin, begin.size()) << byte;
    }
}

TEST(Letters, AreOfThisVersionAlone)
{
    const QByteArray good = letter::encode(letter::Cancel{id}, 0);
    EXPECT_TRUE(letter::isLetter(good));
    for (const qsizetype at : {0, 1}) {
        QByteArray other = good;
        ++other[at];
        EXPECT_FALSE(letter::isLetter(other));
        EXPECT_EQ(letter::decode(other).fault, Fault::Garbage);
    }
    EXPECT_FALSE(letter::isLetter(good.left(2)));
    EXPECT_FALSE(letter::isLetter(wire::encode(wire::Beat{})));
}

TEST(Letters, WhoseFrameHasAnotherShapeAreGarbage)
{
    const QCborArray fields{id.toBytes()};
    const qint64 type = letter::Letter(letter::Cancel{}).index();
    ASSERT_EQ(letter::decode(frameOf({1, type, fields, 0})).fault, Fault::None);
    EXPECT_EQ(letter::decode(frameOf({1, 1000, fields, 0})).fault, Fault::Unknown);
    EXPECT_EQ(letter::decode(frameOf({1, -1, fields, 0})).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(frameOf({1, u"x"_s, fields, 0})).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(frameOf({1, 1000, u"x"_s, 0})).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(frameOf({1, type, fields, -1})).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(frameOf({1, type, fields, 1.5})).fault, Fault::Garbage);
}

TEST(Letters, PassTheFieldsOfALaterVersionUnlessTheyAreNestedWithoutEnd)
{
    const qint64 type = letter::Letter(letter::Cancel{}).index();
    const auto withField = [&](const QCborValue &field) {
        return letter::decode(frameOf({1, type, QCborArray{id.toBytes(), field, u"x"_s}, 3}) + "abc");
    };
    QCborValue nested = 1;
    for (int depth = 0; depth < 5; ++depth)
        nested = QCborMap{{u"key"_s, QCborArray{nested, 1.5}}};
    const letter::Decoded decoded = withField(nested);
    EXPECT_EQ(decoded.fault, Fault::None);
    EXPECT_EQ(std::get<letter::Cancel>(decoded.letter).id, id);
    EXPECT_EQ(decoded.size, 3);
    const auto fault = [&](int depth) {
        QCborValue value;
        while (--depth >= 0)
            value = QCborArray{value};
        return withField(value).fault;
    };
    EXPECT_EQ(fault(16), Fault::None);
    EXPECT_EQ(fault(17), Fault::Garbage);
    EXPECT_EQ(fault(1000), Fault::Garbage);
}

TEST(Letters, MayHaveTheirTextsInParts)
{
    const QByteArray frame = letter::encode(letter::Publication{u"topic"_s, {1, 2}, true}, 0);
    const qsizetype at = frame.indexOf("\x65topic");
    ASSERT_GT(at, 0);
    QByteArray inParts = frame;
    inParts.replace(at, 6, QByteArray("\x7f\x62to\x63pic\xff"));
    EXPECT_EQ(letter::decode(inParts).letter, letter::decode(frame).letter);
    EXPECT_EQ(letter::decode(inParts).fault, Fault::None);
    inParts.replace("\x63pic", "\x43pic"); // bytes amid a text
    EXPECT_EQ(letter::decode(inParts).fault, Fault::Garbage);
    inParts.replace("\x43pic", "\x63p\xc3\xff"); // no UTF-8
    EXPECT_EQ(letter::decode(inParts).fault, Fault::Garbage);
}

TEST(Letters, WithAFieldOfAnotherKindAreGarbage)
{
    for (const letter::Letter &letter : everyLetter()) {
        const QCborArray frame = QCborValue::fromCbor(letter::encode(letter, 0)).toArray();
        for (qsizetype field = 0; field < frame.at(2).toArray().size(); ++field) {
            EXPECT_EQ(letter::decode(changed(letter, field, QCborArray{})).fault, Fault::Garbage)
                << "letter " << letter.index() << ", field " << field;
        }
        const QCborArray none{1, qint64(letter.index()), QCborArray{}, 0};
        EXPECT_EQ(letter::decode(frameOf(none)).fault, frame.at(2).toArray().isEmpty() ? Fault::None : Fault::Garbage);
    }
}

TEST(Letters, WithANumberOrATextOutOfItsRangeAreGarbage)
{
    const letter::Letter request = letter::Request{id, 1, 0};
    const letter::Letter reply = letter::Reply{id, 1, Fate::Done, {}};
    EXPECT_EQ(letter::decode(changed(request, 0, QByteArray(17, 'x'))).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(changed(request, 1, qint64(1) << 31)).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(changed(request, 1, -1)).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(changed(request, 2, qint64(MaxEpoch) + 1)).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(changed(reply, 2, int(Fate::NotPrimary) + 1)).fault, Fault::Garbage);
    EXPECT_EQ(letter::decode(changed(reply, 3, QString(4097, u'x'))).fault, Fault::Garbage);
}

TEST(Letters, CutATextOfPeopleSoThatTheOtherEndTakesIt)
{
    const letter::Reply tooLong{id, 1, Fate::Rejected, QString(5000, u'x')};
    const letter::Decoded decoded = letter::decode(letter::encode(tooLong, 0));
    ASSERT_EQ(decoded.fault, Fault::None);
    EXPECT_EQ(std::get<letter::Reply>(decoded.letter).error.size(), 4096);
}

TEST(Letters, HaveCataloguesThatAreReadWholeOrNotAtAll)
{
    const letter::Catalog catalog{{QString(4096, u't'), {MaxEpoch, 0}}, {{}, {0, MaxEpoch}}};
    EXPECT_EQ(readCatalog(letter::encodeCatalog(catalog)), catalog);
    EXPECT_EQ(readCatalog(letter::encodeCatalog({})), letter::Catalog{});
    const QByteArray payload = letter::encodeCatalog(catalog);
    for (qsizetype size = 0; size < payload.size(); ++size)
        EXPECT_FALSE(readCatalog(payload.left(size))) << size;
    EXPECT_FALSE(letter::decodeCatalog(payload, 1)) << "it has two";
    EXPECT_FALSE(readCatalog(QCborValue(u"x"_s).toCbor()));
    EXPECT_FALSE(readCatalog(catalogOf({u"t"_s, 1})));
    EXPECT_FALSE(readCatalog(catalogOf({1, 1, 1})));
    EXPECT_FALSE(readCatalog(catalogOf({u"t"_s, -1, 1})));
    EXPECT_FALSE(readCatalog(catalogOf({QString(4097, u't'), 1, 1})));
}

TEST(Letters, AreTakenUpToTheCapAndNotAmidAnother)
{
    const QByteArray whole = letter::encode(letter::Cancel{id}, 3) + "abc";
    const QByteArray begun = letter::encode(letter::Cancel{id}, 3) + "a";
    Inbox inbox(3);
    EXPECT_EQ(inbox.add(whole), Next::Whole);
    EXPECT_EQ(inbox.add(whole), Next::Whole) << "nobody took it";
    EXPECT_EQ(inbox.takePayload(), "abc");
    EXPECT_EQ(inbox.add(begun), Next::Begun);
    EXPECT_EQ(inbox.add(whole), Next::Broken);
    EXPECT_EQ(Inbox(2).add(whole), Next::Broken);
    EXPECT_EQ(Inbox(3).add(QByteArray()), Next::Broken);
    EXPECT_EQ(Inbox(3).add(changed(letter::Cancel{}, 0, 1)), Next::Broken);
    Inbox other(3);
    EXPECT_EQ(other.add(begun), Next::Begun);
    EXPECT_EQ(other.add(letter::encode(letter::More{}, 0)), Next::Broken) << "it would never end";
    Inbox more(3);
    EXPECT_EQ(more.add(begun), Next::Begun);
    EXPECT_EQ(more.add(letter::encode(letter::More{}, 0) + "bcd"), Next::Broken);
}

TEST(Letters, ThatComeInOneFrameAreNotCopiedOutOfIt)
{
    const QByteArray head = letter::encode(letter::Cancel{id}, 3);
    QByteArray frame = head + "abc";
    const char *const where = frame.constData() + head.size();
    Inbox inbox(3);
    ASSERT_EQ(inbox.add(std::move(frame)), Next::Whole);
    const QByteArray payload = inbox.takePayload();
    EXPECT_EQ(payload, "abc");
    EXPECT_EQ(payload.constData(), where);
    ASSERT_EQ(inbox.add(head + "abc"), Next::Whole);
    EXPECT_EQ(inbox.add(head + "def"), Next::Whole) << "nothing is left to come";
}

TEST(Letters, ThatAreDiscardedTakeNoRoomAndTheNextIsKeptAgain)
{
    const QByteArray begun = letter::encode(letter::Cancel{id}, 3) + "a";
    const QByteArray more = letter::encode(letter::More{}, 0) + "bc";
    Inbox inbox(3);
    ASSERT_EQ(inbox.add(begun), Next::Begun);
    EXPECT_EQ(inbox.announced(), 3);
    inbox.discard();
    EXPECT_EQ(inbox.announced(), 0);
    EXPECT_EQ(inbox.add(more), Next::Whole);
    EXPECT_TRUE(inbox.isDiscarding());
    EXPECT_TRUE(inbox.takePayload().isEmpty());
    ASSERT_EQ(inbox.add(begun), Next::Begun);
    EXPECT_FALSE(inbox.isDiscarding());
    EXPECT_EQ(inbox.add(more), Next::Whole);
    EXPECT_EQ(inbox.takePayload(), "abc");
    EXPECT_EQ(inbox.announced(), 0);
}

TEST(Letters, OfANewerVersionAreSkippedToTheirEnd)
{
    Inbox inbox(3);
    const QByteArray unknown = frameOf({1, 1000, QCborArray{}, 3});
    EXPECT_EQ(inbox.add(unknown + "a"), Next::Incomplete);
    EXPECT_EQ(inbox.announced(), 0);
    EXPECT_EQ(inbox.add(letter::encode(letter::More{}, 0) + "bc"), Next::Incomplete) << "it is nobody's letter";
    EXPECT_EQ(inbox.add(letter::encode(letter::Cancel{id}, 3) + "abc"), Next::Whole);
    EXPECT_EQ(inbox.takePayload(), "abc");
}
