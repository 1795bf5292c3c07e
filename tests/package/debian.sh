#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# Sourced by check.sh: makes the Debian packages, installs them into an empty root, and uses there what they brought.
set -euo pipefail

heading "packages"
cpack --config "$BUILD/CPackConfig.cmake" -B "$scratch/packages"
mapfile -t packages < <(find "$scratch/packages" -maxdepth 1 -name '*.deb' | sort)
for name in libqt6failover1 libqt6failover-dev qt6-failover-plugins qml6-module-qtfailover qtfailover-demo; do
    [[ " ${packages[*]##*/} " == *" ${name}_"* ]] || fail "there is no package $name"
done
depends=$(dpkg-deb --field "$scratch"/packages/libqt6failover1_*.deb Depends)
[[ $depends == *libqt6core6* ]] || fail "libqt6failover1 depends on $depends"
depends=$(dpkg-deb --field "$scratch"/packages/libqt6failover-dev_*.deb Depends)
[[ $depends == *"libqt6failover1 (= "* ]] || fail "libqt6failover-dev depends on $depends"

heading "installed into an empty root"
root=$scratch/root
mkdir -p "$root"/var/lib/dpkg/{info,updates}
touch "$root"/var/lib/dpkg/{status,available}
# What they depend on is not there, but in the root of this test's machine.
dpkg=(fakeroot dpkg "--root=$root" --force-depends --force-script-chrootless)
"${dpkg[@]}" --install "${packages[@]}" 2>"$scratch/dpkg.log" || { cat "$scratch/dpkg.log" >&2; fail "dpkg refused them"; }

heading "used there"
prefix=$root/usr
library=$(dirname "$(find "$root" -name libQt6Failover.so.1)")
export LD_LIBRARY_PATH=$library
consume_by_find_package
check_symbols "$library/libQt6Failover.so.1"
export XDG_RUNTIME_DIR=$scratch/run QT_QPA_PLATFORM=offscreen
mkdir -m 700 "$XDG_RUNTIME_DIR"
unset DBUS_SESSION_BUS_ADDRESS

# says WORDS COMMAND...: whether the program says so, before it is told to quit.
says()
{
    local words=$1
    shift
    coproc PROGRAM { exec timeout 60 "$@" 2>&1; }
    local line found=1 in=${PROGRAM[1]} pid=$PROGRAM_PID
    while read -r -t 60 line <&"${PROGRAM[0]}"; do
        echo "$line"
        if [[ $line == *$words* ]]; then
            found=0
            break
        fi
    done
    echo quit >&"$in" || true
    wait "$pid" || true
    [ "$found" -eq 0 ] || fail "$1 does not say '$words'"
}
says '"role":"primary"' "$root/usr/bin/qtfailover-demo" --headless --json --no-dbus --group org.example.D --file "$scratch/note"
QT_PLUGIN_PATH=$(dirname "$(find "$root" -type d -path '*/plugins/generic')")
QML_IMPORT_PATH=$(dirname "$(find "$root" -type d -path '*/qml/QtFailover')")
export QT_PLUGIN_PATH QML_IMPORT_PATH
says "primary none primary" "$BUILD/tests/plugins/guest" -plugin "failover:group=org.example.G;dbus-enabled=no"
says "role 2 primary 1" "$BUILD/tests/plugins/loadablehost" group=org.example.L dbusEnabled=no
says "primary was none" "$BUILD/tests/plugins/qmlhost" "$SOURCE/tests/plugins/guest.qml" group=org.example.Q

heading "removed"
"${dpkg[@]}" --purge $(for package in "${packages[@]}"; do dpkg-deb --field "$package" Package; done) >/dev/null 2>&1
left=$(find "$root/usr" ! -type d 2>/dev/null || true)
[ -z "$left" ] || fail "removed, they left $left"
