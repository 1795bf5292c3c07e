// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <functional>

namespace QtFailover::Internal {

/// A sleep in the death of a thread, in which all others of the process die. Linux.
///
/// Whoever dies works in the kernel without a pause. Others that wait for the same processor come to their end after
/// it, however much it has to do, and who waits is up to the scheduler. To sleep lets them go first. What a thread can
/// be made to sleep for on its way out: it holds files that take a sleep to let go of, namely inotify instances, whose
/// end waits until nobody looks at their watches any more, some 0.1 ms (fsnotify_destroy_group()). ppoll(2) keeps what
/// it polls, also when that is closed meanwhile, by a second thread with the same table of descriptors. A kill ends
/// the call, which lets go of the files before the thread comes to its own end (get_signal(): task_work_run()).
class LateSleep final
{
public:
    /// Returns when `event`, which is open, can be read, or at once where that cannot be waited for; once the kernel
    /// has let go of the files, as a rule in a millisecond. A kill meanwhile comes with such a sleep, unless the user
    /// has no inotify instances left, the process no threads or a /proc that it may not read. Calls `beforehand` before
    /// it waits. The calling thread has a table of descriptors that no other one uses.
    static void until(int event, const std::function<void()> &beforehand);
};

} // namespace QtFailover::Internal
