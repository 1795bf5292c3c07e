// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Whatever a peer may send as a Messenger's letter, and as the list of topics in one.

#include "core/letters.h"

#include <cstdlib>

using namespace QtFailover::Internal;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto catalog = letter::decodeCatalog(bytes, 100); catalog && catalog->size() > 100)
        std::abort();
    if (!letter::isLetter(bytes))
        return 0;
    const letter::Decoded decoded = letter::decode(bytes);
    if (decoded.fault != letter::Decoded::Fault::None)
        return 0;
    if (decoded.begin > bytes.size() || decoded.size < 0)
        std::abort();
    const QByteArray once = letter::encode(decoded.letter, decoded.size) + bytes.mid(decoded.begin);
    const letter::Decoded again = letter::decode(once);
    if (again.fault != letter::Decoded::Fault::None || again.letter != decoded.letter || again.size != decoded.size)
        std::abort();
    return 0;
}
