// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/election.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace QtFailover::Internal {

/// One election with the system it asks played by hand: names, locks, clock. What it says and does is kept.
class ElectionBench : public testing::Test
{
protected:
    static constexpr std::chrono::milliseconds Interval{100};
    static constexpr std::chrono::milliseconds Timeout{300};

    ElectionBench()
    {
        terms.group = QStringLiteral("g");
        terms.instanceId = QStringLiteral("me");
        terms.pid = 42;
        terms.heartbeatInterval = Interval;
        terms.heartbeatTimeout = Timeout;
        terms.promotionTimeout = std::chrono::milliseconds(500);
        terms.shutdownTimeout = std::chrono::milliseconds(400);
    }

    // Events
    template <typename F>
    void event(F deliver)
    {
        election->setTime(now, suspended);
        deliver(*election);
        settle();
    }
    void start()
    {
        election.emplace(terms, 1);
        event([](Election &e) { e.start(); });
    }
    void advance(Duration length)
    {
        const Instant end = now + length;
        while (election->alarm() <= end) {
            now = std::max(now, election->alarm());
            event([](Election &e) { e.tick(); });
        }
        now = end;
    }
    void receive(Connection from, const wire::Message &message)
    {
        event([&](Election &e) { e.received(from, wire::encode(message)); });
    }

    // Situations
    /// Secondary beside a welcoming primary of this epoch; its lock is inode 100 + epoch.
    void startBeside(Epoch epoch, HungPrimaryPolicy policy = HungPrimaryPolicy::Wait)
    {
        appoint(epoch);
        start();
        welcome(epoch, policy);
    }
    void appoint(Epoch epoch)
    {
        names = {{epoch, 100 + epoch}};
        held.insert(100 + epoch);
    }
    void welcome(Epoch epoch, HungPrimaryPolicy policy = HungPrimaryPolicy::Wait, const QString &id = {})
    {
        event([this](Election &e) { e.connected(connection); });
        wire::Welcome welcome = welcomeOf(epoch, wire::Standing::Primary, policy);
        if (!id.isEmpty())
            welcome.id = id;
        receive(connection, welcome);
    }
    /// What that primary, or candidate, answers to Hello.
    wire::Welcome welcomeOf(Epoch epoch, wire::Standing standing,
                            HungPrimaryPolicy policy = HungPrimaryPolicy::Wait) const
    {
        wire::Welcome of;
        of.group = terms.group;
        of.id = QStringLiteral("p%1").arg(epoch);
        of.epoch = epoch;
        of.standing = standing;
        of.policy = policy;
        of.heartbeatInterval = Interval;
        return of;
    }
    /// What that primary has written about itself.
    static Record recordOf(Epoch epoch, bool settled, HungPrimaryPolicy policy = HungPrimaryPolicy::Wait)
    {
        Record of;
        of.instanceId = QStringLiteral("p%1").arg(epoch);
        of.epoch = epoch;
        of.settled = settled;
        of.policy = policy;
        of.heartbeatInterval = Interval;
        return of;
    }
    void tellRoster(Epoch epoch, const QStringList &secondaries)
    {
        wire::Roster roster{epoch, {}};
        for (const QString &id : secondaries) {
            Member member;
            member.id = id;
            member.successor = roster.members.empty();
            roster.members.push_back(member);
        }
        receive(connection, roster);
    }
    void crash(Epoch epoch)
    {
        held.erase(100 + epoch);
        event([this](Election &e) { e.closed(connection); });
    }
    /// A secondary says hello to us, as the holder of our epoch, or of one that we only claim yet.
    Connection join(const char *id, int priority = 0, Epoch claimed = NoEpoch)
    {
        const Connection c = accept();
        wire::Hello first = hello(id, priority);
        if (claimed != NoEpoch)
            first.epoch = claimed;
        receive(c, first);
        return c;
    }
    /// One that stands for election only after a time without a primary, and would be the first in line otherwise.
    Connection joinAsReserve(const char *id)
    {
        const Connection c = accept();
        wire::Hello first = hello(id, 9);
        first.reserve = true;
        receive(c, first);
        return c;
    }
    Connection join(const wire::Hello &hello)
    {
        const Connection c = accept();
        receive(c, hello);
        return c;
    }
    Connection accept()
    {
        const Connection c = ++accepted;
        event([c](Election &e) { e.accepted(c); });
        return c;
    }
    wire::Hello hello(const char *id, int priority = 0) const
    {
        wire::Hello hello;
        hello.group = terms.group;
        hello.id = QString::fromLatin1(id);
        hello.pid = 1000 + qint64(accepted);
        hello.priority = priority;
        hello.epoch = election->epoch();
        return hello;
    }

    // What came out
    /// How many such effects.
    template <typename T>
    int carriedOut() const
    {
        return int(std::count_if(actions.begin(), actions.end(),
                                 [](const Action &action) { return std::holds_alternative<T>(action); }));
    }
    Election::State state() const { return election->state(); }
    Role role() const { return election->role(); }
    template <typename T>
    int noticed() const
    {
        return int(std::count_if(notices.begin(), notices.end(),
                                 [](const Notice &notice) { return std::holds_alternative<T>(notice); }));
    }
    bool reported(Error error) const
    {
        return std::any_of(notices.begin(), notices.end(), [error](const Notice &notice) {
            const auto *said = std::get_if<notice::ErrorOccurred>(&notice);
            return said && said->failure.error == error;
        });
    }
    template <typename T>
    int performed() const
    {
        return int(std::count_if(actions.begin(), actions.end(), isOperation<T>));
    }
    /// The place of the first such effect among all actions; -1: there is none.
    template <typename T>
    qsizetype placeOf() const
    {
        const auto found = std::find_if(actions.begin(), actions.end(),
                                        [](const Action &action) { return std::holds_alternative<T>(action); });
        return found == actions.end() ? -1 : found - actions.begin();
    }
    /// The same of an operation.
    template <typename T>
    qsizetype placeOfOperation() const
    {
        const auto found = std::find_if(actions.begin(), actions.end(), isOperation<T>);
        return found == actions.end() ? -1 : found - actions.begin();
    }
    /// What was switched on and off, in order.
    template <typename T>
    std::vector<bool> switched() const
    {
        std::vector<bool> list;
        for (const Action &action : actions) {
            if (const auto *effect = std::get_if<T>(&action))
                list.push_back(effect->on);
        }
        return list;
    }
    template <typename T>
    std::vector<std::pair<Connection, T>> sent() const
    {
        std::vector<std::pair<Connection, T>> list;
        for (const Action &action : actions) {
            const auto *send = std::get_if<effect::Send>(&action);
            if (send && std::holds_alternative<T>(send->message))
                list.emplace_back(send->connection, std::get<T>(send->message));
        }
        return list;
    }
    void forgetPast()
    {
        actions.clear();
        notices.clear();
    }

    Terms terms;
    std::optional<Election> election;
    Instant now{std::chrono::seconds(100)};
    Duration suspended{};

    // The system
    std::vector<Right> names;
    std::set<quint64> held;
    quint64 own = 7;
    Counted counted;
    std::optional<Record> record;
    ProcessState process = ProcessState::Running;
    std::vector<Answer> others;
    bool listening = true;
    bool linkFails = false;
    bool listenFails = false;
    Failure lookFailure;
    Failure openFailure;
    bool promotionHandler = false;
    bool demotionHandler = false;
    bool mainLoopTurns = false; ///< answers at once
    Connection connection = 0;  ///< of the last connect
    Connection accepted = 1000;

    std::vector<Action> actions;
    std::vector<Notice> notices;
    std::vector<CheckResult> checks;

private:
    template <typename T>
    static bool isOperation(const Action &action)
    {
        const auto *operation = std::get_if<Operation>(&action);
        return operation && std::holds_alternative<T>(*operation);
    }
    void settle()
    {
        while (election->hasAction()) {
            const Action action = election->takeAction();
            actions.push_back(action);
            if (const auto *operation = std::get_if<Operation>(&action)) {
                const Outcome outcome = std::visit([this](const auto &op) { return perform(op); }, *operation);
                election->setTime(now, suspended);
                election->completed(outcome);
            } else if (const auto *publish = std::get_if<effect::Publish>(&action)) {
                notices.insert(notices.end(), publish->notices.begin(), publish->notices.end());
            } else if (const auto *revoke = std::get_if<effect::Revoke>(&action)) {
                for (Right &right : names) {
                    if (right.epoch == revoke->epoch)
                        right.inode += 10000;
                }
            } else if (const auto *checked = std::get_if<effect::Checked>(&action)) {
                checks.push_back(checked->result);
            } else if (const auto *ping = std::get_if<effect::PingMainLoop>(&action); ping && mainLoopTurns) {
                election->mainLoopTurned(ping->ticket);
            }
        }
    }

    bool isHeld(const Right &right) const { return right.inode == own || held.contains(right.inode); }
    bool has(Epoch epoch) const
    {
        return std::any_of(names.begin(), names.end(), [epoch](const Right &right) { return right.epoch == epoch; });
    }

    Outcome perform(const op::Open &)
    {
        ++own;
        return {openFailure, {}};
    }
    Outcome perform(const op::Look &) { return {lookFailure ? Survey{{}, lookFailure} : Survey{names, {}}, {}}; }
    Outcome perform(const op::Judge &judge)
    {
        if (!has(judge.right.epoch))
            return {Verdict::Vanished, {}};
        if (process == ProcessState::Dumping && !judge.byLock && isHeld(judge.right))
            return {Verdict::Dumping, {}};
        return {isHeld(judge.right) ? Verdict::Held : Verdict::Free, {}};
    }
    Outcome perform(const op::Inspect &) { return {process, {}}; }
    Outcome perform(const op::Read &) { return {record, {}}; }
    Outcome perform(const op::Count &) { return {counted, {}}; }
    Outcome perform(const op::Bind &) { return {BindResult::Bound, {}}; }
    Outcome perform(const op::Ask &ask)
    {
        Answer answer;
        for (const Answer &other : others) {
            if (other.epoch == ask.epoch)
                answer = other;
        }
        return {std::vector<Answer>{answer}, {}};
    }
    Outcome perform(const op::AskOthers &) { return {others, {}}; }
    Outcome perform(const op::Reserve &) { return {Failure{}, {}}; }
    Outcome perform(const op::Speak &speak)
    {
        counted.spoken = std::max(counted.spoken, speak.epoch);
        return {SpeakResult::Spoken, {}};
    }
    Outcome perform(const op::Listen &)
    {
        return {listenFails ? Failure{Error::ListenFailed, QStringLiteral("no directory")} : Failure{}, {}};
    }
    Outcome perform(const op::Link &link)
    {
        if (linkFails)
            return {LinkResult::Failed, {Error::LockFailed, QStringLiteral("full")}};
        if (has(link.epoch))
            return {LinkResult::Exists, {}};
        names.push_back({link.epoch, own});
        return {LinkResult::Linked, {}};
    }
    Outcome perform(const op::Unlink &unlink)
    {
        std::erase_if(names, [&unlink](const Right &right) { return right.epoch == unlink.epoch; });
        return {true, {}};
    }
    Outcome perform(const op::Abandon &abandon)
    {
        if (abandon.renew)
            ++own;
        return {Failure{}, {}};
    }
    Outcome perform(const op::Prove &prove)
    {
        const bool right = std::find(names.begin(), names.end(), Right{prove.epoch, own}) != names.end();
        return {Proof{right, listening}, {}};
    }
    Outcome perform(const op::Connect &) { return {++connection, {}}; }
    Outcome perform(const op::Promote &) { return {promotionHandler, {}}; }
    Outcome perform(const op::Demote &) { return {demotionHandler, {}}; }
    Outcome perform(const op::Drain &) { return {true, {}}; }
};

} // namespace QtFailover::Internal
