// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"

#include <QByteArray>
#include <QString>

#include <compare>
#include <optional>
#include <variant>
#include <vector>

QT_BEGIN_NAMESPACE
class QDebug;
QT_END_NAMESPACE

namespace QtFailover::Internal {

/// Which request: of which sender, and in which place of all that the sender has sent. The same in every attempt.
struct RequestId {
    quint64 sender = 0; ///< drawn at random by each Messenger
    quint64 number = 0; ///< counts up: the order that is kept
    auto operator<=>(const RequestId &) const = default;

    static constexpr qsizetype Size = 16;
    QByteArray toBytes() const;
    static std::optional<RequestId> fromBytes(const QByteArray &bytes);
};

/// Which edition of a topic: a later epoch's is newer, and within an epoch the higher number.
struct Edition {
    Epoch epoch = NoEpoch;
    quint64 number = 0;
    auto operator<=>(const Edition &) const = default;
};

/// How a request ended where it was handled.
enum class Fate {
    Done,
    NoHandler,
    Rejected,
    TooLarge,
    NotPrimary ///< it was not taken: ask the next primary
};

/// What the Messengers of a group say to one another, beside the election and over the same connections.
///
/// A letter travels in pieces of PieceSize at most, so that a heartbeat waits for one piece and not for 16 MiB.
/// Each is a frame: a CBOR array of four (version, type, the letter's fields, the size of its whole payload), and the
/// bytes of the payload after it, as they are. Pieces after the first are of type More. The letters of a direction go
/// one after the other. Fields that are not known here are ignored, with up to 16 arrays or maps inside one another.
namespace letter {

inline constexpr qsizetype PieceSize = qsizetype(64) * 1024;

struct Request {
    RequestId id;
    int attempt = 1;
    quint64 answered = 0; ///< all numbers of this sender below this one have their replies
    bool operator==(const Request &) const = default;
};
struct Reply {
    RequestId id;
    Epoch epoch = NoEpoch;
    Fate fate = Fate::Done;
    QString error;
    bool operator==(const Reply &) const = default;
};
/// Nobody waits for the reply any more.
struct Cancel {
    RequestId id;
    bool operator==(const Cancel &) const = default;
};
struct Publication {
    QString topic;
    Edition edition;
    bool retained = false;
    bool operator==(const Publication &) const = default;
};
/// To a new primary: the retained topics that the sender has, as payload. The answer is what it lacks, and Want.
struct Catalogue {
    bool operator==(const Catalogue &) const = default;
};
/// The retained topics that the primary lacks, as payload.
struct Want {
    bool operator==(const Want &) const = default;
};
struct More {
    bool operator==(const More &) const = default;
};

using Letter = std::variant<Request, Reply, Cancel, Publication, Catalogue, Want, More>;

struct Decoded {
    enum class Fault {
        None,
        Garbage, ///< no letter
        Unknown  ///< a type of a newer minor version: to be ignored, with its pieces
    };
    Fault fault = Fault::Garbage;
    Letter letter;
    qint64 size = 0;     ///< of the whole payload
    qsizetype begin = 0; ///< where this piece of it begins in the frame
};

/// Whether a frame is a letter of this version; all others are the election's.
bool isLetter(const QByteArray &frame);
/// The beginning of a frame, before a piece of a payload of `size` bytes.
QByteArray encode(const Letter &letter, qint64 size);
Decoded decode(const QByteArray &frame);

/// The payload of Catalogue and Want (where the editions are empty).
using Catalog = std::vector<std::pair<QString, Edition>>;
QByteArray encodeCatalog(const Catalog &catalog);
/// Empty: it is none, or has more than `most` entries.
std::optional<Catalog> decodeCatalog(const QByteArray &payload, std::size_t most);

QDebug operator<<(QDebug debug, const Letter &letter);

} // namespace letter
} // namespace QtFailover::Internal
