"""AutoML: aMLLibrary with the configuration that it ships for its smallest table, and qeperf with the same file. Wall times of whole commands."""

import os
import shutil
import subprocess
import sys
import time

from . import measure
from .extraction import print_line

CONFIGURATION = "example_configurations/faas_test.ini"
NEEDED = ("numpy", "pandas", "sklearn", "xgboost", "mlxtend", "networkx")


def missing(given):
    """What stands in the way, or nothing."""
    if not given.amllibrary:
        return "no checkout of aMLLibrary was given (--amllibrary FOLDER)"
    if not (given.amllibrary / CONFIGURATION).is_file():
        return f"{CONFIGURATION} is not in the folder given for aMLLibrary"
    absent = [
        name
        for name in NEEDED
        if subprocess.run([given.amllibrary_python, "-c", f"import {name}"], capture_output=True, cwd=given.amllibrary).returncode
    ]
    return f"Python cannot import {', '.join(absent)}, which aMLLibrary needs" if absent else ""


def seconds(command, folder):
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: {done.stderr.strip()[-500:]}")
    return time.perf_counter() - begin


def run(given, _, folder):
    def theirs():
        shutil.rmtree(folder / "theirs", ignore_errors=True)
        command = [given.amllibrary_python, "run.py", "-c", CONFIGURATION, "-o", folder / "theirs", "-j", str(measure.threads())]
        return seconds(command, given.amllibrary)

    def ours():
        shutil.rmtree(folder / "ours", ignore_errors=True)
        return seconds([given.root / "qeperf", "train", given.amllibrary / CONFIGURATION, "--output", folder / "ours"], os.curdir)

    figures = measure.interleaved({"qeperf": ours, "aMLLibrary": theirs}, given.rounds, warm_up=0)
    line = {"what": "faas_test.ini of aMLLibrary, whole command", "unit": "s", "ours": "qeperf", "figures": figures,
            "note": "starts of Java and Python included"}
    print_line(line)
    return [line]


def aims(_):
    return []
