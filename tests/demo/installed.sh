#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# installed.sh CMAKE BUILD LIBRARY: installs the demo alone into an empty prefix and uses it there. LIBRARY is the folder
# of the library, which is installed by others.
set -euo pipefail
cmake=$1 build=$2 library=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "installed.sh: $*" >&2; exit 1; }

prefix=$scratch/prefix
"$cmake" -DCMAKE_INSTALL_PREFIX="$prefix" -P "$build/demo/cmake_install.cmake" >"$scratch/log" || { cat "$scratch/log"; fail "it is not installed"; }
program=$prefix/bin/qtfailover-demo
desktop=$prefix/share/applications/org.qtfailover.Demo.desktop
icons=$prefix/share/icons

while IFS= read -r command; do
    [ -x "$prefix/bin/${command%% *}" ] || fail "the desktop file runs '$command', which is not there"
done < <(sed -n 's/^Exec=//p' "$desktop")
icon=$(sed -n 's/^Icon=//p' "$desktop")
[ -f "$icons/hicolor/scalable/apps/$icon.svg" ] || fail "there is no icon '$icon'"
if command -v desktop-file-validate >/dev/null; then
    desktop-file-validate "$desktop" || fail "the desktop file is not valid"
fi
if command -v rsvg-convert >/dev/null; then
    empty='<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128"/>'
    for size in 16 48 256; do
        painted=$(rsvg-convert --width $size --height $size "$icons/hicolor/scalable/apps/$icon.svg" | wc -c)
        blank=$(rsvg-convert --width $size --height $size <<<"$empty" | wc -c)
        [ "$painted" -gt $((blank * 3 / 2)) ] || fail "the icon is blank at $size pixels"
    done
fi

export LD_LIBRARY_PATH=$library XDG_RUNTIME_DIR=$scratch/run XDG_STATE_HOME=$scratch/state QT_QPA_PLATFORM=offscreen
mkdir -m 700 "$XDG_RUNTIME_DIR"
unset DBUS_SESSION_BUS_ADDRESS
cd "$scratch"
status=0
"$program" --status --no-dbus || status=$?
[ $status -eq 2 ] || fail "--status ends with $status where nobody runs"
# With a window, as from a menu of programs; the commands make it end.
printf 'append From the installed one.\nquit\n' | timeout 60 "$program" --json --no-dbus --file "$scratch/note.txt" >"$scratch/events"
grep -q '"role":"primary"' "$scratch/events" || fail "it was never primary"
grep -qx 'From the installed one.' "$scratch/note.txt" || fail "it wrote nothing"
