// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/record.h"

#include <QCborMap>
#include <QCborValue>

#include <limits>

namespace QtFailover::Internal {

namespace {

constexpr qint64 RecordVersion = 1;

/// A number, once given, keeps its meaning; the version comes first in every record to come.
enum Field : qint64 {
    VersionField,
    InstanceIdField,
    PidField,
    EpochField,
    PolicyField,
    IntervalField,
    TimeoutField,
    ClaimedAtField,
    BusyUntilField,
    BootIdField,
    NetworkNamespaceField,
    FailedPromotionsField,
    SettledField
};

/// Reads the fields of one map; a single wrong one spoils the whole.
class Reader
{
public:
    explicit Reader(const QCborMap &map) : m_map(map) {}

    qint64 integer(Field field, qint64 from, qint64 to)
    {
        const QCborValue value = m_map.value(qint64(field));
        const bool valid = value.isInteger() && value.toInteger() >= from && value.toInteger() <= to;
        m_valid = m_valid && valid;
        return valid ? value.toInteger() : from;
    }
    Duration duration(Field field) { return Duration(integer(field, 0, std::numeric_limits<qint64>::max())); }
    Instant instant(Field field)
    {
        using Limits = std::numeric_limits<qint64>;
        return Instant(Duration(integer(field, Limits::min(), Limits::max())));
    }
    QString text(Field field)
    {
        const QCborValue value = m_map.value(qint64(field));
        m_valid = m_valid && value.isString();
        return value.toString();
    }
    QByteArray bytes(Field field)
    {
        const QCborValue value = m_map.value(qint64(field));
        m_valid = m_valid && value.isByteArray();
        return value.toByteArray();
    }
    bool boolean(Field field)
    {
        const QCborValue value = m_map.value(qint64(field));
        m_valid = m_valid && value.isBool();
        return value.toBool();
    }
    bool isValid() const { return m_valid; }

private:
    const QCborMap &m_map;
    bool m_valid = true;
};

} // namespace

QByteArray encodeRecord(const Record &record)
{
    QCborMap map;
    map.insert(qint64(VersionField), RecordVersion);
    map.insert(qint64(InstanceIdField), record.instanceId);
    map.insert(qint64(PidField), record.pid);
    map.insert(qint64(EpochField), qint64(record.epoch));
    map.insert(qint64(PolicyField), qint64(record.policy));
    map.insert(qint64(IntervalField), qint64(record.heartbeatInterval.count()));
    map.insert(qint64(TimeoutField), qint64(record.heartbeatTimeout.count()));
    map.insert(qint64(ClaimedAtField), qint64(record.claimedAt.time_since_epoch().count()));
    map.insert(qint64(BusyUntilField), qint64(record.busyUntil.time_since_epoch().count()));
    map.insert(qint64(BootIdField), record.bootId);
    map.insert(qint64(NetworkNamespaceField), record.networkNamespace);
    map.insert(qint64(FailedPromotionsField), qint64(record.failedPromotions));
    map.insert(qint64(SettledField), record.settled);
    return map.toCborValue().toCbor();
}

std::optional<Record> decodeRecord(const QByteArray &bytes)
{
    if (bytes.size() > RecordCap)
        return {};
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || error.offset != bytes.size() || !value.isMap())
        return {};
    const QCborMap map = value.toMap();
    if (map.value(qint64(VersionField)) != QCborValue(RecordVersion))
        return {};

    Reader reader(map);
    Record record;
    record.instanceId = reader.text(InstanceIdField);
    record.pid = reader.integer(PidField, 0, std::numeric_limits<qint64>::max());
    record.epoch = Epoch(reader.integer(EpochField, 0, qint64(MaxEpoch)));
    record.policy = HungPrimaryPolicy(
        reader.integer(PolicyField, qint64(HungPrimaryPolicy::Wait), qint64(HungPrimaryPolicy::Fence)));
    record.heartbeatInterval = reader.duration(IntervalField);
    record.heartbeatTimeout = reader.duration(TimeoutField);
    record.claimedAt = reader.instant(ClaimedAtField);
    record.busyUntil = reader.instant(BusyUntilField);
    record.bootId = reader.bytes(BootIdField);
    record.networkNamespace = reader.bytes(NetworkNamespaceField);
    record.failedPromotions = int(reader.integer(FailedPromotionsField, 0, std::numeric_limits<int>::max()));
    record.settled = reader.boolean(SettledField);
    return reader.isValid() ? std::optional(record) : std::nullopt;
}

} // namespace QtFailover::Internal
