// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/prooftoken.h"

#include "adapters/files.h"
#include "adapters/names.h"
#include "core/logging.h"

#include <QCoreApplication>
#include <QThread>

namespace QtFailover::Internal {

namespace {

/// CLOCK_MONOTONIC on Linux.
qint64 monotonicNs()
{
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<Duration>(now).count();
}

constexpr qint64 Unchecked = -1;

enum class Proof { Ours, Lost, Unknown };

Proof prove(const QString &path, quint64 inode)
{
    Files::Status status;
    const std::error_code error = Files::status(path, &status);
    if (!error)
        return status.kind == Files::Kind::Regular && status.identity.inode == inode ? Proof::Ours : Proof::Lost;
    for (const std::errc gone : {std::errc::no_such_file_or_directory, std::errc::not_a_directory,
                                 std::errc::permission_denied, std::errc::too_many_symbolic_link_levels}) {
        if (error == gone)
            return Proof::Lost;
    }
    return Proof::Unknown; // short of memory, interrupted, a failing disk: says nothing about the name
}

} // namespace

struct ProofToken::Grant {
    Grant(const QString &right, Epoch number, quint64 lock) : path(right), epoch(number), inode(lock) {}

    const QString path;
    const Epoch epoch;
    const quint64 inode;
    std::atomic<bool> primary{false};
    std::atomic<qint64> checkedNs{Unchecked};
};

ProofToken::ProofToken() : m_pid(QCoreApplication::applicationPid()) {}

ProofToken::~ProofToken()
{
    // In a forked child another thread of the parent may have held the lock of the event queue for ever.
    if (isForked()) {
        for (std::unique_ptr<QObject> &receiver : m_receivers) {
            [[maybe_unused]] const QObject *abandoned = receiver.release();
        }
    }
}

bool ProofToken::isForked() const { return QCoreApplication::applicationPid() != m_pid; }

bool ProofToken::isPrimary() const { return m_current.load() && !isForked() && primaryToken(); }

std::optional<quint64> ProofToken::fencingToken() const
{
    Grant *grant = m_current.load();
    return grant && !isForked() && holds(grant) ? std::optional<quint64>(grant->epoch) : std::nullopt;
}

std::optional<quint64> ProofToken::primaryToken() const
{
    Grant *grant = m_current.load();
    return grant && grant->primary.load() && holds(grant) ? std::optional<quint64>(grant->epoch) : std::nullopt;
}

bool ProofToken::holds(Epoch epoch)
{
    Grant *grant = m_current.load();
    return grant && grant->epoch == epoch && holds(grant);
}

bool ProofToken::holds(Grant *grant) const
{
    // Before the stat, so that a pause after it makes the check older, never younger.
    const qint64 before = monotonicNs();
    const qint64 checked = grant->checkedNs.load();
    const bool fresh = checked != Unchecked && Duration(before - checked) < ProofLifetime;
    if (!fresh) {
        switch (prove(grant->path, grant->inode)) {
        case Proof::Ours:
            grant->checkedNs.store(before);
            break;
        case Proof::Lost:
            lose(grant);
            return false;
        case Proof::Unknown:
            return false;
        }
    }
    // The name outlives a grant that was withdrawn (a free right is harmless): a reader that slept since it
    // loaded the grant must not take the name for the grant.
    return m_current.load() == grant;
}

void ProofToken::lose(Grant *grant) const
{
    Grant *expected = grant;
    if (!m_current.compare_exchange_strong(expected, nullptr))
        return; // withdrawn, granted anew, or another reader was first
    qCWarning(lcLock) << "the right" << grant->path << "is not ours any more";
    QObject *receiver = m_receiver.load();
    if (!receiver)
        return;
    auto *self = const_cast<ProofToken *>(this);
    QMetaObject::invokeMethod(
        receiver,
        [self, grant] {
            const bool isMended = self->m_current.load() == grant;
            if (self->m_granted == grant && !isMended && self->m_lost)
                self->m_lost();
        },
        Qt::QueuedConnection);
}

void ProofToken::grant(const QString &directory, Epoch epoch, quint64 inode)
{
    const QString path = Names::path(directory, Names::Right, epoch);
    if (!m_granted || m_granted->path != path || m_granted->inode != inode)
        m_granted = &m_grants.emplace_front(path, epoch, inode);
    m_current.store(m_granted);
}

void ProofToken::setPrimary(bool primary)
{
    if (m_granted)
        m_granted->primary.store(primary);
}

void ProofToken::withdraw()
{
    m_granted = nullptr;
    m_current.store(nullptr);
}

void ProofToken::onLost(std::function<void()> callback)
{
    m_lost = std::move(callback);
    const QObject *receiver = m_receiver.load();
    if (!receiver || receiver->thread() != QThread::currentThread())
        m_receiver.store(m_receivers.emplace_front(std::make_unique<QObject>()).get());
}

} // namespace QtFailover::Internal
