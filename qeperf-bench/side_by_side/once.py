"""Prints the prediction of a forest for an input: python3 -m side_by_side.once INPUT PSEUDOPOTENTIAL FOREST."""

import math
import pathlib
import sys

import joblib

from . import stack


def main():
    text, potential, forest = (pathlib.Path(word) for word in sys.argv[1:])
    counts = stack.counts(text.read_text(), lambda: stack.potential(potential.read_bytes()))
    row = [math.prod(int(n) for n in value.split("x")) if key == "fft" else value for key, value in counts.items()]
    print(counts, math.exp(joblib.load(forest).predict([row])[0]))


if __name__ == "__main__":
    main()
