"""Timing in turn, and ratios with intervals."""

import gc
import os
import subprocess
import time

import numpy

LEVEL = 95
RESAMPLES = 10_000


class Qeperf:
    """The Java program that answers one line for each line."""

    def __init__(self, jar, program, folder, *options, cwd=None):
        command = ["java", *options, "-cp", str(jar), program, str(folder)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=cwd)
        if self.process.stdout.readline() != "ready\n":
            raise SystemExit(f"{jar} does not start; build it first")

    def ask(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"no answer to: {' '.join(map(str, words))}")
        return answer.rstrip("\n")

    def seconds(self, operation, at_least):
        return float(self.ask("time", operation, at_least))

    def warm_up(self, operation, given):
        """Until Java has compiled it: twice the seconds given, and on while it gets a tenth faster, five times at most."""
        last, spent = self.seconds(operation, given.warm_up), 1
        while spent < 5:
            now = self.seconds(operation, given.warm_up)
            spent += 1
            if now > 0.9 * last:
                break
            last = now

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def seconds(operation, at_least):
    """Seconds of one call, the mean of as many in a row as take a time; without garbage collection, as timeit does."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        count = 1
        while True:
            start = time.perf_counter()
            for _ in range(count):
                operation()
            taken = time.perf_counter() - start
            if taken >= at_least:
                return taken / count
            count = int(numpy.ceil(count * max(2, min(10, 1.2 * at_least / max(taken, 1e-9)))))
    finally:
        if enabled:
            gc.enable()


def ratio(theirs, ours):
    """The ratio of the medians over rounds, and its interval: rounds drawn again with replacement, pair by pair."""
    theirs, ours = numpy.asarray(theirs), numpy.asarray(ours)
    drawn = numpy.random.default_rng(42).integers(0, len(ours), (RESAMPLES, len(ours)))
    ratios = numpy.median(theirs[drawn], axis=1) / numpy.median(ours[drawn], axis=1)
    low, high = numpy.percentile(ratios, [(100 - LEVEL) / 2, (100 + LEVEL) / 2])
    return float(numpy.median(theirs) / numpy.median(ours)), float(low), float(high)


def interleaved(sides, rounds, warm_up=1):
    """Times of each side, a dict from its name to a function that gives one figure, in rounds of all sides in turn."""
    figures = {name: [] for name in sides}
    for i in range(-warm_up, rounds):
        for name, side in sides.items():
            figure = side()
            if i >= 0:
                figures[name].append(figure)
    return figures


def threads():
    return len(os.sched_getaffinity(0))
