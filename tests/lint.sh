#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The QtFailover authors
# SPDX-License-Identifier: MIT
#
# tests/lint.sh [--tidy]
# Checks that sources are formatted, that every file says whose it is, and that scripts parse. With --tidy clang-tidy
# goes over the library too (some minutes; build/dev has to be built).
set -euo pipefail
unset CDPATH # cd would look there first
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tests/setup.sh lint
failed=0

# Tracked files and those about to be; in a copy without a repository all but build/.
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    mapfile -t files < <(git ls-files --cached --others --exclude-standard)
else
    mapfile -t files < <(find . -path ./build -prune -o -path ./.git -prune -o -type f -print | sed 's,^\./,,' | sort)
fi

sources=()
scripts=()
unnamed=()
for file in "${files[@]}"; do
    [ -f "$file" ] || continue
    case $file in
    *.h | *.cpp) sources+=("$file") ;;
    *.sh | .ci/run) scripts+=("$file") ;;
    esac
    case $file in
    # No comment fits into these; LICENSE covers them.
    LICENSE | *.json | *.ts | *.png | *.svg | *.txt.golden | tests/fuzz/corpus/*) continue ;;
    *.md) continue ;;
    esac
    if ! head -n 12 "$file" | grep -q 'SPDX-License-Identifier: MIT' \
        || ! head -n 12 "$file" | grep -q 'SPDX-FileCopyrightText: .*The QtFailover authors'; then
        unnamed+=("$file")
    fi
done

format=$(command -v clang-format-14 || command -v clang-format)
echo "== Format of ${#sources[@]} sources ($("$format" --version))"
if [ ${#sources[@]} -gt 0 ] && ! "$format" --dry-run -Werror "${sources[@]}"; then
    echo "Mend it with: $format -i FILE..." >&2
    failed=1
fi

echo "== Licence headers"
if [ ${#unnamed[@]} -gt 0 ]; then
    printf '%s: the SPDX lines are missing in its first 12 lines\n' "${unnamed[@]}" >&2
    failed=1
fi

echo "== Scripts"
for script in "${scripts[@]}"; do
    bash -n "$script" || failed=1
    if [ ! -x "$script" ]; then
        echo "$script: is not executable" >&2
        failed=1
    fi
done

if [ "${1-}" = --tidy ]; then
    echo "== clang-tidy"
    # Not what is compiled on other systems only, or as examples outside of this build.
    compiled=$(sed -n 's|^ *"file": "'"$PWD"'/\(.*\)",*$|\1|p' build/dev/compile_commands.json)
    mapfile -t tidied < <(grep -E '^(plugin|demo)/.*\.cpp$' <<<"$compiled" | sort -u)
    printf '%s\n' "${tidied[@]}" | xargs -P "$(nproc)" -n 1 clang-tidy --quiet --extra-arg=-Wno-unknown-warning-option \
        --header-filter="^$PWD/(plugin|demo)/" -p build/dev || failed=1
fi
exit "$failed"
