// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Whatever a peer may send: it is refused, or it is a message that goes and comes back unchanged.

#include "core/wire.h"

#include <cstdlib>

using namespace QtFailover::Internal;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const wire::Decoded decoded = wire::decode(bytes);
    if (decoded.fault != wire::Decoded::Fault::None)
        return 0;
    const QByteArray once = wire::encode(decoded.message);
    const wire::Decoded again = wire::decode(once);
    if (again.fault != wire::Decoded::Fault::None || wire::encode(again.message) != once)
        std::abort();
    return 0;
}
