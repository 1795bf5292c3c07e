// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Whatever lies in a record file: it is no record, or one that is written and read unchanged.

#include "core/record.h"

#include <cstdlib>

using namespace QtFailover::Internal;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const std::optional<Record> record = decodeRecord(bytes);
    if (!record)
        return 0;
    const QByteArray once = encodeRecord(*record);
    const std::optional<Record> again = decodeRecord(once);
    if (!again || encodeRecord(*again) != once)
        std::abort();
    return 0;
}
