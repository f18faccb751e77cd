#!/usr/bin/env python3
"""Runs every input of inputs/ with the cp2k of this machine, on one rank, one run at a time, and appends what it printed to a table.

A run that stands in the table is not made again, so the script can be stopped and started at any time:

    python3 run.py runs.csv /tmp/cp2k-campaign

The time of a step is that of the processor, between the lines that CP2K writes after its first and its last step: one rank
with one thread waits for nothing, and whatever else runs on the machine counts less than in the time of the clock. The
latter is there too, with the share of a processor that the run got.
"""
import argparse
import csv
import os
import pathlib
import platform
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).parent
STEP = re.compile(r"^ +\d+ (P_Mix/Diag\.|DIIS/Diag\.|Broy\./Diag\.|NoMix/Diag\.|OT \w+)\s")
COLUMNS = ("input", "system", "pass", "machine", "cp2k", "steps", "processor_seconds_per_step", "processor_share", "loop_seconds", "total_seconds", "peak_mib", "kinds",
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


def processor_seconds(pid):
    """What the main thread of a process has had of a processor, in nanoseconds in the first field."""
    return int(pathlib.Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


def run(source, folder):
    environment = dict(os.environ, OMP_NUM_THREADS="1", OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")
    started, lines, seen = time.monotonic(), [], []
    cp2k = subprocess.Popen(["cp2k.psmp", "-i", str(source.resolve())], cwd=folder, env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    for line in cp2k.stdout:
        lines.append(line)
        if STEP.match(line):
            seen.append((processor_seconds(cp2k.pid), time.monotonic()))
    code = cp2k.wait()
    for left in folder.iterdir():
        left.unlink()
    text = "".join(lines)
    if code or "PROGRAM ENDED" not in text:
        raise RuntimeError("".join(lines[-30:]))
    found = scan(text)
    if len(seen) < 3:
        raise RuntimeError(f"{len(seen)} steps are too few to time")
    used, passed = (seen[-1][i] - seen[0][i] for i in (0, 1))
    return dict(found, processor_seconds_per_step=f"{used / (len(seen) - 1):.4f}", processor_share=f"{used / passed:.3f}")


def made(table):
    if not table.exists():
        table.write_text(",".join(COLUMNS) + "\n")
    with table.open(newline="") as rows:
        return {(row["input"], row["pass"]) for row in csv.DictReader(rows)}


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("table", type=pathlib.Path, help="is appended to")
    arguments.add_argument("folder", type=pathlib.Path, help="an empty folder to run in")
    arguments.add_argument("--passes", type=int, default=1, help="how often each input is run")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    machine = f"{platform.machine()}-{os.cpu_count()}-cores"
    there = made(given.table)
    for number in range(1, given.passes + 1):
        for source in sorted((HERE / "inputs").glob("*.inp")):
            if (source.stem, str(number)) in there:
                continue
            try:
                found = run(source, given.folder)
            except RuntimeError as failure:
                print(f"{source.stem}: {failure}", file=sys.stderr, flush=True)
                continue
            found.update({"input": source.stem, "system": source.stem.rsplit("-", 1)[0], "pass": number, "machine": machine})
            with given.table.open("a", newline="") as table:
                csv.DictWriter(table, COLUMNS, lineterminator="\n").writerow(found)


if __name__ == "__main__":
    main()
