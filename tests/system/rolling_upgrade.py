#!/usr/bin/env python3
"""An upgrade under load: instances behind HAProxy are replaced one by one, and not one request is refused or lost.

Two instances on one PostgreSQL, as deploy/vendor has them; phones use coupons, book and cancel without a pause. Each instance in
turn is told to end, ends when it has answered what it took, and the next one takes its place. With an older program beside the
new one, the first instance of the new migrates the schema while the old one still serves; then the way back is refused where
the schema is newer, and nobody may notice any of it.

    with_postgres.py rolling_upgrade.py PROGRAM [ROUNDS] [--from OLDER-PROGRAM]      the last line reads "N passed, N failed"
"""
import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import phones
import with_postgres

PORTS = (18081, 18082)
passed = failed = 0


def expect(holds, sentence):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    print(f"{'ok    ' if holds else 'FAILED'}  {sentence}", flush=True)


def rows(address, municipality, statement):
    """As the program's own role, which sees the rows of the municipality that it names."""
    done = subprocess.run([with_postgres.server_programs() / "psql", address, "--no-align", "--tuples-only", "--no-psqlrc",
                           "--field-separator=\t", "--command", statement], check=True, capture_output=True, text=True,
                          env={**os.environ, "PGOPTIONS": f"-c hagukumi.municipality={municipality}"})
    return [line.split("\t") for line in done.stdout.splitlines()]


def rows_of_all(address, statement):
    """Each municipality's, one behind the other; sums are put together."""
    municipalities = [number for [number] in rows(address, 0, "SELECT municipality FROM municipality")]
    found = [rows(address, municipality, statement) for municipality in municipalities]
    if "count(*)" not in statement:
        return [row for each in found for row in each]
    return [[str(sum(int(each[0][column] or 0) for each in found)) for column in range(len(found[0][0]))]]


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program")
    arguments.add_argument("rounds", nargs="?", type=int, default=2)
    arguments.add_argument("--from", dest="older")
    chosen = arguments.parse_args()
    if shutil.which("haproxy") is None:
        print("skipped: haproxy is not installed\n0 passed, 0 failed")
        return 0
    database = with_postgres.new_database("rolling")
    if database is None:
        sys.exit("with_postgres.py starts the server that this needs")
    with tempfile.TemporaryDirectory(prefix="hagukumi-rolling-") as made:
        folder = pathlib.Path(made)
        targets, bookings = folder / "targets.tsv", folder / "bookings.tsv"
        first = chosen.older or chosen.program
        subprocess.run([first, "bench", "prepare", "--database", database, "--targets", targets, "--bookings", bookings, "--families", "64"],
                       check=True, stdout=subprocess.DEVNULL)
        instances = [phones.Instance(first, database, port, folder / f"instance-{port}.log") for port in PORTS]
        (folder / "haproxy.cfg").write_text(phones.proxy_settings(folder / "http.socket", PORTS))
        proxy = subprocess.Popen(["haproxy", "-f", folder / "haproxy.cfg"], stdout=open(folder / "haproxy.log", "ab"), stderr=subprocess.STDOUT)
        try:
            while not all(instance.is_ready() for instance in instances):
                time.sleep(0.1)
            time.sleep(1)  # the proxy has looked
            families = phones.start_phones(8, folder / "http.socket", targets, bookings)
            time.sleep(2)
            for number in range(chosen.rounds):
                began, waits = time.monotonic(), phones.told_to_wait(families)
                for instance in instances:
                    instance.replace(chosen.program)
                    time.sleep(1.5)  # rolling-restart waits 2 s for the proxy
                turned_away = phones.told_to_wait(families) - waits
                times = sorted(at for phone in families for at in phone.acknowledged_at if at >= began)
                longest = max(later - earlier for earlier, later in zip([began, *times], [*times, time.monotonic()]))
                expect(not turned_away, f"round {number + 1}: both instances replaced, {len(times)} deeds meanwhile, longest pause {longest:.1f} s, "
                                        f"refused: {phones.describe(turned_away)}")
            phones.end(families)
            phones.compare(families, lambda statement: rows_of_all(database, statement), expect)
            verified = subprocess.run([chosen.program, "audit", "verify", "--database", database], capture_output=True, text=True, check=False)
            expect(verified.returncode == 0, f"audit verify: {(verified.stdout + verified.stderr).strip().splitlines()[-1]}")
            if chosen.older:
                refused = subprocess.run([chosen.older, "migrate", "--database", database], capture_output=True, text=True, check=False)
                expect(refused.returncode == 1 and "newer" in refused.stderr, f"the older program says why it does not open the newer schema: "
                                                                              f"{refused.stderr.strip().splitlines()[-1]}")
        finally:
            for instance in instances:
                instance.end()
            proxy.terminate()
            proxy.wait()
            if failed:
                for log in sorted(folder.glob("*.log")):
                    print(f"-- {log.name}", *log.read_text(errors="replace").splitlines()[-15:], sep="\n")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
