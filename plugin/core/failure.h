// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/types.h>

#include <QString>

namespace QtFailover::Internal {

/// What went wrong: a kind for programs, and a sentence for people that names what, where and what to do.
struct Failure {
    Error error = Error::NoError;
    QString text;

    explicit operator bool() const { return error != Error::NoError; }
};

} // namespace QtFailover::Internal
