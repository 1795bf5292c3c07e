#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# tests/fuzz/run.sh [SECONDS [TARGET...]]
# Builds the targets with clang's libFuzzer, AddressSanitizer and UndefinedBehaviorSanitizer, and runs each for so long
# (12 s), beginning with its corpus. What makes one fail is left in build/fuzz.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

seconds=${1:-12}
shift || true
[ $# -gt 0 ] || set -- wire record frames guard letters
compiler=$(command -v clang++ || command -v clang++-14) || { echo "fuzz: no clang++ here" >&2; exit 77; }
build=build/fuzz
mkdir -p "$build"
read -r -a flags <<<"$(pkg-config --cflags --libs Qt6Core)"
declare -A sources=(
    [wire]="plugin/core/wire.cpp"
    [record]="plugin/core/record.cpp"
    [frames]="plugin/adapters/framereader.cpp"
    [letters]="plugin/core/letters.cpp"
    [guard]="plugin/adapters/guardtext.cpp"
)
# Q_NAMESPACE's meta objects.
moc=$(pkg-config --variable=libexecdir Qt6Core)/moc
"$moc" -Iplugin/include plugin/include/QtFailover/types.h -o "$build/moc_types.cpp"

failed=0
for target; do
    # shellcheck disable=SC2086 # a list
    "$compiler" -std=c++20 -g -O1 -fPIC -DQTFAILOVER_STATIC -DQTFAILOVER_BUILD -Iplugin -Iplugin/include \
        -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
        "tests/fuzz/$target.cpp" ${sources[$target]} "$build/moc_types.cpp" "${flags[@]}" -o "$build/$target"
    found=$build/$target.found
    mkdir -p "$found"
    echo "== $target for $seconds s"
    ASAN_OPTIONS=detect_leaks=0 "$build/$target" -max_total_time="$seconds" -max_len=4096 -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="$build/$target." "$found" "tests/fuzz/corpus/$target" 2>&1 \
        | grep -E 'ERROR|SUMMARY|Test unit written|number_of_executed|INITED|DONE|runtime error|#[0-9]+ 0x' || true
    [ "${PIPESTATUS[0]}" -eq 0 ] || failed=1
done
exit "$failed"
