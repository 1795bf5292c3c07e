#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# tests/support/tsan-qt.sh DIRECTORY
# Builds Debian's own version of QtCore, QtNetwork, QtDBus, QtTest and QtWidgets, without X11, with ThreadSanitizer, in
# DIRECTORY/build. A Qt that is not built so hides its locks and its event queues from it: it sees races where none are,
# and none where they are. Without GLib for the same reason. Takes 30 to 60 minutes the first time, and no time after
# that.
set -euo pipefail

directory=${1:?tests/support/tsan-qt.sh needs a directory}
mkdir -p "$directory/sources" "$directory/lists/partial"
cd -P "$directory" # Qt builds in no path with a symbolic link

# The places that this machine's packages come from have the sources too.
if ! compgen -G 'qt6-base-*/' >/dev/null; then
    for list in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        if [ -e "$list" ]; then
            sed -E 's/^deb /deb-src /; s/^Types:.*/Types: deb-src/' "$list" >"sources/$(basename "$list" | sed 's/^sources.list$/main.list/')"
        fi
    done
    apt=(apt-get -q -o Dir::Etc::SourceList=/dev/null -o "Dir::Etc::SourceParts=$PWD/sources"
        -o "Dir::State::Lists=$PWD/lists" -o APT::Sandbox::User=root)
    "${apt[@]}" update
    "${apt[@]}" source --only-source qt6-base
fi
sources=(qt6-base-*/)

# Its tools are the installed ones. What the library does not use is left out.
flags="-O1 -g1"
options=(
    -DCMAKE_BUILD_TYPE=RelWithDebInfo "-DCMAKE_CXX_FLAGS_RELWITHDEBINFO=$flags" "-DCMAKE_C_FLAGS_RELWITHDEBINFO=$flags"
    "-DCMAKE_INSTALL_PREFIX=$PWD/build" # used where it is built
    -DQT_HOST_PATH=/usr -DQT_FORCE_FIND_TOOLS=ON
    -DQT_BUILD_EXAMPLES=OFF -DQT_BUILD_TESTS=OFF -DQT_BUILD_TOOLS_BY_DEFAULT=OFF
    -DFEATURE_sanitize_thread=ON -DECM_ENABLE_SANITIZERS=thread
    -DFEATURE_glib=OFF -DFEATURE_dbus_linked=OFF
    -DFEATURE_forkfd_pidfd=OFF # else vfork(): a child that runs with the memory of its parent confuses it
)
for feature in sql xml concurrent icu gssapi libproxy openssl ssl http brotli zstd dnslookup \
    opengl vulkan xcb fontconfig accessibility_atspi_bridge textmarkdownreader jpeg \
    system_pcre2 system_doubleconversion system_zlib system_freetype system_harfbuzz system_png; do
    options+=("-DFEATURE_$feature=OFF")
done
if ! cmake -S "${sources[0]}" -B build -G Ninja "${options[@]}" >configure.log 2>&1; then
    tail -n 30 configure.log >&2
    exit 1
fi
cmake --build build --parallel "${QTFAILOVER_JOBS:-$(nproc)}" \
    --target Core Network DBus Test Widgets QOffscreenIntegrationPlugin
