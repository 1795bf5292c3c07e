#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# Sourced by check.sh: runs the examples of plugin/docs, built in $scratch, as the pages say.
set -euo pipefail

export XDG_RUNTIME_DIR=$scratch/run QT_QPA_PLATFORM=offscreen
mkdir -m 700 "$XDG_RUNTIME_DIR"
unset DBUS_SESSION_BUS_ADDRESS
pids=()
trap 'kill -KILL "${pids[@]}" 2>/dev/null || true; rm -rf "$scratch"' EXIT

# within CONDITION...: whether it holds within a minute.
within()
{
    local end=$((SECONDS + 60))
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        read -r -t 0.05 <> <(:) || true
    done
}
has() { grep -q -- "$1" "$2" 2>/dev/null; }
start() # log program arguments...
{
    local log=$1
    shift
    "$@" >"$log" 2>&1 </dev/null &
    pids+=($!)
}

heading "in one process"
run "$scratch/inprocess/inprocess"

heading "with the test kit"
run "$scratch/testing/ledgertest"

heading "in five languages, and in one that there is none of"
timeout 60 "$scratch/languages/languages" en >"$scratch/english"
[ -s "$scratch/english" ] || fail "a bad configuration is not told"
for locale in de_AT es_MX fr zh_CN ar; do
    timeout 60 "$scratch/languages/languages" "$locale" >"$scratch/translated"
    ! cmp -s "$scratch/english" "$scratch/translated" || fail "$locale is English"
done
timeout 60 "$scratch/languages/languages" fi_FI | cmp -s - "$scratch/english" || fail "Finnish is not English"

heading "the journal: killed, and ended by SIGTERM"
cd "$scratch"
start first.log ready/journal "$scratch/journal.txt"
within has "line 1" journal.txt || fail "the first does not write"
start second.log ready/journal "$scratch/journal.txt"
start third.log ready/journal "$scratch/journal.txt"
kill -KILL "${pids[0]}"
within has "line 2" journal.txt || fail "nobody writes after the first was killed"
has "loaded [1-9]" second.log || has "loaded [1-9]" third.log || fail "the next one has loaded nothing"
has "loaded" second.log && leaving=${pids[1]} || leaving=${pids[2]}
kill -TERM "$leaving"
within has "line 3" journal.txt || fail "nobody writes after SIGTERM"
wait "$leaving" || fail "SIGTERM was not an orderly end"
awk '$1 == "seal" { seal = $2 } $1 == "line" && $2 < seal { exit 1 }' journal.txt || fail "a line of an old epoch"

heading "all quit"
first=${#pids[@]}
for number in 1 2 3; do
    start "quit$number.log" quitting/quitting "$scratch/document"
    within has "^[12]$" "quit$number.log" || fail "instance $number has no role"
done
kill -USR1 "${pids[$((first + 2))]}"
for number in 0 1 2; do
    wait "${pids[$((first + number))]}" || fail "not all quit in order"
done
[ "$(grep -m 1 '^[12]$' quit1.log)" = 2 ] || fail "the first is not primary"

heading "a single process"
start single.log single/single
single=${pids[-1]}
within has "runs" single.log || fail "the first does not run"
timeout 60 single/single || fail "the second does not end for the first"
kill -STOP "$single"
timeout 60 single/single || fail "the second does not end for one that hangs"
kill -KILL "$single"
start next.log single/single
within has "runs" next.log || fail "after a crash the next launch does not run"
if XDG_RUNTIME_DIR=$scratch/single.log timeout 60 single/single 2>unusable.log; then
    fail "without a directory it says that another one runs"
fi
[ -s unusable.log ] || fail "without a directory it does not say why it ends"

heading "the second launch"
first=$scratch/launch.log
mkdir "$scratch/elsewhere"
start "$first" secondlaunch/secondlaunch one.txt
within has "shows 1," "$first" || fail "the first does not open its own argument"
(cd elsewhere && XDG_ACTIVATION_TOKEN=token-7 timeout 60 ../secondlaunch/secondlaunch two.txt three.txt) \
    || fail "the second launch did not end well"
within has "shows 3, active 1, token token-7" "$first" || fail "the first got no arguments, no token, or is not raised"
kill -KILL "${pids[-1]}"
start "$scratch/next.log" secondlaunch/secondlaunch four.txt
within has "shows 1," "$scratch/next.log" || fail "after a crash the next launch is not the first"
