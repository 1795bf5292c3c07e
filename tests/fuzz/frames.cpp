// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

// A stream of bytes gives the same frames however it is cut; the first byte says how.

#include "adapters/framereader.h"

#include <QList>

#include <cstdlib>

using namespace QtFailover::Internal;

namespace {

QList<QByteArray> framesOf(const QByteArray &bytes, qsizetype piece)
{
    FrameReader reader(256);
    QList<QByteArray> frames;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        reader.append(QByteArrayView(bytes).sliced(at, qMin(piece, bytes.size() - at)));
        for (const QByteArray &frame : reader.take())
            frames += frame;
        if (reader.isBroken())
            return frames += QByteArray("broken");
    }
    return frames;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    if (framesOf(bytes, 1 + data[0]) != framesOf(bytes, qMax<qsizetype>(bytes.size(), 1)))
        std::abort();
    return 0;
}
