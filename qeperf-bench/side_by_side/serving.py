"""Serving: qeperf's service and a Flask service of the same purpose (serving/flask_service.py), both running, asked in turn with
wrk on the same cores. Each request posts qeperf-examples/silicon, an input of two atoms with a pseudopotential of 110 kB."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import time
import urllib.request

import joblib
import numpy
from sklearn.ensemble import RandomForestRegressor

from . import measure

HERE = pathlib.Path(__file__).resolve().parents[1]
QEPERF = HERE.parent / "qeperf"
SILICON = HERE.parent / "qeperf-examples" / "silicon"
BOUNDARY = "qeperf-serving"
ROWS = 1000
CONNECTIONS = 16
MODEL = "pw-seconds-per-scf-iteration"
OURS, FLASK, FLASK_RELOADING = 8918, 8917, 8916


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


def flask(folder, port, reload):
    gunicorn = ["gunicorn", "-w", "4", "-b", f"127.0.0.1:{port}", "flask_service:app"]
    return Service(gunicorn, port, "/predict", folder, FOREST=str(folder / "forest"), RELOAD=reload)


def missing():
    """What stands in the way, or nothing."""
    programs = [program for program in ("wrk", "gunicorn") if not shutil.which(program)]
    return f"{' and '.join(programs)} not found" if programs else ""


def bodies(folder):
    """Files to post: the forms of both services."""
    potential = next(SILICON.glob("*.UPF"))
    files = {"thesis": folder / "thesis", "predict": folder / "predict", "rows": folder / "rows"}
    layout = {"n_cores": 2, "n_nodes": 1, "threads_per_node": 1, "n_pool": 2}
    files["thesis"].write_bytes(form(layout, [("input_file", SILICON / "si.in"), ("pseudos[]", potential)]))
    files["predict"].write_bytes(
        form({"nodes": 1, "tasks_per_node": 2, "pools": 2}, [("input", SILICON / "si.in"), ("pseudos", potential)])
    )
    return files


def forest(columns):
    """A forest of 100 trees of as many rows as the thesis trained on, of any content: only its size matters here."""
    rows = numpy.random.default_rng(42).lognormal(size=(1872, columns))
    return RandomForestRegressor(100, random_state=42).fit(rows, numpy.log(rows).sum(1))


def run(given, _, folder):
    joblib.dump(forest(14), folder / "forest")
    files = bodies(folder)
    with contextlib.ExitStack() as services:
        services.enter_context(ours(folder))
        services.enter_context(flask(folder, FLASK, "0"))
        services.enter_context(flask(folder, FLASK_RELOADING, "1"))
        files["rows"].write_bytes(tensor(MODEL))
        base = f"http://127.0.0.1:{OURS}"
        sides = {
            "qeperf /api/v1/predict": (base + "/api/v1/predict", files["predict"], 1, {}),
            "qeperf /predict": (base + "/predict", files["thesis"], 1, {}),
            "qeperf /v2, rows": (
                f"{base}/v2/models/{MODEL}/infer", files["rows"], ROWS, {"kind": "application/json", "connections": 4}),
            "Flask, forest loaded once": (f"http://127.0.0.1:{FLASK}/predict", files["thesis"], 1, {}),
            "Flask, forest loaded for each request": (f"http://127.0.0.1:{FLASK_RELOADING}/predict", files["thesis"], 1, {}),
        }
        results = {what: [] for what in sides}
        for i in range(given.rounds + 1):
            for what, (url, body, scale, more) in sides.items():
                # The first round is to warm up: long for Java, short for Python.
                warm = given.service_warm_up if what.startswith("qeperf") else min(3, given.service_warm_up)
                seconds = given.service_seconds if i else warm
                rate, median, last, wrong = load(url, body, seconds, **{"connections": CONNECTIONS, **more})
                if i:
                    results[what].append({"rate": rate * scale, "median": median, "last": last, "wrong": wrong})
                print(f"  {what:40} {rate * scale:10,.0f}/s  99 % below {last:8.2f} ms  {wrong} wrong", flush=True)
    return [{"what": what, "rounds": rounds} for what, rounds in results.items()]


def rates(lines, what):
    return next([r["rate"] for r in line["rounds"]] for line in lines if line["what"] == what)


def flask_ratios(lines):
    """For each Flask service how many times as many requests qeperf answers."""
    for line in lines:
        if line["what"].startswith("Flask"):
            yield line["what"], measure.ratio(rates(lines, "qeperf /predict"), rates(lines, line["what"]))


def table(lines):
    text = "| | a second, median of rounds | median, ms | 99 % below, ms, worst round | wrong answers |\n|---|---:|---:|---:|---:|\n"
    for line in lines:
        rounds = line["rounds"]
        text += (
            f"| {line['what']} | {statistics.median(r['rate'] for r in rounds):,.0f} "
            f"| {statistics.median(r['median'] for r in rounds):.1f} | {max(r['last'] for r in rounds):.1f} "
            f"| {sum(r['wrong'] for r in rounds)} |\n"
        )
    text += "\n| `/predict` of qeperf against | times as many requests | interval |\n|---|---:|---|\n"
    for what, (value, low, high) in flask_ratios(lines):
        text += f"| {what} | {value:,.1f} | {low:,.1f} to {high:,.1f} |\n"
    return text


def aims(lines):
    predict = next(line["rounds"] for line in lines if line["what"] == "qeperf /api/v1/predict")
    reloading = dict(flask_ratios(lines))["Flask, forest loaded for each request"]
    return [
        ("2,000 predictions a second, in each round", min(r["rate"] for r in predict) >= 2000),
        ("99 % of them below 20 ms, in each round", max(r["last"] for r in predict) < 20),
        ("24,000 rows a second through `/v2`, in each round", min(rates(lines, "qeperf /v2, rows")) >= 24000),
        ("50 times Flask that loads for each request", reloading[0] >= 50),
        ("no wrong answer", not any(r["wrong"] for line in lines for r in line["rounds"])),
    ]
