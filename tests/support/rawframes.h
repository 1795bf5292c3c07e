// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "adapters/framereader.h"
#include "ports/transport.h"
#include "support/rawsocket.h"

#include <array>
#include <vector>

#include <poll.h>

namespace QtFailover::Test {

inline QByteArray framed(const QByteArray &frame) { return Internal::FrameReader::header(frame.size()) + frame; }

/// All frames until the end of the connection; none: that has not come within 30 s.
inline std::vector<QByteArray> rawReadToTheEnd(const Internal::Descriptor &fd)
{
    Internal::FrameReader reader(Internal::Transport::FrameCap);
    std::array<char, 65536> buffer;
    for (;;) {
        pollfd poll{fd.get(), POLLIN, 0};
        if (Internal::uninterrupted([&] { return ::poll(&poll, 1, 30'000); }) <= 0)
            return {};
        const auto size = ::recv(fd.get(), buffer.data(), buffer.size(), 0);
        if (size <= 0)
            return reader.take();
        reader.append(QByteArrayView(buffer.data(), size));
    }
}

} // namespace QtFailover::Test
