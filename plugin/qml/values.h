// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Watcher>

#include <QQmlEngine>

// What the properties and signals of FailoverWatcher carry. QML reads them without being told; its tools do not.

struct InstanceInfoValue {
    Q_GADGET
    QML_FOREIGN(QtFailover::InstanceInfo)
    QML_ANONYMOUS
};

struct PromotionValue {
    Q_GADGET
    QML_FOREIGN(QtFailover::Promotion)
    QML_ANONYMOUS
};

struct DemotionValue {
    Q_GADGET
    QML_FOREIGN(QtFailover::Demotion)
    QML_ANONYMOUS
};
