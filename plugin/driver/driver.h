// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/snapshot.h"
#include "core/terms.h"
#include "ports/application.h"
#include "ports/bus.h"
#include "ports/clock.h"
#include "ports/desk.h"
#include "ports/floors.h"
#include "ports/gate.h"
#include "ports/guards.h"
#include "ports/rights.h"
#include "ports/transport.h"
#include "ports/urgency.h"

#include <QRandomGenerator>

#include <functional>
#include <memory>

namespace QtFailover::Internal {

/// The ports of one instance. The driver owns none of them.
struct Ports {
    Clock &clock;
    Rights &rights;
    Floors &floors;
    Guards &guards;
    Transport &transport;
    Gate &gate;
    Bus &bus;
    Application &application;
    Desk *desk = nullptr;       ///< none: the instance takes no part in messages
    Urgency *urgency = nullptr; ///< none: no other instance wants the same processors
};

/// Carries out in a fixed order what the election decides: ports → events → Election → actions → ports.
///
/// It knows no thread: whoever creates it calls it from one thread, in production the library's own.
/// None of the calls waits for an answer of another process, but for the short deadline of Guards.
class Driver final
{
public:
    /// The same seed, terms and answers of the ports make the same history.
    Driver(const Terms &terms, const Ports &ports, quint32 seed = QRandomGenerator::global()->generate());
    ~Driver();

    void start();
    /// Hands over when primary; ends with notice::Stopped. `reason` goes to the others.
    void shutdown(Reason reason = Reason::PrimaryShutdown);
    void setEnabled(bool enabled);
    void handOver(const QString &instanceId);
    void takeOver();
    void expectBusy(Duration atMost);
    /// Answered by Application::checked(ticket, …) within `timeout`.
    void check(quint64 ticket, Duration timeout);

    // Answers of the application
    void promotionAnswered(Epoch epoch, bool accepted, const QString &error);
    void demotionDone(Epoch epoch);
    void mainLoopTurned(quint64 ticket);

    /// Runs `calls`, which call the driver. What comes of messages alone is done once for all of them, at the end.
    void inOneTurn(const std::function<void()> &calls);

    // Messages
    /// In the order of their numbers. Desk::answered() follows, unless it is cancelled.
    void request(const OutgoingRequest &request);
    void cancelRequest(const RequestId &id);
    void answerRequest(quint64 ticket, const Response &response);
    /// To all, if its edition is of the own reign; Desk::published() here too.
    void publishTopic(const Published &value);
    void publicationsEnded(Epoch epoch); ///< see Desk
    /// Retained topics that an earlier run has left.
    void restoreTopics(const std::vector<Published> &topics);

private:
    class Impl;
    const std::unique_ptr<Impl> d;
};

} // namespace QtFailover::Internal
