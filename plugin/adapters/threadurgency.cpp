// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#include "adapters/threadurgency.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sched.h>
#endif

namespace QtFailover::Internal {

void ThreadUrgency::giveWay(bool on)
{
#ifdef Q_OS_LINUX
    if (m_givesWay == on || ::sched_getscheduler(0) != (on ? SCHED_OTHER : SCHED_BATCH))
        return;
    const sched_param none{};
    if (::sched_setscheduler(0, on ? SCHED_BATCH : SCHED_OTHER, &none) == 0)
        m_givesWay = on;
#else
    Q_UNUSED(on)
    Q_UNUSED(m_givesWay)
#endif
}

} // namespace QtFailover::Internal
