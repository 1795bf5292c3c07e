// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// Whatever answers at a guard's name, and whatever name it has.

#include "adapters/guardtext.h"

using namespace QtFailover::Internal;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)GuardText::decodeAnswer(bytes);
    (void)GuardText::epochOf(bytes, bytes.left(bytes.size() / 2));
    return 0;
}
