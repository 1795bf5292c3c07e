#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
set -euo pipefail
unset CDPATH # cd would look there first
cd "$(dirname "${BASH_SOURCE[0]}")/.."

if [ "${1-}" = -h ] || [ "${1-}" = --help ]; then
    cat <<'END'
Usage: tests/bench.sh [argument of qtfailover-bench...]

Installs what is missing (Debian, as root or with sudo), builds a release, measures, and leaves the values in
build/release/bench.json and their plot in build/release/bench.svg. About 25 minutes; --quick takes a few seconds
and --only REGEX measures a part: failover, burdened, handover, start, idle, heartbeats, crowd,
leaks.
END
    exit 0
fi

tests/setup.sh tests bench
log=$(mktemp)
trap 'rm -f "$log"' EXIT
cmake --preset release >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
cmake --build build/release --parallel "${QTFAILOVER_JOBS:-$(nproc)}" --target qtfailover-bench >"$log" 2>&1 \
    || { cat "$log" >&2; exit 1; }
build/release/tests/bench/qtfailover-bench --json build/release/bench.json "$@"
rm -f build/release/bench.svg # of other values
tests/bench/plot.py build/release/bench.json build/release/bench.svg
echo "values: build/release/bench.json"
if [ -e build/release/bench.svg ]; then # only fail overs are plotted
    echo "plot: build/release/bench.svg"
fi
