#!/usr/bin/env python3
"""Reads a qeperf model file with nothing but NumPy and predicts with it.

    python3 read_model.py MODEL.qeperf
    python3 read_model.py MODEL.qeperf TABLE.csv

The first prints, for each verification row, the prediction and what the file expects. The second prints a prediction for each row of a table, with a model
that was trained on one. A model file is a zip of JSON and NumPy arrays; docs/model-file.md describes it.
"""
import csv
import io
import json
import sys
import zipfile

import numpy as np


class Model:
    def __init__(self, file):
        with zipfile.ZipFile(file) as z:
            self.manifest = json.loads(z.read("manifest.json"))
            self.arrays = {
                name[len("arrays/"):-len(".npy")]: np.load(io.BytesIO(z.read(name)), allow_pickle=False)
                for name in z.namelist() if name.endswith(".npy")}
            self.verification = list(csv.reader(io.StringIO(z.read("verification.csv").decode())))
            self.table = json.loads(z.read("table.json")) if "table.json" in z.namelist() else None
        if self.manifest["format"] not in (2, 3, 4):
            raise SystemExit(f"{file}: format {self.manifest['format']}; expected 2, 3 or 4")

    def function(self, which):
        """The regressor or the law: its kind, its words and its arrays."""
        description = self.manifest[which]
        arrays = {name[len(which) + 1:]: a for name, a in self.arrays.items() if name.startswith(which + "_")}
        return description["kind"], description["words"], arrays

    def predict(self, raw):
        """The target for each raw row."""
        raw_rows = self.manifest["inputs"] == "raw"
        x = raw if raw_rows else self.standardized(raw)
        mean, deviation = self.arrays["target"]
        form = evaluate(*self.function("regressor"), x) * deviation + mean
        # Format 2 does not say: there the logarithm goes with standardized rows.
        target_form = self.manifest.get("target_form", "identity" if raw_rows else "logarithm")
        return (np.exp(form) if target_form == "logarithm" else form) * self.scale(raw)

    def standardized(self, raw):
        logarithmic = self.arrays["column_logarithmic"] == 1
        x = np.where(logarithmic, np.log1p(np.where(logarithmic, raw, 0)), raw)
        return (x - self.arrays["column_mean"]) / self.arrays["column_deviation"]

    def scale(self, raw):
        name = self.manifest["normalizer"]
        if self.manifest["law"]["kind"] != "none":
            return evaluate(*self.function("law"), raw)
        return raw[:, self.verification[0].index(name)] if name else 1.0


    def rows(self, cells):
        """Raw rows of a table: cells are dictionaries of text by name of column."""
        words = {c["name"]: c["levels"] for c in self.table["columns"] if "levels" in c}
        for number, row in enumerate(cells, 1):
            for column, levels in words.items():
                if row[column].strip() not in levels:
                    raise SystemExit(f"row {number}: {column} is {row[column]!r}; expected one of {levels}")
        rows = np.ones((len(cells), len(self.table["features"])))
        for i, feature in enumerate(self.table["features"]):
            for factor in feature["factors"]:
                rows[:, i] *= [value(factor, row[factor["column"]].strip()) for row in cells]
        return rows


def value(factor, cell):
    """What a factor of a feature makes of a cell."""
    if factor["kind"] == "power":
        return float(cell) ** factor["exponent"]
    if factor["kind"] == "log":
        return np.log(float(cell))
    if factor["kind"] == "is":
        return float(cell == factor["level"])
    raise SystemExit(f"kind {factor['kind']} is not known here")


def evaluate(kind, words, a, x):
    if kind == "linear":
        return a["intercept"][0] + x @ a["coefficients"]
    if kind == "tree-ensemble":
        return trees(words, a, x)
    if kind == "dense-network":
        return network(words, a, x)
    if kind == "kernel-machine":
        return kernels(words, a, x)
    if kind == "normal-form":
        return normal_form(a, x)
    if kind == "weighted-sum":
        return weighted_sum(words, a, x)
    raise SystemExit(f"kind {kind} is not known here")


def trees(words, a, x):
    feature, value = a["feature"], a["value"]
    right = np.zeros(len(feature), dtype=int)
    waiting = []
    for node in range(len(feature)):
        if feature[node] >= 0:
            waiting.append(node)
        elif waiting:
            # A leaf ends its side; what ends a second side ends the node above it too.
            while waiting and right[waiting[-1]]:
                waiting.pop()
            if waiting:
                right[waiting[-1]] = node + 1
    number = np.float32 if words["precision"] == "single" else np.float64
    result = []
    for row in x.astype(number):
        total = number(a["base"][0])
        for root in a["roots"]:
            node = root
            while feature[node] >= 0:
                node = node + 1 if row[feature[node]] <= value[node] else right[node]
            total += number(value[node])
        result.append(float(total) / a["divisor"][0])
    return np.array(result)


def network(words, a, x):
    activations = {
        "identity": lambda v: v,
        "relu": lambda v: np.maximum(v, 0),
        "tanh": np.tanh,
        "swish": lambda v: v / (1 + np.exp(-v))}
    sizes = a["sizes"]
    for i in range(len(sizes) - 1):
        x = x @ a[f"weights{i}"].reshape(sizes[i], sizes[i + 1]) + a[f"biases{i}"]
        x = activations[words[f"activation{i}"]](x)
    return x[:, 0]


def kernels(words, a, x):
    points = a["points"].reshape(len(a["weights"]), -1)
    if words["kernel"] == "gaussian":
        k = np.exp(-a["scale"][0] * ((x[:, None, :] - points[None]) ** 2).sum(axis=2))
    elif words["kernel"] == "laplacian":
        k = np.exp(-a["scale"][0] * np.abs(x[:, None, :] - points[None]).sum(axis=2))
    else:
        k = a["scale"][0] * x @ points.T
    return k @ a["weights"] + a["constant"][0]


def normal_form(a, x):
    x = np.maximum(x, 1)
    terms = np.tile(a["coefficients"], (len(x), 1))
    for term, column, power, logarithm in zip(
            a["factor_term"], a["factor_input"], a["factor_power"], a["factor_logarithm_power"]):
        terms[:, term] *= x[:, column] ** power * np.log2(x[:, column]) ** logarithm
    return a["constant"][0] + terms.sum(axis=1)


def weighted_sum(words, a, x):
    total = a["constant"][0]
    for i, weight in enumerate(a["weights"]):
        own, arrays = ({name[len(f"{i}."):]: v for name, v in all.items() if name.startswith(f"{i}.")}
                       for all in (words, a))
        total = total + weight * evaluate(own["kind"], own, arrays, x)
    return total


def main():
    model = Model(sys.argv[1])
    if len(sys.argv) > 2:
        with open(sys.argv[2], newline="", encoding="utf-8-sig") as table:
            cells = list(csv.DictReader(table))
        for prediction in model.predict(model.rows(cells)):
            print(prediction)
        return
    lines = model.verification[1:]
    rows = np.array([[float(cell) for cell in line[:-1]] for line in lines])
    for prediction, line in zip(model.predict(rows), lines):
        print(prediction, line[-1])


if __name__ == "__main__":
    main()
