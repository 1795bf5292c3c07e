// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "driver/driver_p.h"

#include "core/logging.h"

namespace QtFailover::Internal {

namespace {
/// A guard's answer, told as the state of its process.
ProcessState stateOf(const Answer &answer)
{
    switch (answer.kind) {
    case Answer::Refused:
    case Answer::Dead:
        return ProcessState::Dead;
    case Answer::Answered:
        return ProcessState::Running;
    case Answer::Silent:
        return answer.process;
    case Answer::Foreign:
        break;
    }
    return ProcessState::Unknown;
}
} // namespace

Outcome Driver::Impl::perform(const op::Open &)
{
    Failure failure = ports.rights.open();
    if (!failure) {
        // Once: while healing, the guards of the epoch stay bound under the name that they have.
        if (!std::exchange(keyed, true))
            ports.guards.setKey(ports.rights.key());
        failure = ports.floors.open();
    }
    return {failure, {}};
}

/// A directory that was set by hand may outlive a reboot, and its records with it.
Outcome Driver::Impl::perform(const op::Read &read)
{
    std::optional<Record> record = ports.rights.record(read.right.inode);
    if (record && !record->bootId.isEmpty() && !bootId.isEmpty() && record->bootId != bootId)
        record->claimedAt = record->busyUntil = Instant{};
    return {record, {}};
}

Outcome Driver::Impl::perform(const op::Bind &bind)
{
    ports.guards.setStanding(Standing::Candidate);
    return {ports.guards.bind(bind.epoch), ports.guards.failure()};
}

Outcome Driver::Impl::perform(const op::AskOthers &)
{
    std::vector<Answer> answers = ports.guards.askOthers();
    return {std::move(answers), ports.guards.failure()};
}

Outcome Driver::Impl::perform(const op::Reserve &reserve)
{
    // Without a state directory this was said at the start; a claim does not say it again.
    return {ports.floors.durable() ? ports.floors.reserve(reserve.upTo) : Failure{}, {}};
}

Outcome Driver::Impl::perform(const op::Listen &listen)
{
    Failure failure = ports.transport.listen(ports.rights.directory(), ports.rights.inode());
    if (!failure)
        failure = ports.rights.publish(complete(listen.record));
    return {failure, {}};
}

Outcome Driver::Impl::perform(const op::Abandon &abandon)
{
    ports.transport.stopListening();
    ports.guards.free();
    const Failure failure = abandon.renew ? ports.rights.open() : Failure{};
    if (failure)
        ports.rights.unlock(); // or a name it has got would keep the role from everybody
    return {failure, {}};
}

Outcome Driver::Impl::perform(const op::Prove &prove)
{
    return {Proof{ports.rights.prove(prove.epoch), ports.transport.isListening()}, {}};
}

Outcome Driver::Impl::perform(const op::Connect &connect)
{
    const Connection connection = ports.transport.connectTo(ports.rights.directory(), connect.right.inode);
    holders.emplace(connect.right.inode, connection);
    return {connection, {}};
}

/// DEAD(x): the lock is free, or the pidfd of its holder says so, or its guard refuses in our own network
/// namespace. A child forked without exec may keep the lock; then only the latter two tell.
Outcome Driver::Impl::perform(const op::Judge &judge)
{
    switch (ports.rights.hold(judge.right.epoch)) {
    case Hold::Free:
        return {Verdict::Free, {}};
    case Hold::Vanished:
        return {Verdict::Vanished, {}};
    case Hold::Held:
        break;
    }
    if (judge.byLock)
        return {Verdict::Held, {}};
    switch (processState(judge.right)) {
    case ProcessState::Dead:
        return {Verdict::Dead, {}};
    case ProcessState::Dumping:
        return {Verdict::Dumping, {}};
    default:
        return {Verdict::Held, {}};
    }
}

ProcessState Driver::Impl::processState(const Right &right)
{
    const auto [first, last] = holders.equal_range(right.inode);
    for (auto holder = first; holder != last; ++holder) {
        const ProcessState state = ports.transport.state(holder->second);
        if (state != ProcessState::Unknown)
            return state;
    }
    const std::optional<Record> record = ports.rights.record(right.inode);
    if (!record || record->epoch != right.epoch || record->networkNamespace.isEmpty()
        || record->networkNamespace != ports.guards.networkNamespace())
        return ProcessState::Unknown;
    return stateOf(ports.guards.ask(right.epoch));
}

Record Driver::Impl::complete(Record record) const
{
    record.bootId = bootId;
    // Without its guard (there were no descriptors left when it was claimed) a refusal must not be taken for a death.
    if (ports.guards.isBound(record.epoch))
        record.networkNamespace = ports.guards.networkNamespace();
    return record;
}

} // namespace QtFailover::Internal
