// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "member/resource.h"
#include "member/witness.h"

#include <QtFailover/Watcher>

#include <QObject>

#include <thread>

namespace QtFailover::Test {

/// Asks the Watcher for its token as often as it can, in a thread of its own, and uses it on the resource; keeps
/// in the witness's file what it was told and when.
class Evidence final : public QObject
{
    Q_OBJECT
public:
    Evidence(Watcher &watcher, const QString &witness, const QString &resource, QObject *parent = nullptr);
    ~Evidence() override;

private:
    void promote(Promotion promotion);
    void swear();

    Watcher &m_watcher;
    Witness m_witness;
    Resource m_resource;
    /// What was read after the seal of an epoch, and counted on since.
    struct Loaded {
        quint32 epoch = 0;
        quint32 count = 0;
    };
    std::atomic<Loaded> m_loaded{Loaded{}};
    std::atomic<bool> m_ending{false};
    std::thread m_swearer;
};

} // namespace QtFailover::Test
