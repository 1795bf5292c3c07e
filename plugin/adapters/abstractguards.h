// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/guards.h"

#include <memory>

namespace QtFailover::Internal {

/// The second guard on Linux: abstract sockets, which no rm reaches and which end with their process.
///
/// Create, use and destroy it in one thread with an event loop: it answers those who ask from there. bind() and
/// free() return at once; ask() and askOthers() block for AskDeadline at most. The destructor frees the
/// guards, but in a forked child it touches nothing: a shutdown there would end the parent's.
class AbstractGuards final : public Guards
{
public:
    AbstractGuards(const QString &group, const QString &scope);
    ~AbstractGuards() override;

    /// Rights::key(). Set it before the first bind().
    void setKey(const QByteArray &key) override;
    /// What the guards answer with; at most 1 KiB of it in UTF-8.
    void setInstanceId(const QString &instanceId);

    BindResult bind(Epoch epoch) override;
    bool isBound(Epoch epoch) const override;
    void setStanding(Standing standing) override;
    void releaseFirst() override;
    void free() override;
    Answer ask(Epoch epoch) override;
    /// Empty with failure() set when the kernel would not say which guards are bound.
    std::vector<Answer> askOthers() override;
    QByteArray networkNamespace() const override;
    void onAsked(std::function<void()> callback) override;
    Failure failure() const override;

private:
    class Impl;
    std::unique_ptr<Impl> d;
};

} // namespace QtFailover::Internal
