#!/usr/bin/python3
"""Measures qeperf and what people would use instead, in one run, in turns, on the same inputs, and writes docs/benchmarks/side-by-side.md
with versions, ratios and their intervals.

    mvn -q -Dquick package -pl qeperf-bench,qeperf-app -am && qeperf-bench/side-by-side.py

extraction  ASE, spglib, numpy and ElementTree; the counts of both sides must be equal
inference   scikit-learn, Smile, ONNX Runtime with the same trees, whose predictions must be equal; DL4J with the same network
automl      aMLLibrary, where --amllibrary names a checkout and Python can import what it needs
serving     a Flask service, with wrk
start       whole commands, each a new process

Needs python3-ase, -spglib, -numpy and -sklearn of Debian; serving needs wrk, gunicorn and python3-flask too. Each part is kept when
it is done: the same command goes on where it was stopped. Exits with 1 where an aim is missed; the page says which."""

import argparse
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "qeperf-bench"))

from side_by_side import automl, extraction, inference, measure, page, serving, start  # noqa: E402

JAR = ROOT / "qeperf-bench" / "target" / "benchmarks.jar"
PARTS = {"extraction": extraction, "inference": inference, "automl": automl, "serving": serving, "start": start}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--output", type=pathlib.Path, default=ROOT / "docs" / "benchmarks")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=" ".join(PARTS))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--each", type=float, default=0.5, help="seconds of each figure of a round")
    parser.add_argument("--warm-up", type=float, default=4, help="seconds after which Java is asked whether it still gets faster")
    parser.add_argument("--service-seconds", type=int, default=6)
    parser.add_argument("--service-warm-up", type=int, default=40)
    parser.add_argument("--amllibrary", type=pathlib.Path, help="a checkout of aMLLibrary")
    parser.add_argument("--amllibrary-python", default=sys.executable)
    parser.add_argument("--jar", default=JAR, help=argparse.SUPPRESS)
    parser.add_argument("--again", action="store_true", help="measure also what was measured")
    given = parser.parse_args()
    given.root = ROOT
    return given


def command(given):
    """What the page says was asked for: the settings, no folders."""
    settings = ("only", "rounds", "each", "warm_up", "service_seconds", "service_warm_up")
    words = []
    for name in settings:
        value = getattr(given, name)
        if value != (list(PARTS) if name == "only" else DEFAULTS[name]):
            words += ["--" + name.replace("_", "-"), *([str(v) for v in value] if name == "only" else [f"{value:g}"])]
    return " ".join(["qeperf-bench/side-by-side.py", *words])


DEFAULTS = {"rounds": 7, "each": 0.5, "warm_up": 4, "service_seconds": 6, "service_warm_up": 40}


def reason_against(name, given):
    if name == "automl":
        return automl.missing(given)
    return serving.missing() if name == "serving" else ""


def main():
    given = arguments()
    given.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        with measure.Qeperf(given.jar, "org.qeperf.bench.rival.SideBySide", folder, cwd=ROOT) as qeperf:
            kind, commit, machine = qeperf.ask("surroundings").split("\t", 2)
            settings = {key: getattr(given, key) for key in DEFAULTS}
            run = page.Run.open(given.output, kind, commit, machine.replace("\t", "\n"), command(given), settings, given.again)
            for part in given.only:
                if run.holds(part):
                    print(f"{part}: measured already", flush=True)
                    continue
                reason = reason_against(part, given)
                if reason:
                    print(f"{part}: not run: {reason}", flush=True)
                    run.leave(part, reason)
                    continue
                print(part, flush=True)
                run.add(part, PARTS[part].run(given, qeperf, folder))
    missed = run.write(PARTS)
    for what in missed:
        print(f"missed: {what}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
