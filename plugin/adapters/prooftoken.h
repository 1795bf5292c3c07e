// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/time.h"
#include "ports/token.h"

#include <QObject>

#include <atomic>
#include <forward_list>
#include <memory>

namespace QtFailover::Internal {

/// PROOF of the protocol: answers isPrimary() and fencingToken() by the name e.<T> on the disk.
///
/// isPrimary() and fencingToken() may be called from any thread, also while the library's thread grants or
/// withdraws; they take no lock, and ask the file system at most once per ProofLifetime. All else belongs to
/// the library's thread, where onLost() is called first, and which may be another one in a later run. In a forked child
/// the answer is always no.
class ProofToken final : public Token
{
public:
    ProofToken();
    ~ProofToken() override;

    bool isPrimary() const override;
    std::optional<quint64> fencingToken() const override;
    std::optional<quint64> primaryToken() const override;

    void grant(const QString &directory, Epoch epoch, quint64 inode) override;
    void setPrimary(bool primary) override;
    void withdraw() override;
    bool holds(Epoch epoch) override;
    void onLost(std::function<void()> callback) override;

private:
    Q_DISABLE_COPY_MOVE(ProofToken)
    struct Grant;

    bool isForked() const;
    bool holds(Grant *grant) const;
    void lose(Grant *grant) const;

    const qint64 m_pid;
    /// Grants are never freed before the token itself, so that a reader may hold on to an old one without a
    /// lock or a count; there is one for each promotion of this process.
    std::forward_list<Grant> m_grants;
    mutable std::atomic<Grant *> m_current{nullptr};
    Grant *m_granted = nullptr; ///< by the library's thread, whatever the readers found since
    std::function<void()> m_lost;
    /// Live in the library's thread, one for each that there was; kept as long as the token, since a reader may
    /// be telling an old one.
    std::forward_list<std::unique_ptr<QObject>> m_receivers;
    std::atomic<QObject *> m_receiver{nullptr};
};

} // namespace QtFailover::Internal
