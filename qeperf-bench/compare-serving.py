#!/usr/bin/python3
"""Compares qeperf's service with a Flask service of the same purpose (serving/flask_service.py), in turn on this machine, with
wrk on the same cores: prints requests per second, latency and the ratio.

    ./qeperf --version && qeperf-bench/compare-serving.py [--seconds 10] [--warm-up 20] [--rounds 3]

Each request posts qeperf-examples/silicon, an input of two atoms with a pseudopotential of 110 kB. Needs wrk, gunicorn,
python3-flask, python3-ase, python3-spglib and python3-sklearn of Debian. Exits with 1 where qeperf answers fewer than 2,000 requests a
second, its 99th percentile is above 20 ms, fewer than 24,000 rows a second pass /v2, or the ratio to the Flask service that
loads its forest for each request is below 50."""

import argparse
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

import joblib
import numpy
from sklearn.ensemble import RandomForestRegressor

HERE = pathlib.Path(__file__).resolve().parent
QEPERF = HERE.parent / "qeperf"
SILICON = HERE.parent / "qeperf-examples" / "silicon"
BOUNDARY = "qeperf-serving"
ROWS = 1000
OURS, FLASK = 8918, 8917


def form(fields, files):
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in fields.items()]
    for name, file in files:
        head = f'name="{name}"; filename="{file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        parts.append(head.encode() + file.read_bytes())
    body = b"".join(b"--%s\r\nContent-Disposition: form-data; %s\r\n" % (BOUNDARY.encode(), part) for part in parts)
    return body + b"--%s--\r\n" % BOUNDARY.encode()


def tensor(name):
    metadata = json.load(urllib.request.urlopen(f"http://127.0.0.1:{OURS}/v2/models/{name}"))
    columns = metadata["inputs"][0]["shape"][-1]
    generator = numpy.random.default_rng(42)
    rows = numpy.round(generator.lognormal(2, 2, (ROWS, columns)), 6)
    tensor = {"name": metadata["inputs"][0]["name"], "shape": rows.shape, "datatype": "FP64", "data": rows.ravel().tolist()}
    return json.dumps({"inputs": [tensor]}).encode()


def wait(url, seconds=60):
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                if answer.status == 200:
                    return time.perf_counter() - begin
        except OSError as error:
            if getattr(error, "code", 0) in (404, 405):
                return time.perf_counter() - begin
            time.sleep(0.01)
    raise SystemExit(f"{url} does not answer")


def load(url, body, seconds, connections, kind=f"multipart/form-data; boundary={BOUNDARY}"):
    """Requests per second, median and 99th percentile in milliseconds, answers other than 200."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    printed = subprocess.run(
        [*command, "-s", HERE / "serving" / "post.lua", url],
        env={**os.environ, "BODY": str(body), "TYPE": kind}, check=True, capture_output=True, text=True,
    ).stdout
    scale = {"us": 1e-3, "ms": 1, "s": 1e3}
    latency = {p: float(v) * scale[u] for p, v, u in re.findall(r"(50|99)%\s+([\d.]+)(us|ms|s)", printed)}
    wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", printed)
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", printed).group(1))
    return rate, latency["50"], latency["99"], int(wrong.group(1)) if wrong else 0


class Service:
    def __init__(self, command, port, ready, folder, **environment):
        self.log = open(folder / f"{port}.log", "wb")
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=self.log, env={**os.environ, **environment}, cwd=HERE / "serving",
            start_new_session=True,
        )
        self.seconds = wait(f"http://127.0.0.1:{port}{ready}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait()
        self.log.close()


def ours(folder):
    command = [str(QEPERF), "serve", "--port", str(OURS), "--data", str(folder / "data")]
    return Service(command, OURS, "/health/ready", folder)


def flask(folder, reload):
    gunicorn = ["gunicorn", "-w", "4", "-b", f"127.0.0.1:{FLASK}", "flask_service:app"]
    return Service(gunicorn, FLASK, "/predict", folder, FOREST=str(folder / "forest"), RELOAD=reload)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--warm-up", type=int, default=20, help="seconds of the same load before, which do not count")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        # As many rows as the thesis's features of the runs in data/pwx-runs, of any content: only its size matters here.
        generator = numpy.random.default_rng(42)
        rows = generator.lognormal(size=(1872, 14))
        joblib.dump(RandomForestRegressor(100, random_state=42).fit(rows, numpy.log(rows).sum(1)), folder / "forest")
        potential = next(SILICON.glob("*.UPF"))
        files = {"thesis": folder / "thesis", "predict": folder / "predict", "rows": folder / "rows"}
        layout = {"n_cores": 2, "n_nodes": 1, "threads_per_node": 1, "n_pool": 2}
        files["thesis"].write_bytes(form(layout, [("input_file", SILICON / "si.in"), ("pseudos[]", potential)]))
        files["predict"].write_bytes(
            form({"nodes": 1, "tasks_per_node": 2, "pools": 2}, [("input", SILICON / "si.in"), ("pseudos", potential)])
        )
        results = {}

        def measure(what, url, body, scale=1, **more):
            connections = more.pop("connections", given.connections)
            load(url, body, given.warm_up, connections, **more)
            rate, median, last, wrong = load(url, body, given.seconds, connections, **more)
            results.setdefault(what, []).append((rate * scale, median, last, wrong))
            print(f"{what:44} {rate * scale:10,.0f}/s  p50 {median:8.2f} ms  p99 {last:8.2f} ms  {wrong} wrong", flush=True)

        for _ in range(given.rounds):
            with ours(folder) as service:
                print(f"qeperf ready after {service.seconds:.2f} s")
                base = f"http://127.0.0.1:{OURS}"
                measure("qeperf /api/v1/predict", base + "/api/v1/predict", files["predict"])
                measure("qeperf /predict", base + "/predict", files["thesis"])
                model = "pw-seconds-per-scf-iteration"
                files["rows"].write_bytes(tensor(model))
                measure(
                    "qeperf /v2, rows", f"{base}/v2/models/{model}/infer", files["rows"], ROWS,
                    kind="application/json", connections=4,
                )
            for what, reload in (("Flask, forest loaded once", "0"), ("Flask, forest loaded for each request", "1")):
                with flask(folder, reload):
                    measure(what, f"http://127.0.0.1:{FLASK}/predict", files["thesis"])
        return report(results)


def report(results):
    rates = {what: [rate for rate, *_ in rounds] for what, rounds in results.items()}
    print()
    for what, rounds in results.items():
        print(f"{what:44} median {statistics.median(rates[what]):10,.0f}/s  p99 at most {max(r[2] for r in rounds):8.2f} ms")
    for flask in [what for what in rates if what.startswith("Flask")]:
        ratios = [a / b for a, b in zip(rates["qeperf /predict"], rates[flask])]
        print(f"/predict against {flask}: {statistics.median(ratios):.0f} ({min(ratios):.0f} to {max(ratios):.0f})")
    predict = results["qeperf /api/v1/predict"]
    met = {
        "2,000 requests a second": min(rates["qeperf /api/v1/predict"]) >= 2000,
        "p99 below 20 ms": max(last for _, _, last, _ in predict) < 20,
        "24,000 rows a second": min(rates["qeperf /v2, rows"]) >= 24000,
        "50 times Flask that loads for each request": min(ratios) >= 50,
        "no wrong answer": not any(wrong for rounds in results.values() for *_, wrong in rounds),
    }
    for what, yes in met.items():
        print(f"{'yes' if yes else 'NO ':3}  {what}")
    return 0 if all(met.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
