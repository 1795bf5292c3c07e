#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
set -euo pipefail
unset CDPATH # cd would look there first
cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage()
{
    cat <<'END'
Usage: tests/run.sh [--long] [--again] [--preset dev|release|asan|tsan] [--only PART] [argument of ctest...]

Installs what is missing (Debian, as root or with sudo), builds, and runs every test and the model checker.

  --long        the long loops too: hundreds of kills, more contenders, the larger models, a million schedules
  --again       what fails beside other tests is run once more alone, and named; it may pass then
  --preset P    how to build (dev); see CMakePresets.json. Other than dev: without the model. tsan builds a Qt first
  --only PART   core, unit, adapters, system, plugins, translations, demo, chaos, fuzz, package, scripts, sim, bench or
                model
Whatever else is given goes to ctest, for instance: -R LocalTransport --repeat until-fail:20

QTFAILOVER_JOBS is how many jobs build at once (the number of processors).
END
}

preset=dev
only=
long=0
again=0
while [ $# -gt 0 ]; do
    case $1 in
    --long) long=1 ;;
    --again) again=1 ;;
    --preset) preset=${2:?--preset needs a name}; shift ;;
    --only) only=${2:?--only needs a part}; shift ;;
    -h | --help) usage; exit 0 ;;
    *) break ;;
    esac
    shift
done
case $preset in
dev | release | asan | tsan) ;;
*) echo "tests/run.sh: there is no preset '$preset'" >&2; usage >&2; exit 2 ;;
esac
case $only in
'' | core | unit | adapters | system | plugins | translations | demo | chaos | fuzz | package | scripts \
    | sim | bench | model) ;;
*) echo "tests/run.sh: there is no part '$only'" >&2; usage >&2; exit 2 ;;
esac

export QTFAILOVER_LONG_TESTS=$long
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
jobs=${QTFAILOVER_JOBS:-$(nproc)}
build=build/$preset
results=()
failed=0

step() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }
finish()
{
    local name=$1 status=$2
    if [ "$status" -eq 0 ]; then
        results+=("$name passed")
    else
        results+=("$name FAILED")
        failed=1
    fi
}

step "Set-up"
tests/setup.sh tests

if [ "$only" != model ]; then
    if [ "$preset" = tsan ]; then
        step "Build of a Qt with ThreadSanitizer"
        tests/support/tsan-qt.sh build/tsan-qt
    fi
    step "Build ($preset)"
    configure_log=$(mktemp)
    if ! cmake --preset "$preset" >"$configure_log" 2>&1; then
        cat "$configure_log" >&2
        exit 1
    fi
    rm -f "$configure_log"
    targets=(all)
    if [ -n "$only" ]; then
        targets=("tests-$only")
    fi
    cmake --build "$build" --parallel "$jobs" --target "${targets[@]}"

    step "Tests"
    reports=$build/reports # as CMakePresets.json says
    rm -rf "$reports"
    ctest=(ctest --preset "$preset" --no-tests=error)
    if [ "$preset" = tsan ]; then
        # ThreadSanitizer of GCC 12 does not find its place under a kernel with much address randomization.
        ctest=(setarch --addr-no-randomize "${ctest[@]}")
    fi
    selected=()
    if [ -n "$only" ]; then
        label=$only
        if [ "$only" = unit ]; then
            label="(unit|core)"
        fi
        selected=(--label-regex "^$label\$")
    fi
    status=0
    "${ctest[@]}" --parallel 2 "${selected[@]}" "$@" </dev/null || status=$?
    if [ "$status" -ne 0 ] && [ "$again" -eq 1 ]; then
        step "Once more, alone: the tests that are said to have failed above"
        status=0
        "${ctest[@]}" --rerun-failed </dev/null || status=$?
    fi
    # A sanitizer's report counts whoever made it: most processes of a test are killed, and their exit codes with them.
    # What else it writes there is no report, such as the warning that it does not know every switch of a fiber.
    if grep -shE -B 200 'SUMMARY: |runtime error: ' "$reports"/*; then
        status=1
    fi
    finish tests "$status"

    simulation=$build/tests/sim/tst_simulation
    if [ "$long" -eq 1 ] && [ -x "$simulation" ] && { [ "$only" = sim ] || { [ -z "$only" ] && [ $# -eq 0 ]; }; }; then
        step "Simulation, a million schedules"
        status=0
        "$simulation" --seeds 1000000 --keep-going </dev/null || status=$?
        finish simulation "$status"
    fi

    chaos=$build/tests/chaos/chaos
    if [ "$long" -eq 1 ] && [ -x "$chaos" ] && { [ "$only" = chaos ] || { [ -z "$only" ] && [ $# -eq 0 ]; }; }; then
        step "Chaos, 14,600 faults"
        status=0
        "$chaos" --arenas 4 --kills 10000 --stops 2000 --dumps 200 --deletions 1000 --bus-restarts 300 --handovers 1000 \
            --blocks 100 </dev/null || status=$?
        finish chaos "$status"
    fi
fi

if [ "$only" = model ] || { [ -z "$only" ] && [ "$preset" = dev ] && [ $# -eq 0 ]; }; then
    if [ -x tests/model/run.sh ]; then
        step "Model"
        status=0
        if [ "$long" -eq 1 ]; then
            tests/model/run.sh --long </dev/null || status=$?
        else
            tests/model/run.sh </dev/null || status=$?
        fi
        finish model "$status"
    fi
fi

printf '\n== %s in %d s\n' "$(IFS=,; echo "${results[*]}" | sed 's/,/, /g')" "$SECONDS"
exit "$failed"
