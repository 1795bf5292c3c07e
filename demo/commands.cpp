// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "commands.h"

#include "names.h"
#include "session.h"

#include <QFutureWatcher>

#include <thread>

namespace Demo {

using namespace Qt::StringLiterals;
using QtFailover::CheckResult;

Commands::Commands(Session &session, QObject *parent) : QObject(parent), m_session(session) {}

Commands::Action Commands::actionFor(const QString &name)
{
    static constexpr struct {
        QLatin1StringView name;
        Action action;
    } known[] = {
        {"shutdown"_L1, &Commands::leave},    {"quit"_L1, &Commands::leave},    {"handover"_L1, &Commands::handOver},
        {"takeover"_L1, &Commands::takeOver}, {"enable"_L1, &Commands::enable}, {"disable"_L1, &Commands::disable},
        {"status"_L1, &Commands::status},     {"check"_L1, &Commands::check},   {"block"_L1, &Commands::block},
        {"append"_L1, &Commands::append},     {"busy"_L1, &Commands::busy},
    };
    for (const auto &entry : known) {
        if (name == entry.name)
            return entry.action;
    }
    return nullptr;
}

void Commands::run(const QString &line)
{
    const QString name = line.section(u' ', 0, 0);
    const Action action = actionFor(name.trimmed());
    if (!action) {
        m_session.reportError(enumName(Failure::UnknownCommand), tr("There is no command \"%1\"").arg(name));
        return;
    }
    (this->*action)(line.mid(name.size() + 1));
}

void Commands::leave(const QString &) { m_session.leave(); }

void Commands::handOver(const QString &instanceId) { m_session.watcher().handOver(instanceId.trimmed()); }

void Commands::takeOver(const QString &) { m_session.watcher().takeOver(); }

void Commands::enable(const QString &) { m_session.watcher().setEnabled(true); }

void Commands::disable(const QString &) { m_session.watcher().setEnabled(false); }

void Commands::status(const QString &)
{
    m_session.report("status"_L1, {{u"status"_s, m_session.watcher().formatStatus()},
                                   {u"statistics"_s, QJsonObject::fromVariantMap(m_session.watcher().statistics())}});
}

void Commands::check(const QString &)
{
    auto *answer = new QFutureWatcher<CheckResult>(this);
    connect(answer, &QFutureWatcher<CheckResult>::finished, this, [this, answer] {
        const QFuture<CheckResult> future = answer->future();
        // Cancelled: the Watcher was stopped before it knew.
        const QString result = future.resultCount() > 0 ? enumName(future.result()) : u"Canceled"_s;
        m_session.report("check"_L1, {{u"result"_s, result}});
        answer->deleteLater();
    });
    answer->setFuture(m_session.watcher().checkAndMaybeFailover());
}

std::optional<std::chrono::milliseconds> Commands::milliseconds(const QString &argument)
{
    bool ok = false;
    const int count = argument.toInt(&ok);
    if (ok && count >= 0)
        return std::chrono::milliseconds(count);
    m_session.reportError(enumName(Failure::BadArgument), tr("Milliseconds are needed, not \"%1\"").arg(argument));
    return {};
}

void Commands::block(const QString &argument)
{
    if (const auto duration = milliseconds(argument))
        std::this_thread::sleep_for(*duration);
}

void Commands::busy(const QString &argument)
{
    if (const auto duration = milliseconds(argument))
        m_session.watcher().expectBusy(*duration);
}

void Commands::append(const QString &text) { m_session.note().appendLine(text); }

} // namespace Demo
