// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace Demo {

/// Turns SIGTERM and SIGINT into a Qt signal, by a pipe that the handler writes to. Make one per process.
///
/// Unix only; elsewhere nothing is caught.
class Signals final : public QObject
{
    Q_OBJECT
public:
    explicit Signals(QObject *parent = nullptr);

Q_SIGNALS:
    void received(int signalNumber);
};

} // namespace Demo
