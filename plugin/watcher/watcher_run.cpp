// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "watcher/watcher_p.h"

#include "driver/driver.h"
#include "watcher/defaults.h"
#include "watcher/forks.h"

#include <QCoreApplication>
#include <QThread>
#include <QTimer>

namespace QtFailover {

using namespace Internal;
using namespace std::chrono_literals;

namespace {

/// The driver keeps to shutdownTimeout itself; this long after it, its last word is still waited for, and as long
/// again for the thread to take the adapters down.
constexpr std::chrono::milliseconds Grace = 250ms;
/// What shutdown(), which blocks nobody, leaves to a slow disk before it gives up on the thread; once more where it
/// comes to that too late.
constexpr std::chrono::milliseconds LongGrace = 2s;

QString callMistake(const Watcher *watcher)
{
    if (!QCoreApplication::instance()) {
        return QCoreApplication::translate("QtFailover",
                                           "There is no QCoreApplication. Make one before Watcher::start().");
    }
    if (QThread::currentThread() != watcher->thread()) {
        return QCoreApplication::translate("QtFailover",
                                           "Watcher::start() was called in another thread than the Watcher's. Call it "
                                           "there, for instance with QMetaObject::invokeMethod().");
    }
    return {};
}

QString groupMistake(const Config &resolved)
{
    if (!resolved.group().isEmpty())
        return resolved.validate();
    return QCoreApplication::translate("QtFailover",
                                       "group: it is empty, and the application has no name to make one from. Set "
                                       "Config::group or QCoreApplication::applicationName.");
}

} // namespace

bool WatcherPrivate::start()
{
    if (isEnding)
        return false; // stopped() has asked for another run, and nobody would end it
    if (const QString mistake = callMistake(q); !mistake.isEmpty()) {
        const auto complain = [this, mistake] { fail(Error::InvalidConfig, mistake); };
        if (QThread::currentThread() == q->thread())
            complain();
        else
            QMetaObject::invokeMethod(q, complain, Qt::QueuedConnection);
        return false;
    }
    if (isForked() && state != State::Idle) {
        fail(Error::InvalidConfig,
             QCoreApplication::translate("QtFailover",
                                         "The Watcher was started before fork(). Make one of its own in the child."));
        return false;
    }
    if (state != State::Idle) {
        startAgain = state == State::Stopping;
        return true;
    }

    Config resolved = withDefaults(config);
    if (const QString mistake = groupMistake(resolved); !mistake.isEmpty()) {
        fail(Error::InvalidConfig, mistake);
        return false;
    }
    if (resolved.instanceId().isEmpty()) {
        if (generatedId.isEmpty() || isForked()) // which is the parent's, and may be in use
            generatedId = makeInstanceId();
        resolved.setInstanceId(generatedId);
    }

    forks = forkCount();
    failure = {};
    shared->lastHeartbeat = Never.time_since_epoch().count();
    Terms terms = termsOf(resolved, candidacy);
    auto mailbox = std::make_shared<Mailbox>();
    mailbox->open();
    auto line = std::make_shared<DriverLine>();
    auto newBridge = std::make_shared<Bridge>(this, mailbox, line, shared);
    {
        const std::lock_guard lock(enabledMutex);
        terms.enabled = enabled;
        bridge = newBridge;
        enabledUnderWay = 0;
    }
    const QString previousId = told.instanceId; // the rest stays as it was until the driver speaks
    told.instanceId = terms.instanceId;
    own->run =
        std::make_unique<Run>(Run{terms, mailbox, line, newBridge, Engine::make(terms, {mailbox, line, newBridge})});
    own->tokens.push_back(own->run->engine->token());
    token = own->tokens.back().get();
    state = State::Running;
    // A Watcher in another thread hears of it when that thread's event loop turns.
    if (!aboutToQuit) {
        aboutToQuit = QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, q,
                                       [this] { stopSynchronously(); });
    }

    resumeMessages(); // it waits in the line, and is there before a primary says welcome
    if (!own->run->engine->start()) {
        newBridge->publish(
            {}, {notice::ErrorOccurred{
                    {Error::InternalError,
                     QCoreApplication::translate("QtFailover", "The system gave no thread to QtFailover. End other "
                                                               "processes, or raise the limit (ulimit -u).")}}});
        newBridge->ended();
    }
    if (previousId != terms.instanceId)
        Q_EMIT q->instanceIdChanged(terms.instanceId);
    return true;
}

void WatcherPrivate::shutdown()
{
    startAgain = false;
    if (state != State::Running || isForked())
        return;
    state = State::Stopping;
    post([](Driver &driver) { driver.shutdown(); });
    forceEndIn(std::chrono::ceil<std::chrono::milliseconds>(own->run->terms.shutdownTimeout) + LongGrace);
}

/// Time in which this thread did not run the other one may not have had either: the whole process may have been
/// stopped.
void WatcherPrivate::forceEndIn(std::chrono::milliseconds patience)
{
    const QDeadlineTimer late(patience + Grace, Qt::PreciseTimer);
    QTimer::singleShot(patience, Qt::PreciseTimer, q,
                       [this, late, patience, run = std::weak_ptr<Bridge>(own->run->bridge)] {
                           if (!own->run || own->run->bridge != run.lock())
                               return;
                           if (late.hasExpired() && patience > LongGrace)
                               forceEndIn(LongGrace);
                           else
                               forceEnd();
                       });
}

bool WatcherPrivate::waitForStopped(QDeadlineTimer deadline)
{
    if (state == State::Idle)
        return true;
    if (isForked())
        return false;
    const auto mailbox = own->run->mailbox;
    const QPointer<Watcher> alive(q);
    return own->run->engine->waitUntil([&] { return !alive || state == State::Idle || own->run->mailbox != mailbox; },
                                       deadline);
}

void WatcherPrivate::stopSynchronously()
{
    if (state == State::Idle || isForked() || own->run->engine->hasVanished())
        return;
    const QPointer<Watcher> alive(q);
    shared->synchronous = true;
    const QDeadlineTimer deadline(config.shutdownTimeout());
    shutdown();
    startAgain = false;
    const auto ends = [&] { return waitForStopped(deadline) || waitForStopped(QDeadlineTimer(Grace)); };
    // Once the application is gone, Qt gives no thread its events: the driver hears of nothing any more.
    if (!QCoreApplication::instance() || !ends()) {
        own->run->engine->quit();
        if (!waitForStopped(QDeadlineTimer(Grace)))
            forceEnd();
    }
    if (alive)
        shared->synchronous = false;
}

void WatcherPrivate::forceEnd()
{
    const QPointer<Watcher> alive(q);
    const auto ending = own->run->mailbox;
    own->run->engine->quit();
    fail(Error::InternalError,
         QCoreApplication::translate(
             "QtFailover", "QtFailover's thread did not end in time: a disk or a file system does not answer. "
                           "It goes on in the background, and the lock may be held as long as the process "
                           "lives."));
    if (alive && own->run && own->run->mailbox == ending) // a slot may have waited, and started the next one
        finish(QDeadlineTimer(0));
}

} // namespace QtFailover
