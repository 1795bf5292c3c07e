#!/bin/bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
# Checks the protocol's model exhaustively.  Usage: tests/model/run.sh [--long] [--only REGEX]
# Needs spin 6.5 and gcc.  Works in $BUILD_DIR or a temporary directory; at most two jobs of 3 GB each.
# A line per configuration: name, expected, got, states, seconds.  Exit status 0: everything as expected.
set -u
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" = --job ]; then            # name|expected|kind|flags
    IFS='|' read -r name expected kind flags <<<"$2"
    dir=$WORK/$name; mkdir -p "$dir" && cd "$dir" || exit 1
    cp "$here/failover.pml" . && begin=$(date +%s)
    copt="-O1 -w -DMEMLIM=3000 -DCOLLAPSE"; ropt="-E -m$DEPTH -w$HASH"
    if [ "$kind" = live ]; then copt="$copt -DNFAIR=4 -DNOREDUCE"; ropt="$ropt -a -f"; else copt="$copt -DSAFETY -DNOCLAIM"; fi
    if [ "$kind" = bfs ]; then               # breadth first: no scratch variables outside the state
        sed -i 's/^hidden byte/byte/' failover.pml; copt="$copt -DBFS"; ropt="-E -w$HASH"
    fi
    got=error
    # shellcheck disable=SC2086
    if spin -a $flags failover.pml >spin.out 2>&1 && gcc $copt -o pan pan.c >gcc.out 2>&1; then
        (ulimit -t "$LIMIT"; exec ./pan $ropt) >out 2>&1; status=$?     # CPU seconds: a held job is not a truncated one
        if grep -q "errors: [1-9]" out; then got=fail
            grep -qE "assertion violated|acceptance cycle" out || got=error
        elif [ $status -ne 0 ] || grep -qE "Search not completed|max search depth|out of memory|truncated" out || ! grep -q "errors: 0" out; then got=truncated
        else got=pass; fi
    fi
    states=$(sed -n 's/^ *\([0-9.e+]*\) states, stored.*/\1/p' out 2>/dev/null | head -1)
    why=$(sed -n 's/^pan:1: \(.\{1,52\}\).*/\1/p' out 2>/dev/null | head -1)
    mark=ok; [ "$got" = "$expected" ] || mark=MISMATCH
    printf '%-22s expected %-5s got %-9s states %-10s %4ss  %s %s\n' "$name" "$expected" "$got" "${states:--}" "$(($(date +%s)-begin))" "$mark" "${VERBOSE:+$why}"
    rm -f pan pan.* ./_spin*
    exit 0
fi

long=; only=.
while [ $# -gt 0 ]; do
    case $1 in
        --long) long=1 ;;
        --only) only=$2; shift ;;
        *) echo "usage: $0 [--long] [--only REGEX]" >&2; exit 2 ;;
    esac
    shift
done
if [ -n "${BUILD_DIR:-}" ]; then
    mkdir -p "$BUILD_DIR" && WORK=$(mktemp -d "$BUILD_DIR/model.XXXXXX") || exit 1
else
    WORK=$(mktemp -d) || exit 1
fi
trap 'rm -rf "$WORK"' EXIT
export WORK DEPTH=1500000 HASH=23 LIMIT=${LIMIT:-150}
[ -n "$long" ] && export LIMIT=1500 HASH=25

B2="-DN=2 -DM=4 -DPRUNE"                               # two instances
B3="-DN=3 -DM=4 -DPRUNE -DWARM"                        # three, one of them primary
WT="$B2 -DSPLITASK -DCRASH=1 -DRESTART=1 -DRMONE=1"
FN="$B2 -DWARM -DFENCES=1 -DCRASH=1 -DRESTART=1"
list() { cat <<LIST
wait-2|pass|dfs|$WT
wait-2-wiped|pass|dfs|$B2 -DWARM -DSPLITASK -DCRASH=1 -DRESTART=1 -DRMALL=1 -DREJ=1
wait-3|pass|dfs|$B3 -DCRASH=1 -DRMONE=1
wait-3-wiped|pass|dfs|$B3 -DRMALL=1 -DCRASH=1
fence-2|pass|dfs|$FN -DRMONE=1 -DSPLITASK
fence-2-wiped|pass|dfs|$FN -DRMALL=1 -DSPLITASK
fence-2-resource|pass|dfs|$FN -DRES -DREJ=1
fence-3|pass|dfs|$B3 -DFENCES=1 -DCRASH=1
handover-2|pass|dfs|$B2 -DWARM -DREL=1 -DCRASH=1 -DRMONE=1 -DRES
handover-3|pass|dfs|$B3 -DREL=1 -DCRASH=1
handover-2-twice|pass|dfs|$B2 -DWARM -DREL=2 -DRMONE=1
handover-fence-2|pass|dfs|$FN -DREL=1
reboot-2|pass|dfs|-DN=2 -DM=5 -DPRUNE -DWARM -DFENCES=1 -DCRASH=1 -DRESTART=1 -DREBOOT=1 -DAHEAD=1
no-guard-2|pass|dfs|$B2 -DNOGUARD -DCRASH=1 -DRESTART=1
live-2|pass|live|$B2 -DLIVE -DCRASH=1 -DRESTART=1
live-2-deleted|pass|live|$B2 -DLIVE -DWARM -DCRASH=1 -DRESTART=1 -DRMONE=1
live-2-handover|pass|live|$B2 -DLIVE -DWARM -DREL=1 -DCRASH=1
live-2-frozen|pass|live|$B2 -DLIVE -DWARM -DFREEZE=1 -DFENCES=2 -DCRASH=1 -DRESTART=1
live-3-frozen|pass|live|$B3 -DLIVE -DFREEZE=1 -DFENCES=3 -DCRASH=1
live-3-handover|pass|live|$B3 -DLIVE -DREL=1 -DCRASH=1
fence-highest-only|fail|live|$B2 -DLIVE -DWARM -DFREEZE=1 -DFENCES=2 -DCRASH=1 -DRESTART=1 -DV_NOALLDEAD
no-step-3|fail|dfs|$B2 -DWARM -DCRASH=1 -DRESTART=1 -DRMONE=1 -DV_NOLOOKAGAIN -DV_NOU8 -DV_UNOEXCL
step-3-redundant|pass|dfs|$FN -DRMONE=1 -DV_NOLOOKAGAIN
no-question|fail|dfs|$WT -DV_NOASK
silence-ignored|fail|dfs|$WT -DV_SILENT
candidates-ignored|fail|dfs|$WT -DV_NOCAND
no-step-8|fail|dfs|$B2 -DNOGUARD -DCRASH=1 -DRESTART=1 -DV_NOVERIFY
no-u-in-8|fail|dfs|$WT -DV_NOU8
link-before-guard|fail|dfs|$WT -DV_LINKFIRST
only-highest-unlinked|fail|dfs|$B3 -DFENCES=2 -DCRASH=1 -DV_ONLYH
no-wait|fail|dfs|$FN -DV_NOWAIT
no-u|fail|dfs|$FN -DRMALL=1 -DV_NOU
u-not-exclusive|fail|dfs|$WT -DV_UNOEXCL
u-in-directory|fail|dfs|$FN -DRMALL=1 -DV_UIND
heal-unchecked|fail|dfs|$FN -DRMONE=1 -DV_NOHEALLOOK -DV_NOHEALVERIFY
heal-look-redundant|pass|dfs|$FN -DRMONE=1 -DV_NOHEALLOOK
u-exclusive-redundant|pass|dfs|$FN -DRMALL=1 -DV_UNOEXCL
no-heal-verify|fail|dfs|$FN -DRMONE=1 -DV_NOHEALVERIFY
heal-without-u|fail|dfs|$FN -DRMONE=1 -DV_HEALNOU
retry-beside-candidate|fail|live|$B2 -DLIVE -DCRASH=1 -DRESTART=1 -DRMONE=1 -DV_RETRY
no-guard-H-alone|fail|dfs|$B2 -DNOGUARD -DCRASH=1 -DRESTART=1 -DV_NOALLDEAD
one-guard|fail|live|$B2 -DLIVE -DWARM -DFREEZE=1 -DFENCES=1 -DV_ONEGUARD
floor-by-rename|fail|dfs|-DN=2 -DM=5 -DPRUNE -DWARM -DFENCES=1 -DCRASH=1 -DRESTART=1 -DREBOOT=1 -DAHEAD=1 -DV_FLOORRENAME
no-floor|fail|dfs|$B2 -DWARM -DREBOOT=1 -DV_NOFLOOR
no-seal|fail|dfs|$FN -DRES -DV_NOSEAL
no-token-check|fail|dfs|$FN -DRES -DV_NOTOKEN
forced-unlock|fail|dfs|$FN -DV_FORCE
lock-not-verified|fail|dfs|$B2 -DNOGUARD -DCRASH=1 -DRESTART=1 -DV_NOSTART
vanished-taken-for-dead|fail|dfs|$B2 -DNOGUARD -DRMONE=1 -DV_ENOENT
short-cut|fail|dfs|$B3 -DCRASH=1 -DRMONE=1 -DHOT=1
short-cut-T-is-H+1|pass|dfs|$B3 -DCRASH=2 -DRMONE=1 -DHOT=2
short-cut-asked-again|pass|dfs|$B3 -DCRASH=1 -DRMONE=1 -DHOT=3
LIST
[ -n "$long" ] && cat <<LIST
long-wait-2|pass|dfs|$WT -DRMALL=1 -DREJ=1
long-wait-3|pass|dfs|$B3 -DSPLITASK -DCRASH=1 -DRMONE=1 -DRMALL=1
long-fence-2|pass|dfs|$FN -DRMONE=1 -DRES -DREJ=1
long-fence-2-both|pass|dfs|$FN -DRMONE=1 -DRMALL=1
long-fence-3|pass|dfs|$B3 -DFENCES=1 -DCRASH=1 -DRMONE=1
long-handover-2|pass|dfs|$B2 -DREL=1 -DCRASH=1 -DRESTART=1 -DRMONE=1
long-short-cut|pass|dfs|$B3 -DCRASH=2 -DRMONE=1 -DREJ=1 -DHOT=3
LIST
}
list | grep -E "^($only)" | tr '\n' '\0' | nice -n 5 xargs -0 -n 1 -P "${JOBS:-2}" "$0" --job | tee "$WORK/results"
failed=$(grep -c MISMATCH "$WORK/results"); total=$(grep -c expected "$WORK/results"); want=$(list | grep -cE "^($only)")
[ "$total" -eq "$want" ] || failed=$((failed + want - total))
echo "$((want - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
