// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "loadableplugin.h"

#include <QtFailover/Watcher>

using namespace QtFailover;

QObject *FailoverLoadablePlugin::createWatcher(const QVariantMap &config, QObject *parent)
{
    const Config checked = Config::fromMap(config, &m_errorString);
    if (m_errorString.isEmpty())
        m_errorString = checked.validate();
    return m_errorString.isEmpty() ? new Watcher(checked, parent) : nullptr;
}
