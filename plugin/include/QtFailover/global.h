// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#ifndef QTFAILOVER_GLOBAL_H
#define QTFAILOVER_GLOBAL_H

#include <QtCore/qglobal.h>

// QTFAILOVER_STATIC is set by the CMake target and by pkg-config where the library is static.
#if defined(QTFAILOVER_STATIC)
#define QTFAILOVER_EXPORT
#elif defined(QTFAILOVER_BUILD)
#define QTFAILOVER_EXPORT Q_DECL_EXPORT
#else
#define QTFAILOVER_EXPORT Q_DECL_IMPORT
#endif

#endif
