// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include <QtFailover/instanceinfo.h>

#include "watcher/instanceinfo_p.h"

namespace QtFailover {

InstanceInfo::InstanceInfo() : d(new InstanceInfoData)
{
    d->member.role = Role::Inactive;
    d->member.enabled = false;
}

InstanceInfo::InstanceInfo(const InstanceInfo &other) = default;
InstanceInfo &InstanceInfo::operator=(const InstanceInfo &other) = default;
InstanceInfo::~InstanceInfo() = default;

QString InstanceInfo::id() const { return d->member.id; }

qint64 InstanceInfo::pid() const { return d->member.pid; }

Role InstanceInfo::role() const { return d->member.role; }

bool InstanceInfo::isEnabled() const { return d->member.enabled; }

int InstanceInfo::priority() const { return d->member.priority; }

QString InstanceInfo::applicationVersion() const { return d->member.applicationVersion; }

bool InstanceInfo::isSuccessor() const { return d->member.successor; }

} // namespace QtFailover
