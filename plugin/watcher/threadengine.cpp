// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/threadengine.h"

#include "adapters/farewell.h"
#include "adapters/localtransport.h"
#include "adapters/monotonicclock.h"
#include "adapters/nobus.h"
#include "adapters/prooftoken.h"
#include "adapters/rightsdirectory.h"
#include "adapters/statefloors.h"
#include "adapters/threadurgency.h"
#include "driver/driver.h"

#ifdef QTFAILOVER_ABSTRACT_GUARDS
#include "adapters/abstractguards.h"
#else
#include "adapters/noguards.h"
#endif
#ifdef QTFAILOVER_DBUS
#include "adapters/dbus/sessionbus.h"
#endif

#include <QThread>

#ifdef Q_OS_UNIX
#include <csignal>
#include <pthread.h>
#endif

namespace QtFailover::Internal {

namespace {

std::unique_ptr<Guards> makeGuards(const Terms &terms)
{
#ifdef QTFAILOVER_ABSTRACT_GUARDS
    auto guards = std::make_unique<AbstractGuards>(terms.group, terms.scope);
    guards->setInstanceId(terms.instanceId);
    return guards;
#else
    Q_UNUSED(terms)
    return std::make_unique<NoGuards>();
#endif
}

std::unique_ptr<Bus> makeBus(const Terms &terms)
{
#ifdef QTFAILOVER_DBUS
    if (terms.busEnabled)
        return std::make_unique<SessionBus>();
#else
    Q_UNUSED(terms)
#endif
    return std::make_unique<NoBus>();
}

// The application's signal handlers, and its sigwait(), belong to its own threads.
void leaveSignalsToOthers()
{
#ifdef Q_OS_UNIX
    sigset_t signals;
    sigfillset(&signals);
    for (const int fault : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS})
        sigdelset(&signals, fault);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
#endif
}

} // namespace

class ThreadEngine::Thread final : public QThread
{
public:
    Thread(const Terms &terms, std::shared_ptr<Bridge> bridge, std::shared_ptr<DriverLine> line,
           std::shared_ptr<ProofToken> token)
        : m_terms(terms), m_bridge(std::move(bridge)), m_line(std::move(line)), m_token(std::move(token))
    {
        setObjectName(QStringLiteral("qtfailover"));
    }

protected:
    void run() override
    {
        leaveSignalsToOthers();
        {
            // Taken down in reverse: the lock is given up before the guard that stands for it.
            SystemClock clock;
            const std::unique_ptr<Bus> bus = makeBus(m_terms);
            const std::unique_ptr<Guards> guards = makeGuards(m_terms);
            StateFloors floors(m_terms.group, m_terms.scope, m_terms.runtimeDirectory);
            RightsDirectory rights(m_terms.group, m_terms.scope, m_terms.runtimeDirectory);
            LocalTransport transport;
            ThreadUrgency urgency({.look = [this] { m_line->look(); }, .stop = [this] { m_line->stopLooking(); }});
            const Ports ports{clock,    rights, floors,    *guards,        transport,
                              *m_token, *bus,   *m_bridge, m_bridge.get(), &urgency};
            Driver driver(m_terms, ports);
            // The last words first. Who cannot wait for those who read slowly calls quit().
            m_bridge->onStopped([this, &transport] { transport.whenSent([this] { quit(); }); });
            driver.start();
            m_line->attach(driver);
            Farewell::makeRoom(); // the role is told already
            exec();
            m_line->detach();
            m_token->withdraw(); // quit() may have come before the driver was done
        }
        m_bridge->ended();
    }

private:
    const Terms m_terms;
    const std::shared_ptr<Bridge> m_bridge;
    const std::shared_ptr<DriverLine> m_line;
    const std::shared_ptr<ProofToken> m_token;
};

ThreadEngine::ThreadEngine(const Terms &terms, const Ways &ways)
    : m_mailbox(ways.mailbox),
      m_token(std::make_shared<ProofToken>()),
      m_thread(std::make_unique<Thread>(terms, ways.bridge, ways.line, m_token))
{}

ThreadEngine::~ThreadEngine()
{
    if (m_thread->isFinished() || !m_thread->isRunning())
        return;
    Thread *busy = m_thread.release();
    QObject::connect(busy, &QThread::finished, busy, &QObject::deleteLater);
    if (busy->isFinished())
        busy->deleteLater();
}

std::shared_ptr<Token> ThreadEngine::token() const { return m_token; }

bool ThreadEngine::start()
{
    m_thread->start();
    return m_thread->isRunning();
}

void ThreadEngine::quit() { m_thread->quit(); }

bool ThreadEngine::wait(QDeadlineTimer deadline) { return m_thread->wait(deadline); }

bool ThreadEngine::waitUntil(const std::function<bool()> &condition, QDeadlineTimer deadline)
{
    return m_mailbox->waitUntil(condition, deadline);
}

} // namespace QtFailover::Internal
