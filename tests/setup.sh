#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# tests/setup.sh demo|tests|lint|bench...
# Installs what building and running these parts needs and is not there yet. Debian 12 or newer, as root or with
# sudo; elsewhere it names what is missing. Run again, it installs nothing and is quick.
set -euo pipefail

build=(g++ cmake ninja-build ccache qt6-base-dev qt6-base-dev-tools)
declare -A needed=(
    [demo]="${build[*]} dbus-daemon procps util-linux qt6-tools-dev qt6-translations-l10n"
    [tests]="${build[*]} libgtest-dev libgmock-dev mold binutils pkg-config gcc libc6-dev spin qcoro-qt6-dev
             dbus-daemon systemd iproute2 procps util-linux python3 xvfb xauth fonts-dejavu-core"
    [lint]="clang-format clang-tidy git"
    [bench]="dbus-daemon python3 python3-matplotlib"
)
needed[tests]+=" libfaketime clang libclang-rt-dev" # steps the wall clock; fuzzing
# Without X11 windows need a plugin that Debian's libqt6gui6 does not have.
[ -z "${WAYLAND_DISPLAY-}" ] || needed[demo]+=" qt6-wayland"

say() { printf '[setup] %s\n' "$*"; }
fail() { say "error: $*" >&2; exit 1; }

last_line() { tail -c 1000 "$1" | tr '\r' '\n' | grep -v '^ *$' | tail -n 1 | cut -c 1-100; }

# watched WHAT COMMAND...: runs it with its output in $log, and says every ten seconds where it is.
watched()
{
    local what=$1 started=$SECONDS end status
    shift
    # Its end is read: sudo's process is root's, which `kill -0` may not ask for.
    exec {end}< <(
        status=0
        "$@" >"$log" 2>&1 </dev/null || status=$?
        echo "$status"
    )
    until read -r -t 10 -u "$end" status; do
        [ $? -gt 128 ] || { status=1; break; } # killed before it could tell
        say "$what: $((SECONDS - started)) s, $(last_line "$log")"
    done
    exec {end}<&-
    if [ "$status" -ne 0 ]; then
        tail -n 30 "$log" >&2
    fi
    return "$status"
}

# The plugins, the documentation and the packages
needed[tests]+=" assistant-qt6 designer-qt6 linguist-qt6 qt6-declarative-dev qt6-declarative-dev-tools
    qml6-module-qtqml qml6-module-qtqml-workerscript qml6-module-qtqml-models
    qt6-l10n-tools qt6-tools-dev qt6-tools-dev-tools doxygen graphviz dpkg-dev fakeroot file"

[ $# -gt 0 ] || set -- demo tests
packages=()
for part; do
    [ -n "${needed[$part]-}" ] || fail "there is no part '$part'; use: ${!needed[*]}"
    read -r -d '' -a more <<<"${needed[$part]}" || true
    packages+=("${more[@]}")
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    missing=()
    for tool in g++ cmake ninja dbus-daemon; do
        command -v "$tool" >/dev/null || missing+=("$tool")
    done
    [ ${#missing[@]} -eq 0 ] || fail "no apt-get here to install ${missing[*]}. Install them, and the counterparts of" \
        "Debian's packages: ${packages[*]}"
    exit 0
fi

missing=()
for package in $(printf '%s\n' "${packages[@]}" | sort -u); do
    # A line for each architecture
    states=$(dpkg-query --show --showformat='${db:Status-Status}\n' "$package" 2>/dev/null) || states=
    grep -qx installed <<<"$states" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

say "installing with apt-get: ${missing[*]}"
root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "run this as root, or install sudo, or install these packages yourself: ${missing[*]}"
    # sudo -v asks as soon as one of the rules for this user wants a password, whatever the others say.
    sudo -n true 2>/dev/null || sudo -v \
        || fail "sudo refused; install these packages yourself: ${missing[*]}"
    root=(sudo)
fi
apt=("${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300)

# The terminal's Ctrl+C, or its end, reaches all of its processes: half of dpkg's work is worse than all of it.
shielded()
{
    trap '' INT HUP
    "$@"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
watched "package lists" "${apt[@]}" update || say "some package lists could not be fetched; going on with those there are"
trap 'fail "asked to end; apt-get goes on with what it has begun, and the next run waits for it"' INT TERM HUP
watched "installing" shielded "${apt[@]}" install --no-install-recommends "${missing[@]}" \
    || fail "apt-get could not install: ${missing[*]}. Is the network there?"
say "installed ${#missing[@]} packages in $SECONDS s"
