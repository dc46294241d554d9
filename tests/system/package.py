#!/usr/bin/env python3
"""The Debian package as an operator gets it: what is in it, and whether the program runs from it.

    package.py BUILD-FOLDER      the last line reads "N passed, N failed"
"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

build = pathlib.Path(sys.argv[1]).resolve()
passed = failed = 0


def expect(holds, sentence):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    print(f"{'ok    ' if holds else 'FAILED'}  {sentence}", flush=True)


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def asked(path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, ""


for old in build.glob("hagukumi_*.deb"):
    old.unlink()
subprocess.run(["cpack", "-G", "DEB"], cwd=build, check=True, stdout=subprocess.DEVNULL)
[package] = build.glob("hagukumi_*.deb")
shutil.rmtree(build / "_CPack_Packages")
names = {line.split()[-1].removeprefix(".") for line in output("dpkg", "-c", str(package)).splitlines()}
for needed in ("/usr/bin/hagukumi", "/usr/lib/systemd/system/hagukumi.service", "/usr/lib/systemd/system/hagukumi@.service",
               "/usr/lib/sysusers.d/hagukumi.conf", "/etc/hagukumi/hagukumi.conf", "/usr/share/hagukumi/web/dist/parent.html",
               "/usr/share/doc/hagukumi/operations.md", "/usr/share/doc/hagukumi/examples/vendor/patroni.yml"):
    expect(needed in names, f"{needed} is in {package.name}")
expect(any(re.fullmatch("/usr/share/hagukumi/programmes/[^/]*[.]yaml", name) for name in names), "programme files are in it")
fields = output("dpkg", "-f", str(package), "Depends", "Conffiles", "Version")
expect("libpq5" in fields and "libsqlite3-0" in fields and "fonts-noto-cjk" in fields, "it names the libraries that it needs")

with tempfile.TemporaryDirectory(prefix="hagukumi-package-") as root:
    subprocess.run(["dpkg", "-x", package, root], check=True)
    settings = pathlib.Path(root, "etc/hagukumi/hagukumi.conf")
    state = pathlib.Path(root, "var/lib/hagukumi")
    state.mkdir(parents=True)
    settings.write_text(settings.read_text(encoding="utf-8").replace("/var/lib/hagukumi", str(state)), encoding="utf-8")
    started = next(line for line in pathlib.Path(root, "usr/lib/systemd/system/hagukumi.service").read_text(encoding="utf-8").splitlines()
                   if line.startswith("ExecStart=")).removeprefix("ExecStart=").split()
    command = [root + part if part.startswith("/") else part for part in started]
    misspelt = pathlib.Path(root, "misspelt.conf")
    misspelt.write_text(settings.read_text(encoding="utf-8") + "prot=1\n", encoding="utf-8")
    refused = subprocess.run([command[0], "serve", "--config", misspelt], capture_output=True, text=True, check=False, timeout=30)
    expect(refused.returncode != 0 and "prot" in refused.stderr, "a misspelt setting is refused by its name")
    running = subprocess.Popen([*command, "--port", "0", "--public-url", ""], cwd=state, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               env={**os.environ, "LC_ALL": "C.UTF-8"})
    said = []
    port = None
    for line in running.stdout:
        said.append(line)
        if found := re.search(r"serves (\d+) programmes at http://127\.0\.0\.1:(\d+)", line):
            port = int(found.group(2))
            break
    if port is None:
        expect(False, "the unit's command starts: " + "".join(said[-5:]))
    else:
        threading.Thread(target=lambda: [None for _ in running.stdout], daemon=True).start()
        expect(int(found.group(1)) >= 5, f"the unit's command starts, with the settings and {found.group(1)} programmes of the package")
        expect(asked("/readyz")[0] == 200, "it is ready")
        expect(asked("/metrics")[0] == 200, "it tells its numbers")
        status, page = asked("/")
        expect(status == 200 and "<html" in page, "it serves its pages")
        running.send_signal(signal.SIGTERM)
        expect(running.wait(timeout=30) == 0 and (state / "hagukumi.db").exists(), "it ends in order, and its database is in /var/lib/hagukumi")
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
