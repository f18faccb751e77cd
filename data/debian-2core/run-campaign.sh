#!/bin/bash
# Runs every row of plan.tsv with pw.x, one run at a time, and keeps one folder per run.
#
#   run-campaign.sh OUTPUT_FOLDER [PLAN]
#
# A folder OUTPUT_FOLDER/<run_id> that holds a file "done" is skipped, so a stopped campaign can be continued.
# Needs: bash, coreutils, util-linux (setsid, flock), awk, GNU time (/usr/bin/time), mpirun (Open MPI), pw.x.
#
# Environment:
#   ESPRESSO_PSEUDO  folder of the pseudopotentials (default: that of the package quantum-espresso-data)
#   CAMPAIGN_NICE    scheduling priority of the runs (default -20; needs root; 0 when it is refused)

set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -ge 1 ] || { echo "usage: run-campaign.sh OUTPUT_FOLDER [PLAN]" >&2; exit 2; }
mkdir -p "$1" || exit 2
out=$(cd "$1" && pwd)
plan=${2:-$here/plan.tsv}
limit_seconds=150
limit_kib=$((10 * 1024 * 1024))
max_attempts=3

export ESPRESSO_PSEUDO=${ESPRESSO_PSEUDO:-/usr/share/espresso/pseudo}
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 LC_ALL=C
priority=${CAMPAIGN_NICE:--20}
nice -n "$priority" true 2>/dev/null || priority=0
[ -z "$(nice -n "$priority" true 2>&1)" ] || priority=0

ulimit -v "$limit_kib"
ulimit -c 0

temp=$out/.running
exec 9>"$out/.lock"
flock -n 9 || { echo "another campaign writes to this folder" >&2; exit 2; }

# One attempt in folder $1 with $2 ranks and $3 pools. Prints nothing; the exit status goes to the file "status".
attempt() {
    local folder=$1 ranks=$2 pools=$3 scratch status
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/campaign.XXXXXX") || exit 2
    cut -d' ' -f1 /proc/loadavg > "$folder/load"
    date -u +%Y-%m-%dT%H:%M:%SZ > "$folder/date"
    (
        cd "$folder" || exit 2
        export ESPRESSO_TMPDIR=$scratch
        # A session of its own: Linux shares the processors between sessions first (autogroup), and the priority of a
        # process counts only within its session, so the session gets the priority, too.
        exec setsid --wait bash -c '{ echo "$0" > /proc/self/autogroup; } 2> /dev/null; exec "$@"' "$priority" \
            timeout --kill-after=10 "$limit_seconds" nice -n "$priority" \
            mpirun --allow-run-as-root --oversubscribe --bind-to core -n "$ranks" \
            /usr/bin/time -a -o usage -f '%M %S' \
            pw.x -npool "$pools" -in pw.in < /dev/null > pw.out 2> pw.err 9>&-
    )
    status=$?
    echo "$status" > "$folder/status"
    rm -rf "$scratch"
    # pw.x leaves these next to the input when it stops on an error
    rm -f "$folder/CRASH" "$folder"/input_tmp.in
}

# Prints "cpu wall" in seconds from the last PWSCF line of pw.out, or nothing.
clocks() {
    awk '
    function seconds(s,   t) {
        t = 0
        if (match(s, /[0-9]+d/)) t += 86400 * substr(s, RSTART, RLENGTH - 1)
        if (match(s, /[0-9]+h/)) t += 3600 * substr(s, RSTART, RLENGTH - 1)
        if (match(s, /[0-9]+m/)) t += 60 * substr(s, RSTART, RLENGTH - 1)
        if (match(s, /[0-9.]+s/)) t += substr(s, RSTART, RLENGTH - 1)
        return t
    }
    /^ *PWSCF *:/ {
        s = $0; sub(/^ *PWSCF *: */, "", s)
        c = s; sub(/ *CPU.*/, "", c); gsub(/ /, "", c)
        w = s; sub(/.*CPU */, "", w); sub(/ *WALL.*/, "", w); gsub(/ /, "", w)
        cpu = seconds(c); wall = seconds(w); found = 1
    }
    END { if (found) print cpu, wall }' "$1"
}

total=$(awk -F'\t' '!/^#/ && $1 != "run_id"' "$plan" | wc -l)
count=0; ran=0; start=$SECONDS
while IFS=$'\t' read -r run_id template ecutwfc ecutrho kpoints ranks pools; do
    case $run_id in ''|'#'*|run_id) continue ;; esac
    count=$((count + 1))
    [ -e "$out/$run_id/done" ] && continue

    if [ "$kpoints" = gamma ]; then card='K_POINTS gamma'; else card="K_POINTS automatic\\n  $kpoints"; fi
    best=
    attempts=0; spent=$SECONDS
    while [ "$attempts" -lt "$max_attempts" ]; do
        attempts=$((attempts + 1))
        rm -rf "$temp"; mkdir -p "$temp"
        awk -v w="$ecutwfc" -v r="$ecutrho" -v k="$card" '
            { gsub(/@ECUTWFC@/, w); gsub(/@ECUTRHO@/, r); gsub(/@KPOINTS@/, k); print }
        ' "$here/systems/$template.in" > "$temp/pw.in"
        attempt "$temp" "$ranks" "$pools"
        read -r cpu wall < <(clocks "$temp/pw.out") || { cpu=; wall=; }
        if [ -z "${cpu:-}" ]; then
            # no clock report: stopped on an error or by the time limit, nothing to compare
            excess=0; disturbed=0
        else
            # The CPU time of pw.x is the user time alone. The system time (mostly that of getting memory) is no
            # disturbance, either: the smallest of the ranks is added.
            system=$(awk '/^[0-9]+ [0-9.]+$/ && (m == "" || $2 < m) { m = $2 } END { print m + 0 }' "$temp/usage")
            excess=$(awk -v c="$cpu" -v s="$system" -v w="$wall" \
                'BEGIN { printf "%.4f", (w - c - s) / (w > 0.01 ? w : 0.01) }')
            disturbed=$(awk -v c="$cpu" -v s="$system" -v w="$wall" \
                'BEGIN { print (w > 1.15 * (c + s) + 0.5) ? 1 : 0 }')
        fi
        if [ -z "$best" ] || awk -v a="$excess" -v b="$best" 'BEGIN { exit !(a < b) }'; then
            best=$excess; rm -rf "$temp.best"; mv "$temp" "$temp.best"
            echo "$disturbed" > "$temp.best/disturbed"
        fi
        [ "$disturbed" = 1 ] || break
        # a long run is not repeated without end
        [ $((SECONDS - spent)) -lt 60 ] || break
    done
    rm -rf "$temp"; mv "$temp.best" "$temp"

    # The largest single process; null when no process reported (all were killed).
    rss=$(awk '/^[0-9]+ [0-9.]+$/ && $1 > m { m = $1 } END { if (m) print m; else print "null" }' \
        "$temp/usage" 2> /dev/null)
    printf '{"run_id":"%s","template":"%s","system":"%s","ranks":%d,"pools":%d,"exit_status":%d,"peak_rss_kib":%s,' \
        "$run_id" "$template" "${template%-*}" "$ranks" "$pools" "$(cat "$temp/status")" "${rss:-null}" \
        > "$temp/run.json"
    printf '"load_before":%s,"attempts":%d,"disturbed":%s,"date":"%s"}\n' \
        "$(cat "$temp/load")" "$attempts" \
        "$([ "$(cat "$temp/disturbed")" = 1 ] && echo true || echo false)" "$(cat "$temp/date")" >> "$temp/run.json"
    rm -f "$temp/status" "$temp/usage" "$temp/load" "$temp/date" "$temp/disturbed"
    touch "$temp/done"
    rm -rf "${out:?}/$run_id"; mv "$temp" "$out/$run_id"

    ran=$((ran + 1))
    elapsed=$((SECONDS - start))
    printf '%d/%d %s %s status %s wall %s attempts %d; elapsed %d s, about %d s left\n' "$count" "$total" "$run_id" \
        "$template" "$(awk -F'"exit_status":' '{ split($2, a, ","); print a[1] }' "$out/$run_id/run.json")" \
        "${wall:--}" "$attempts" "$elapsed" "$(((total - count) * elapsed / ran))"
done < "$plan"
echo "finished: $ran runs in $((SECONDS - start)) s"
