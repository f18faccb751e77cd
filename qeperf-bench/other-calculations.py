#!/usr/bin/python3
"""Runs pw.x as relaxation, relaxation of the cell, nscf and bands beside scf, and prints what was predicted and measured.

    qeperf-bench/other-calculations.py [INPUT...]

Needs pw.x, mpirun, GNU time and the pseudopotentials of Debian's quantum-espresso-data; takes some minutes on one core. Without inputs: silicon
of qeperf-examples and five systems of data/pwx-runs. Seconds are those of the processor, which other programs lengthen
less than those of the clock; MB the largest resident size."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PSEUDO_DIR = "/usr/share/espresso/pseudo"
INPUTS = [ROOT / "qeperf-examples/silicon/si.in"] + [
    ROOT / "data/pwx-runs/systems" / f"{name}.in" for name in ("al-1", "cu-1", "fe-1", "mgo-2", "si-2")
]
MORE_BANDS = 4


def pseudo_dirs(input_file):
    return [str(input_file.parent), PSEUDO_DIR]


def atoms(text):
    return int(re.search(r"nat\s*=\s*(\d+)", text).group(1))


def variant(text, calculation, states):
    """The input as another calculation; in a relaxation the last atom starts 0.5 % of a lattice vector beside its place."""
    text = re.sub(r"calculation\s*=\s*'\w+'", f"calculation = '{calculation}'", text)
    if calculation in ("nscf", "bands"):
        text = text.replace("&SYSTEM", f"&SYSTEM\n  nbnd = {states + MORE_BANDS}")
    if "relax" in calculation:
        text = re.sub(r"(&ELECTRONS.*?\n/\n)", r"\1&IONS\n/\n", text, flags=re.S)
    if calculation == "vc-relax":
        text = text.replace("&IONS\n/\n", "&IONS\n/\n&CELL\n/\n")
    if calculation == "relax":
        lines = text.split("\n")
        last = next(i for i, line in enumerate(lines) if line.startswith("ATOMIC_POSITIONS")) + atoms(text)
        words = lines[last].split()
        words[1] = str(float(words[1]) + 0.005)
        lines[last] = "  ".join(words)
        text = "\n".join(lines)
    return text


def predicted(input_file, dirs):
    command = [str(ROOT / "qeperf"), "predict", str(input_file), "--tasks-per-node", "1", "--format", "json"]
    for folder in dirs:
        command += ["--pseudo-dir", folder]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout)


def link_pseudopotentials(folder, dirs, text):
    """Pw.x looks in one folder."""
    species = re.search(r"ATOMIC_SPECIES\n(.*?)\n[A-Z]", text, flags=re.S).group(1)
    for line in species.split("\n"):
        name = line.split()[2]
        source = next(pathlib.Path(d, name) for d in dirs if pathlib.Path(d, name).exists())
        if not (folder / name).exists():
            (folder / name).symlink_to(source.resolve())


def measured(folder, input_file):
    environment = dict(
        os.environ,
        OMP_NUM_THREADS="1",
        ESPRESSO_PSEUDO=str(folder),
        ESPRESSO_TMPDIR=str(folder / "scratch"),
        OMPI_ALLOW_RUN_AS_ROOT="1",
        OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1",
    )
    usage = folder / "usage"
    command = ["mpirun", "-n", "1", "time", "-o", str(usage), "-f", "%M %U %S", "pw.x", "-in", str(input_file)]
    output = subprocess.run(command, stdout=subprocess.PIPE, cwd=folder, env=environment, check=False).stdout.decode()
    if "JOB DONE" not in output:
        sys.exit(f"pw.x failed on {input_file}:\n" + "\n".join(output.split("\n")[-20:]))
    kilobytes, user, system = usage.read_text().split()
    return float(user) + float(system), int(kilobytes) * 1024 / 1e6, output


def interval(estimate, form):
    return f"{estimate['value']:{form}} ({estimate['lower']:{form}} to {estimate['upper']:{form}})"


def row(system, calculation, answer, measurement, scf):
    seconds, megabytes, output = measurement
    points = re.search(r"number of k points=\s*(\d+)", output).group(1)
    iterations = len(re.findall(r"iteration #", output))
    loops = len(re.findall(r"convergence has been achieved", output))
    time, memory = answer["total_wall_seconds"], answer["memory_per_rank_mb"]
    inside = memory["lower"] <= megabytes <= memory["upper"]
    cells = [
        system,
        f"`{calculation}`",
        points,
        f"{iterations} in {loops}" if iterations else "none",
        interval(time, ".3g"),
        f"{seconds:.3g}",
        f"{time['value'] / scf[0]['total_wall_seconds']['value']:.2g}",
        f"{seconds / scf[1][0]:.2g}",
        interval(memory, ".1f"),
        f"{megabytes:.1f}" if inside else f"**{megabytes:.1f}**",
    ]
    print("| " + " | ".join(cells) + " |", flush=True)


def compare(input_file):
    original = input_file.read_text()
    dirs = pseudo_dirs(input_file)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        link_pseudopotentials(folder, dirs, original)
        states, scf = 0, None
        # A fixed density is that of the scf run before.
        for calculation in ("scf", "nscf", "bands", "vc-relax") + ("relax",) * (atoms(original) > 1):
            file = folder / f"{calculation}.in"
            file.write_text(variant(original, calculation, states))
            answer = predicted(file, [str(folder)])
            measurement = measured(folder, file)
            states = states or int(re.search(r"number of Kohn-Sham states=\s*(\d+)", measurement[2]).group(1))
            scf = scf or (answer, measurement)
            row(input_file.stem, calculation, answer, measurement, scf)


def main():
    print("| system | `calculation` | k-points | iterations in loops | s predicted | measured ", end="")
    print("| over `scf` predicted | measured | MB predicted | measured |")
    print("|---|---|---:|---|---|---:|---:|---:|---|---:|")
    for input_file in [pathlib.Path(name) for name in sys.argv[1:]] or INPUTS:
        compare(input_file)


if __name__ == "__main__":
    main()
