#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# presets.sh SOURCE CMAKE CTEST CXX: the presets of the sanitizers leave their reports where tests/run.sh looks for
# them, whatever the directory of the sources is called.
set -euo pipefail
source=$1 cmake=$2 ctest=$3 compiler=$4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
directory="$scratch/the author's, and: more"
mkdir -p "$directory/tests/support"
cp "$source/CMakePresets.json" "$directory"
cp "$source/tests/support/tsan.supp" "$directory/tests/support"
cd "$directory"
cat >CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.23)
project(Faulty LANGUAGES CXX)
enable_testing()
find_package(Threads REQUIRED)
add_executable(faulty faulty.cpp)
target_compile_options(faulty PRIVATE "-fsanitize=${QTFAILOVER_SANITIZE}")
target_link_libraries(faulty PRIVATE "-fsanitize=${QTFAILOVER_SANITIZE}" Threads::Threads)
add_test(NAME Faulty COMMAND faulty)
END
# A race, and a use of what is freed.
cat >faulty.cpp <<'END'
#include <thread>
int *number = new int(0);
void count()
{
    for (int i = 0; i < 1000; ++i)
        *const_cast<volatile int *>(number) = i;
}
int main()
{
    std::thread one(count), other(count);
    one.join();
    other.join();
    delete number;
    count();
}
END

for preset in asan tsan; do
    run=()
    if [ "$preset" = tsan ]; then
        # As in tests/run.sh; not every container lets it.
        run=(setarch --addr-no-randomize)
        "${run[@]}" true || continue
    fi
    "$cmake" --preset "$preset" "-DCMAKE_CXX_COMPILER=$compiler" >log 2>&1 || { cat log; exit 1; }
    "$cmake" --build "build/$preset"
    "${run[@]}" "$ctest" --preset "$preset" </dev/null || true # which fails, as it should
    grep -h 'SUMMARY: ' "build/$preset/reports"/* || { echo "FAILED: there is no report of $preset" >&2; exit 1; }
done
