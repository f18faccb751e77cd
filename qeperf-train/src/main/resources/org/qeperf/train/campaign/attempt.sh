#!/bin/bash
# Makes one attempt of one run in the folder of this file, which holds pw.in. Writes pw.out, pw.err and "usage" (a line
# for each rank: largest resident set in kB, user and system seconds, elapsed seconds), and last of all "end". Where a program
# is not there, it writes "missing" instead. May be started again in the same folder, as Slurm does with the jobs of a failed
# node. Needs bash, coreutils, util-linux (setsid), procps (pkill) and GNU time.
set -uf
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 2
@SETTINGS@
export OPENBLAS_NUM_THREADS=$OMP_NUM_THREADS MKL_NUM_THREADS=$OMP_NUM_THREADS BLIS_NUM_THREADS=$OMP_NUM_THREADS LC_ALL=C
rm -rf scratch session usage missing pw.out pw.err input_tmp.in end end.new
mkdir scratch || exit 2
export ESPRESSO_TMPDIR=$PWD/scratch
for needed in setsid pkill timeout ${launch%% *}; do
    type -P "$needed" > /dev/null || { echo "$needed" >> missing; rmdir scratch; exit 127; }
done

load=$(cut -d' ' -f1 /proc/loadavg 2> /dev/null)
cpu_before=$(head -n 1 /proc/stat 2> /dev/null)
date=$(date -u +%Y-%m-%dT%H:%M:%SZ)
start=$(date +%s.%N)
# A session of its own, so that all of it can be ended. Linux shares the processors between sessions first (autogroup), and
# the priority of a process counts only within its session, so the session gets the priority, too.
setsid --wait bash -c '
    echo $$ > session
    { [ "$0" = 0 ] || echo "$0" > /proc/self/autogroup; } 2> /dev/null
    exec "$@"' "$nice" \
    timeout --signal="$signal" --kill-after=5 "$seconds" nice -n "$nice" \
    $launch bash -c '
        for needed in time "$1"; do type -P "$needed" > /dev/null || { echo "$needed" >> missing; exit 127; }; done
        shift
        ulimit -c 0
        ulimit -v "$0"
        exec "$@"' "$memory_kb" "$program" \
    time -a -o usage -f '%M %U %S %e' "$program" $options -in pw.in < /dev/null > pw.out 2> pw.err
status=$?
stop=$(date +%s.%N)
cpu_after=$(head -n 1 /proc/stat 2> /dev/null)
[ ! -s session ] || pkill -KILL -s "$(cat session)"
# pw.x leaves input_tmp.in behind when it stops on an error
rm -rf scratch session input_tmp.in
[ ! -e missing ] || exit 127
printf '%s\n' "status=$status" "date=$date" "start=$start" "stop=$stop" "load=$load" "cpu_before=$cpu_before" \
    "cpu_after=$cpu_after" "job=${SLURM_ARRAY_JOB_ID:-${SLURM_JOB_ID:-}}${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}" \
    > end.new && mv end.new end
