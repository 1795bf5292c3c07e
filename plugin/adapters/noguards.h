// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/guards.h"

namespace QtFailover::Internal {

/// For systems without abstract sockets: every claim goes on without a second guard, so a deleted directory
/// can hide a primary until its next beat.
class NoGuards final : public Guards
{
public:
    void setKey(const QByteArray &key) override { Q_UNUSED(key) }
    BindResult bind(Epoch epoch) override
    {
        Q_UNUSED(epoch)
        return BindResult::Unavailable;
    }
    bool isBound(Epoch epoch) const override
    {
        Q_UNUSED(epoch)
        return false;
    }
    void setStanding(Standing standing) override { Q_UNUSED(standing) }
    void free() override {}
    Answer ask(Epoch epoch) override
    {
        // Not Refused, which would prove a death.
        Answer answer;
        answer.epoch = epoch;
        answer.kind = Answer::Silent;
        return answer;
    }
    std::vector<Answer> askOthers() override { return {}; }
    QByteArray networkNamespace() const override { return {}; }
    void onAsked(std::function<void()> callback) override { Q_UNUSED(callback) }
    Failure failure() const override { return {}; }
};

} // namespace QtFailover::Internal
