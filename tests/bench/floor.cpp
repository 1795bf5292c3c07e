// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// The floor: what the kernel needs to tell a waiting process that another one has died, and to give it the lock.
// No Qt. usage: qtfailover-bench-floor BOARD SEAT SOCKET LOCK

#include "bench/board.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <csignal>

using namespace QtFailover::Bench;

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    Seat *seats = argc == 5 ? Board::open(argv[1]) : nullptr;
    if (!seats)
        return 2;
    Seat &seat = seats[std::atoi(argv[2])];

    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, argv[3], sizeof(address.sun_path) - 1);
    const int holder = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int lock = ::open(argv[4], O_RDWR | O_CLOEXEC);
    if (lock < 0 || ::connect(holder, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) != 0) {
        std::perror("qtfailover-bench-floor");
        return 1;
    }
    // The holder says when it has us.
    char byte = 0;
    if (::recv(holder, &byte, 1, 0) != 1)
        return 1;
    seat.note(Ready, nowNs());
    while (::recv(holder, &byte, 1, 0) > 0) {
    }
    if (::flock(lock, LOCK_EX) != 0)
        return 1;
    seat.note(Taken, nowNs());
    for (;;)
        ::pause();
}
