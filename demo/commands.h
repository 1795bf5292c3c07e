// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QString>

#include <chrono>
#include <optional>

namespace Demo {

class Session;

/// Carries out the lines that are written to stdin:
///
///   shutdown, quit    leave the group in order and end, as on SIGTERM
///   handover [ID]     hand the role to ID, or to the successor
///   takeover          ask for the role
///   enable, disable   may become primary, or not
///   status            answered by a `status` line
///   check             checkAndMaybeFailover(), answered by a `check` line
///   block MS          block the main thread
///   busy MS           expectBusy(); ends when the event loop turns, so `block` has to come with it
///   append TEXT       add a line to the note, answered by `acknowledged` or `error`
///
/// Anything else is answered by an `error` line.
class Commands final : public QObject
{
    Q_OBJECT
public:
    enum class Failure { UnknownCommand, BadArgument };
    Q_ENUM(Failure)

    explicit Commands(Session &session, QObject *parent = nullptr);

    void run(const QString &line);

private:
    using Action = void (Commands::*)(const QString &argument);
    static Action actionFor(const QString &name);

    void leave(const QString &);
    void handOver(const QString &instanceId);
    void takeOver(const QString &);
    void enable(const QString &);
    void disable(const QString &);
    void status(const QString &);
    void check(const QString &);
    void block(const QString &argument);
    void busy(const QString &argument);
    void append(const QString &text);
    std::optional<std::chrono::milliseconds> milliseconds(const QString &argument);

    Session &m_session;
};

} // namespace Demo
