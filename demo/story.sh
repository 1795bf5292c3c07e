#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# demo/story.sh BUILD [--headless] [option of the demo...]
# The main job: three instances, the primary killed, the next one quit, and what each of them saw. With a display in
# three windows. Without a session bus a private one runs as long as the story. Status 0: every step held.
set -euo pipefail
build=$1
shift
demo=$build/demo/qtfailover-demo

if [[ -z ${DBUS_SESSION_BUS_ADDRESS:-} && ! -S ${XDG_RUNTIME_DIR:-/nonexistent}/bus ]]; then
    # Its address, and the process to end. What it says of its limits in a container is not part of the story.
    mapfile -t bus < <(dbus-daemon --session --fork --print-address=1 --print-pid=1 2>/dev/null)
    if [[ ${#bus[@]} -eq 2 ]]; then
        echo "[demo] no session bus: a private one runs as long as the story"
        export DBUS_SESSION_BUS_ADDRESS=${bus[0]}
        trap 'kill "${bus[1]}"' EXIT
    else
        echo "[demo] no session bus, and no dbus-daemon to start one: going on without"
    fi
fi

# In the background: a shell that is told to end does not do so before the story, which it tells.
"$demo" --scenario crash --scenario quit "$@" &
story=$!
trap 'kill "$story"' TERM INT
status=0
while kill -0 "$story" 2>/dev/null; do
    wait "$story" || true # which a signal may end before the story does
done
wait "$story" || status=$?
echo
echo "[demo] to try more: $demo --windows 3, and in another terminal $demo --status"
exit "$status"
