"""Three database hosts on this machine: etcd, Patroni and PostgreSQL on each, on a network of their own.

    this program ── bridge 10.77.0.1 ─┬─ host1 10.77.0.11   etcd + Patroni + PostgreSQL
                                      ├─ host2 10.77.0.12
                                      └─ host3 10.77.0.13

Everything lives in namespaces that end with this process, however it ends: the network, the processes, the mounts, and
the files, which are in memory. A host is a process namespace, so that it can be killed as a machine is by a power cut: all of it at once.
"""
import importlib.util
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

from with_postgres import server_programs

WORK = pathlib.Path("/var/lib/postgresql")  # every Debian server has it; ours is mounted over it
HERE = "10.77.0.1"
DEPLOY = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "vendor"
IN_OWN_NAMESPACES = ["setpriv", "--pdeathsig", "KILL", "unshare", "--net", "--mount", "--pid", "--mount-proc", "--fork", "--kill-child"]


def enter_own_namespaces():
    """Runs this script again where nothing of it can be left behind, and ends with it. Inside it returns None; where that is
    impossible, it gives the reason."""
    if os.environ.get("HAGUKUMI_CLUSTER") == "inside":
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", WORK], check=True)
        return None
    if os.geteuid() != 0:
        return "only root may make network namespaces"
    for needed in ("etcd", "patroni", "haproxy", "ip", "nsenter", "curl"):
        if shutil.which(needed) is None:
            return f"{needed} is not installed"
    if importlib.util.find_spec("yaml") is None:
        return "python3-yaml is not installed"
    tried = subprocess.run([*IN_OWN_NAMESPACES, "sh", "-c", f"mount -t tmpfs tmpfs {WORK} && ip link add name probe type bridge"],
                           capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        return f"no rights for namespaces here ({tried.stderr.strip()})"
    inside = subprocess.Popen([*IN_OWN_NAMESPACES, sys.executable, *sys.argv], env={**os.environ, "HAGUKUMI_CLUSTER": "inside"})
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, lambda *_: inside.kill())
    sys.exit(inside.wait())


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True)


def make_bridge():
    ip("link", "set", "lo", "up")
    ip("link", "add", "name", "bridge", "type", "bridge")
    ip("address", "add", f"{HERE}/24", "dev", "bridge")
    ip("link", "set", "bridge", "up")


class Host:
    def __init__(self, number, disk_bytes=400 << 20):
        self.number, self.name, self.address = number, f"host{number}", f"10.77.0.{10 + number}"
        self.folder = WORK / self.name
        self.holder, self.boots = None, 0
        for part in ("etcd", "disk"):
            (self.folder / part).mkdir(parents=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={disk_bytes}", "tmpfs", self.disk], check=True)
        for folder in (self.folder, self.disk):
            shutil.chown(folder, "postgres", "postgres")
        (self.folder / "patroni.yml").write_text(json.dumps(self.patroni(), indent=1))  # JSON is YAML

    @property
    def disk(self):
        return self.folder / "disk"

    def patroni(self):
        """The vendor's settings as deploy/ has them; what is a matter of place, size and this network is ours."""
        import yaml  # Debian's Patroni brings it; who has no Patroni needs none
        settings = yaml.safe_load((DEPLOY / "patroni.yml").read_text(encoding="utf-8"))
        settings.update(name=self.name, watchdog={"mode": "off"}, restapi={"listen": f"{self.address}:8008", "connect_address": f"{self.address}:8008"},
                        etcd={"hosts": [f"10.77.0.{10 + number}:2379" for number in (1, 2, 3)]})
        settings["bootstrap"]["dcs"]["postgresql"]["parameters"]["max_slot_wal_keep_size"] = "128MB"
        settings["postgresql"].update(
            listen=f"{self.address}:5432", connect_address=f"{self.address}:5432", bin_dir=str(server_programs()),
            data_dir=str(self.disk / "data"), pgpass=str(self.folder / "pgpass"),
            pg_hba=["local all all trust", "host all all 10.77.0.0/24 trust", "host replication all 10.77.0.0/24 trust"],
            authentication={"superuser": {"username": "postgres"}, "replication": {"username": "replicator"}},
            parameters={"unix_socket_directories": str(self.folder), "shared_buffers": "32MB", "min_wal_size": "32MB", "max_wal_size": "128MB"})
        return settings

    def start(self):
        """Power on. What was on the disk is there."""
        # bash, because the first process must bury what others leave behind: Patroni waits for its PostgreSQL to be gone.
        self.holder = subprocess.Popen(["unshare", "--net", "--pid", "--mount-proc", "--fork", "--kill-child", "bash", "-c", "sleep infinity & wait"])
        while not self.processes():
            time.sleep(0.02)
        # Not the numbers of the time before, or a PostgreSQL that was killed seems to run still.
        self.boots += 1
        self.enter(["sysctl", "--quiet", f"kernel.ns_last_pid={5000 * self.boots}"]).wait()
        ip("link", "add", self.name, "type", "veth", "peer", "name", "eth0", "netns", str(self.processes()[0]))
        ip("link", "set", self.name, "master", "bridge", "up")
        for command in (["link", "set", "lo", "up"], ["address", "add", f"{self.address}/24", "dev", "eth0"], ["link", "set", "eth0", "up"]):
            self.enter(["ip", *command]).wait()
        peers = ",".join(f"host{number}=http://10.77.0.{10 + number}:2380" for number in (1, 2, 3))
        self.enter(["etcd", "--name", self.name, "--data-dir", self.folder / "etcd", "--initial-cluster", peers,
                    "--initial-cluster-state", "new", "--initial-advertise-peer-urls", f"http://{self.address}:2380",
                    "--listen-peer-urls", f"http://{self.address}:2380", "--listen-client-urls", f"http://{self.address}:2379",
                    "--advertise-client-urls", f"http://{self.address}:2379", "--heartbeat-interval", "200",
                    "--election-timeout", "2000", "--enable-v2", "--logger", "zap"])
        self.enter(["patroni", self.folder / "patroni.yml"], as_postgres=True)
        step_down = f"{DEPLOY}/step-down-when-full http://{self.address}:8008 {self.disk}"
        self.enter(["sh", "-c", f"while sleep 2; do {step_down}; done"])

    def processes(self):
        """Those directly in this host's namespace; the first is the one by which it is entered."""
        children = pathlib.Path(f"/proc/{self.holder.pid}/task/{self.holder.pid}/children")
        return [int(number) for number in children.read_text().split()] if children.exists() else []

    def enter(self, command, as_postgres=False):
        log = open(self.folder / f"{command[0]}.log", "ab")
        inside = ["nsenter", "--target", str(self.processes()[0]), "--net", "--pid", "--mount"]
        if as_postgres:
            inside += ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        return subprocess.Popen([*inside, *map(str, command)], stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/")

    def kill(self):
        """Every process gets SIGKILL at once, and the network card is gone."""
        os.kill(self.processes()[0], signal.SIGKILL)
        self.holder.wait()
        subprocess.run(["ip", "link", "delete", self.name], stderr=subprocess.DEVNULL, check=False)

    def set_link(self, state):
        ip("link", "set", self.name, state)

    def cut_off_from(self, peers):
        """Silently: what they send to each other goes to a card that nobody has. Everybody else is reached as before."""
        for one, other in [(self, peer) for peer in peers] + [(peer, self) for peer in peers]:
            one.enter(["ip", "neighbour", "replace", other.address, "lladdr", "02:00:00:00:00:99", "nud", "permanent", "dev", "eth0"]).wait()

    def rejoin(self, peers):
        for one, other in [(self, peer) for peer in peers] + [(peer, self) for peer in peers]:
            one.enter(["ip", "neighbour", "delete", other.address, "dev", "eth0"]).wait()

    def fill_disk(self):
        with open(self.disk / "somebody-elses-file", "ab", buffering=0) as file:
            while True:
                try:
                    file.write(bytes(64 << 10))
                except OSError:
                    return

    def free_disk(self):
        (self.disk / "somebody-elses-file").unlink()

    def log_ends(self, lines=25):
        for log in sorted(self.folder.glob("*.log")):
            print(f"-- {self.name} {log.name}", *log.read_text(errors="replace").splitlines()[-lines:], sep="\n")


def roles_in(members):
    return {member["name"]: member["role"] for member in members}


class Cluster:
    def __init__(self):
        make_bridge()
        self.hosts = [Host(number) for number in (1, 2, 3)]
        for host in self.hosts:
            host.start()

    def members(self, host):
        """What Patroni says of all three on this host, which may be behind; empty when it does not answer."""
        try:
            with urllib.request.urlopen(f"http://{host.address}:8008/cluster", timeout=1) as answer:
                return json.load(answer)["members"]
        except OSError:
            return []

    def is_whole(self):
        """One leader, one synchronous replica, and one more that follows; all three say the same."""
        views = [self.members(host) for host in self.hosts]
        members = views[0]
        return (sorted(member["role"] for member in members) == ["leader", "replica", "sync_standby"]
                and len({member.get("timeline") for member in members}) == 1
                and all(member["state"] in ("running", "streaming") and member.get("lag", 0) == 0 for view in views for member in view)
                and all(roles_in(view) == roles_in(members) for view in views))

    def wait_until_whole(self, seconds=60):
        """Seconds until it was; raises TimeoutError."""
        began = time.monotonic()
        while not self.is_whole():
            if time.monotonic() - began > seconds:
                raise TimeoutError(f"three members after {seconds} s: {[roles_in(self.members(host)) for host in self.hosts]}")
            time.sleep(0.5)
        return time.monotonic() - began

    def leader(self):
        """Who it is while the cluster is whole."""
        name = next(name for name, role in roles_in(self.members(self.hosts[0])).items() if role == "leader")
        return next(host for host in self.hosts if host.name == name)

    def others(self, one):
        return [host for host in self.hosts if host is not one]

    def address(self, database="hagukumi", role="hagukumi"):
        """As an instance has it: all three, whichever may be written to; a line that is cut is noticed within 8 s."""
        hosts = ",".join(host.address for host in self.hosts)
        return (f"postgresql://{role}@{hosts}/{database}?target_session_attrs=read-write&connect_timeout=2&tcp_user_timeout=8000"
                "&keepalives_idle=2&keepalives_interval=2&keepalives_count=3")

    def sql(self, statement, database="hagukumi"):
        """As the superuser, on whoever leads: rows as lines, columns between tabs."""
        return subprocess.run(["psql", self.address(database, "postgres"), "--no-align", "--tuples-only", "--no-psqlrc", "--field-separator=\t",
                               "--set=ON_ERROR_STOP=1", "--command", statement], check=True, capture_output=True, text=True).stdout.splitlines()

    def wait_until_all_know(self, database):
        """A replica is a moment late, and libpq does not ask the next host when one does not know the database."""
        for host in self.hosts:
            while subprocess.run(["psql", f"postgresql://postgres@{host.address}/{database}", "--command", "SELECT 1"], capture_output=True,
                                 check=False).returncode != 0:
                time.sleep(0.1)
