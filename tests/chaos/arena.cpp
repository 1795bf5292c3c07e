// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "chaos/arena.h"

#include "chaos/replay.h"
#include "support/waitfor.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <csignal>
#include <cstdio>

namespace QtFailover::Test {

using namespace std::chrono_literals;

namespace {

constexpr auto Timeout = 400ms; // heartbeatTimeout
constexpr auto Slack = 4s;      // what a loaded machine may need, whatever the fault
constexpr int DumpedMebibytes = 40;

const QStringList Arguments{QStringLiteral("--heartbeat-interval"),
                            QStringLiteral("100"),
                            QStringLiteral("--heartbeat-timeout"),
                            QStringLiteral("400"),
                            QStringLiteral("--shutdown-timeout"),
                            QStringLiteral("2000"),
                            QStringLiteral("--policy"),
                            QStringLiteral("fence")};

} // namespace

Arena::Arena(int instances, quint32 seed) : m_size(instances), m_random(seed), m_group(Arguments)
{
    m_group.setProgram(QStringLiteral(QTFAILOVER_TEST_MEMBER));
    m_group.setWorkingDirectory(m_cores.path());
    m_group.setEnvironment(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_bus.address());
}

Arena::~Arena() = default;

int Arena::random(int from, int to) { return std::uniform_int_distribution<int>(from, to)(m_random); }

QString Arena::journalOf(const QString &id) const { return m_group.directory() + QStringLiteral("/journal.") + id; }

void Arena::pause(int atMostMilliseconds)
{
    const QDeadlineTimer deadline(random(0, atMostMilliseconds));
    waitFor([&] { return deadline.hasExpired(); });
}

void Arena::buryTheDead()
{
    QStringList living;
    for (const Instance *instance : m_group.running())
        living += instance->id();
    for (auto witness = m_witnesses.begin(); witness != m_witnesses.end();) {
        if (living.contains(witness.key())) {
            ++witness;
        } else {
            m_tribunal.hear(*witness, witness.key());
            const QString journal = journalOf(witness.key());
            const QString objection = replay(journal, &m_replayed);
            if (!objection.isEmpty())
                m_objections += objection;
            QFile::remove(journal);
            witness = m_witnesses.erase(witness);
        }
    }
    for (const Instance *instance : m_group.dead()) {
        if (instance->exitStatus() == QProcess::CrashExit && !m_doomed.contains(instance->id()))
            m_objections += QStringLiteral("%1 has crashed by itself: %2")
                                .arg(instance->id(), QString::fromUtf8(instance->log().right(2000)));
        m_doomed.remove(instance->id());
    }
    m_group.buryTheDead();
    for (const QString &core : QDir(m_cores.path()).entryList(QDir::Files))
        QFile::remove(m_cores.filePath(core));
}

bool Arena::fill()
{
    buryTheDead();
    while (int(m_group.running().size()) < m_size) {
        const QString id = QStringLiteral("m%1").arg(++m_started);
        m_witnesses[id] = m_group.directory() + QStringLiteral("/witness.") + id;
        m_group.setEnvironment(QStringLiteral("QTFAILOVER_TEST_JOURNAL"), journalOf(id));
        m_group.start(id, {QStringLiteral("--witness"), m_witnesses[id], QStringLiteral("--resource"), resource()});
        // One after the other, or all at once.
        if (random(0, 1))
            pause(20);
    }
    if (!m_group.awaitSettled())
        return false;
    m_primary = m_group.primaries().front();
    return true;
}

Instance *Arena::anySecondary()
{
    std::vector<Instance *> others = m_group.running();
    std::erase(others, m_primary);
    return others[std::size_t(random(0, int(others.size()) - 1))];
}

Arena::Outcome Arena::befall(Fault fault)
{
    m_due = 0;
    m_at = monotonicNs();
    m_bound = Slack;
    m_asked = nullptr;
    const quint64 before = m_primary->epoch();
    Outcome outcome;
    switch (fault) {
    case Fault::Kill:
        outcome.what = kill();
        break;
    case Fault::Stop:
        outcome.what = stop();
        break;
    case Fault::Dump:
        outcome.what = dump();
        break;
    case Fault::Deletion:
        outcome.what = deletion();
        break;
    case Fault::BusRestart:
        m_bus.kill();
        pause(300);
        m_bus.start();
        outcome.what = QStringLiteral("the bus restarted");
        break;
    case Fault::HandOver:
        outcome.what = handOver();
        break;
    case Fault::Block:
        outcome.what = block();
        break;
    }
    // Every fifth time a second one falls into the first, and what is due may not come from the first any more.
    const bool doubled = random(0, 4) == 0;
    if (doubled) {
        pause(5);
        Instance *victim = anySecondary();
        doom(victim);
        if (victim == m_asked)
            m_due = 0; // nobody is there to take over any more
        outcome.what += QStringLiteral(", and %1 killed").arg(victim->id());
    }
    const auto newPrimary = [&]() -> Instance * {
        const auto all = m_group.primaries();
        const auto found =
            std::find_if(all.begin(), all.end(), [&](const Instance *one) { return one->epoch() > before; });
        return found == all.end() ? nullptr : *found;
    };
    if (m_due) {
        Instance *heir = nullptr;
        waitFor([&] { return (heir = newPrimary()) != nullptr || hasRefused(); });
        if (heir) {
            const QJsonObject event =
                heir->find(QStringLiteral("roleChanged"), {{QStringLiteral("role"), QStringLiteral("primary")}});
            outcome.milliseconds = double(event[u"monotonicNs"].toInteger() - m_at) / 1e6;
        }
        const auto bound = m_bound + (doubled ? Slack : 0s);
        outcome.isRefused = !heir && hasRefused();
        outcome.isLate =
            !outcome.isRefused && (!heir || outcome.milliseconds > double(std::chrono::milliseconds(bound).count()));
    }
    for (Instance *instance : std::exchange(m_stopped, {}))
        instance->signal(SIGCONT);
    // Whoever was killed counts as running until its end is noticed: it must not be asked to act in the next round.
    waitFor([this] {
        const auto running = m_group.running();
        return std::none_of(running.begin(), running.end(),
                            [this](const Instance *one) { return m_doomed.contains(one->id()); });
    });
    outcome.settled = m_group.awaitSettled();
    return outcome;
}

QString Arena::kill()
{
    const bool primary = random(0, 9) < 8;
    Instance *victim = primary ? m_primary : anySecondary();
    m_due = primary ? m_primary->epoch() + 1 : 0;
    m_at = monotonicNs();
    doom(victim);
    return QStringLiteral("%1 killed").arg(victim->id());
}

QString Arena::stop()
{
    switch (random(0, 2)) {
    case 0: { // until another is primary
        m_due = m_primary->epoch() + 1;
        m_at = monotonicNs();
        m_bound = Timeout + Slack;
        m_primary->signal(SIGSTOP);
        m_stopped.push_back(m_primary);
        return QStringLiteral("primary %1 stopped until it was fenced").arg(m_primary->id());
    }
    case 1: { // for about as long as it takes to be fenced: the races
        m_primary->signal(SIGSTOP);
        const qint64 from = monotonicNs();
        pause(900);
        m_primary->signal(SIGCONT);
        return QStringLiteral("primary %1 stopped for %2 ms")
            .arg(m_primary->id())
            .arg((monotonicNs() - from) / 1000000);
    }
    default: {
        Instance *victim = anySecondary();
        victim->signal(SIGSTOP);
        pause(900);
        victim->signal(SIGCONT);
        return QStringLiteral("secondary %1 stopped for a while").arg(victim->id());
    }
    }
}

void Arena::doom(Instance *victim)
{
    m_doomed.insert(victim->id());
    victim->signal(SIGKILL);
}

QString Arena::dump()
{
    m_doomed.insert(m_primary->id());
    const qsizetype from = m_primary->events().size();
    m_primary->command("dump " + QByteArray::number(DumpedMebibytes));
    m_primary->await(QStringLiteral("dumping"), {}, from);
    m_due = m_primary->epoch() + 1;
    m_at = m_primary->find(QStringLiteral("dumping"), {}, from)[u"monotonicNs"].toInteger();
    m_bound = Timeout + Slack;
    return QStringLiteral("primary %1 dumped its core").arg(m_primary->id());
}

QString Arena::deletion()
{
    static constexpr const char *Patterns[]{"e.*", "i.*", "s.*", "r.*", "*", ""};
    const QString pattern = QLatin1String(Patterns[random(0, 5)]);
    QDir directory(m_group.namesDirectory());
    if (pattern.isEmpty()) {
        directory.removeRecursively();
        return QStringLiteral("the directory deleted");
    }
    for (const QString &name : directory.entryList({pattern}, QDir::Files | QDir::System | QDir::Hidden))
        directory.remove(name);
    return QStringLiteral("%1 deleted").arg(pattern);
}

/// A primary that is busy with itself may say no, but must say so.
bool Arena::hasRefused() const
{
    return m_asked
           && !m_asked
                   ->find(QStringLiteral("error"), {{QStringLiteral("error"), QStringLiteral("HandoverFailed")}},
                          m_askedFrom)
                   .isEmpty();
}

QString Arena::handOver()
{
    m_due = m_primary->epoch() + 1;
    m_bound = 2s + Slack;
    m_at = monotonicNs();
    switch (random(0, 2)) {
    case 0:
        m_asked = m_primary;
        m_askedFrom = m_asked->events().size();
        m_primary->command("handover");
        return QStringLiteral("%1 hands over").arg(m_primary->id());
    case 1:
        m_primary->signal(SIGTERM);
        return QStringLiteral("%1 quits").arg(m_primary->id());
    default: {
        Instance *taker = anySecondary();
        m_asked = taker;
        m_askedFrom = m_asked->events().size();
        taker->command("takeover");
        return QStringLiteral("%1 takes over from %2").arg(taker->id(), m_primary->id());
    }
    }
}

QString Arena::block()
{
    const int time = random(50, 1500);
    m_primary->command("block " + QByteArray::number(time));
    pause(time);
    return QStringLiteral("%1's main loop blocked for %2 ms").arg(m_primary->id()).arg(time);
}

void Arena::close()
{
    for (Instance *instance : m_group.running())
        doom(instance);
    waitFor([this] { return m_group.running().empty(); });
    buryTheDead();
}

void Arena::print() const
{
    for (const Instance *instance : m_group.running()) {
        for (const QJsonObject &event : instance->events())
            std::printf("%s\n", QJsonDocument(event).toJson(QJsonDocument::Compact).constData());
        std::printf("%s", instance->log().constData());
    }
}

} // namespace QtFailover::Test
