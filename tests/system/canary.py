#!/usr/bin/env python3
"""Fifty families at once, through connections that they share as behind a proxy: nobody reads what is another's.

Every family first reads its own pages alone; the ids that no other family's answer holds are its canaries. Then sixteen
connections send requests of random families eight at a time, without waiting, while uses are entered and some connections
are cut in the middle. Each answer must be the one to its request: its family's canaries, and no other's (reliability.md, T20).
Beside a PostgreSQL (with_postgres.py) two instances serve them from one database.

    canary.py PROGRAM [SECONDS]      the last line reads "N passed, N failed"
"""
import http.client
import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid

import with_postgres

program, seconds = sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 8
families, connections, sent_ahead = 50, 16, 8
folder = tempfile.TemporaryDirectory(prefix="hagukumi-canary-")
database, targets_file = with_postgres.new_database("canary"), os.path.join(folder.name, "targets.tsv")
instances = 2 if database else 1
database = database or os.path.join(folder.name, "ledger.db")
an_id = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
pages = ["/parent/coupons", "/parent/history", "/parent/notices", "/parent/me"]
seed = random.SystemRandom().randrange(2**32)
print(f"seed {seed}")


def time_first_key(randomness):
    value = int(time.time() * 1000) << 80 | randomness.getrandbits(80)
    return str(uuid.UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62))


def head(port, method, target, path, body=b""):
    lines = [f"{method} /api/v1/{target[0]}{path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Origin: http://127.0.0.1:{port}",
             f"Cookie: {target[1]}"]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def read_answer(stream):
    status = int(stream.readline().split()[1])
    length = 0
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    return status, stream.read(length)


def alone(target):
    """Every id in what this family reads of itself."""
    connection = http.client.HTTPConnection("127.0.0.1", ports[0], timeout=10)
    found = set()
    for page in pages:
        connection.request("GET", f"/api/v1/{target[0]}{page}", headers={"Cookie": target[1]})
        answer = connection.getresponse()
        text = answer.read()
        assert answer.status == 200, (page, answer.status, text)
        found |= set(an_id.findall(text))
    connection.close()
    return found


def crowd(number):
    randomness, port = random.Random(f"{seed} {number}"), ports[number % instances]
    while time.monotonic() < end and not wrong:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as channel, channel.makefile("rb") as stream:
            for _ in range(randomness.randrange(1, 30)):
                asked, bytes_sent = [], b""
                for _ in range(sent_ahead):
                    family = randomness.randrange(families)
                    target = targets[family]
                    if randomness.random() < 0.3:
                        use = {"key": time_first_key(randomness), "check_in": target[2], "coupon": target[3], "service": target[4],
                               "units": 1, "again": True}
                        asked.append((family, "POST", "/parent/uses", target[3].encode()))
                        bytes_sent += head(port, "POST", target, "/parent/uses", json.dumps(use).encode())
                    else:
                        page = randomness.choice(pages)
                        asked.append((family, "GET", page, target[3].encode() if page == "/parent/coupons" else b""))
                        bytes_sent += head(port, "GET", target, page)
                channel.sendall(bytes_sent)
                read = len(asked) if randomness.random() < 0.9 else randomness.randrange(len(asked))
                for family, method, page, own in asked[:read]:
                    status, text = read_answer(stream)
                    others = {found.decode() for found in an_id.findall(text) if owner.get(found, family) != family}
                    good = status == (201 if method == "POST" else 200) and own in text and not others
                    counted[number] += 1
                    if not good:
                        wrong.append(f"{method} {page}: {status}, {len(others)} ids of other families, own coupon {own in text}: {text[:160]}")
                        return
                if read < len(asked):
                    break  # cut in the middle


subprocess.run([program, "bench", "prepare", "--database", database, "--targets", targets_file, "--families", str(families)],
               check=True, stdout=subprocess.DEVNULL)
with open(targets_file, encoding="utf-8") as file:
    targets = [line.rstrip("\n").split("\t") for line in file]
running = [subprocess.Popen([program, "serve", "--database", database, "--port", "0"], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True) for _ in range(instances)]
ports = [next(int(found.group(1)) for line in instance.stdout if (found := re.search(r"http://127\.0\.0\.1:(\d+)", line)))
         for instance in running]
for instance in running:
    threading.Thread(target=lambda output=instance.stdout: [None for _ in output], daemon=True).start()

seen = [alone(target) for target in targets]
owner = {canary: family for family, ids in enumerate(seen) for canary in ids
         if sum(canary in other for other in seen) == 1}
assert len(set(owner.values())) == families, "every family has a canary"
counted, wrong, end = [0] * connections, [], time.monotonic() + seconds
crowds = [threading.Thread(target=crowd, args=(number,)) for number in range(connections)]
for thread in crowds:
    thread.start()
for thread in crowds:
    thread.join()
for instance in running:
    instance.send_signal(signal.SIGTERM)
for instance in running:
    instance.wait(timeout=20)
print(f"{sum(counted)} answers to {families} families with {len(owner)} canaries by {instances} instances")
if sum(counted) < 1000:
    wrong.append("too few answers to mean anything")
for line in wrong[:10]:
    print(line)
print("0 passed, 1 failed" if wrong else "1 passed, 0 failed")
sys.exit(1 if wrong else 0)
