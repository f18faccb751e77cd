"""Inference: one row, and 4,096 rows, of a forest that scikit-learn has grown, through scikit-learn, qeperf, Smile and ONNX Runtime
with the same trees; and of a dense network through qeperf and DL4J."""

import numpy
from sklearn.ensemble import RandomForestRegressor

from . import measure
from .extraction import print_line

AIM = 1000
ROWS = 4096
# As many runs and columns as the forest of the thesis had, and a larger one.
FORESTS = {"forest of 1,872 rows": (1872, 14), "forest of 5,000 rows": (5000, 15)}
LIBRARIES = {"qeperf": "qeperf", "Smile's nodes": "smile", "ONNX Runtime": "onnx"}


def grown(count, columns):
    """A forest and rows to ask it for; single precision, in which scikit-learn compares."""
    generator = numpy.random.default_rng(42)
    rows = generator.lognormal(size=(count, columns)).astype(numpy.float32).astype(float)
    noise = 0.3 * generator.normal(size=count)
    forest = RandomForestRegressor(100, random_state=42).fit(rows, numpy.log(rows).sum(1) + noise)
    return forest, generator.lognormal(size=(ROWS, columns)).astype(numpy.float32).astype(float)


def write(forest, file):
    """What GivenTrees reads: scikit-learn's nodes stand in preorder already."""
    numbers = [numpy.array([forest.n_features_in_, len(forest.estimators_)], float)]
    for estimator in forest.estimators_:
        tree = estimator.tree_
        asks = tree.children_left >= 0
        assert (tree.children_left[asks] == numpy.nonzero(asks)[0] + 1).all()
        value = numpy.where(asks, tree.threshold, tree.value[:, 0, 0])
        nodes = numpy.stack([numpy.where(asks, tree.feature, -1), value], axis=1)
        numbers += [numpy.array([len(nodes)], float), nodes.ravel()]
    numpy.concatenate(numbers).astype("<f8").tofile(file)


def run(given, qeperf, folder):
    lines = []
    for number, (what, size) in enumerate(FORESTS.items()):
        name = f"forest{number}"
        forest, rows = grown(*size)
        write(forest, folder / f"{name}.trees")
        rows.astype("<f8").tofile(folder / f"{name}.rows")
        qeperf.ask("forest", name)
        expected = forest.predict(rows)
        for library, word in LIBRARIES.items():
            qeperf.ask("predictions", name, f"{name}/{word}/rows", folder / "predictions")
            actual = numpy.fromfile(folder / "predictions", "<f8")
            if not numpy.allclose(actual, expected, rtol=1e-12, atol=1e-12):
                raise SystemExit(f"{what}: {library} and scikit-learn differ by {abs(actual - expected).max()}")
        nodes = sum(estimator.tree_.node_count for estimator in forest.estimators_)
        turn = {"row": 0}

        def one():
            turn["row"] = (turn["row"] + 1) % ROWS
            return forest.predict(rows[turn["row"] : turn["row"] + 1])

        for word in LIBRARIES.values():
            qeperf.warm_up(f"{name}/{word}/row", given)
            qeperf.warm_up(f"{name}/{word}/rows", given)
        for many, theirs, scale in (("row", one, 1), ("rows", lambda: forest.predict(rows), ROWS)):
            sides = {
                library: lambda word=word: qeperf.seconds(f"{name}/{word}/{many}", given.each) / scale
                for library, word in LIBRARIES.items()
            }
            sides["scikit-learn"] = lambda: measure.seconds(theirs, given.each) / scale
            lines.append(
                {"what": f"{what}, {'one row' if many == 'row' else 'each of 4,096 rows'}", "unit": "s", "ours": "qeperf",
                 "figures": measure.interleaved(sides, given.rounds), "note": f"100 trees, {nodes:,} nodes"}
            )
            print_line(lines[-1])
    qeperf.ask("network")
    for many, scale in (("row", 1), ("rows", 1 / ROWS)):
        qeperf.warm_up(f"network/qeperf/{many}", given)
        qeperf.warm_up(f"network/dl4j/{many}", given)
        sides = {
            "qeperf": lambda: qeperf.seconds(f"network/qeperf/{many}", given.each) * scale,
            "DL4J": lambda: qeperf.seconds(f"network/dl4j/{many}", given.each) * scale,
        }
        lines.append(
            {"what": f"dense network, {'one row' if many == 'row' else 'each of 4,096 rows'}", "unit": "s", "ours": "qeperf",
             "figures": measure.interleaved(sides, given.rounds), "note": "32 inputs, 30, 20, 15 and 10 swish units"}
        )
        print_line(lines[-1])
    return lines


def aims(lines):
    return [
        (f"at least {AIM:,} times as fast as scikit-learn, {line['what']}",
         measure.ratio(line["figures"]["scikit-learn"], line["figures"]["qeperf"])[0] >= AIM)
        for line in lines
        if line["what"].endswith("one row") and "scikit-learn" in line["figures"]
    ]
