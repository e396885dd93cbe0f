#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh SOURCE…: clang-tidy on each source, unless neither it nor a header of ours below it has changed since it was clean.
# Needs a built release tree: its database of commands, and what ninja knows of each object's headers.
set -uo pipefail
tree=build/release
clean=$tree/tidy
mkdir -p "$clean"
failed=0
for source in "$@"; do
    object=$(cd "$tree" && ninja -t query "$OLDPWD/$source" | grep -m1 -oE '[^ ]+\.o$')
    stamp=$clean/$({
        cat .clang-tidy "$source"
        (cd "$tree" && ninja -t deps "$object" | grep -oE '^ +\.\./\.\./.*' | xargs cat)
    } | sha256sum | cut -c1-64)
    [[ -e $stamp ]] && continue
    # Qt frees the slot objects of its timers where the analyzer does not look; leaks are found by asan.
    if clang-tidy -p "$tree" --quiet --checks=-clang-analyzer-cplusplus.NewDeleteLeaks --extra-arg=-Wno-unknown-warning-option "$source" 2>/dev/null; then
        echo "$source" >"$stamp"
    else
        failed=1
    fi
done
exit $failed
