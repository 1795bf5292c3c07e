// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "ports/bus.h"

namespace QtFailover::Internal {

/// No bus: where the user forbids it (Terms::busEnabled) and in builds without Qt D-Bus. Nothing is missed,
/// as no guarantee rests on the bus.
class NoBus : public Bus
{
public:
    void setListener(Listener *) override {}
    void open(const Terms &) override {}
    void close() override {}
    void publish(const Snapshot &, const Status &) override {}
    void refresh(const Status &, const QVariantMap &) override {}
    void heartbeat(quint64, quint64, quint32) override {}
    void shutdownAnnounced(quint64, Reason, const QString &) override {}
    void promoted(quint64, Reason) override {}
    void roleChanged(Role, Role, quint64) override {}
    void listen(bool) override {}
    void answerPing(quint64) override {}
    void answerCheck(quint64, const QString &) override {}
};

} // namespace QtFailover::Internal
