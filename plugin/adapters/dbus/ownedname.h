// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace QtFailover::Internal {

/// One name on the bus: asked for, kept and given up without waiting.
///
/// A name that another connection has is asked for again as soon as the bus says that it is free, and from time to time
/// where it could be taken; one that another takes is, too, once somebody has said that it is still wanted.
class OwnedName final : public QObject
{
    Q_OBJECT

public:
    enum class Claim {
        Own, ///< the name stays with whoever has it
        Take ///< taken even from a stopped owner, and given in turn to the next who asks so
    };

    OwnedName(const QDBusConnection &connection, const QString &name, Claim claim, QObject *parent = nullptr);
    ~OwnedName() override;

    void want();
    void release();
    /// After lost(): takes it again, a while later.
    void wantBack();
    /// Release has been asked for and confirmed, or there was nothing to release.
    bool isReleased() const { return !m_wanted && m_underWay == 0; }

Q_SIGNALS:
    /// Once for each want(): another has the name, or takes it each time, or the bus forbids it.
    void refused(const QString &detail);
    void lost(); ///< another has taken it
    void released();

private:
    Q_SLOT void nameLost(const QString &name);
    Q_SLOT void ownerChanged(const QString &name, const QString &before, const QString &now);

    void request();
    void requested(const QDBusMessage &reply);
    void refuse(const QString &detail);
    void tryLater();
    void watch();
    template <typename Done>
    void call(const QString &method, const QVariantList &arguments, Done done);

    QDBusConnection m_connection;
    const QString m_name;
    const Claim m_claim;
    QTimer m_again{this};
    std::chrono::milliseconds m_pause{};
    int m_underWay = 0; ///< calls of ours that the bus has not answered
    int m_losses = 0;   ///< while wanted, one soon after another
    QElapsedTimer m_owned;
    bool m_wanted = false;
    bool m_told = false;
    bool m_watching = false;
};

} // namespace QtFailover::Internal
