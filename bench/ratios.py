#!/usr/bin/env python3
"""Measures everything of bench/README.md in one run, in alternating rounds, and prints medians and their ratios.

    ratios.py [ROUNDS] [SECONDS]     default: 5 rounds of 4 seconds each

Ends with 0 also when an aim is missed: a benchmark is not a test.
"""
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "tests" / "system"))
import with_postgres  # noqa: E402

build = root / "build"
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
seconds = sys.argv[2] if len(sys.argv) > 2 else "4"
families = "20000"
peers = root / "bench" / "peers"
scratch = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=build))
targets = scratch / "targets.tsv"
results = {}


class Running:
    """A server that says on its first line with a port where it listens."""

    def __init__(self, *command, **environment):
        self.process = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                                        env={**os.environ, **environment})
        for line in self.process.stdout:
            found = re.search(r"127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = found.group(1)
                return
        raise SystemExit(f"{command[0]} did not say where it listens")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        self.process.stdout.close()


def load(port, kind, clients):
    command = [build / "bench_http_load", port, kind, clients, seconds] + ([targets] if kind == "use" else [])
    return json.loads(subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def note(name, clients, measured):
    results.setdefault((name, clients), []).append(measured)
    print(f"  {name:<22} {clients:>4} clients  {measured['per_second']:>9.0f}/s  p50 {measured['p50_ms']:.2f} ms  "
          f"p99 {measured['p99_ms']:.2f} ms", flush=True)
    if measured.get("refused") or measured.get("failed"):
        raise SystemExit(f"{name} refused {measured['refused']} and failed {measured['failed']} of its requests")


def median(name, clients, field="per_second"):
    values = [measured[field] for measured in results.get((name, clients), [])]
    return statistics.median(values) if values else None


def has_node_peer(folder):
    if (folder / "node_modules").is_dir():
        return True
    print(f"(installing {folder.name}, once)")
    node = pathlib.Path(shutil.which("node")).resolve().parent.parent
    return subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", f"--nodedir={node}"], cwd=folder).returncode == 0


def has_django():
    if pathlib.Path("/usr/bin/gunicorn").exists() and subprocess.run(["/usr/bin/python3", "-c", "import django, psycopg2"], stderr=subprocess.DEVNULL).returncode == 0:
        return True
    print("(without Django: apt install python3-django gunicorn python3-psycopg2)")
    return False


def answers(port):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status == 200
    except OSError:
        return False


def measure_peers(number):
    for script, what in (("server", "bare"), ("whole", "whole")):
        if has["fastify+sqlite"]:
            with Running("node", peers / "fastify-better-sqlite3" / f"{script}.mjs", 0, scratch / f"peer-{script}-{number}.db", targets) as server:
                note(f"fastify+sqlite, {what}", 64, load(server.port, "use", 64))
        if has["fastify+pg"]:
            with new_database(f"fastify_{script}_{number}") as name:
                with Running("node", peers / "fastify-pg" / f"{script}.mjs", 0, postgres.address(name), targets) as server:
                    note(f"fastify+pg, {what}", 64, load(server.port, "use", 64))
    for script, what in (("uses", "bare"), ("whole", "whole")):
        if has["django"]:
            with new_database(f"django_{script}_{number}") as name:
                place = {"PEER_DATABASE": name, "PEER_HOST": postgres_folder, "PEER_USER": with_postgres.ROLE}
                subprocess.run(["/usr/bin/python3", peers / "django" / f"{script}.py", targets], check=True, env={**os.environ, **place})
                with Running("/usr/bin/gunicorn", "--chdir", peers / "django", "--workers", 4, "--threads", 16, "--bind", "127.0.0.1:0",
                             f"{script}:application", **place) as server:
                    while not answers(server.port):
                        time.sleep(0.2)
                    note(f"django, {what}", 64, load(server.port, "use", 64))


@contextlib.contextmanager
def new_database(name, template="template1"):
    postgres.run("createdb", "--host", postgres_folder, "--username", with_postgres.ROLE, "--template", template, name)
    os.sync()
    try:
        yield name
    finally:
        postgres.run("dropdb", "--force", "--host", postgres_folder, "--username", with_postgres.ROLE, name)


program = build / "hagukumi"
prepared = scratch / "prepared.db"
print(f"Preparing {families} families")
subprocess.run([program, "bench", "prepare", "--database", prepared, "--targets", targets, "--families", families], check=True)
postgres_folder = tempfile.mkdtemp(prefix="bench-postgres-")  # on the disk: what a sync costs is part of it
postgres = with_postgres.Server(postgres_folder)
postgres.run("createdb", "--host", postgres_folder, "--username", with_postgres.ROLE, "prepared")
subprocess.run([program, "move", "--from", prepared, "--to", postgres.address("prepared")], check=True)
has = {"fastify+sqlite": has_node_peer(peers / "fastify-better-sqlite3"), "fastify+pg": has_node_peer(peers / "fastify-pg"), "django": has_django()}
for number in range(rounds):
    print(f"Round {number + 1} of {rounds}")
    for clients in (64, 256):
        log = scratch / "bound.log"
        os.sync()  # what was made ready is on the disk before anything is measured
        with Running(build / "bench_log_bound", 0, log) as server:
            note("log bound, HTTP", clients, load(server.port, "use", clients))
        log.unlink(missing_ok=True)
        database = scratch / "ours.db"
        for suffix in ("", "-wal", "-shm"):
            pathlib.Path(f"{database}{suffix}").unlink(missing_ok=True)
        shutil.copy(prepared, database)
        os.sync()
        with Running(program, "serve", "--database", database, "--port", 0, "--log-level", "warn") as server:
            note("hagukumi, HTTP", clients, load(server.port, "use", clients))
            note("hagukumi, empty JSON", clients, load(server.port, "empty", clients))
        with new_database(f"round_{number}_{clients}", template="prepared") as name:
            with Running(program, "serve", "--database", postgres.address(name), "--port", 0, "--log-level", "warn") as server:
                note("hagukumi on PostgreSQL", clients, load(server.port, "use", clients))
        done = subprocess.run([program, "bench", "in-process", "--clients", str(clients), "--seconds", seconds], check=True,
                              capture_output=True, text=True)
        note("hagukumi, in process", clients, json.loads(done.stdout.splitlines()[-1]))
    measure_peers(number)
postgres.stop()
shutil.rmtree(postgres_folder, ignore_errors=True)
shutil.rmtree(scratch, ignore_errors=True)

print(f"\nMedians of {rounds} alternating rounds; the load generator runs on the same {os.cpu_count()} cores")
for (name, clients) in sorted(results):
    print(f"  {name:<22} {clients:>4} clients  {median(name, clients):>9.0f}/s  p50 {median(name, clients, 'p50_ms'):.2f} ms  "
          f"p99 {median(name, clients, 'p99_ms'):.2f} ms")
print("Ratios")
for clients in (64, 256):
    ours = median("hagukumi, HTTP", clients)
    print(f"  {clients} clients: {ours / median('log bound, HTTP', clients):.2f} of the log bound over HTTP (aim 0.35); "
          f"{ours / median('hagukumi, empty JSON', clients):.2f} of an empty request; "
          f"{ours / median('hagukumi, in process', clients):.2f} of in process; p99 {median('hagukumi, HTTP', clients, 'p99_ms'):.1f} ms (aim 20); "
          f"on PostgreSQL {median('hagukumi on PostgreSQL', clients) / ours:.2f} of this")
for name, ours, aim in (("fastify+sqlite", "hagukumi, HTTP", 10), ("fastify+pg", "hagukumi on PostgreSQL", 2.5), ("django", "hagukumi on PostgreSQL", 50)):
    if has[name]:
        whole, bare = (median(ours, 64) / median(f"{name}, {what}", 64) for what in ("whole", "bare"))
        print(f"  64 clients: {ours} is {whole:.1f} times {name} (aim {aim}); {bare:.1f} times what that does of the bare writing")
