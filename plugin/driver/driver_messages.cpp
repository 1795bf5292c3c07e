// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "driver/driver_p.h"

namespace QtFailover::Internal {

void Driver::Impl::attendToPost()
{
    if (std::exchange(undelivered, 0) > 0 && pace.isFast(now) && ports.urgency)
        ports.urgency->stayAwake(Pace::Gap);
    if (!ports.desk)
        return;
    post.follow(election);
    for (const Connection connection : post.deliver())
        waiting.push_back({Kind::Role, [this, connection] { election.closed(connection); }});
    if (election.isDraining() && isDrained())
        waiting.push_back({Kind::Role, [this] { election.drained(); }});
}

Outcome Driver::Impl::perform(const op::Drain &)
{
    post.follow(election);
    return {!ports.desk || isDrained(), {}};
}

/// The answers were the last that might make the application publish something; what it has published may be on its way
/// still.
bool Driver::Impl::isDrained()
{
    const Epoch epoch = election.epoch();
    if (post.courier().hasAnsweredAll() && std::exchange(ending, epoch) != epoch && !ports.desk->endPublications(epoch))
        ended = epoch;
    return ended == epoch && post.courier().isDrained();
}

void Driver::publicationsEnded(Epoch epoch)
{
    d->message([this, epoch](Courier &) { d->ended = epoch; });
}

void Driver::request(const OutgoingRequest &request)
{
    d->message(request->payload.size(), [request](Courier &courier) { courier.send(request); });
}

void Driver::cancelRequest(const RequestId &id)
{
    d->message([id](Courier &courier) { courier.cancel(id); });
}

void Driver::answerRequest(quint64 ticket, const Response &response)
{
    d->message(response.payload.size(), [ticket, response](Courier &courier) { courier.answer(ticket, response); });
}

void Driver::publishTopic(const Published &value)
{
    d->message(value.payload.size(), [value](Courier &courier) { courier.publish(value); });
}

void Driver::restoreTopics(const std::vector<Published> &topics)
{
    d->message([topics](Courier &courier) { courier.restore(topics); });
}

} // namespace QtFailover::Internal
