#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# Sourced by check.sh: what somebody does who has read the section "Five minutes" of README.md and nothing else.
# The section's blocks are taken as they stand: a path in the line above a block makes it a file, sh is run.
set -euo pipefail

# Always the same directory, so that ccache knows the paths; always an empty one.
begin=$WORK/empty
rm -rf "$begin"
mkdir -p "$begin/run"
chmod 700 "$begin/run"
cd "$begin"
ln -s "$SOURCE" qtfailover
# To meet nobody else's notes.
export XDG_RUNTIME_DIR=$begin/run XDG_STATE_HOME=$begin/state
unset DBUS_SESSION_BUS_ADDRESS CMAKE CXX
export CMAKE_BUILD_PARALLEL_LEVEL=2

python3 - "$SOURCE/README.md" <<'END'
import pathlib, re, sys
section = pathlib.Path(sys.argv[1]).read_text().split("\n## Five minutes\n")[1].split("\n## ")[0]
steps = []
for name, language, text in re.findall(r"(?:`([\w/.]+)`:\n\n)?```(\w+)\n(.*?)```", section, re.S):
    if name:
        path = pathlib.Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    elif language == "sh":
        steps.append(text)
assert len(steps) >= 2, "the section has no steps"
pathlib.Path("steps").write_text("set -eu\n" + "".join(steps))
END

heading "the steps of README.md"
cat steps
started=$SECONDS
coproc STEPS { exec timeout 900 bash steps 2>&1; }
found=0
while read -r line <&"${STEPS[0]}"; do
    echo "$line"
    if [[ $line == *"I am"*Primary* ]]; then
        found=1
        break
    fi
done
[ "$found" -eq 1 ] || fail "no roleChanged"
echo "a roleChanged after $((SECONDS - started)) s"

heading "a second one, and the first is killed"
first=
for pid in $(pgrep -x notes); do
    [ "$(readlink "/proc/$pid/exe")" != "$begin/notes-build/notes" ] || first=$pid
done
[ -n "$first" ] || fail "it is gone"
trap 'kill -KILL "$first" "${second_pid:-$first}" 2>/dev/null || true; rm -rf "$scratch"' EXIT
coproc SECOND { exec timeout 60 notes-build/notes 2>&1; }
second_pid=$SECOND_PID
while read -r line <&"${SECOND[0]}"; do
    echo "$line"
    case $line in
    *"I am"*Secondary*) kill -KILL "$first" ;;
    *"I am"*Primary*) found=2; break ;;
    esac
done
# Waited for: killed at once after, timeout would leave it behind.
kill "$second_pid" 2>/dev/null || true
wait "$second_pid" || true
[ "$found" -eq 2 ] || fail "the second did not become primary"
