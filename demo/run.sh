#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
set -euo pipefail
unset CDPATH # cd would look there first
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/.."

if [ "${1-}" = -h ] || [ "${1-}" = --help ]; then
    cat <<'END'
Usage: demo/run.sh [--headless] [option of the demo...]

Installs what is missing (Debian, as root or with sudo), builds the library and the demo, and runs the main job: three
instances, the primary killed, the next one quit, and what each of them saw. Without a display: headless.
The demo's own options: build/demo/demo/qtfailover-demo --help, once it is built.

QTFAILOVER_JOBS is how many jobs build at once (the number of processors).
END
    exit 0
fi

tests/setup.sh demo

build=$PWD/build/demo
log=$(mktemp)
if ! cmake --preset demo >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
rm -f "$log"
echo "[demo] building; the first time takes a few minutes"
cmake --build "$build" --parallel "${QTFAILOVER_JOBS:-$(nproc)}"

exec "$here/story.sh" "$build" "$@"
