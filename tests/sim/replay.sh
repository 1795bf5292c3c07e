#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# tests/sim/replay.sh PROGRAM
# What a seed has shown once it shows again, line by line; another seed shows something else.
set -euo pipefail
program=${1:?the simulation}

previous=
for seed in 3 77 812; do
    one=$("$program" --seed "$seed" --trace | sed '$d') # the last line tells how long it took
    two=$("$program" --seed "$seed" --trace | sed '$d')
    if [ "$one" != "$two" ] || [ "$(wc -l <<<"$one")" -lt 20 ] || [ "$one" = "$previous" ]; then
        echo "seed $seed does not replay" >&2
        diff <(echo "$one") <(echo "$two") >&2
        exit 1
    fi
    previous=$one
done
