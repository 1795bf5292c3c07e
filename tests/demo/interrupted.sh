#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# interrupted.sh STORY BUILD: a story that is asked to end by SIGTERM leaves no process behind.
set -euo pipefail
XDG_RUNTIME_DIR=$(mktemp -d)
export XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent # it need not start one
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT

exec {output}< <(exec "$1" "$2" --headless --no-dbus --promotion-handler slow=60000)
script=$!
while read -r -u "$output" line && [[ $line != *"instances start"* ]]; do :; done
read -ra children <"/proc/$script/task/$script/children" || true # no line ends in there
[[ ${#children[@]} -eq 1 ]]
kill "$script"
wait "$script" || true
if [[ -e /proc/${children[0]} ]]; then
    echo "the story goes on without its script" >&2
    kill "${children[0]}"
    exit 1
fi
