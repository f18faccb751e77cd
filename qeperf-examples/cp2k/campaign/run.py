#!/usr/bin/env python3
"""Runs every input of inputs/ with the cp2k of this machine, one run at a time, and appends what it printed to a table.

A run that stands in the table undisturbed is not made again, so the script can be stopped and started at any time. A run is
disturbed if its ranks got less than 92 % of a processor each, all in all:

    python3 run.py runs.csv /tmp/cp2k-campaign --passes 3
"""
import argparse
import csv
import os
import pathlib
import platform
import re
import resource
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
UNDISTURBED = 0.92
COLUMNS = ("input", "system", "ranks", "processor_share", "machine", "cp2k", "steps", "loop_seconds", "total_seconds", "peak_mib", "kinds",
           "atoms", "shell_sets", "shells", "primitive_functions", "cartesian_functions", "spherical_functions", "electrons",
           "occupied_orbitals", "molecular_orbitals", "grids")


def numbers(pattern, text):
    return [int(n) for n in re.findall(pattern + r":?\s+(-?\d+)\s*$", text, re.M)]


def scan(text):
    """What the output of one run says."""
    loop = re.search(r"^ scf_env_do_scf_inner_loop\s+(\d+)\s+\S+\s+\S+\s+\S+\s+\S+\s+(\S+)", text, re.M)
    points = [int(n) for n in re.findall(r"^ PW_GRID\|   Bounds.*Points:\s+(\d+)", text, re.M)]
    grids = [points[i:i + 3] for i in range(0, len(points), 3)]
    total = lambda what: numbers("- " + what, text)[0]
    return dict(
        cp2k=re.search(r"CP2K version (\S+)", text).group(1),
        steps=loop.group(1), loop_seconds=loop.group(2),
        total_seconds=re.search(r"^ CP2K\s+1\s+\S+\s+\S+\s+\S+\s+\S+\s+(\S+)", text, re.M).group(1),
        peak_mib=numbers(r"Estimated peak process memory \[MiB\]", text)[-1],
        kinds=total("Atomic kinds"), atoms=total("Atoms"), shell_sets=total("Shell sets"), shells=total("Shells"),
        primitive_functions=total("Primitive Cartesian functions"), cartesian_functions=total("Cartesian basis functions"),
        spherical_functions=total("Spherical basis functions"),
        electrons="+".join(map(str, numbers("Number of electrons", text))),
        occupied_orbitals="+".join(map(str, numbers("Number of occupied orbitals", text))),
        molecular_orbitals="+".join(map(str, numbers("Number of molecular orbitals", text))),
        grids=" ".join("x".join(map(str, grid)) for grid in grids))


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(source, ranks, folder):
    environment = dict(os.environ, OMP_NUM_THREADS="1", OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
    launch = ["mpirun", "-np", str(ranks)] if ranks > 1 else []
    before, start = processor_seconds(), time.monotonic()
    done = subprocess.run(launch + ["cp2k.psmp", "-i", str(source.resolve())], cwd=folder, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
    share = (processor_seconds() - before) / (time.monotonic() - start) / ranks
    for left in folder.iterdir():
        left.unlink()
    if done.returncode or "PROGRAM ENDED" not in done.stdout:
        raise RuntimeError("\n".join(done.stdout.splitlines()[-30:]))
    return dict(scan(done.stdout), processor_share=f"{share:.3f}")


def undisturbed(table):
    if not table.exists():
        table.write_text(",".join(COLUMNS) + "\n")
    with table.open(newline="") as rows:
        return {(row["input"], int(row["ranks"])) for row in csv.DictReader(rows) if float(row["processor_share"]) >= UNDISTURBED}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("table", type=pathlib.Path, help="is appended to")
    arguments.add_argument("folder", type=pathlib.Path, help="an empty folder to run in")
    arguments.add_argument("--passes", type=int, default=1, help="how often disturbed runs are tried")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    machine = f"{platform.machine()}-{os.cpu_count()}-cores"
    plan = [(source, ranks) for ranks in (1, 2) for source in sorted((HERE / "inputs").glob("*.inp"))]
    for _ in range(given.passes):
        made = undisturbed(given.table)
        for source, ranks in plan:
            if (source.stem, ranks) in made:
                continue
            try:
                found = run(source, ranks, given.folder)
            except (RuntimeError, subprocess.TimeoutExpired) as failure:
                print(f"{source.stem} on {ranks}: {failure}", file=sys.stderr, flush=True)
                continue
            found.update(input=source.stem, system=source.stem.rsplit("-", 1)[0], ranks=ranks, machine=machine)
            with given.table.open("a", newline="") as table:
                csv.DictWriter(table, COLUMNS, lineterminator="\n").writerow(found)


if __name__ == "__main__":
    main()
