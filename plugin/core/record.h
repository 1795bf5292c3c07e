// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/epoch.h"
#include "core/time.h"

#include <QtFailover/types.h>

#include <QByteArray>
#include <QString>

#include <optional>

namespace QtFailover::Internal {

/// What the holder of a right says of itself to those who cannot reach it: the file r.<inode>.
///
/// It is information, never proof: a record that is missing or unreadable leaves the right as it is.
struct Record {
    QString instanceId;
    qint64 pid = 0;
    Epoch epoch = NoEpoch;
    HungPrimaryPolicy policy = HungPrimaryPolicy::Wait;
    Duration heartbeatInterval{};
    Duration heartbeatTimeout{};
    Instant claimedAt{};         ///< when this claim began; younger instances do not inherit a crash loop
    Instant busyUntil{};         ///< expectBusy(): not fenced before this moment of the same boot
    QByteArray bootId;           ///< Instants of another boot mean nothing
    QByteArray networkNamespace; ///< guards are visible within one network namespace only
    int failedPromotions = 0;    ///< in a row, before this one; three stop automatic promotion
    bool settled = false;        ///< the main loop has turned once after the promotion handler

    bool operator==(const Record &) const = default;
};

inline constexpr qsizetype RecordCap = 4096; ///< bytes; a longer file is no record

QByteArray encodeRecord(const Record &record);
/// Nothing for bytes that are not a whole record of a known version. Unknown fields are ignored.
std::optional<Record> decodeRecord(const QByteArray &bytes);

} // namespace QtFailover::Internal
