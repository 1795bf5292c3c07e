// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/wire.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QDebug>

#include <utility>

namespace QtFailover::Internal::wire {

namespace {

/// Texts are short by nature: ids, groups, scopes, versions, sentences.
constexpr qsizetype TextCap = 4096;
constexpr qsizetype MembersCap = 4096;

/// The one list of a message's fields; a number, once given, keeps its meaning.
template <typename Visit>
void fields(Member &m, Visit &&visit)
{
    visit(1, m.id);
    visit(2, m.pid);
    visit(3, m.role);
    visit(4, m.enabled);
    visit(5, m.priority);
    visit(6, m.applicationVersion);
    visit(7, m.successor);
    visit(8, m.startedAt);
    visit(9, m.reserve);
}
template <typename Visit>
void fields(Hello &m, Visit &&visit)
{
    visit(1, m.group);
    visit(2, m.scope);
    visit(3, m.id);
    visit(4, m.pid);
    visit(5, m.startedAt);
    visit(6, m.priority);
    visit(7, m.enabled);
    visit(8, m.applicationVersion);
    visit(9, m.epoch);
    visit(10, m.reserve);
}
template <typename Visit>
void fields(Welcome &m, Visit &&visit)
{
    visit(1, m.group);
    visit(2, m.scope);
    visit(3, m.id);
    visit(4, m.pid);
    visit(5, m.epoch);
    visit(6, m.standing);
    visit(7, m.policy);
    visit(8, m.heartbeatInterval);
    visit(9, m.duplicate);
}
template <typename Visit>
void fields(Beat &m, Visit &&visit)
{
    visit(1, m.epoch);
    visit(2, m.sequence);
    visit(3, m.standing);
    visit(4, m.mainLoopAge);
    visit(5, m.busyFor);
}
template <typename Visit>
void fields(Roster &m, Visit &&visit)
{
    visit(1, m.epoch);
    visit(2, m.members);
}
template <typename Visit>
void fields(Probe &m, Visit &&visit)
{
    visit(1, m.ticket);
    visit(2, m.epoch);
}
template <typename Visit>
void fields(ProbeReply &m, Visit &&visit)
{
    visit(1, m.ticket);
    visit(2, m.epoch);
    visit(3, m.standing);
}
template <typename Visit>
void fields(Update &m, Visit &&visit)
{
    visit(1, m.enabled);
    visit(2, m.epoch);
}
template <typename Visit>
void fields(Prepare &m, Visit &&visit)
{
    visit(1, m.epoch);
    visit(2, m.reason);
}
template <typename Visit>
void fields(Ready &m, Visit &&visit)
{
    visit(1, m.epoch);
}
template <typename Visit>
void fields(Refuse &m, Visit &&visit)
{
    visit(1, m.epoch);
    visit(2, m.error);
}
template <typename Visit>
void fields(Released &m, Visit &&visit)
{
    visit(1, m.epoch);
    visit(2, m.reason);
    visit(3, m.successorId);
}
template <typename Visit>
void fields(TakeOver &m, Visit &&visit)
{
    visit(1, m.epoch);
}
template <typename Visit>
void fields(TakeOverRefused &m, Visit &&visit)
{
    visit(1, m.error);
    visit(2, m.epoch);
}
template <typename Visit>
void fields(Leaving &m, Visit &&visit)
{
    visit(1, m.epoch);
}

/// The largest value of each enumeration that may come in.
constexpr int last(Role) { return int(Role::Primary); }
constexpr int last(Standing) { return int(Standing::Primary); }
constexpr int last(HungPrimaryPolicy) { return int(HungPrimaryPolicy::Fence); }
constexpr int last(Reason) { return int(Reason::Stopped); }

class Writer
{
public:
    template <typename T>
    void operator()(int key, const T &value)
    {
        map[key] = toCbor(value);
    }
    QCborMap map;

private:
    static QCborValue toCbor(const QString &value) { return value; }
    static QCborValue toCbor(bool value) { return value; }
    static QCborValue toCbor(int value) { return value; }
    static QCborValue toCbor(qint64 value) { return value; }
    static QCborValue toCbor(quint64 value) { return qint64(value); }
    static QCborValue toCbor(Duration value) { return qint64(value.count()); }
    static QCborValue toCbor(Instant value) { return qint64(value.time_since_epoch().count()); }
    template <typename E>
    requires std::is_enum_v<E>
    static QCborValue toCbor(E value) { return int(value); }
    static QCborValue toCbor(const std::vector<Member> &members)
    {
        QCborArray array;
        for (Member member : members) {
            Writer writer;
            fields(member, writer);
            array.append(writer.map);
        }
        return array;
    }
};

/// A field that is missing keeps its default; one of another shape makes the whole message garbage.
class Reader
{
public:
    explicit Reader(const QCborMap &from) : map(from) {}
    template <typename T>
    void operator()(int key, T &value)
    {
        const QCborValue found = map.value(key);
        if (!found.isUndefined())
            ok = fromCbor(found, value) && ok;
    }
    const QCborMap map;
    bool ok = true;

private:
    static bool fromCbor(const QCborValue &from, QString &value)
    {
        value = from.toString();
        return from.isString() && value.size() <= TextCap;
    }
    static bool fromCbor(const QCborValue &from, bool &value)
    {
        value = from.toBool();
        return from.isBool();
    }
    /// QCborValue::toInteger() also converts a double, whatever it is worth.
    static qint64 integer(const QCborValue &from, qint64 otherwise = 0)
    {
        return from.isInteger() ? from.toInteger() : otherwise;
    }
    static bool fromCbor(const QCborValue &from, qint64 &value)
    {
        value = integer(from);
        return from.isInteger();
    }
    static bool fromCbor(const QCborValue &from, int &value)
    {
        value = int(integer(from));
        return from.isInteger() && integer(from) == value;
    }
    static bool fromCbor(const QCborValue &from, quint64 &value)
    {
        value = quint64(integer(from));
        return from.isInteger() && integer(from) >= 0 && value <= MaxEpoch;
    }
    static bool fromCbor(const QCborValue &from, Duration &value)
    {
        value = Duration(integer(from));
        return from.isInteger() && integer(from) >= 0;
    }
    static bool fromCbor(const QCborValue &from, Instant &value)
    {
        value = Instant(Duration(integer(from)));
        return from.isInteger();
    }
    template <typename E>
    requires std::is_enum_v<E>
    static bool fromCbor(const QCborValue &from, E &value)
    {
        const qint64 number = integer(from, -1);
        if (number < 0 || number > last(E{}))
            return false;
        value = E(number);
        return true;
    }
    static bool fromCbor(const QCborValue &from, std::vector<Member> &members)
    {
        const QCborArray array = from.toArray();
        if (!from.isArray() || array.size() > MembersCap)
            return false;
        for (const auto &entry : array) {
            Reader reader(entry.toMap());
            fields(members.emplace_back(), reader);
            if (!entry.isMap() || !reader.ok)
                return false;
        }
        return true;
    }
};

template <std::size_t Index = 0>
Decoded decodeAs(std::size_t type, const QCborMap &map)
{
    if constexpr (Index == std::variant_size_v<Message>) {
        return {Decoded::Fault::Unknown, {}};
    } else {
        if (type != Index)
            return decodeAs<Index + 1>(type, map);
        std::variant_alternative_t<Index, Message> message;
        Reader reader(map);
        fields(message, reader);
        if (!reader.ok)
            return {Decoded::Fault::Garbage, {}};
        return {Decoded::Fault::None, std::move(message)};
    }
}

} // namespace

Epoch epochOf(const Message &message)
{
    return std::visit([](const auto &m) { return m.epoch; }, message);
}

QByteArray encode(const Message &message)
{
    Writer writer;
    std::visit([&writer](auto copy) { fields(copy, writer); }, message);
    return QCborValue(QCborArray{ProtocolVersion, qint64(message.index()), writer.map}).toCbor();
}

Decoded decode(const QByteArray &frame)
{
    QCborParserError error;
    const QCborArray array = QCborValue::fromCbor(frame, &error).toArray();
    if (error.error != QCborError::NoError || error.offset != frame.size() || array.isEmpty()
        || !array.at(0).isInteger())
        return {Decoded::Fault::Garbage, {}};
    if (array.at(0).toInteger() != ProtocolVersion)
        return {Decoded::Fault::Version, {}};
    if (array.size() != 3 || !array.at(1).isInteger() || array.at(1).toInteger() < 0 || !array.at(2).isMap())
        return {Decoded::Fault::Garbage, {}};
    return decodeAs(std::size_t(array.at(1).toInteger()), array.at(2).toMap());
}

QDebug operator<<(QDebug debug, const Message &message)
{
    static constexpr const char *Names[]{"Hello",           "Welcome", "Beat",  "Roster", "Probe",    "ProbeReply",
                                         "Update",          "Prepare", "Ready", "Refuse", "Released", "TakeOver",
                                         "TakeOverRefused", "Leaving"};
    static_assert(std::size(Names) == std::variant_size_v<Message>);
    Writer writer;
    std::visit([&writer](auto copy) { fields(copy, writer); }, message);
    const QDebugStateSaver saver(debug);
    debug.nospace() << Names[message.index()] << qUtf8Printable(QCborValue(writer.map).toDiagnosticNotation());
    return debug;
}

} // namespace QtFailover::Internal::wire
