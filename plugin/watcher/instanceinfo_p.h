// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include "core/snapshot.h"

#include <QSharedData>

namespace QtFailover {

class InstanceInfoData : public QSharedData
{
public:
    Internal::Member member;
};

} // namespace QtFailover
