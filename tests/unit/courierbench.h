// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/courier.h"

#include <gtest/gtest.h>

#include <QList>

#include <map>

namespace QtFailover::Internal {

/// Couriers and the connections between them, played by hand: frames go when exchange() is called.
class CourierBench : public testing::Test
{
protected:
    struct Instance {
        explicit Instance(const QString &name, const MessageLimits &limits) : id(name), courier(name, limits) {}

        /// What came out since the last call is kept by kind.
        void take()
        {
            courier.tellLate();
            while (courier.hasAction()) {
                const Courier::Action action = courier.takeAction();
                if (const auto *delivery = std::get_if<Delivery>(&action))
                    deliveries.push_back(*delivery);
                else if (const auto *answered = std::get_if<Answered>(&action))
                    answers.push_back(*answered);
                else if (const auto *value = std::get_if<Published>(&action))
                    published.push_back(*value);
                else
                    dropped.push_back(std::get<Courier::Drop>(action).connection);
            }
        }
        QList<QByteArray> delivered() const
        {
            QList<QByteArray> list;
            for (const Delivery &delivery : deliveries)
                list.append(delivery.payload);
            return list;
        }
        QList<QByteArray> replies() const
        {
            QList<QByteArray> list;
            for (const Answered &answered : answers)
                list.append(answered.response.payload);
            return list;
        }
        /// Answers all deliveries from `from` on with what was sent.
        void echo(std::size_t from = 0)
        {
            for (std::size_t i = from; i < deliveries.size(); ++i)
                courier.answer(deliveries[i].ticket, {Fate::Done, deliveries[i].payload, {}});
            take();
        }
        quint64 counted(const char *name) const
        {
            return courier.statistics().value(QString::fromLatin1(name)).toULongLong();
        }

        QString id;
        Courier courier;
        std::vector<Delivery> deliveries;
        std::vector<Answered> answers;
        std::vector<Published> published;
        std::vector<Connection> dropped;
        quint64 lastNumber = 0;
    };

    Instance make(const char *id) const { return Instance(QString::fromLatin1(id), limits); }

    /// The same number at both ends.
    void connect(Instance &secondary, Instance &primary, Epoch epoch)
    {
        const Connection connection = ++m_lastConnection;
        primary.courier.greeted(connection, secondary.id);
        secondary.courier.setWay({connection, epoch, primary.id});
        m_ends[connection] = {&secondary, &primary};
    }
    void disconnect(Instance &secondary)
    {
        for (auto end = m_ends.begin(); end != m_ends.end();) {
            if (end->second.first != &secondary) {
                ++end;
                continue;
            }
            end->second.second->courier.gone(end->first);
            end = m_ends.erase(end);
        }
        secondary.courier.setWay({});
    }
    /// Until nobody has anything to send.
    void exchange()
    {
        for (bool isBusy = true; isBusy;) {
            isBusy = false;
            for (const auto &[connection, end] : std::map(m_ends)) {
                isBusy |= carry(connection, *end.first, *end.second);
                isBusy |= carry(connection, *end.second, *end.first);
            }
        }
    }
    static RequestId send(Instance &from, const QByteArray &payload)
    {
        const RequestId id{qHash(from.id), ++from.lastNumber};
        from.courier.send(std::make_shared<Outgoing>(id, payload));
        from.take();
        return id;
    }
    static void reign(Instance &instance, Courier::Reign reign, Epoch epoch)
    {
        instance.courier.setReign(reign, epoch);
        instance.take();
    }

    MessageLimits limits;

private:
    static bool carry(Connection connection, Instance &from, Instance &to)
    {
        if (!from.courier.hasMail(connection))
            return false;
        to.courier.received(connection, from.courier.takeFrame(connection).toBytes());
        to.take();
        return true;
    }

    Connection m_lastConnection = 0;
    std::map<Connection, std::pair<Instance *, Instance *>> m_ends; ///< the secondary, the primary
};

} // namespace QtFailover::Internal
