// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bench/team.h"

#include <QString>

#include <memory>
#include <optional>

class QProcess;

namespace QtFailover::Bench {

/// MiB that each measured Qt process has touched: about what a small desktop application has.
constexpr int UsualSize = 30;

/// One fail over, in milliseconds from just before the SIGKILL.
struct Loss {
    double taken = 0;                  ///< until another one had the role
    std::optional<double> accepting;   ///< until its server had the first secondary
    std::optional<double> allAttached; ///< until the last secondary stood beside it
};

/// Something that fails over. Its processes stand by between the rounds, so that subjects can take turns.
class Subject
{
public:
    virtual ~Subject() = default;
    virtual QString name() const = 0;
    /// Fills up to one primary and so many secondaries, and returns when all stand in their places.
    virtual void fill(int secondaries) = 0;
    /// Returns when nothing goes on in any process any more.
    void rest() const { m_team.awaitRest(); }
    /// The primary touches a GiB.
    virtual void burden() = 0;
    /// Kills the primary and returns when all others have settled.
    virtual Loss lose() = 0;

protected:
    Team m_team;
};

/// A session bus of the benchmark's own; it ends with it.
class PrivateDaemon final
{
public:
    PrivateDaemon();
    ~PrivateDaemon();
    QByteArray address() const;
    void stop();   ///< SIGSTOP
    void resume(); ///< SIGCONT

private:
    Q_DISABLE_COPY_MOVE(PrivateDaemon)
    QTemporaryDir m_directory;
    pid_t m_pid = 0;
};

/// What the library's processes take from Config, as KEY=VALUE.
class LibrarySubject final : public Subject
{
public:
    explicit LibrarySubject(const QByteArray &bus, const QStringList &values = {}, int size = UsualSize);
    QString name() const override { return QStringLiteral("library"); }
    void fill(int secondaries) override;
    void burden() override;
    Loss lose() override;

    Team &team() { return m_team; }
    /// What an instance of the group is started with.
    QStringList values() const { return m_values; }
    /// One primary, and all know it and each other.
    bool isSettled();

private:
    const QStringList m_values;
    int m_started = 0;
};

std::unique_ptr<Subject> makeFloor();
/// Nothing in a build without D-Bus.
std::unique_ptr<Subject> makeNameQueue(const QByteArray &bus);

} // namespace QtFailover::Bench
