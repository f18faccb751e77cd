#!/usr/bin/python3
"""Asks qeperf's service for a long time at an even pace and watches its memory.

    mvn -q -Dquick package -pl qeperf-app -am && qeperf-bench/soak-serving.py [--minutes 30] [--rate 100]

Four clients post qeperf-examples/silicon; now and then one sends garbage, half a body, or more than is allowed. Prints the resident
memory of the process and its heap in use each half minute, and exits with 1 where the largest resident memory of the last third is more
than 5 % above that of the middle third, or an answer was wrong. The heap is bounded to 256 MB."""

import argparse
import http.client
import pathlib
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
SILICON = HERE.parent / "qeperf-examples" / "silicon"
BOUNDARY = "qeperf-soak"
KIND = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def form():
    parts = [b'name="tasks_per_node"\r\n\r\n2']
    for name, file in (("input", SILICON / "si.in"), ("pseudos", next(SILICON.glob("*.UPF")))):
        parts.append(f'name="{name}"; filename="{file.name}"\r\n\r\n'.encode() + file.read_bytes())
    body = b"".join(b"--%s\r\nContent-Disposition: form-data; %s\r\n" % (BOUNDARY.encode(), part) for part in parts)
    return body + b"--%s--\r\n" % BOUNDARY.encode()


class Client(threading.Thread):
    def __init__(self, port, rate, end, seed):
        super().__init__(daemon=True)
        self.port, self.pause, self.end, self.random = port, 1 / rate, end, random.Random(seed)
        self.right, self.wrong = 0, 0

    def ask(self, connection, body, headers=KIND):
        connection.request("POST", "/api/v1/predict", body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def hostile(self, body):
        kind = self.random.randrange(3)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            if kind == 0:
                cut = bytearray(body)
                for _ in range(50):
                    cut[self.random.randrange(len(cut))] = self.random.randrange(256)
                return self.ask(connection, bytes(cut)) < 500
            connection.putrequest("POST", "/api/v1/predict")
            connection.putheader("Content-Type", KIND["Content-Type"])
            connection.putheader("Content-Length", str(len(body) if kind == 1 else 1 << 40))
            connection.endheaders(body[: len(body) // 2])
            return kind == 1 or connection.getresponse().status == 413
        except (ConnectionError, http.client.HTTPException):
            return True
        finally:
            connection.close()

    def run(self):
        body = form()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        due = time.monotonic()
        while time.monotonic() < self.end:
            due += self.pause
            time.sleep(max(0, due - time.monotonic()))
            try:
                fine = self.hostile(body) if self.random.random() < 0.02 else self.ask(connection, body) == 200
            except (OSError, http.client.HTTPException):
                connection.close()
                fine = False
            self.right += fine
            self.wrong += not fine


def resident(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1024


def heap(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/metrics")
    text = connection.getresponse().read().decode()
    return float(re.search(r'jvm_memory_used_bytes\{area="heap"\} (\S+)', text).group(1)) / 2**20


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=100, help="requests a second")
    parser.add_argument("--jar", default=HERE.parent / "qeperf-app" / "target" / "qeperf.jar")
    given = parser.parse_args()
    port = 8919
    with tempfile.TemporaryDirectory() as data:
        service = subprocess.Popen(
            ["java", "-Xmx256m", "-XX:+UseSerialGC", "-jar", given.jar, "serve", "--port", str(port), "--data", data],
            stdout=subprocess.PIPE, text=True,
        )
        print(service.stdout.readline().strip(), flush=True)
        end = time.monotonic() + 60 * given.minutes
        clients = [Client(port, given.rate / 4, end, seed) for seed in range(4)]
        for client in clients:
            client.start()
        memory = []
        while time.monotonic() < end:
            time.sleep(min(30, max(0.1, end - time.monotonic())))
            memory.append(resident(service))
            print(
                f"{len(memory) / 2:6.1f} min  {memory[-1]:6.0f} MB resident  {heap(port):6.0f} MB heap"
                f"  {sum(c.right for c in clients)} as expected  {sum(c.wrong for c in clients)} wrong",
                flush=True,
            )
        for client in clients:
            client.join()
        service.send_signal(signal.SIGTERM)
        status = service.wait(60)
    third = max(1, len(memory) // 3)
    middle, last = max(memory[third : 2 * third] or memory), max(memory[-third:])
    wrong = sum(client.wrong for client in clients)
    print(f"middle third at most {middle:.0f} MB, last third at most {last:.0f} MB; {wrong} wrong; exit status {status}")
    return 0 if last <= 1.05 * middle and wrong == 0 and status == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
