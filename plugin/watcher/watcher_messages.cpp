// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "core/logging.h"
#include "driver/driver.h"
#include "watcher/messenger_p.h"
#include "watcher/watcher_p.h"

namespace QtFailover {

using namespace Internal;

std::unique_ptr<MessengerPrivate> WatcherPrivate::attach(Messenger *messenger, Watcher *watcher)
{
    WatcherPrivate *of = watcher ? watcher->d.get() : nullptr;
    if (!of || of->messenger) {
        qCWarning(lcMessages) << "A Messenger needs a Watcher that has none yet. This one does nothing.";
        of = nullptr;
    }
    auto made = std::make_unique<MessengerPrivate>(messenger, of);
    if (of)
        of->messenger = made.get();
    return made;
}

void WatcherPrivate::requestArrived(const std::shared_ptr<RequestPrivate> &request)
{
    if (messenger)
        messenger->arrived(request);
    else
        request->answer({Fate::NoHandler, {}, {}});
}

void WatcherPrivate::requestAnswered(const Answered &answered)
{
    if (messenger)
        messenger->answered(answered);
}

void WatcherPrivate::topicPublished(const Published &value)
{
    if (value.retained && !topics.put(value))
        return;
    if (messenger)
        messenger->published(value);
}

void WatcherPrivate::resumeMessages()
{
    post([all = topics.all()](Driver &driver) { driver.restoreTopics(all); });
    if (messenger)
        messenger->started();
}

std::optional<quint64> WatcherPrivate::provenEpoch() const
{
    const Token *current = token;
    return current ? current->primaryToken() : std::nullopt;
}

} // namespace QtFailover
