#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# check.sh shared|static|directories|embedded|debian|newcomer|examples|documentation
# Installs the library into a prefix of its own, or embeds it, and builds and runs small programs against it; the
# latter three check what README.md and plugin/docs say.
# The environment (SOURCE, BUILD, WORK…) comes from CMakeLists.txt beside it. WORK is kept between runs, for speed.
set -euo pipefail
variant=$1
mkdir -p "$WORK"
exec 9>"$WORK/lock"
flock 9
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix
export XDG_STATE_HOME=$scratch/state
unset CMAKE_PREFIX_PATH PKG_CONFIG_PATH LD_LIBRARY_PATH

fail() { echo "FAILED: $*" >&2; exit 1; }
heading() { echo "== $*"; }

# Debian's libraries have no debug information: without it, and unoptimized, the extra builds are quick.
configure=("$CMAKE" -G Ninja -DCMAKE_BUILD_TYPE= "-DCMAKE_CXX_FLAGS=-O0" "-DCMAKE_CXX_COMPILER=$CXX"
    "-DCMAKE_CXX_COMPILER_LAUNCHER=$LAUNCHER")

install_library() # build directory
{
    heading "install"
    "$CMAKE" --install "$1" --prefix "$prefix" --component QtFailover
    "$CMAKE" --install "$1" --prefix "$prefix" --component QtFailoverDevelopment
}

run() # program
{
    heading "run $1"
    timeout 60 "$1"
}

consume_by_find_package()
{
    heading "find_package"
    "${configure[@]}" -S "$SOURCE/tests/package/consumer" -B "$scratch/consumer" "-DCMAKE_PREFIX_PATH=$prefix"
    "$CMAKE" --build "$scratch/consumer"
    run "$scratch/consumer/consumer"
    run "$scratch/consumer/consumer-test"
}

consume_by_pkgconfig() # [--static]
{
    heading "pkg-config $*"
    local directory flags
    directory=$(dirname "$(find "$prefix" -name QtFailover.pc)")
    export PKG_CONFIG_PATH=$directory
    [ "$(pkg-config --modversion QtFailover)" = "$(sed -n 's/^project(QtFailover VERSION \([0-9.]*\).*/\1/p' \
        "$SOURCE/CMakeLists.txt")" ] || fail "the version in QtFailover.pc is another"
    read -r -d '' -a flags < <(pkg-config --cflags --libs "$@" QtFailover) || true
    "$CXX" -std=c++17 -fPIC "$SOURCE/tests/package/consumer/main.cpp" "${flags[@]}" \
        -Wl,-rpath,"$(dirname "$directory")" -o "$scratch/by-pkgconfig"
    run "$scratch/by-pkgconfig"
}

check_headers()
{
    heading "each public header alone, as C++17, after X.h and Xlib.h, without keywords and casts"
    local header flags sources=() after_x after_xlib
    read -r -d '' -a flags < <(pkg-config --cflags QtFailover) || true
    after_x=$'#define None 0L\n#define Success 0\n#define Always 2'
    for header in "$prefix"/include/QtFailover/*; do
        header=$(basename "$header")
        printf '%s\n#include <QtFailover/%s>\n' "$after_x" "$header" >"$scratch/header_${header//./_}.cpp"
        sources+=("$scratch/header_${header//./_}.cpp")
    done
    # Xlib.h defines these, too, which Qt's own headers do not outlive: they come first.
    after_xlib=$after_x$'\n#define True 1\n#define False 0\n#define Bool int\n#define Status int\n#define Unsorted 0'
    printf '#include <QtCore>\n%s\n' "$after_xlib" >"$scratch/after_xlib.cpp"
    printf '#include <QtFailover/%s>\n' QtFailover Testing >>"$scratch/after_xlib.cpp"
    sources+=("$scratch/after_xlib.cpp")
    printf '%s\0' "${sources[@]}" | xargs -0 -n 1 -P 2 "$CXX" -std=c++17 -fPIC -fsyntax-only -Wall -Wextra -Werror \
        -DQT_NO_KEYWORDS -DQT_NO_CAST_FROM_ASCII "${flags[@]}"
}

check_includes()
{
    heading "public headers include those of QtCore, QtFailover and the standard library"
    # One of the standard library has no dot in its name, and no directory.
    ! grep -rnE '^[[:space:]]*#[[:space:]]*(include|import)' "$prefix/include/QtFailover" \
        | grep -vE ':#include <(Qt(Core|Failover)/[A-Za-z0-9_.]+|[a-z_]+)>$' \
        || fail "these would bring in other headers"
}

check_symbols() # shared library
{
    heading "symbols of $1"
    local foreign
    [ "$(objdump -p "$1" | awk '$1 == "SONAME" {print $2}')" = libQt6Failover.so.1 ] || fail "the SONAME is another"
    # W and V: instantiations that every user of the template has too.
    foreign=$(nm -D --defined-only --demangle "$1" | grep -v ' A QtFailover_1' \
        | grep -vE '^[0-9a-f]+ [A-Za-z] ((typeinfo|typeinfo name|vtable) for )?QtFailover::' || true)
    [ -z "$foreign" ] || fail "these symbols are not QtFailover's: $foreign"
    # The one way in of the test kit, which is a library of its own.
    foreign=$(nm -D --defined-only --demangle "$1" | grep -E 'QtFailover::Internal|Private::' \
        | grep -v ' QtFailover::Internal::setWorld(QtFailover::Internal::World\*)' || true)
    [ -z "$foreign" ] || fail "these symbols are internal: $foreign"
    nm -D --defined-only --demangle "$1" | grep 'QtFailover::Watcher::start()' >/dev/null || fail "Watcher::start() is missing"
    # It kills no process, installs no signal handler, and does not end the application.
    foreign=$(nm -D --undefined-only --demangle "$1" | sed -E 's/^ *[Uw] //; s/@.*//' | grep -xE \
        'kill|killpg|tkill|tgkill|pthread_kill|pidfd_send_signal|sigqueue|raise|signal|sigaction|(quick_|_)?exit|_Exit|abort|(QCoreApplication::(exit|quit)|QProcess::(kill|terminate))\(.*' \
        || true)
    [ -z "$foreign" ] || fail "these functions are not for a library: $foreign"
}

case $variant in
shared)
    [ "$SHARED" != OFF ] || { echo "this build is static"; exit 0; }
    install_library "$BUILD"
    [ -n "$(find "$prefix" -name libQt6Failover.so.1)" ] || fail "the library is not installed"
    for file in share/doc/QtFailover/LICENSE include/QtFailover/Watcher; do
        [ -e "$prefix/$file" ] || fail "$file is not installed"
    done
    [ -f "$prefix/share/dbus-1/interfaces/org.qtfailover.Instance1.xml" ] || fail "the interface is not installed"
    consume_by_find_package
    consume_by_pkgconfig
    check_headers
    check_includes
    check_symbols "$(find "$prefix" -name libQt6Failover.so.1)"
    ;;
static)
    heading "static, without Qt DBus"
    "${configure[@]}" -S "$SOURCE" -B "$WORK/build" -DBUILD_SHARED_LIBS=OFF -DQTFAILOVER_DBUS=OFF \
        -DQTFAILOVER_TESTS=OFF -DQTFAILOVER_DEMO=OFF -DQTFAILOVER_WERROR=ON
    "$CMAKE" --build "$WORK/build" --parallel 2
    install_library "$WORK/build"
    [ -z "$(find "$prefix" -name '*.so*')" ] || fail "a shared library was installed"
    consume_by_find_package
    ! objdump -p "$scratch/consumer/consumer" | grep libQt6DBus || fail "Qt DBus is linked"
    consume_by_pkgconfig --static
    ;;
directories)
    heading "directories that are given as absolute paths: what is installed finds the library there"
    "${configure[@]}" -S "$SOURCE" -B "$scratch/build" -DQTFAILOVER_TESTS=OFF "-DCMAKE_INSTALL_PREFIX=$prefix" \
        -DCMAKE_INSTALL_LIBDIR=/opt/libraries -DCMAKE_INSTALL_INCLUDEDIR=/opt/headers
    export PKG_CONFIG_PATH=$scratch/build/package
    [ "$(pkg-config --libs-only-L QtFailover | xargs)" = -L/opt/libraries ] || fail "QtFailover.pc names another library"
    [[ " $(pkg-config --cflags-only-I QtFailover) " == *" -I/opt/headers "* ]] || fail "QtFailover.pc names other headers"
    # Nothing is built for this: the RPATH is a line of the install scripts.
    rpaths=$(grep -rhoE ' NEW_RPATH "[^"]*"' --include=cmake_install.cmake "$scratch/build" | sort -u)
    [ "$rpaths" = ' NEW_RPATH "/opt/libraries"' ] || fail "plugins and demo look for the library elsewhere: $rpaths"
    ;;
embedded)
    for way in FetchContent add_subdirectory; do
        heading "embedded by $way"
        "${configure[@]}" -S "$SOURCE/tests/package/consumer" -B "$WORK/build" "-DQTFAILOVER_WAY=$way" \
            "-DQTFAILOVER_SOURCE=$SOURCE" -DCMAKE_UNITY_BUILD=ON
        ! grep -E '^(QTFAILOVER_(DBUS|DEMO|TESTS|INSTALL|PLUGINS|QML|WERROR)|BUILD_SHARED_LIBS)' \
            "$WORK/build/CMakeCache.txt" || fail "options show in the embedding project"
        "$CMAKE" --build "$WORK/build" --parallel 2
        run "$WORK/build/consumer"
        run "$WORK/build/consumer-test"
    done
    ;;
debian)
    . "$SOURCE/tests/package/debian.sh"
    ;;
newcomer)
    . "$SOURCE/tests/package/newcomer.sh"
    ;;
examples)
    install_library "$BUILD"
    for example in "$SOURCE"/plugin/docs/examples/*/; do
        name=$(basename "$example")
        heading "example $name"
        "${configure[@]}" -S "$example" -B "$scratch/$name" "-DCMAKE_PREFIX_PATH=$prefix" >/dev/null
        "$CMAKE" --build "$scratch/$name"
    done
    . "$SOURCE/tests/package/examples.sh"
    ;;
documentation)
    heading "every public symbol is documented, and every reference leads somewhere"
    "$CMAKE" --build "$BUILD" --target docs
    for page in "$SOURCE"/plugin/docs/*.md; do
        [ "$page" = "$SOURCE/plugin/docs/index.md" ] || grep -q "subpage $(sed -n '1s/.*{#\(.*\)}/\1/p' "$page") " \
            "$SOURCE/plugin/docs/index.md" || fail "index.md does not lead to $page"
    done
    ;;
*)
    fail "there is no variant '$variant'"
    ;;
esac
