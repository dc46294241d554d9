#!/usr/bin/env python3
"""with_postgres.py COMMAND...: runs the command beside a PostgreSQL of its own, on a private socket.

The command finds it in HAGUKUMI_TEST_POSTGRES: an address in which * stands for the name of the database, for a role
that may make databases and is no superuser. Ends as the command ends. Nothing of the server is left.
"""
import os
import pathlib
import pwd
import shutil
import subprocess
import sys
import tempfile

ROLE = "hagukumi"


def server_programs():
    """The folder of the newest server that Debian's packages have installed."""
    versions = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if not versions:
        sys.exit("There is no PostgreSQL server here; script/setup installs one.")
    return versions[-1].parent


def drop_root():
    """PostgreSQL does not run as root; it takes the account that its package made."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.setgid(account.pw_gid)
        os.setuid(account.pw_uid)


class Server:
    def __init__(self, folder):
        self.folder, self.programs = pathlib.Path(folder), server_programs()
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        self.run("initdb", "--pgdata", str(self.data), "--username", "postgres", "--auth", "trust", "--encoding", "UTF8",
                 "--locale", "C.UTF-8", "--no-sync")
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{folder}'\nmax_connections = 200\n"
                           "logging_collector = off\n")
        self.process = None
        self.start()
        self.run("psql", "--host", str(folder), "--username", "postgres", "--quiet", "--command",
                 f"CREATE ROLE {ROLE} LOGIN CREATEDB", "postgres")

    @property
    def data(self):
        return self.folder / "data"

    def address(self, database="*"):
        return f"postgresql://{ROLE}@/{database}?host={self.folder}"

    def run(self, program, *arguments):
        subprocess.run([str(self.programs / program), *arguments], check=True, preexec_fn=drop_root, cwd="/",
                       stdout=subprocess.DEVNULL)

    def start(self):
        log = open(self.folder / "log", "a", encoding="utf-8")
        self.process = subprocess.Popen([str(self.programs / "postgres"), "-D", str(self.data)], preexec_fn=drop_root, cwd="/",
                                        stdout=log, stderr=log)
        for _ in range(200):
            ready = subprocess.run([str(self.programs / "pg_isready"), "--quiet", "--host", str(self.folder)], check=False)
            if ready.returncode == 0:
                return
            if self.process.poll() is not None:
                break
            subprocess.run(["sleep", "0.05"], check=True)
        sys.exit((self.folder / "log").read_text(encoding="utf-8"))

    def stop(self):
        """Fast: who is connected is told that the server ends."""
        self.process.send_signal(2)
        self.process.wait()


def new_database(name):
    """The address of a new, empty database on the server that HAGUKUMI_TEST_POSTGRES names; None without one."""
    address = os.environ.get("HAGUKUMI_TEST_POSTGRES")
    if not address:
        return None
    subprocess.run([str(server_programs() / "psql"), address.replace("*", "postgres"), "--quiet", "--command",
                    f"CREATE DATABASE {name}"], check=True)
    return address.replace("*", name)


def fast_folder():
    """In memory where there is room: tests make hundreds of databases, and a disk syncs each of their files."""
    memory = pathlib.Path("/dev/shm")
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > 1 << 30 else None


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="hagukumi-postgres-", dir=fast_folder()) as made:
        server = Server(made)
        try:
            ended = subprocess.run(sys.argv[1:], env={**os.environ, "HAGUKUMI_TEST_POSTGRES": server.address()}, check=False)
        finally:
            server.stop()
    sys.exit(ended.returncode)
