// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/letters.h"
#include "core/tally.h"
#include "core/time.h"

#include <atomic>
#include <memory>

namespace QtFailover::Internal {

/// How much of messages one instance keeps, in bytes; over a bound something is refused at once.
struct MessageLimits {
    qint64 message = qint64(16) << 20;  ///< one payload
    qint64 waiting = qint64(64) << 20;  ///< own requests without a reply
    qint64 queue = qint64(64) << 20;    ///< for one peer that has read nothing for `patience`; it loses its connection
    qint64 total = qint64(256) << 20;   ///< requests in hand, being received, and replies kept
    qint64 retained = qint64(64) << 20; ///< of all topics, when one is published
    qint64 untold = qint64(128) << 20;  ///< publications that the application has not been told of yet
    Duration patience = std::chrono::seconds(1);
    int requests = 16384;            ///< of one sender, without a reply
    int allRequests = 16 * requests; ///< of all senders, in hand or waiting for the proof of a reign
    int topics = 4096;               ///< retained, when one is published
    int topicLength = 1024;          ///< in UTF-16 code units
    int keptReplies = 1024;          ///< for one sender
    int keptSenders = 256;           ///< that are gone
};

/// An own request on its way to whoever is primary. Shared by the application's thread and the library's.
struct Outgoing {
    Outgoing(const RequestId &requestId, const QByteArray &bytes) : id(requestId), payload(bytes) {}
    const RequestId id;
    const QByteArray payload;
    std::atomic<int> attempts{0}; ///< how often it was sent so far
};
using OutgoingRequest = std::shared_ptr<Outgoing>;

/// A request for the application's handler.
struct Delivery {
    quint64 ticket = 0; ///< of the answer
    RequestId id;
    QByteArray payload;
    QString senderId;
    int attempt = 1;
    Epoch epoch = NoEpoch;                       ///< of the reign that takes it
    std::shared_ptr<std::atomic<bool>> canceled; ///< an answer comes too late
};

struct Response {
    Fate fate = Fate::Done;
    QByteArray payload;
    QString error; ///< for people
};

/// The end of an own request.
struct Answered {
    RequestId id;
    Response response;
    QString handledBy;
    Epoch epoch = NoEpoch;
};

struct Published {
    QString topic;
    QByteArray payload;
    Edition edition;
    bool retained = false;
    Tally::Share untold{}; ///< until the application has been told

    /// What it takes until then, with what it costs beside its payload.
    qint64 size() const { return payload.size() + 2 * topic.size() + 256; }
};

} // namespace QtFailover::Internal
