#!/usr/bin/env python3
"""Three database hosts lose their leader in every way that we could think of, under load, and not one use is lost.

Families use coupons through HAProxy and two instances. Each sends a request until it is answered, always with the same key, as
the phones do, and keeps its own record of what it was told. Meanwhile the leading database host

  - is switched off (SIGKILL of every process on it),
  - is cut off from everybody,
  - is cut off from the other two, and the instances still reach it (reliability.md, L7),
  - has no room left on its disk (its own timer hands over: deploy/vendor/step-down-when-full);

before that, the instances are replaced one after the other, and nobody may notice. After each fault the service must come back by
itself and the cluster must heal, and it is told how long both took. In the end the clients' records are held against the database:

  - every use that was acknowledged is there, with the answer byte for byte the same (N-16, X-12);
  - there is one use for a key, and none for a key that nobody sent;
  - `hagukumi audit verify` finds nothing.

    cluster.py PROGRAM [--short | FAULT...]     the last line reads "N passed, N failed"; --short only switches off the leader

HAGUKUMI_CLUSTER_LOGS=FOLDER keeps what everybody wrote.
"""
import collections
import http.client
import json
import os
import pathlib
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
import uuid

import three_hosts

HOST_NAME = "hagukumi.example"
SOCKET = three_hosts.WORK / "http.socket"
FAMILIES, CLIENTS = 60, 8
PATIENCE = 90  # seconds for which a client sends the same request again
FAULTS = ["replace_instances", "switch_off", "cut_off", "cut_off_from_peers", "fill_disk"]
BACK_WITHIN = 60  # seconds in which the service must be back

HAPROXY = f"""
global
    maxconn 1000
defaults
    mode http
    timeout connect 2s
    timeout client 60s
    timeout server 40s
    retries 2
    option redispatch
    retry-on conn-failure empty-response
frontend people
    bind unix@{SOCKET} mode 666
    default_backend instances
backend instances
    option httpchk
    http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host {HOST_NAME}
    default-server check inter 500ms fall 2 rise 1
    server one 127.0.0.1:8081
    server two 127.0.0.1:8082
"""


class Instance:
    """The program, started again whenever it ends, as systemd does."""

    def __init__(self, program, database, port):
        self.command = [program, "serve", "--database", database, "--port", str(port), "--public-url", f"http://{HOST_NAME}",
                        "--log-level", "warn"]
        self.log = three_hosts.WORK / f"instance-{port}.log"
        self.port, self.starts, self.process = port, 0, None
        threading.Thread(target=self.keep_running, daemon=True).start()

    def keep_running(self):
        while True:
            with open(self.log, "ab") as log:
                self.process = subprocess.Popen(self.command, stdout=log, stderr=log)
            self.starts += 1
            self.process.wait()
            time.sleep(1)

    def is_ready(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            connection.request("GET", "/readyz", headers={"Host": HOST_NAME})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False

    def replace(self):
        """As an upgrade does: told to end, ended, started. Raises TimeoutError when it is not ready within 30 s."""
        before, began = self.starts, time.monotonic()
        self.process.terminate()
        while self.starts == before or not self.is_ready():
            if time.monotonic() - began > 30:
                raise TimeoutError(f"the instance at {self.port} does not come back")
            time.sleep(0.1)


class UnixConnection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(SOCKET))


class Client(threading.Thread):
    """A phone: one use after the other, each until it is answered. Its record is its own."""

    stop = threading.Event()

    def __init__(self, number, targets):
        super().__init__(daemon=True)
        self.randomness = random.Random(number)
        self.targets = targets
        self.sent, self.acknowledged, self.refused = {}, {}, []
        self.acknowledged_at, self.told_to_wait = [], collections.Counter()
        self.connection = None

    def run(self):
        while not self.stop.is_set():
            target = self.randomness.choice(self.targets)
            body = {"key": self.draw_key(), "check_in": target[2], "coupon": target[3], "service": target[4], "units": 1, "again": True}
            self.sent[body["key"]] = (target, body)
            self.use(target, body)
            time.sleep(0.02)

    def use(self, target, body):
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            status, text = self.request(target, body)
            if status == 201:
                self.acknowledged[body["key"]] = text
                self.acknowledged_at.append(time.monotonic())
                return
            if status not in (0, 502, 503, 504):
                self.refused.append((body["key"], status, text[:200]))
                return
            self.told_to_wait[status] += 1
            time.sleep(self.randomness.uniform(0.2, 0.6))

    def request(self, target, body):
        """Status and text; status 0 when the line was cut or nobody answered."""
        try:
            if self.connection is None:
                self.connection = UnixConnection("instances", timeout=12)
            self.connection.request("POST", f"/api/v1/{target[0]}/parent/uses", json.dumps(body),
                                    {"Host": HOST_NAME, "Origin": f"http://{HOST_NAME}", "Cookie": target[1], "Content-Type": "application/json"})
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection = None
            return 0, b""

    def draw_key(self):
        """As the phones draw it: milliseconds first, the rest random (UUID version 7)."""
        value = int(time.time() * 1000) << 80 | self.randomness.getrandbits(80)
        return str(uuid.UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62))


class Test:
    def __init__(self, program):
        self.program, self.passed, self.failed = program, 0, 0
        self.cluster = three_hosts.Cluster()
        print(f"three database hosts after {self.cluster.wait_until_whole():.0f} s", flush=True)
        self.cluster.sql("CREATE ROLE hagukumi LOGIN", "postgres")
        self.cluster.sql("CREATE DATABASE hagukumi OWNER hagukumi", "postgres")
        self.cluster.wait_until_all_know("hagukumi")
        targets = three_hosts.WORK / "targets.tsv"
        subprocess.run([program, "bench", "prepare", "--database", self.cluster.address(), "--targets", targets, "--families", str(FAMILIES)],
                       check=True, stdout=subprocess.DEVNULL)
        self.instances = [Instance(program, self.cluster.address(), port) for port in (8081, 8082)]
        self.start_proxy()
        while not all(instance.is_ready() for instance in self.instances):
            time.sleep(0.2)
        families = [line.split("\t") for line in targets.read_text(encoding="utf-8").splitlines()]
        self.clients = [Client(number, families) for number in range(CLIENTS)]
        for client in self.clients:
            client.start()
        time.sleep(3)

    def start_proxy(self):
        settings = three_hosts.WORK / "haproxy.cfg"
        settings.write_text(HAPROXY)
        self.proxy = subprocess.Popen(["haproxy", "-f", settings], stdout=open(three_hosts.WORK / "haproxy.log", "ab"), stderr=subprocess.STDOUT)

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
        return sum((client.told_to_wait for client in self.clients), collections.Counter())

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
        seen = f"{name}: no use for {silence:.1f} s; answers meanwhile: {describe(turned_away)}"
        try:
            healed = self.cluster.wait_until_whole()
        except TimeoutError as late:
            return self.expect(False, f"{seen}; not whole again: {late}")
        self.expect(silence < BACK_WITHIN, f"{seen}; {leader.name} led, now {self.cluster.leader().name}; three hosts again "
                                           f"{healed:.0f} s after it was mended")

    def replace_instances(self):
        """Each in turn, as an upgrade does."""
        waits = self.told_to_wait()
        began = time.monotonic()
        for instance in self.instances:
            instance.replace()
            time.sleep(1.5)
        turned_away = self.told_to_wait() - waits
        self.expect(not turned_away, f"both instances replaced one after the other: {len(self.acknowledged_since(began))} uses meanwhile, "
                                     f"longest pause {self.longest_silence(began):.1f} s, refused: {describe(turned_away)}")

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
        Client.stop.set()
        for client in self.clients:
            client.join()
        sent, acknowledged = {}, {}
        for client in self.clients:
            sent.update(client.sent)
            acknowledged.update(client.acknowledged)
        refused = [each for client in self.clients for each in client.refused]
        self.expect(not refused, f"no use was refused for another reason than a failure {refused[:3] or ''}")

        stored = self.cluster.sql("SELECT encode(key, 'hex'), encode(convert_to(answer, 'UTF8'), 'hex') FROM command WHERE kind = 'redeem'")
        answers = collections.defaultdict(list)
        for line in stored:
            key, answer = line.split("\t")
            answers[str(uuid.UUID(key))].append(bytes.fromhex(answer))
        lost = [key for key in acknowledged if key not in answers]
        self.expect(acknowledged and not lost, f"all of {len(acknowledged)} acknowledged uses are there {lost[:3] or ''}")
        twice = [key for key, found in answers.items() if len(found) > 1]
        strange = [key for key in answers if key not in sent]
        self.expect(not twice and not strange, f"{len(answers)} keys in the database, each once, each sent by somebody {(twice + strange)[:3] or ''}")
        [[uses, used]] = [line.split("\t") for line in self.cluster.sql(
            "SELECT count(*), (SELECT sum(used_units) FROM coupon) FROM entry WHERE kind = 2 AND voided_by IS NULL")]
        self.expect(int(uses) == len(answers) == int(used), f"{uses} uses in the ledger and {used} units taken for {len(answers)} keys")

        asker, different = self.clients[0], []
        for key in random.Random(1).sample(list(acknowledged), min(200, len(acknowledged))):
            status, text = asker.request(*sent[key])
            if (status, text) != (201, acknowledged[key]):
                different.append((key, status, text[:200]))
        self.expect(not different, f"asked again, 200 of them get the same answer, byte for byte {different[:2] or ''}")
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


def describe(statuses):
    names = {0: "line cut", 502: "502", 503: "503", 504: "504"}
    return ", ".join(f"{count} × {names[status]}" for status, count in sorted(statuses.items())) or "none"


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    faults = ["switch_off"] if "--short" in sys.argv else sys.argv[2:] or FAULTS
    reason = three_hosts.enter_own_namespaces()
    if reason:
        print(f"skipped: {reason}\n0 passed, 0 failed")
        return 0
    test = Test(program)
    try:
        for fault in faults:
            getattr(test, fault)()
        test.check()
    finally:
        if test.failed or sys.exc_info()[0]:
            test.show_logs()
        if os.environ.get("HAGUKUMI_CLUSTER_LOGS"):
            test.keep_logs(pathlib.Path(os.environ["HAGUKUMI_CLUSTER_LOGS"]))
    print(f"{test.passed} passed, {test.failed} failed")
    return 1 if test.failed else 0


if __name__ == "__main__":
    sys.exit(main())
