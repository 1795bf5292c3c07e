// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/election.h"

#include <QDataStream>

#include <chrono>
#include <optional>
#include <type_traits>
#include <variant>
#include <vector>

namespace QtFailover::Test::Journal {

using namespace QtFailover::Internal;

/// All that an Election may be told, in the order of its declaration.
enum class Call : quint8 {
    Begin, ///< the terms and the seed
    SetTime,
    Start,
    Shutdown,
    SetEnabled,
    HandOver,
    TakeOver,
    ExpectBusy,
    Check,
    PromotionAnswered,
    DemotionDone,
    Drained,
    MainLoopTurned,
    Accepted,
    Connected,
    Received,
    Closed,
    Died,
    BusConnected,
    BusFailed,
    BusHeard,
    Tick,
    ProofLost,
    FloorReserved,
    Completed,
};

/// How the election stood before the call: what a replay has to come to as well.
struct Standing {
    quint8 state = 0;
    quint8 role = 0;
    quint64 epoch = 0;

    static Standing of(const Election &election)
    {
        return {quint8(election.state()), quint8(election.role()), election.epoch()};
    }
    bool operator==(const Standing &) const = default;
};

// The fields of a struct, once for both directions.
template <typename F>
void fields(Standing &v, F f)
{
    f(v.state, v.role, v.epoch);
}
template <typename F>
void fields(Failure &v, F f)
{
    f(v.error, v.text);
}
template <typename F>
void fields(Right &v, F f)
{
    f(v.epoch, v.inode);
}
template <typename F>
void fields(Survey &v, F f)
{
    f(v.rights, v.failure);
}
template <typename F>
void fields(Counted &v, F f)
{
    f(v.spoken, v.floor, v.failure);
}
template <typename F>
void fields(Answer &v, F f)
{
    f(v.epoch, v.kind, v.standing, v.instanceId, v.process);
}
template <typename F>
void fields(Proof &v, F f)
{
    f(v.right, v.listening);
}
template <typename F>
void fields(Record &v, F f)
{
    f(v.instanceId, v.pid, v.epoch, v.policy, v.heartbeatInterval, v.heartbeatTimeout, v.claimedAt, v.busyUntil,
      v.bootId, v.networkNamespace, v.failedPromotions, v.settled);
}
template <typename F>
void fields(Outcome &v, F f)
{
    f(v.value, v.failure);
}
template <typename F>
void fields(Terms &v, F f)
{
    f(v.group, v.scope, v.instanceId, v.applicationVersion, v.runtimeDirectory, v.pid, v.priority, v.enabled,
      v.busEnabled, v.policy, v.candidacy, v.heartbeatInterval, v.heartbeatTimeout, v.probeInterval, v.mainLoopTimeout,
      v.promotionTimeout, v.shutdownTimeout);
}

template <typename T>
concept Streamed = std::is_arithmetic_v<T> || std::is_same_v<T, QString> || std::is_same_v<T, QByteArray>;

template <typename T>
void put(QDataStream &out, const T &value);
template <typename T>
void put(QDataStream &out, const std::vector<T> &list)
{
    out << quint32(list.size());
    for (const T &one : list)
        put(out, one);
}
template <typename T>
void put(QDataStream &out, const std::optional<T> &value)
{
    out << value.has_value();
    if (value)
        put(out, *value);
}
template <typename... T>
void put(QDataStream &out, const std::variant<T...> &value)
{
    out << quint8(value.index());
    std::visit([&out](const auto &one) { put(out, one); }, value);
}
template <typename T>
void put(QDataStream &out, const T &value)
{
    if constexpr (Streamed<T>)
        out << value;
    else if constexpr (std::is_enum_v<T>)
        out << qint32(value);
    else if constexpr (std::is_same_v<T, Instant>)
        out << qint64(value.time_since_epoch().count());
    else if constexpr (std::is_same_v<T, Duration>)
        out << qint64(value.count());
    else if constexpr (!std::is_same_v<T, std::monostate>)
        fields(const_cast<T &>(value), [&out](auto &...one) { (put(out, one), ...); });
}

template <typename T>
void get(QDataStream &in, T &value);
template <typename T>
void get(QDataStream &in, std::vector<T> &list)
{
    quint32 size = 0;
    in >> size;
    list.clear();
    for (quint32 i = 0; i < size && in.status() == QDataStream::Ok; ++i)
        get(in, list.emplace_back());
}
template <typename T>
void get(QDataStream &in, std::optional<T> &value)
{
    bool has = false;
    in >> has;
    value.reset();
    if (has)
        get(in, value.emplace());
}
template <std::size_t I = 0, typename... T>
void getAlternative(QDataStream &in, std::variant<T...> &value, quint8 index)
{
    if constexpr (I < sizeof...(T)) {
        if (index != I)
            return getAlternative<I + 1>(in, value, index);
        get(in, value.template emplace<I>());
    } else {
        in.setStatus(QDataStream::ReadCorruptData);
    }
}
template <typename... T>
void get(QDataStream &in, std::variant<T...> &value)
{
    quint8 index = 0;
    in >> index;
    getAlternative(in, value, index);
}
template <typename T>
void get(QDataStream &in, T &value)
{
    if constexpr (Streamed<T>) {
        in >> value;
    } else if constexpr (std::is_enum_v<T>) {
        qint32 number = 0;
        in >> number;
        value = T(number);
    } else if constexpr (std::is_same_v<T, Instant> || std::is_same_v<T, Duration>) {
        qint64 count = 0;
        in >> count;
        value = T(Duration(count));
    } else if constexpr (!std::is_same_v<T, std::monostate>) {
        fields(value, [&in](auto &...one) { (get(in, one), ...); });
    }
}

} // namespace QtFailover::Test::Journal
