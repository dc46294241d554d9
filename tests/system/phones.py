"""Families' phones before a service that is being broken, and what they were told, for the tests that break it.

Each phone sends a request until it is answered, always with the same key, and keeps its own record: uses, bookings, and
bookings that it cancelled again. In the end the records are held against the database.
"""
import collections
import datetime
import http.client
import json
import pathlib
import random
import socket
import subprocess
import threading
import time
import uuid

HOST_NAME = "hagukumi.example"
PATIENCE = 90  # seconds for which a phone sends the same request again
BOOKED, CANCELLED = "2", "5"
JAPAN = datetime.timezone(datetime.timedelta(hours=9))


def proxy_settings(listens_at, ports):
    """HAProxy as deploy/vendor has it, as far as instances that come and go are concerned."""
    servers = "\n".join(f"    server instance-{port} 127.0.0.1:{port}" for port in ports)
    return f"""
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
    bind unix@{listens_at} mode 666
    default_backend instances
backend instances
    balance leastconn
    option httpchk
    http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host {HOST_NAME}
    default-server check inter 500ms fall 2 rise 1
{servers}
"""


class Instance:
    """The program, started again whenever it ends, as systemd does."""

    def __init__(self, program, database, port, log):
        self.program, self.port, self.log, self.starts, self.process = str(program), port, log, 0, None
        self.arguments = ["serve", "--database", database, "--port", str(port), "--public-url", f"http://{HOST_NAME}", "--log-level", "warn"]
        self.is_wanted = True
        self.keeper = threading.Thread(target=self.keep_running, daemon=True)
        self.keeper.start()

    def keep_running(self):
        while self.is_wanted:
            with open(self.log, "ab") as log:
                self.process = subprocess.Popen([self.program, *self.arguments], stdout=log, stderr=log)
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

    def replace(self, program=None):
        """As an upgrade does: told to end, ended, started, by another program if one is named. Raises TimeoutError when it is
        not ready within 30 s."""
        before, began = self.starts, time.monotonic()
        self.program = str(program or self.program)
        self.process.terminate()
        while self.starts == before or not self.is_ready():
            if time.monotonic() - began > 30:
                raise TimeoutError(f"the instance at {self.port} does not come back")
            time.sleep(0.1)

    def end(self):
        self.is_wanted = False
        self.process.terminate()
        self.keeper.join()


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("instances", timeout=12)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def read_targets(file):
    return [line.split("\t") for line in pathlib.Path(file).read_text(encoding="utf-8").splitlines()]


class Phone(threading.Thread):
    """One deed after the other, each until it is answered. Its record is its own; so are its families that book."""

    stop = threading.Event()

    def __init__(self, number, proxy, uses, bookings):
        super().__init__(daemon=True)
        self.randomness = random.Random(number)
        self.proxy, self.uses, self.bookings = proxy, uses, list(bookings)
        self.sent = {}  # key: (method, path, cookie, body)
        self.used, self.booked, self.cancelled = {}, {}, {}  # key: what was acknowledged
        self.refused, self.acknowledged_at, self.told_to_wait = [], [], collections.Counter()
        self.connection = None

    def run(self):
        while not self.stop.is_set():
            if self.bookings and self.randomness.random() < 0.4:
                self.book_and_cancel(self.randomness.choice(self.bookings))
            else:
                self.use(self.randomness.choice(self.uses))
            time.sleep(0.02)

    def use(self, target):
        municipality, cookie, check_in, coupon, service = target
        key, text = self.ask(f"/api/v1/{municipality}/parent/uses", cookie, 201,
                             {"check_in": check_in, "coupon": coupon, "service": service, "units": 1, "again": True})
        if text is not None:
            self.used[key] = text

    def book_and_cancel(self, target):
        municipality, cookie, coupon, facility, service = target
        day = datetime.datetime.now(JAPAN).date() + datetime.timedelta(days=self.randomness.randint(6, 9))
        hour = self.randomness.randint(8, 14)
        path = f"/api/v1/{municipality}/parent/bookings"
        key, text = self.ask(path, cookie, 201, {"coupon": coupon, "facility": facility, "service": service, "first_day": day.isoformat(),
                                                 "boxes": [f"{hour:02}:00", f"{hour + 1:02}:00"]})
        if text is None:
            self.bookings.remove(target)  # nobody knows whether this family has booked
            return
        booking = json.loads(text)["booking"]["id"]
        self.booked[key] = booking
        if self.stop.is_set():
            return
        key, text = self.ask(f"{path}/{booking}/cancel", cookie, 200, {})
        if text is None:
            self.bookings.remove(target)
        else:
            self.cancelled[key] = booking

    def ask(self, path, cookie, good, body):
        """The key, and the answer once it is the good one; None when it was refused or patience ended."""
        key, began = self.draw_key(), time.monotonic()
        body = {"key": key, **body}
        self.sent[key] = (path, cookie, body)
        while time.monotonic() - began < PATIENCE:
            status, text = self.request(path, cookie, body)
            if status == good:
                self.acknowledged_at.append(time.monotonic())
                return key, text
            if status not in (0, 502, 503, 504):
                self.refused.append((key, status, text[:200]))
                return key, None
            self.told_to_wait[status] += 1
            time.sleep(self.randomness.uniform(0.2, 0.6))
        return key, None

    def request(self, path, cookie, body):
        """Status and text; status 0 when the line was cut or nobody answered."""
        try:
            if self.connection is None:
                self.connection = UnixConnection(self.proxy)
            self.connection.request("POST", path, json.dumps(body), {"Host": HOST_NAME, "Origin": f"http://{HOST_NAME}", "Cookie": cookie,
                                                                     "Content-Type": "application/json"})
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection = None
            return 0, b""

    def draw_key(self):
        """As the phones draw it: milliseconds first, the rest random (UUID version 7)."""
        value = int(time.time() * 1000) << 80 | self.randomness.getrandbits(80)
        return str(uuid.UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62))


def start_phones(count, proxy, uses_file, bookings_file):
    uses, bookings = read_targets(uses_file), read_targets(bookings_file)
    phones = [Phone(number, proxy, uses, bookings[number::count]) for number in range(count)]
    for phone in phones:
        phone.start()
    return phones


def told_to_wait(phones):
    return sum((phone.told_to_wait for phone in phones), collections.Counter())


def describe(statuses):
    names = {0: "line cut", 502: "502", 503: "503", 504: "504"}
    return ", ".join(f"{count} × {names[status]}" for status, count in sorted(statuses.items())) or "none"


def end(phones):
    Phone.stop.set()
    for phone in phones:
        phone.join()


def compare(phones, rows, expect):
    """Holds the phones' records against the database: rows(sql) gives lists of texts, expect(holds, sentence) notes."""
    sent, used, booked, cancelled = {}, {}, {}, {}
    for phone in phones:
        for all_of_them, own in ((sent, phone.sent), (used, phone.used), (booked, phone.booked), (cancelled, phone.cancelled)):
            all_of_them.update(own)
    refused = [each for phone in phones for each in phone.refused]
    expect(not refused, f"nothing was refused for another reason than a failure {refused[:3] or ''}")

    stored = collections.defaultdict(lambda: collections.defaultdict(list))
    for kind, key, answer in rows("SELECT kind, encode(key, 'hex'), answer FROM command WHERE kind IN ('redeem', 'book', 'cancel_booking')"):
        stored[kind][str(uuid.UUID(key))].append(answer)
    for kind, name, acknowledged in (("redeem", "uses", used), ("book", "bookings", booked), ("cancel_booking", "cancellations", cancelled)):
        lost = [key for key in acknowledged if key not in stored[kind]]
        twice = [key for key, found in stored[kind].items() if len(found) > 1]
        strange = [key for key in stored[kind] if key not in sent]
        expect(acknowledged and not lost, f"all of {len(acknowledged)} acknowledged {name} are there {lost[:3] or ''}")
        expect(not twice and not strange, f"{len(stored[kind])} keys of {name}, each once, each sent by somebody {(twice + strange)[:3] or ''}")

    [[uses, units]] = rows("SELECT count(*), (SELECT sum(used_units) FROM coupon) FROM entry WHERE kind = 2 AND voided_by IS NULL")
    expect(int(uses) == len(stored["redeem"]) == int(units), f"{uses} uses in the ledger and {units} units taken for {len(stored['redeem'])} keys")
    states = {str(uuid.UUID(number)): state for number, state in rows("SELECT encode(id, 'hex'), state FROM booking")}
    expect(len(states) == len(stored["book"]), f"{len(states)} bookings in the book for {len(stored['book'])} keys")
    wrong = [key for key, booking in booked.items() if stored["book"].get(key) != [booking] or booking not in states]
    expect(not wrong, f"each phone's booking is the one of its key {wrong[:3] or ''}")
    ended, given_up = set(cancelled.values()), {path.split("/")[-2] for path, _, _ in sent.values() if path.endswith("/cancel")}
    stays = [booking for booking in ended if states.get(booking) != CANCELLED]
    gone = [booking for booking, state in states.items() if state != BOOKED and booking not in given_up]
    expect(not stays and not gone, f"{len(ended)} bookings cancelled as their phones were told, no other {(stays + gone)[:3] or ''}")

    asker, different = phones[0], []
    for key in random.Random(1).sample(list(used), min(200, len(used))):
        status, text = asker.request(*sent[key])
        if (status, text) != (201, used[key]):
            different.append((key, status, text[:200]))
    expect(not different, f"asked again, {min(200, len(used))} uses get the same answer, byte for byte {different[:2] or ''}")
    for key in random.Random(2).sample(list(booked), min(50, len(booked))):
        status, text = asker.request(*sent[key])
        if status != 201 or json.loads(text)["booking"]["id"] != booked[key]:
            different.append((key, status, text[:200]))
    expect(not different, f"asked again, {min(50, len(booked))} bookings are the ones that they were {different[:2] or ''}")
