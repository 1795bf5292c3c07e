// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// busprimary ADDRESS GROUP INSTANCE: shows itself as primary of the group on the bus until it is killed.

#include "adapters/dbus/sessionbus.h"

#include <QCoreApplication>

using namespace QtFailover;
using namespace QtFailover::Internal;

namespace {

/// Its thread turns; that is all.
struct Deaf final : Bus::Listener {
    void busConnected(bool) override {}
    void busFailed(const Failure &) override {}
    void busSetEnabled(bool) override {}
    void busHandOver(const QString &) override {}
    void busTakeOver() override {}
    void busPing(quint64) override {}
    void busCheck(quint64) override {}
    void busHeard(const QString &, quint64) override {}
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Terms terms;
    terms.group = arguments.at(2);
    terms.instanceId = arguments.at(3);
    Snapshot snapshot;
    snapshot.role = Role::Primary;

    Deaf listener;
    SessionBus bus(arguments.at(1));
    bus.setListener(&listener);
    bus.open(terms);
    bus.publish(snapshot, {});
    return QCoreApplication::exec();
}
