// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "unit/watcherfixture.h"

namespace QtFailover::Test {

/// One instance of a group within this process, with a Messenger.
struct Member {
    explicit Member(std::unique_ptr<Watcher> made) : watcher(std::move(made)), messenger(new Messenger(watcher.get()))
    {
        QObject::connect(messenger, &Messenger::published, messenger,
                         [this](const QString &topic, const QByteArray &payload, quint64 epoch) {
                             published.append({topic, payload, epoch});
                         });
    }

    /// Answers with the own id, a colon, and what was sent; keeps what came.
    void echo()
    {
        messenger->setRequestHandler(nullptr, [this](Request request) {
            seen.append(request.payload());
            attempts.append(request.attempt());
            request.reply(watcher->instanceId().toUtf8() + ':' + request.payload());
        });
    }
    /// Keeps them without an answer.
    void hold()
    {
        messenger->setRequestHandler(nullptr, [this](Request request) {
            seen.append(request.payload());
            attempts.append(request.attempt());
            held.append(request);
        });
    }
    bool isPrimary() const { return watcher->role() == Role::Primary; }

    struct Publication {
        QString topic;
        QByteArray payload;
        quint64 epoch;
        bool operator==(const Publication &) const = default;
    };
    QList<QByteArray> seen;
    QList<int> attempts;
    QList<Request> held;
    QList<Publication> published;
    std::unique_ptr<Watcher> watcher; // goes first: it may still tell
    Messenger *messenger;
};

class MessengerTest : public WatcherTest
{
protected:
    std::unique_ptr<Member> member(const QString &id) const { return std::make_unique<Member>(make(id)); }
    std::unique_ptr<Member> startedMember(const QString &id) const
    {
        auto made = member(id);
        EXPECT_TRUE(made->watcher->start());
        EXPECT_TRUE(waitFor([&] { return made->watcher->role() != Role::Inactive; }));
        return made;
    }
    /// Secondary, and known to the primary.
    std::unique_ptr<Member> startedBeside(const Member &primary, const QString &id) const
    {
        auto made = startedMember(id);
        EXPECT_TRUE(waitFor([&] {
            const QList<InstanceInfo> instances = primary.watcher->instances();
            return std::any_of(instances.cbegin(), instances.cend(),
                               [&](const InstanceInfo &instance) { return instance.id() == id; });
        }));
        return made;
    }
    static Reply await(const QFuture<Reply> &future)
    {
        EXPECT_TRUE(waitFor([&] { return future.isFinished(); }));
        return future.resultCount() > 0 ? future.result() : Reply();
    }
};

} // namespace QtFailover::Test
