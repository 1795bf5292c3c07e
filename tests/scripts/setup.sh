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
*)
    fail "there is no case '$2'"
    ;;
esac
[ -z "$(ls -A "$scratch/tmp")" ] || fail "it leaves its log"
