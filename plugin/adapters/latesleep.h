// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

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
    /// Returns when `event`, which is open, can be read. A kill meanwhile comes with such a sleep, unless the user has
    /// no inotify instances left, the process no threads, or /proc is missing. Blocks all signals of the calling
    /// thread, which has a table of descriptors that no other thread uses.
    static void until(int event);
};

} // namespace QtFailover::Internal
