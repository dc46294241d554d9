#!/usr/bin/env python3
"""Kills the program under load and proves that every acknowledged use is there once, and no other.

Eight clients use coupons over HTTP and write down, before they send, which key they send, and afterwards what the
answer said. At a random moment the program gets SIGKILL. It is started again on the same database, and

  - every key that was answered with 201 must be found, with the answer byte for byte the same (N-16, X-12);
  - every other entry must carry a key that was sent and never answered ("we do not know");
  - the chain and the ledger's invariants must verify (`hagukumi audit verify`).

SIGKILL does not prove what a power cut would: the kernel still holds the pages. The store's tests assert
synchronous=FULL for that.

With --postgres the database is a PostgreSQL of its own, and every second time it is its server that is killed, with all its
processes at once, while the program lives on: it must find out by itself what became of the commits that were under way.

    kill_under_load.py PROGRAM [ROUNDS] [--postgres]      the last line reads "N passed, N failed"
"""
import http.client
import json
import os
import pathlib
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import uuid

import with_postgres

is_postgres = "--postgres" in sys.argv
words = [word for word in sys.argv[1:] if not word.startswith("--")]
program, rounds = words[0], int(words[1]) if len(words) > 1 else 20
folder = tempfile.TemporaryDirectory(prefix="hagukumi-kill-")
database, targets_file = os.path.join(folder.name, "ledger.db"), os.path.join(folder.name, "targets.tsv")
randomness = random.Random(20261120)


def time_first_key():
    """A key as the phones draw it: milliseconds first, the rest random (UUID version 7)."""
    value = int(time.time() * 1000) << 80 | randomness.getrandbits(80)
    return str(uuid.UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62))


class Program:
    def __init__(self):
        self.process = subprocess.Popen(
            [program, "serve", "--database", database, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break
        else:
            raise SystemExit("the program did not say where it listens")
        threading.Thread(target=lambda: [None for _ in self.process.stdout], daemon=True).start()

    def request(self, connection, method, target, path, body=None):
        municipality, cookie = target[0], target[1]
        headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{self.port}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection.request(method, f"/api/v1/{municipality}{path}", json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


def client(running, targets, sent, answered, stop):
    try:
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
        while not stop.is_set():
            target = randomness.choice(targets)
            key = time_first_key()
            body = {"key": key, "check_in": target[2], "coupon": target[3], "service": target[4], "units": 1, "again": True}
            sent[key] = (target, body)
            status, text = running.request(connection, "POST", target, "/parent/uses", body)
            if status == 201:
                answered[key] = text
    except (OSError, http.client.HTTPException):
        pass  # the program was killed: what was sent and not answered stays unknown


class Server(with_postgres.Server):
    """A PostgreSQL that can be killed as a power cut would, but for what the kernel still holds."""

    def __init__(self):
        self.own_folder = tempfile.TemporaryDirectory(prefix="hagukumi-kill-postgres-")
        super().__init__(self.own_folder.name)
        self.run("createdb", "--host", str(self.folder), "--username", with_postgres.ROLE, "ledger")

    def kill(self):
        number = self.process.pid
        children = pathlib.Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
        for process in (number, *map(int, children)):
            os.kill(process, signal.SIGKILL)
        self.process.wait()

    def keys(self, municipality):
        done = subprocess.run([str(self.programs / "psql"), self.address("ledger"), "--no-align", "--tuples-only", "--command",
                               "SELECT encode(key, 'hex') FROM command WHERE kind = 'redeem'"], check=True, capture_output=True, text=True,
                              env={**os.environ, "PGOPTIONS": f"-c hagukumi.municipality={municipality}"})
        return [str(uuid.UUID(line)) for line in done.stdout.split()]


def stored_keys():
    if server:
        return server.keys(targets[0][0])
    with sqlite3.connect(database) as reader:
        return [str(uuid.UUID(bytes=row[0])) for row in reader.execute("SELECT key FROM command WHERE kind = 'redeem'")]


def verify():
    done = subprocess.run([program, "audit", "verify", "--database", database], capture_output=True, text=True)
    return done.returncode == 0 or print(done.stdout, done.stderr)


server = Server() if is_postgres else None
if server:
    database = server.address("ledger")
subprocess.run([program, "bench", "prepare", "--database", database, "--targets", targets_file, "--families", "40"], check=True,
               stdout=subprocess.DEVNULL)
with open(targets_file, encoding="utf-8") as file:
    targets = [line.rstrip("\n").split("\t") for line in file]

sent, answered, failures = {}, {}, 0
for number in range(rounds):
    running = Program()
    before = dict(answered)
    stop = threading.Event()
    clients = [threading.Thread(target=client, args=(running, targets, sent, answered, stop)) for _ in range(8)]
    for thread in clients:
        thread.start()
    begun = time.monotonic()
    while len(answered) - len(before) < 16 and time.monotonic() - begun < 30:  # there is load, also on a busy machine
        time.sleep(0.01)
    time.sleep(randomness.uniform(0.05, 0.5))
    if server and number % 2 == 1:
        server.kill()
        stop.set()
        for thread in clients:
            thread.join()
        server.start()
        again = running
    else:
        running.process.send_signal(signal.SIGKILL)
        running.process.wait()
        stop.set()
        for thread in clients:
            thread.join()
        again = Program()
    wrong = []
    connection = http.client.HTTPConnection("127.0.0.1", again.port, timeout=40)
    patient_until = time.monotonic() + 30
    fresh = [key for key in answered if key not in before]
    for key in fresh:
        target, body = sent[key]
        status, text = again.request(connection, "POST", target, "/parent/uses", body)
        while status == 503 and time.monotonic() < patient_until:  # its lines to the server were cut
            time.sleep(0.2)
            status, text = again.request(connection, "POST", target, "/parent/uses", body)
        if status != 201 or text != answered[key]:
            wrong.append(f"{key}: acknowledged, but asked again it says {status} {text[:200]}")
    connection.close()
    again.process.send_signal(signal.SIGTERM)
    if again.process.wait(timeout=20) != 0:
        wrong.append(f"SIGTERM: the program ended with {again.process.returncode}")
    keys = stored_keys()
    if len(keys) != len(set(keys)):
        wrong.append("a key is stored twice")
    wrong += [f"{key}: stored, but never sent" for key in keys if key not in sent]
    wrong += [f"{key}: acknowledged, but not stored" for key in answered if key not in keys]
    if not verify():
        wrong.append("audit verify failed")
    unknown = len(set(keys) - set(answered))
    print(f"round {number + 1}: {len(fresh)} acknowledged, {unknown} unknown in all, {len(wrong)} wrong", *wrong[:5], sep="\n  ")
    failures += bool(wrong)

if server:
    server.stop()
    server.own_folder.cleanup()
print(f"{rounds - failures} passed, {failures} failed")
sys.exit(1 if failures else 0)
