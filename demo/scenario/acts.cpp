// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "scenario/acts.h"

#include "monotonic.h"
#include "names.h"
#include "scenario/stage.h"

#include <QCoreApplication>

#include <algorithm>

namespace Demo {

using namespace Qt::StringLiterals;
using QtFailover::Reason;

namespace {

class Acts
{
    Q_DECLARE_TR_FUNCTIONS(Acts)
public:
    Acts(Stage &stage, Actor &old) : m_stage(stage), m_narrator(stage.narrator()), m_old(old), m_oldEpoch(old.epoch())
    {}

    bool crash();
    bool quit();
    bool hang();
    bool handOver();

private:
    bool expectSuccessor(qint64 sinceNs, Reason reason);
    bool expectEverybodyToSee(const Actor &successor, qint64 epoch, qint64 sinceNs);
    bool expectOldToBeSecondary(qint64 sinceNs, Reason reason);

    Stage &m_stage;
    Narrator &m_narrator;
    Actor &m_old;
    const qint64 m_oldEpoch;
};

bool Acts::crash()
{
    m_narrator.act(tr("Crash: the primary, %1, is killed with SIGKILL").arg(m_old.id()));
    const qint64 at = m_old.send(Actor::SystemSignal::Kill);
    return expectSuccessor(at, Reason::PrimaryCrashed);
}

bool Acts::quit()
{
    m_narrator.act(tr("Quit: the primary, %1, is asked to end with SIGTERM").arg(m_old.id()));
    const qint64 at = m_old.send(Actor::SystemSignal::Terminate);
    if (!expectSuccessor(at, Reason::PrimaryShutdown))
        return false;
    if (!m_stage.waitFor([this] { return !m_old.isRunning(); }))
        return m_narrator.failed(tr("%1 has not ended").arg(m_old.id()));
    if (m_old.process().exitStatus() != QProcess::NormalExit || m_old.process().exitCode() != 0)
        return m_narrator.failed(tr("%1 has not ended with status 0").arg(m_old.id()));
    m_narrator.held(tr("%1 has ended with status 0").arg(m_old.id()));
    return true;
}

bool Acts::hang()
{
    m_narrator.act(tr("Hang: the primary, %1, is stopped with SIGSTOP; the policy is to fence").arg(m_old.id()));
    const qint64 stoppedAt = m_old.send(Actor::SystemSignal::Stop);
    if (!expectSuccessor(stoppedAt, Reason::PrimaryUnresponsive))
        return false;
    m_stage.pause();
    m_narrator.say(tr("%1 wakes up (SIGCONT)").arg(m_old.id()));
    return expectOldToBeSecondary(m_old.send(Actor::SystemSignal::Continue), Reason::Fenced);
}

bool Acts::handOver()
{
    m_narrator.act(tr("Hand over: the primary, %1, is told to hand the role to its successor").arg(m_old.id()));
    const qint64 at = monotonicNs();
    m_old.command(u"handover"_s);
    return expectSuccessor(at, Reason::Handover) && expectOldToBeSecondary(at, Reason::Handover);
}

bool Acts::expectSuccessor(qint64 sinceNs, Reason reason)
{
    const auto becamePrimary = [&](const Actor *actor) {
        return actor->find("roleChanged"_L1, sinceNs,
                           [](const Actor::Line &line) { return line.text("role"_L1) == "primary"_L1; });
    };
    const std::vector<Actor *> all = m_stage.running();
    const auto successor = [&] { return std::find_if(all.begin(), all.end(), becamePrimary); };
    if (!m_stage.waitFor([&] { return successor() != all.end(); }))
        return m_narrator.failed(tr("nobody has become primary"));

    const Actor &next = **successor();
    const Actor::Line line = *becamePrimary(&next);
    const qint64 epoch = line.number("epoch"_L1);
    for (const Actor *actor : all) {
        if (const Actor::Line *said = actor->find("shutdownAnnounced"_L1, sinceNs))
            m_narrator.saw(actor->id(), tr("%1 says that it leaves").arg(said->text("from"_L1)), said->atNs - sinceNs);
    }
    m_narrator.saw(next.id(), tr("I am the primary, epoch %1 (%2)").arg(QString::number(epoch), line.text("reason"_L1)),
                   line.atNs - sinceNs);
    if (epoch <= m_oldEpoch)
        return m_narrator.failed(tr("the epoch has not grown from %1").arg(m_oldEpoch));
    if (line.text("reason"_L1) != enumName(reason))
        return m_narrator.failed(tr("the reason should be %1").arg(enumName(reason)));
    if (!expectEverybodyToSee(next, epoch, sinceNs))
        return false;
    if (std::count_if(all.begin(), all.end(), becamePrimary) != 1)
        return m_narrator.failed(tr("more than one has become primary"));
    m_narrator.held(
        tr("exactly one new primary: %1, epoch %2 (before: %3), after %4")
            .arg(next.id(), QString::number(epoch), QString::number(m_oldEpoch), inMilliseconds(line.atNs - sinceNs)));
    return true;
}

bool Acts::expectEverybodyToSee(const Actor &successor, qint64 epoch, qint64 sinceNs)
{
    const auto change = [&](const Actor *actor) {
        return actor->find("primaryChanged"_L1, sinceNs, [&](const Actor::Line &line) {
            return line.number("epoch"_L1) == epoch && line.text("primaryId"_L1) == successor.id();
        });
    };
    const std::vector<Actor *> all = m_stage.running();
    for (const Actor *actor : all) {
        if (actor == &successor || actor == &m_old)
            continue;
        if (!m_stage.waitFor([&] { return change(actor) != nullptr; }))
            return m_narrator.failed(tr("%1 has not seen the new primary").arg(actor->id()));
        const auto saidGone = [](const Actor::Line &line) { return line.text("health"_L1) != "Alive"_L1; };
        if (const Actor::Line *gone = actor->find("primaryHealthChanged"_L1, sinceNs, saidGone))
            m_narrator.saw(actor->id(), tr("the primary is %1").arg(gone->text("health"_L1)), gone->atNs - sinceNs);
        m_narrator.saw(actor->id(), tr("%1 is the primary, epoch %2").arg(successor.id(), QString::number(epoch)),
                       change(actor)->atNs - sinceNs);
    }
    return true;
}

bool Acts::expectOldToBeSecondary(qint64 sinceNs, Reason reason)
{
    const auto step = [&] {
        return m_old.find("roleChanged"_L1, sinceNs,
                          [](const Actor::Line &line) { return line.text("role"_L1) == "secondary"_L1; });
    };
    if (!m_stage.waitFor([&] { return step() != nullptr; }))
        return m_narrator.failed(tr("%1 is not a secondary").arg(m_old.id()));
    m_narrator.saw(m_old.id(), tr("I am a secondary (%1)").arg(step()->text("reason"_L1)), step()->atNs - sinceNs);
    if (step()->text("reason"_L1) != enumName(reason))
        return m_narrator.failed(tr("the reason should be %1").arg(enumName(reason)));
    m_narrator.held(tr("%1 has given up the role").arg(m_old.id()));
    return true;
}

} // namespace

bool playAct(const QString &name, Stage &stage)
{
    Actor *const old = stage.primary();
    if (!old || stage.running().size() < 2)
        return stage.narrator().failed(Acts::tr("there is no primary with a successor"));
    const auto appendBy = [&](Actor &actor, const QString &when) {
        QString text = Acts::tr("written by %1 %2", "1: instance, 2: when").arg(actor.id(), when);
        stage.append(actor, text);
        return text;
    };
    const QString before = appendBy(*old, Acts::tr("before the %1").arg(name));
    if (!stage.waitForWritten(*old, before))
        return false;
    stage.pause();
    // A secondary's line is on its way while it happens.
    const std::vector<Actor *> all = stage.running();
    Actor &writer = all.back() == old ? *all.front() : *all.back();
    const qint64 at = monotonicNs();
    const QString meanwhile = appendBy(writer, Acts::tr("during the %1").arg(name));
    Acts acts(stage, *old);
    const bool held = name == "crash"_L1  ? acts.crash()
                      : name == "quit"_L1 ? acts.quit()
                      : name == "hang"_L1 ? acts.hang()
                                          : acts.handOver();
    if (!held || !stage.waitForWritten(writer, meanwhile))
        return false;
    const Actor::Line *written = writer.find("acknowledged"_L1, at);
    stage.narrator().saw(writer.id(), Acts::tr("what I wrote meanwhile is in the note"), written->atNs - at);
    if (!stage.waitForRoster())
        return stage.narrator().failed(Acts::tr("the instances do not see each other"));
    Actor *const next = stage.primary();
    if (!next)
        return stage.narrator().failed(Acts::tr("there is not exactly one primary"));
    return stage.waitForWritten(*next, appendBy(*next, Acts::tr("after the %1").arg(name)));
}

} // namespace Demo
