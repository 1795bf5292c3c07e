// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/abstractguards.h"

#include "adapters/boundguards.h"
#include "adapters/descriptor.h"
#include "adapters/farewell.h"
#include "adapters/guardquestions.h"
#include "adapters/guardtext.h"
#include "adapters/localsystem.h"
#include "core/logging.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <array>
#include <map>

#include <unistd.h>

namespace QtFailover::Internal {

using namespace std::chrono_literals;

namespace {

constexpr int Backlog = 128;
/// Without a descriptor left, accept() fails and the listener stays readable.
constexpr auto ShortageRest = 100ms;

/// A guard of this process. Freeing it shuts it down first, so that it refuses also where a forked child holds
/// the descriptor.
struct Guard {
    Descriptor listener;
    std::unique_ptr<QSocketNotifier> notifier;
    Farewell farewell;

    ~Guard()
    {
        notifier.reset();
        if (listener)
            LocalSystem::stopAccepting(listener.get());
    }
};

/// The one that this thread has its sockets in.
QByteArray ownNetworkNamespace()
{
    std::array<char, 64> name;
    const auto size = ::readlink("/proc/thread-self/ns/net", name.data(), name.size());
    return size > 0 ? QByteArray(name.data(), size) : QByteArray();
}

} // namespace

class AbstractGuards::Impl final : public QObject
{
public:
    Impl(const QString &ofGroup, const QString &ofScope) : group(ofGroup), scope(ofScope) { setKey({}); }

    void setKey(const QByteArray &key) { prefix = GuardText::prefix(::geteuid(), group, scope, key); }
    BindResult bind(Epoch epoch);
    std::vector<Answer> ask(const std::vector<Epoch> &epochs);

    const QString group;
    const QString scope;
    const QByteArray networkNamespace = ownNetworkNamespace();
    QByteArray prefix;
    QString instanceId;
    Standing standing = Standing::Candidate;
    std::map<Epoch, Guard> guards;
    std::function<void()> asked;
    Failure failure;
    const qint64 creator = QCoreApplication::applicationPid();

private:
    BindResult failed(Epoch epoch, const char *call);
    /// False: it cannot answer for now.
    bool serve(Epoch epoch);
    void answer(Epoch epoch, const Descriptor &asker);

    bool m_isAskedPosted = false;
};

BindResult AbstractGuards::Impl::failed(Epoch epoch, const char *call)
{
    const std::error_code error(errno, std::generic_category());
    const QString cause = QString::fromStdString(error.message());
    qCWarning(lcElection) << "no guard for epoch" << epoch << ":" << call << "failed:" << cause;
    const QString text = QCoreApplication::translate(
        "QtFailover",
        "Cannot bind the abstract socket of epoch %1: %2. If the directory of the group is deleted meanwhile, a new "
        "instance may not see the primary at once; allow abstract sockets and raise the limit of open files.");
    failure = {Error::ListenFailed, text.arg(epoch).arg(cause)};
    return BindResult::Unavailable;
}

// Between bind() and listen() the guard refuses, and who asks then takes its holder for dead. So each claimant
// asks only after it has bound: of two, the one that listens last finds the other.
BindResult AbstractGuards::Impl::bind(Epoch epoch)
{
    failure = {};
    if (guards.contains(epoch))
        return BindResult::Bound;
    Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd)
        return failed(epoch, "socket()");
    const GuardAddress address(prefix, epoch);
    if (::bind(fd.get(), address.get(), address.size) != 0) {
        if (errno == EADDRINUSE)
            return BindResult::InUse;
        return failed(epoch, "bind()");
    }
    if (::listen(fd.get(), Backlog) != 0)
        return failed(epoch, "listen()");
    Guard &guard = guards[epoch];
    guard.notifier = std::make_unique<QSocketNotifier>(fd.get(), QSocketNotifier::Read);
    guard.listener = std::move(fd);
    connect(guard.notifier.get(), &QSocketNotifier::activated, this, [this, epoch] { serve(epoch); });
    return BindResult::Bound;
}

bool AbstractGuards::Impl::serve(Epoch epoch)
{
    constexpr int MostInOneTurn = 2 * Backlog;
    const auto found = guards.find(epoch);
    if (found == guards.end())
        return true;
    for (int i = 0; i < MostInOneTurn; ++i) {
        const Descriptor asker(uninterrupted(
            [&] { return ::accept4(found->second.listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK); }));
        if (asker) {
            answer(epoch, asker);
            continue;
        }
        const int error = errno; // logging has one of its own
        if (error == EAGAIN)
            return true;
        qCWarning(lcElection) << "the guard of epoch" << epoch << "cannot answer:" << qt_error_string(error);
        QSocketNotifier *notifier = found->second.notifier.get();
        notifier->setEnabled(false);
        QTimer::singleShot(ShortageRest, notifier, [notifier] { notifier->setEnabled(true); });
        return false;
    }
    return true;
}

void AbstractGuards::Impl::answer(Epoch epoch, const Descriptor &asker)
{
    if (LocalSystem::peerUser(asker.get()) != LocalSystem::PeerUser::Own)
        return;
    const QByteArray bytes = GuardText::encodeAnswer(epoch, standing, instanceId);
    // A fresh socket's buffer takes it whole.
    uninterrupted(
        [&] { return ::send(asker.get(), bytes.constData(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL); });
    if (std::exchange(m_isAskedPosted, true))
        return;
    const auto tell = [this] {
        m_isAskedPosted = false;
        if (asked)
            asked();
    };
    QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
}

std::vector<Answer> AbstractGuards::Impl::ask(const std::vector<Epoch> &epochs)
{
    std::vector<int> listeners;
    for (const auto &[epoch, guard] : guards)
        listeners.push_back(guard.listener.get());
    const auto serveListener = [this](int listener) {
        for (const auto &[epoch, guard] : guards) {
            if (guard.listener.get() == listener)
                return serve(epoch);
        }
        return true;
    };
    GuardQuestions questions(prefix, std::move(listeners), serveListener);
    for (const Epoch epoch : epochs)
        questions.add(epoch);
    return questions.ask();
}

AbstractGuards::AbstractGuards(const QString &group, const QString &scope) : d(std::make_unique<Impl>(group, scope)) {}

AbstractGuards::~AbstractGuards()
{
    if (QCoreApplication::applicationPid() != d->creator)
        static_cast<void>(d.release());
}

void AbstractGuards::setKey(const QByteArray &key)
{
    Q_ASSERT(d->guards.empty());
    d->setKey(key);
}

void AbstractGuards::setInstanceId(const QString &instanceId) { d->instanceId = instanceId; }

BindResult AbstractGuards::bind(Epoch epoch) { return d->bind(epoch); }

bool AbstractGuards::isBound(Epoch epoch) const { return d->guards.contains(epoch); }

void AbstractGuards::setStanding(Standing standing) { d->standing = standing; }

void AbstractGuards::releaseFirst()
{
    for (auto &[epoch, guard] : d->guards) {
        if (!guard.farewell)
            guard.farewell = Farewell(guard.listener.get(), Farewell::Turn::Second);
    }
}

void AbstractGuards::free()
{
    if (QCoreApplication::applicationPid() == d->creator)
        d->guards.clear();
}

Answer AbstractGuards::ask(Epoch epoch) { return d->ask({epoch}).front(); }

std::vector<Answer> AbstractGuards::askOthers()
{
    d->failure = {};
    auto bound = BoundGuards::list(d->prefix);
    if (!bound) {
        qCWarning(lcElection) << "the kernel does not tell which guards are bound";
        d->failure = {Error::InternalError,
                      QCoreApplication::translate("QtFailover",
                                                  "Neither netlink nor /proc/net/unix tells which abstract sockets "
                                                  "exist. Make /proc readable for the application.")};
        return {};
    }
    std::erase_if(*bound, [this](Epoch epoch) { return isBound(epoch); });
    return d->ask(*bound);
}

QByteArray AbstractGuards::networkNamespace() const { return d->networkNamespace; }

void AbstractGuards::onAsked(std::function<void()> callback) { d->asked = std::move(callback); }

Failure AbstractGuards::failure() const { return d->failure; }

} // namespace QtFailover::Internal
