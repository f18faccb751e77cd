"""A whole command: from its start to the printed prediction for qeperf-examples/silicon, each time a new process. Beside `./qeperf
predict`, which answers total time, memory and risks with intervals from five models, Python with the counts of stack.py and a
forest of 100 trees from a file."""

import subprocess
import sys
import time

import joblib

from . import serving

AIM = 0.5


def seconds(command):
    """From start to end of a command, which must print something."""
    begin = time.perf_counter()
    printed = subprocess.run(command, cwd=serving.HERE, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    taken = time.perf_counter() - begin
    if not printed:
        raise SystemExit(f"{command[0]} printed nothing")
    return taken


def run(given, _, folder):
    joblib.dump(serving.forest(9), folder / "start")
    potential = next(serving.SILICON.glob("*.UPF"))
    commands = {
        "./qeperf predict": [str(serving.QEPERF), "predict", str(serving.SILICON / "si.in")],
        "ASE, spglib, numpy, scikit-learn": [
            sys.executable, "-m", "side_by_side.once", str(serving.SILICON / "si.in"), str(potential), str(folder / "start")],
    }
    figures = {name: [] for name in commands}
    # The first rounds archive qeperf's classes, and bring all files into memory.
    for i in range(-3, 3 * given.rounds):
        for name, command in commands.items():
            taken = seconds(command)
            if i >= 0:
                figures[name].append(taken)
    line = {
        "what": "one prediction, from the start of the process", "unit": "s", "ours": "./qeperf predict", "figures": figures,
        "note": f"{3 * given.rounds} starts of each; the fastest {min(figures['./qeperf predict']):.2f} s"}
    print_line(line)
    return [line]


def print_line(line):
    for name, figures in line["figures"].items():
        print(f"  {name}: {sorted(figures)[len(figures) // 2]:.2f} s, least {min(figures):.2f} s", flush=True)


def aims(lines):
    figures = sorted(lines[0]["figures"][lines[0]["ours"]])
    return [(f"a prediction within {AIM} s of its start, in the median", figures[len(figures) // 2] < AIM)]
