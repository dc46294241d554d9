#!/usr/bin/env python3
"""Three database hosts lose their leader in every way that we could think of, under load, and not one use or booking is lost.

Families use coupons, book and cancel through HAProxy and two instances (phones.py). Each sends a request until it is answered,
always with the same key, and keeps its own record of what it was told. Meanwhile the leading database host

  - is switched off (SIGKILL of every process on it),
  - is cut off from everybody,
  - is cut off from the other two, and the instances still reach it (reliability.md, L7),
  - has no room left on its disk (its own timer hands over: deploy/vendor/step-down-when-full);

before that, the instances are replaced one after the other, and nobody may notice. After each fault the service must come back by
itself and the cluster must heal, and it is told how long both took. In the end the clients' records are held against the database:

  - every use that was acknowledged is there, with the answer byte for byte the same (N-16, X-12), and every booking and
    cancellation;
  - there is one for a key, and none for a key that nobody sent; no seat is taken but by a booking that stands;
  - `hagukumi audit verify` finds nothing.

    cluster.py PROGRAM [--short | FAULT...]     the last line reads "N passed, N failed"; --short replaces the instances and
                                                switches off the leader; `rate` measures goal G5 in the end

HAGUKUMI_CLUSTER_LOGS=FOLDER keeps what everybody wrote.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import threading
import time

import phones
import three_hosts

SOCKET = three_hosts.WORK / "http.socket"
FAMILIES, CLIENTS = 64, 8
FAULTS = ["replace_instances", "switch_off", "cut_off", "cut_off_from_peers", "fill_disk"]
BACK_WITHIN = 60  # seconds in which the service must be back


class Test:
    def __init__(self, program):
        self.program, self.passed, self.failed = program, 0, 0
        self.cluster = three_hosts.Cluster()
        print(f"three database hosts after {self.cluster.wait_until_whole():.0f} s", flush=True)
        self.cluster.sql("CREATE ROLE hagukumi LOGIN", "postgres")
        self.cluster.sql("CREATE DATABASE hagukumi OWNER hagukumi", "postgres")
        self.cluster.wait_until_all_know("hagukumi")
        targets, bookings = three_hosts.WORK / "targets.tsv", three_hosts.WORK / "bookings.tsv"
        subprocess.run([program, "bench", "prepare", "--database", self.cluster.address(), "--targets", targets, "--bookings", bookings,
                        "--families", str(FAMILIES)], check=True, stdout=subprocess.DEVNULL)
        self.instances = [phones.Instance(program, self.cluster.address(), port, three_hosts.WORK / f"instance-{port}.log") for port in (8081, 8082)]
        settings = three_hosts.WORK / "haproxy.cfg"
        settings.write_text(phones.proxy_settings(SOCKET, (8081, 8082)))
        self.proxy = subprocess.Popen(["haproxy", "-f", settings], stdout=open(three_hosts.WORK / "haproxy.log", "ab"), stderr=subprocess.STDOUT)
        while not all(instance.is_ready() for instance in self.instances):
            time.sleep(0.2)
        self.clients = phones.start_phones(CLIENTS, SOCKET, targets, bookings)
        time.sleep(3)

    def expect(self, holds, sentence):
        self.passed, self.failed = self.passed + bool(holds), self.failed + (not holds)
        print(f"{'ok    ' if holds else 'FAILED'}  {sentence}", flush=True)

    # What the clients saw.

    def acknowledged_since(self, moment):
        return sorted(at for client in self.clients for at in client.acknowledged_at if at >= moment)

    def longest_silence(self, since):
        times = [since, *self.acknowledged_since(since), time.monotonic()]
        return max(later - earlier for earlier, later in zip(times, times[1:]))

    def told_to_wait(self):
        return phones.told_to_wait(self.clients)

    def wait_until_back(self, since):
        """The service is back when every client has been answered anew, after the fault had time to bite."""
        time.sleep(3)
        until = time.monotonic() + BACK_WITHIN
        while time.monotonic() < until:
            if all(client.acknowledged_at and client.acknowledged_at[-1] > time.monotonic() - 1 for client in self.clients):
                return
            time.sleep(0.2)

    # What is done to it.

    def fault(self, name, break_it, mend_it):
        """Breaks something, waits until the service is back by itself, mends, and waits until the cluster is whole."""
        began, waits = time.monotonic(), self.told_to_wait()
        leader = self.cluster.leader()
        break_it(leader)
        self.wait_until_back(began)
        silence = self.longest_silence(began)
        turned_away = self.told_to_wait() - waits
        mend_it(leader)
        seen = f"{name}: nothing acknowledged for {silence:.1f} s; answers meanwhile: {phones.describe(turned_away)}"
        try:
            healed = self.cluster.wait_until_whole()
        except TimeoutError as late:
            return self.expect(False, f"{seen}; not whole again: {late}")
        self.expect(silence < BACK_WITHIN, f"{seen}; {leader.name} led, now {self.cluster.leader().name}; three hosts again "
                                           f"{healed:.0f} s after it was mended")

    def rate(self):
        """What three hosts with a synchronous replica do: 64 families, each of which uses again as soon as it is answered (G5 of
        docs/country.md). script/bench country builds what asks."""
        load = pathlib.Path(self.program).with_name("bench_country_load")
        if not load.exists():
            print("(no rate: bench_country_load is not built)")
            return
        targets = three_hosts.WORK / "load.tsv"
        targets.write_text("".join("use\t" + line for line in (three_hosts.WORK / "targets.tsv").read_text().splitlines(keepends=True)))
        done = subprocess.run([load, "8081", f"targets={targets}", f"host={phones.HOST_NAME}", "closed=64", "seconds=10"], check=True,
                              capture_output=True, text=True)
        measured = json.loads(done.stdout)
        use, seconds = measured["use"], [done for done, _ in measured["seconds"]][1:]
        self.expect(set(use["by_status"]) == {"201"} and sum(seconds) / len(seconds) >= 500 and use["p99_ms"] <= 300,
                    f"G5: {sum(seconds) / len(seconds):.0f} uses a second on three hosts (500), p99 {use['p99_ms']:.0f} ms (300), {use['by_status']}")

    def replace_instances(self):
        """Each in turn, as an upgrade does."""
        waits = self.told_to_wait()
        began = time.monotonic()
        for instance in self.instances:
            instance.replace()
            time.sleep(1.5)
        turned_away = self.told_to_wait() - waits
        self.expect(not turned_away, f"both instances replaced one after the other: {len(self.acknowledged_since(began))} deeds meanwhile, "
                                     f"longest pause {self.longest_silence(began):.1f} s, refused: {phones.describe(turned_away)}")

    def switch_off(self):
        self.fault("the leader switched off", three_hosts.Host.kill, three_hosts.Host.start)

    def cut_off(self):
        self.fault("the leader cut off from everybody", lambda leader: leader.set_link("down"), lambda leader: leader.set_link("up"))

    def cut_off_from_peers(self):
        self.fault("the leader cut off from the other two, not from the instances",
                   lambda leader: leader.cut_off_from(self.cluster.others(leader)), lambda leader: leader.rejoin(self.cluster.others(leader)))

    def fill_disk(self):
        full = threading.Event()

        def keep_full(leader):
            while not full.is_set():
                leader.fill_disk()
                time.sleep(0.1)

        def free(leader):
            full.set()
            filling.join()
            leader.free_disk()

        filling = None

        def fill(leader):
            nonlocal filling
            filling = threading.Thread(target=keep_full, args=(leader,), daemon=True)
            filling.start()

        self.fault("the leader's disk full", fill, free)

    # What is left of it.

    def check(self):
        phones.end(self.clients)
        phones.compare(self.clients, lambda statement: [line.split("\t") for line in self.cluster.sql(statement)], self.expect)
        verified = subprocess.run([self.program, "audit", "verify", "--database", self.cluster.address()], capture_output=True, text=True, check=False)
        self.expect(verified.returncode == 0, f"audit verify: {(verified.stdout + verified.stderr).strip().splitlines()[-1]}")

    def keep_logs(self, folder):
        for log in three_hosts.WORK.rglob("*.log"):
            to = folder / log.relative_to(three_hosts.WORK)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(log, to)

    def show_logs(self):
        for host in self.cluster.hosts:
            host.log_ends()
        for log in sorted(three_hosts.WORK.glob("*.log")):
            print(f"-- {log.name}", *log.read_text(errors="replace").splitlines()[-15:], sep="\n")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    faults = ["replace_instances", "switch_off"] if "--short" in sys.argv else sys.argv[2:] or FAULTS
    reason = three_hosts.enter_own_namespaces()
    if reason:
        print(f"skipped: {reason}\n0 passed, 0 failed")
        return 0
    test = Test(program)
    try:
        for fault in faults:
            if fault != "rate":  # once the phones are silent
                getattr(test, fault)()
        test.check()
        if "rate" in faults:
            test.rate()
    finally:
        if test.failed or sys.exc_info()[0]:
            test.show_logs()
        if os.environ.get("HAGUKUMI_CLUSTER_LOGS"):
            test.keep_logs(pathlib.Path(os.environ["HAGUKUMI_CLUSTER_LOGS"]))
    print(f"{test.passed} passed, {test.failed} failed")
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main())
