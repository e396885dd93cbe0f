#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The long checks: ./dev check [tidy asan tsan fuzz sweep bench]; all of them without arguments. Ends with a line per part.
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")/../.."
parts=("$@")
((${#parts[@]})) || parts=(tidy asan tsan fuzz sweep bench)
results=()
failed=0

build_tree() { # PRESET [TARGET…]
    local preset=$1
    shift
    cmake --preset "$preset" >/dev/null && cmake --build --preset "$preset" "$@" 1>&2
}

part_tidy() {
    # Every source that changed since it was clean, two at a time; the database comes from the release tree. The two that
    # include libqpdf are left out: clang 14 cannot parse its JSON.hh as C++20 (a vector of an incomplete type); g++ compiles them with all
    # warnings.
    build_tree release || return 1
    git ls-files 'app/*.cpp' 'core/*.cpp' 'instruments/*.cpp' 'ui/*.cpp' 'resources/*.cpp' | grep -vE '^core/certificate/pdf/(text_map|report_pdf).cpp$' |
        xargs -P2 -n4 tests/support/tidy.sh
}
part_asan() {
    build_tree asan || return 1
    ASAN_OPTIONS=detect_leaks=1 LSAN_OPTIONS=suppressions="$PWD/tests/support/leaks.supp" UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 \
        ctest --test-dir build/asan --output-on-failure -j2 -LE 'sweep|peers' --timeout 900
}
part_tsan() {
    build_tree tsan || return 1
    TSAN_OPTIONS=halt_on_error=1 ctest --test-dir build/tsan --output-on-failure -j2 -L 'unit|loopback' --timeout 900
}
part_fuzz() {
    build_tree fuzz --target fuzz_all || return 1
    local target name found seconds=${CAL_FUZZ_SECONDS:-60}
    for target in build/fuzz/tests/fuzz/fuzz_*; do
        [[ -x $target && -f $target ]] || continue
        name=$(basename "$target")
        found=$(mktemp -d)
        if ! "$target" -max_total_time="$seconds" -max_len=65536 -rss_limit_mb=2048 -verbosity=0 -print_final_stats=1 -artifact_prefix="$found/" \
            "$found" "tests/fuzz/corpus/${name#fuzz_}" >"$found.log" 2>&1; then
            tail -n 30 "$found.log" >&2
            echo "$name: a finding, kept in $found" >&2
            return 1
        fi
        echo "$name: $seconds s, $(grep -oE 'number_of_executed_units: *[0-9]+' "$found.log" | grep -oE '[0-9]+') inputs, no finding"
        rm -rf "$found" "$found.log"
    done
}
part_sweep() {
    build_tree release || return 1
    ctest --test-dir build/release --output-on-failure -L sweep --timeout 3600
}
part_bench() { ./dev bench; }

for part in "${parts[@]}"; do
    declare -F "part_$part" >/dev/null || { echo "check: there is no part $part (tidy asan tsan fuzz sweep bench)" >&2; exit 2; }
    echo "== $part" >&2
    start=$SECONDS
    if "part_$part"; then verdict=clean; else verdict=FAILED failed=1; fi
    results+=("$(printf '%-6s %-7s %5d s' "$part" "$verdict" $((SECONDS - start)))")
done
printf '%s\n' "${results[@]}"
exit $failed
