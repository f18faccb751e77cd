#!/usr/bin/python3
"""Runs finished runs again with less and more memory than they took, and notes how they end.

usage: limits.py RUNS.jsonl.gz RUN_FOLDERS PSEUDOPOTENTIALS OUT.csv

As root, with cgroups of version 1: the whole job, mpirun included, is in one memory cgroup. RUN_FOLDERS is where the campaign
left the inputs. Goes on where it was stopped.
"""
import csv
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile

GROUP = "/sys/fs/cgroup/memory/qeperf-limits"
SEED = 42
MOST_OF_A_SYSTEM = 4
MOST = 200
HEAD = "id,factor,limit_bytes,end\n"


def plan(records):
    """The runs to make, each with a factor and a limit in bytes."""
    rng = random.Random(SEED)
    fit = [r for r in records if r["outcome"] == "converged" and (r["peak_memory_bytes"] or 0) > 80e6
           and r["n_bgrp"] == 1 and r["n_task_groups"] == 1 and r["total_wall_s"] < 12]
    fit.sort(key=lambda r: r["id"])
    rng.shuffle(fit)
    systems, chosen = {}, []
    for r in fit:
        if systems.setdefault(r["system"], 0) < MOST_OF_A_SYSTEM:
            systems[r["system"]] += 1
            chosen.append(r)
    for r in chosen[:MOST]:
        factor = round(rng.uniform(0.6, 1.6), 2)
        yield r, factor, int(factor * r["peak_memory_bytes"] * r["n_mpi"])


def write(path, text):
    with open(path, "w") as file:
        file.write(text)


def end(run, folder, pseudopotentials, limit):
    """Makes a run: finished, killed or other."""
    with tempfile.TemporaryDirectory() as work:
        shutil.copy(os.path.join(folder, "pw.in"), work)
        os.makedirs(GROUP, exist_ok=True)
        write(GROUP + "/memory.limit_in_bytes", str(limit))
        pools = "-nk %d" % run["n_pool"] if run["n_pool"] > 1 else ""
        command = ("echo $$ > %s/cgroup.procs; exec mpirun --allow-run-as-root --oversubscribe -n %d pw.x %s -in pw.in"
                   % (GROUP, run["n_mpi"], pools))
        threads = str(run["n_threads"])
        env = dict(os.environ, ESPRESSO_PSEUDO=os.path.abspath(pseudopotentials), OMP_NUM_THREADS=threads,
                   OPENBLAS_NUM_THREADS=threads)
        done = subprocess.run(["sh", "-c", command], cwd=work, capture_output=True, text=True, env=env, timeout=300)
        if "JOB DONE" in done.stdout:
            return "finished"
        return "killed" if done.returncode in (137, 9) or "signal 9" in done.stderr + done.stdout else "other"


def main(runs, folders, pseudopotentials, out):
    with gzip.open(runs) as file:
        records = [json.loads(line) for line in file]
    done = set()
    if os.path.exists(out):
        with open(out) as file:
            done = {row["id"] for row in csv.DictReader(file)}
    else:
        write(out, HEAD)
    for run, factor, limit in plan(records):
        if run["id"] not in done:
            ended = end(run, os.path.join(folders, run["source"].split("/")[0]), pseudopotentials, limit)
            with open(out, "a") as file:
                file.write("%s,%g,%d,%s\n" % (run["id"], factor, limit, ended))


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
