#!/usr/bin/python3
"""Compares training with qeperf and with scikit-learn on the same rows, with the same hyperparameters: prints a table of
errors and times, and exits with 1 where qeperf's error is over 1 % larger, or a forest takes over 1.5 times as long.

    mvn -q -Dquick package -pl qeperf-bench -am && qeperf-bench/compare-scikit-learn.py

Needs scikit-learn (Debian: python3-sklearn). Both sides train in turn, once to warm up and three times with three seeds;
the error is the mean of the three, the time the shortest. Processor time, of all threads, tells more on a busy machine,
but does not count."""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy
import sklearn
from sklearn.ensemble import GradientBoostingRegressor, RandomForestRegressor
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import Ridge
from sklearn.svm import SVR
from sklearn.tree import DecisionTreeRegressor

JAR = pathlib.Path(__file__).resolve().parent / "target" / "benchmarks.jar"
ROUNDS = 3
LARGEST_ERROR = 1.01
LONGEST_TIME = 1.5
THREADS = len(os.sched_getaffinity(0))


def forest(seed, **settings):
    return RandomForestRegressor(n_estimators=100, n_jobs=THREADS, random_state=seed, **settings)


def boosting(seed, **settings):
    return GradientBoostingRegressor(random_state=seed, **settings)


# What it is, how to ask qeperf for it, and scikit-learn's counterpart for a seed.
LINES = [
    (
        "forest, all features, leaves of 1",
        "smile/random-forest trees=100 features=-1 leaf=1",
        lambda seed: forest(seed),
    ),
    (
        "forest, a third of the features, leaves of 2",
        "smile/random-forest trees=100 features=0 leaf=2",
        lambda seed: forest(seed, max_features=5, min_samples_leaf=2),
    ),
    (
        "boosting, 300 trees of depth 3",
        "smile/gradient-boosting trees=300 shrinkage=0.1 depth=3",
        lambda seed: boosting(seed, n_estimators=300),
    ),
    (
        "boosting, 300 trees of depth 5 on half of the rows each",
        "smile/gradient-boosting trees=300 shrinkage=0.1 depth=5 sample=0.5",
        lambda seed: boosting(seed, n_estimators=300, max_depth=5, subsample=0.5),
    ),
    (
        "boosting of absolute errors",
        "smile/gradient-boosting trees=300 loss=least-absolute-deviation",
        lambda seed: boosting(seed, n_estimators=300, loss="absolute_error"),
    ),
    (
        "boosting with Huber's loss",
        "smile/gradient-boosting trees=300 loss=huber alpha=0.9",
        lambda seed: boosting(seed, n_estimators=300, loss="huber"),
    ),
    (
        "decision tree, leaves of 7",
        "smile/decision-tree leaf=7",
        lambda seed: DecisionTreeRegressor(min_samples_leaf=7, random_state=seed),
    ),
    ("ridge", "linear/ridge alpha=1", lambda seed: Ridge(alpha=1)),
    (
        "kernel ridge, Gaussian",
        "linear/kernel-ridge kernel=gaussian alpha=0.1",
        lambda seed: KernelRidge(kernel="rbf", alpha=0.1),
    ),
    (
        "support vectors, Gaussian",
        "smile/support-vector-regression penalty=1 epsilon=0.1",
        lambda seed: SVR(C=1, epsilon=0.1, gamma="auto"),
    ),
]


def read(file):
    table = numpy.loadtxt(file, delimiter=",")
    return table[:, :-1], table[:, -1]


class Qeperf:
    """The Java program that trains."""

    def __init__(self, folder):
        command = ["java", "-Xmx3g", "-XX:+UseSerialGC", "-cp", str(JAR), "org.qeperf.bench.TrainingQuality", folder]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != "ready\n":
            sys.exit(f"{JAR} does not start; build it first")

    def train(self, question, seed):
        """Error, seconds and processor seconds, or None where there is no such algorithm."""
        name, *settings = question.split(" ")
        print(name, seed, *settings, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline().split()
        if answer == ["missing"]:
            return None
        if len(answer) != 3:
            sys.exit(f"no answer to: {question}")
        return tuple(float(number) for number in answer)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def train(model, training, unseen):
    start, processor_start = time.perf_counter(), time.process_time()
    model.fit(*training)
    seconds, processor_seconds = time.perf_counter() - start, time.process_time() - processor_start
    error = float(numpy.sqrt(numpy.mean((model.predict(unseen[0]) - unseen[1]) ** 2)))
    return error, seconds, processor_seconds


def row(title, ours, theirs):
    """A line of the table, and whether it passes."""
    error, other_error = (sum(r[0] for r in results) / len(results) for results in (ours, theirs))
    seconds, other_seconds = (min(r[1] for r in results) for results in (ours, theirs))
    processor, other_processor = (min(r[2] for r in results) for results in (ours, theirs))
    in_time = seconds <= LONGEST_TIME * other_seconds or not title.startswith("forest")
    passes = error <= LARGEST_ERROR * other_error and in_time
    text = (
        f"| {title} | {error:.5f} | {other_error:.5f} | {100 * (error / other_error - 1):+.2f} % "
        f"| {seconds:.3f} | {other_seconds:.3f} | {seconds / other_seconds:.2f} "
        f"| {processor / other_processor:.2f} | {'yes' if passes else '**no**'} |"
    )
    return text, passes


def main():
    all_pass = True
    with tempfile.TemporaryDirectory() as folder:
        qeperf = Qeperf(folder)
        training = read(os.path.join(folder, "training.csv"))
        unseen = read(os.path.join(folder, "unseen.csv"))
        print(f"scikit-learn {sklearn.__version__}, {THREADS} threads, {len(training[1])} training rows, "
              f"{len(unseen[1])} unseen rows, {training[0].shape[1]} columns\n")
        print("| | RMSE qeperf | RMSE scikit-learn | difference | seconds qeperf | seconds scikit-learn | ratio | "
              "of processor time | passes |")
        print("|---|---:|---:|---:|---:|---:|---:|---:|---|", flush=True)
        for title, question, counterpart in LINES:
            ours, theirs = [], []
            for seed in range(ROUNDS + 1):
                result = qeperf.train(question, seed)
                if result is None:
                    break
                ours.append(result)
                theirs.append(train(counterpart(seed), training, unseen))
            if not ours:
                print(f"| {title} | not here: {question.split(' ')[0]} | | | | | | | |", flush=True)
                continue
            text, passes = row(title, ours[1:], theirs[1:])
            print(text, flush=True)
            all_pass = all_pass and passes
        qeperf.close()
    return 0 if all_pass else 1


if __name__ == "__main__":
    sys.exit(main())
