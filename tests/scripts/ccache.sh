#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# ccache.sh SOURCE CMAKE CXX: a ccache that works is used; one that cannot write its cache is not.
set -euo pipefail
source=$1 cmake=$2 compiler=$3
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
unset CMAKE_CXX_COMPILER_LAUNCHER
cat >CMakeLists.txt <<END
cmake_minimum_required(VERSION 3.23)
project(Launched LANGUAGES CXX)
include("$source/plugin/cmake/DeveloperBuild.cmake")
message(STATUS "The launcher is [\${CMAKE_CXX_COMPILER_LAUNCHER}]")
END
mkdir bin

expect() # launcher, what ccache does
{
    printf '#!/bin/sh\n%s\n' "$2" >bin/ccache
    chmod +x bin/ccache
    rm -rf build
    PATH=$scratch/bin:$PATH "$cmake" -S . -B build "-DCMAKE_CXX_COMPILER=$compiler" >log 2>&1 || { cat log; exit 1; }
    grep -F "The launcher is [$1]" log || { cat log; echo "FAILED: the launcher is not '$1'" >&2; exit 1; }
}

expect "$scratch/bin/ccache" 'exec "$@"'
expect "" 'exit 1'
