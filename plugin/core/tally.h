// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <atomic>
#include <memory>

namespace QtFailover::Internal {

/// Sums up what is on its way to somewhere, in bytes. Any thread.
class Tally final
{
public:
    using Share = std::shared_ptr<const void>; ///< counts for as long as any copy of it lives

    qint64 size() const { return *m_size; }
    [[nodiscard]] Share add(qint64 bytes)
    {
        *m_size += bytes;
        return {nullptr, [size = m_size, bytes](std::nullptr_t) { *size -= bytes; }};
    }

private:
    std::shared_ptr<std::atomic<qint64>> m_size = std::make_shared<std::atomic<qint64>>(0);
};

} // namespace QtFailover::Internal
