#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# ci.sh RUN CASE: .ci/run passes on how the tests end, and ends them all when it is asked to or the time is over.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/.ci" "$scratch/tests"
cp "$1" "$scratch/.ci/run"
cd "$scratch"

fail() { echo "FAILED: $*" >&2; exit 1; }
stand_in() { { echo '#!/usr/bin/env bash'; cat; } >"$1"; chmod +x "$1"; }

stand_in tests/setup.sh <<<''
stand_in tests/lint.sh <<<'exit "${LINT-0}"'

# Tests without an end, and a process that they have started, hold a fifo: who reads it sees when all have gone.
start_reader()
{
    stand_in tests/run.sh <<'END'
exec 9>alive
sleep 100 &
echo "the tests run"
exec sleep 100 # what bash forks at the moment of a signal may miss it
END
    mkfifo alive
    timeout 60 cat alive &
    reader=$!
}
all_have_ended() { wait "$reader" || fail "the tests go on"; }

status=0
case $2 in
statuses)
    stand_in tests/run.sh <<<'exit "${TESTS-0}"'
    # As in a service, where nobody types.
    .ci/run <&- || fail "what passes is refused"
    TESTS=3 .ci/run <&- || status=$?
    [ "$status" -eq 3 ] || fail "tests that end with 3 give $status"
    ! LINT=1 .ci/run <&- || fail "the form does not count"
    ;;
limit | TERM | HUP)
    start_reader
    exec {output}< <(exec .ci/run)
    run=$!
    read -r -t 60 -u "$output" || fail "no test runs"
    if [ "$2" = limit ]; then
        kill -s ALRM "$(pgrep -P "$run")" # timeout's own clock
        expected=124
    else
        kill -s "$2" "$run"
        expected=$((128 + $(kill -l "$2")))
    fi
    all_have_ended
    wait "$run" || status=$?
    [ "$status" -eq "$expected" ] || fail "its status is $status"
    ;;
terminal)
    # Ctrl+C
    start_reader
    coproc RUN { exec script -qec .ci/run /dev/null; }
    run=$RUN_PID
    exec {in}>&"${RUN[1]}" {out}<&"${RUN[0]}" # which are gone with it
    read -r -t 60 -u "$out" || fail "no test runs"
    printf '\003' >&"$in"
    all_have_ended
    wait "$run" || status=$?
    [ "$status" -eq 130 ] || fail "its status is $status"
    ;;
*)
    fail "there is no case '$2'"
    ;;
esac
