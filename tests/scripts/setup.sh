#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# setup.sh SETUP CASE: what tests/setup.sh does where stand-ins for Debian's tools say what is there.
set -euo pipefail
setup=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/tmp"
export SCRATCH=$scratch TMPDIR=$scratch/tmp PATH=$scratch/bin:$PATH
unset WAYLAND_DISPLAY

fail() { echo "FAILED: $*" >&2; exit 1; }
stand_in() { { echo '#!/usr/bin/env bash'; cat; } >"$scratch/bin/$1"; chmod +x "$scratch/bin/$1"; }

# Everything is installed, cmake for two architectures, but what the variable MISSING names.
stand_in dpkg-query <<'END'
state=installed
[[ $3 != "${MISSING-}" ]] || state=${STATE-not-installed}
format=${2#--showformat=}
printf "${format//'${db:Status-Status}'/$state}"
[[ $3 != cmake ]] || printf "${format//'${db:Status-Status}'/$state}"
END
stand_in apt-get <<'END'
echo "$*" >>"$SCRATCH/apt-get"
END
stand_in id <<'END'
echo "${USER_ID-0}"
END

case $2 in
nothing)
    "$setup" demo
    [ ! -e "$scratch/apt-get" ] || fail "it installs what is there"
    ;;
half-installed)
    STATE=half-installed MISSING=ccache "$setup" demo
    grep -q ' install .*ccache$' "$scratch/apt-get" || fail "ccache is not installed"
    ! grep -q ninja "$scratch/apt-get" || fail "ninja-build was there"
    ;;
wayland)
    # Where X11 is not: Debian's Qt has no plugin for it.
    MISSING=qt6-wayland "$setup" demo
    [ ! -e "$scratch/apt-get" ] || fail "there was no need of it"
    WAYLAND_DISPLAY=wayland-0 MISSING=qt6-wayland "$setup" demo
    grep -q ' install .*qt6-wayland$' "$scratch/apt-get" || fail "qt6-wayland is not installed"
    ;;
sudo)
    # One rule of a user's wants a password, another does not; then both do, and it is given.
    stand_in sudo <<'END'
case $1 in
-n) exit "$WANTS_PASSWORD" ;;
-v) exit "$REFUSES" ;;
*) echo yes >>"$SCRATCH/sudo"; exec "$@" ;;
esac
END
    export USER_ID=1000 MISSING=ccache
    WANTS_PASSWORD=0 REFUSES=1 "$setup" demo
    WANTS_PASSWORD=1 REFUSES=0 "$setup" demo
    ! WANTS_PASSWORD=1 REFUSES=1 "$setup" demo || fail "it goes on without sudo"
    [ "$(wc -l <"$scratch/sudo")" -eq 4 ] || fail "apt-get did not run by sudo"
    ;;
failing)
    stand_in apt-get <<'END'
echo "E: no network"
exit 100
END
    ! MISSING=ccache "$setup" demo >"$scratch/out" 2>&1 || fail "it does not tell by its status"
    grep -q '^E: no network' "$scratch/out" || fail "it does not show what apt-get said"
    ;;
interrupted)
    # Ctrl+C at a terminal, once it has said where it is; that comes after ten seconds.
    stand_in apt-get <<'END'
[[ $* == *install* ]] || exit 0
echo "Unpacking"
echo $$ >"$SCRATCH/unpacks"
exec sleep 100
END
    coproc SETUP { MISSING=ccache exec script -qec "$(printf '%q' "$setup") demo" /dev/null; }
    pid=$SETUP_PID
    exec {in}>&"${SETUP[1]}" {out}<&"${SETUP[0]}" # which are gone with it
    while read -r -t 60 -u "$out" line && [[ $line != *" s, Unpacking"* ]]; do :; done
    [[ $line == *" s, Unpacking"* ]] || fail "it does not say where it is"
    printf '\003' >&"$in"
    said=
    while read -r -t 60 -u "$out" line; do
        said+=$line
    done
    status=0
    wait "$pid" || status=$?
    [ "$status" -ne 0 ] || fail "its status tells nothing"
    kill "$(cat "$scratch/unpacks")" || fail "apt-get has ended in the midst of its work"
    [[ $said == *"asked to end"* ]] || fail "it does not say that it was asked to end, but: $said"
    ;;
*)
    fail "there is no case '$2'"
    ;;
esac
[ -z "$(ls -A "$scratch/tmp")" ] || fail "it leaves its log"
