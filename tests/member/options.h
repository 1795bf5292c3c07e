// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Config>

#include <QString>
#include <QStringList>

namespace QtFailover::Test {

/// The demo's command line, as far as a member understands it, and where it gives evidence.
struct MemberOptions {
    Config config;
    QString witness;
    QString resource;
    QString error;

    static MemberOptions parse(const QStringList &arguments);
};

} // namespace QtFailover::Test
