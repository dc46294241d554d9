#!/usr/bin/env python3
"""The program's commands as an operator types them: users, copies, verification, decisions, wrong input.

    commands.py PROGRAM      the last line reads "N passed, N failed"
"""
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request

program = os.path.abspath(sys.argv[1])
root = pathlib.Path(__file__).resolve().parent.parent.parent
folder = tempfile.TemporaryDirectory(prefix="hagukumi-commands-")
passed = failed = 0


def path(name):
    return os.path.join(folder.name, name)


def run(*arguments, typed=""):
    done = subprocess.run([program, *map(str, arguments)], input=typed, capture_output=True, text=True, cwd=root)
    return done.returncode, done.stdout, done.stderr


def check(name, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {name}: {seen}")


# ── help ──
for command in ("", "serve", "demo", "check", "new", "schema", "decide", "diff", "migrate", "move", "backup", "restore", "audit", "bench", "user"):
    code, out, err = run(*([command] if command else []), "--help")
    check(f"{command or 'hagukumi'} --help", code == 0 and "Usage" in out and len(out) > 80, out)
check("an unknown command says so", run("frobnicate")[0] != 0)
check("--now is refused outside of the demonstration", run("serve", "--database", path("x.db"), "--now", "2026-07-08T09:30")[0] != 0)

# ── check and decide ──
code, out, err = run("check", *sorted(map(str, (root / "programmes").glob("*.yaml"))))
check("check ends with one line", code == 0 and out.splitlines()[-1].endswith(" 0 failed") and out.startswith("5 programmes"), out)
wrong = path("131202-wrong.yaml")
pathlib.Path(wrong).write_text("programme: 131202-wrong\nnonsense: 1\n", encoding="utf-8")
code, out, err = run("check", "--lang", "en", wrong)
check("check names file, line and column", code == 1 and "131202-wrong.yaml:2:1: found" in out, out)
code, out, err = run("check", "--lang", "ja", wrong)
check("U_01 check speaks Japanese", code == 1 and "131202-wrong.yaml:2:1: 誤り: 事業のファイルにキー`nonsense`がある。" in out, out)
check("check of a file that is not there", run("check", path("none.yaml"))[0] == 1)
code, out, err = run("check", "--lang", "en", *sorted(map(str, (root / "programmes").glob("*.yaml"))))
check("the programmes have nothing odd", code == 0 and "warning" not in out, out)
code, out, err = run("new", "care", "--code", "990019", "--folder", folder.name, "--municipality", "青空町", "--date", "2026-04-01")
fresh = path("990019-care.yaml")
check("U_07 new writes a file and says what to do", code == 0 and "▼" in out and os.path.exists(fresh), out + err)
code, out, err = run("check", fresh)
check("U_07 a new file has no mistake and nothing odd", code == 0 and len(out.splitlines()) == 1 and out.endswith(" 0 failed\n"), out)
pathlib.Path(fresh).write_text("mine", encoding="utf-8")
code, out, err = run("new", "care", "--code", "990019", "--folder", folder.name)
check("new overwrites nothing", code == 1 and pathlib.Path(fresh).read_text(encoding="utf-8") == "mine", out + err)
code, out, err = run("new", "other", "--code", "990010", "--folder", folder.name)
check("new refuses a code with a wrong check digit", code == 1 and "990019" in err and not os.path.exists(path("990010-other.yaml")), err)
code, out, err = run("schema")
check("schema prints what is in the repository", code == 0 and out == (root / "programmes" / "programme.schema.json").read_text(encoding="utf-8"))
facts, request = path("facts.json"), path("request.json")
pathlib.Path(facts).write_text(json.dumps({
    "today": "2026-07-01", "birth": {"due_date": "2026-03-12", "born_on": "2026-03-10", "children": 1},
    "household": {"class": "general", "resident_from": "2020-04-01"},
    "facility": {"name": {"ja": "A病院", "en": "Hospital A"}, "offers": {"overnight_stay": 30000}, "accepts_corrected_age": True}}), encoding="utf-8")
pathlib.Path(request).write_text(json.dumps({"service": "overnight_stay", "first_day": "2026-07-08", "last_day": "2026-07-10"}), encoding="utf-8")
programme = root / "programmes" / "131016-postpartum.yaml"
code, out, err = run("decide", programme, "--facts", facts, "--request", request, "--lang", "ja")
decision = json.loads(out) if code == 0 else {}
check("C-09 decide prints the decision", decision.get("outcome") == "partly" and decision["units"] == 2 and decision["parent_yen"] == 12000, out + err)
check("C-09 with the rule, its date and its sentence",
      any(one["rule"] == "stay_under_four_months" and one["last_day"] == "2026-07-09" and "7月9日" in one["sentence"] for one in decision.get("rules", [])), out)
for language, words in {"en": "2 days of 3 days", "ja-easy": "3日のうち2日だけ", "zh": "3天中只能使用2天", "ko": "3일 중 2일만",
                        "vi": "trong 3 ngày chỉ dùng được 2 ngày", "pt": "de 3 dias, só é possível usar 2 dias",
                        "ne": "3 दिन मध्ये 2 दिन मात्र", "fil": "sa 3 araw, 2 araw lamang"}.items():
    code, out, err = run("decide", programme, "--facts", facts, "--request", request, "--lang", language)
    check(f"U-01 decide tells it in {language}", code == 0 and words in json.loads(out)["summary"], out + err)
check("decide names the languages that it has", "ja-easy" in run("decide", programme, "--facts", facts, "--request", request, "--lang", "xx")[2])
pathlib.Path(request).write_text('{"service": ', encoding="utf-8")
code, out, err = run("decide", programme, "--facts", facts, "--request", request)
check("decide says which line is no JSON", code == 1 and "request.json:1" in err, err)

# ── a database, its officer, its copies ──
database = path("city.db")
service = subprocess.Popen([program, "serve", "--database", database, "--port", "0", "--backup-folder", folder.name],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=root)
for line in service.stdout:
    if "http://127.0.0.1:" in line:
        break
code, out, err = run("backup", "--database", database, "--to", path("live.db"))
check("T40 a second process is refused", code == 1 and not os.path.exists(path("live.db")), out + err)
service.send_signal(signal.SIGUSR1)
for line in service.stdout:
    if "backup written" in line:
        break
check("a running service copies itself", any(name.startswith("hagukumi-") and name.endswith(".db") for name in os.listdir(folder.name)))
service.send_signal(signal.SIGTERM)
check("SIGTERM ends it in order", service.wait(timeout=20) == 0)

# ── a change of rules, tried on the past ──
changed = pathlib.Path(path("new"))
(changed / "calendars").mkdir(parents=True)
(changed / "calendars" / "japan.yaml").write_bytes((root / "programmes" / "calendars" / "japan.yaml").read_bytes())
(changed / programme.name).write_text(programme.read_text(encoding="utf-8").replace("20% * fee", "10% * fee"), encoding="utf-8")
code, out, err = run("diff", programme, changed / programme.name, "--database", database)
check("U-04 diff tells what would come out otherwise", code == 0 and "結果が変わる利用 0件" in out, out + err)
code, out, err = run("diff", programme, root / "programmes" / "202029-coupons.yaml", "--database", database)
check("U-04 diff of two programmes says so", code == 1 and "two programmes" in err, err)
code, out, err = run("diff", programme, changed / programme.name, "--database", database, "--from", "1.4.")
check("U-04 diff says what a date is", code == 1 and "2026-04-01" in err, err)
check("U-04 diff without a database says so", run("diff", programme, changed / programme.name, "--database", path("no.db"))[0] == 1)

common = ["--database", database, "--municipality", "131202"]
code, out, err = run("user", "add", *common, "--name", "officer", "--shown", "担当", typed="correct horse battery\n")
check("user add gives the second factor once", code == 0 and "otpauth://totp/" in out, out + err)
check("a short password is refused", run("user", "add", *common, "--name", "other", typed="short\n")[0] == 1)
check("a second of that name is refused", run("user", "add", *common, "--name", "officer", typed="correct horse battery\n")[0] == 1)
check("a role that is none", run("user", "add", *common, "--name", "x", "--role", "king", typed="correct horse battery\n")[0] == 1)
check("a municipality that is not served", run("user", "list", "--database", database, "--municipality", "999999")[0] == 1)
code, out, err = run("user", "list", *common)
check("user list", code == 0 and "officer" in out and "active" in out, out)
code, out, err = run("user", "reset", *common, "--name", "officer", typed="another long password\n")
check("user reset", code == 0 and "otpauth://totp/" in out, out + err)
check("user disable", run("user", "disable", *common, "--name", "officer", "--reason", "left")[0] == 0)
check("and is seen", "disabled" in run("user", "list", *common)[1])
check("migrate says the version", "schema version" in run("migrate", "--database", database)[1])

code, out, err = run("backup", "--database", database, "--to", path("copy.db"))
check("backup", code == 0 and "chains intact" in out, out + err)
check("nothing is overwritten", run("backup", "--database", database, "--to", path("copy.db"))[0] == 1)
code, out, err = run("move", "--from", path("copy.db"), "--to", path("moved.db"))
check("move", code == 0 and "heads the same" in out, out + err)
check("what was moved is what was there", run("audit", "verify", "--database", path("moved.db"))[1] ==
      run("audit", "verify", "--database", path("copy.db"))[1])
check("nothing is moved over a file", run("move", "--from", path("copy.db"), "--to", path("moved.db"))[0] == 1)
check("a database that is not there is not moved", run("move", "--from", path("none.db"), "--to", path("new.db"))[0] == 1)
code, out, err = run("restore", "--from", path("copy.db"), "--database", path("restored.db"))
check("restore", code == 0 and "chains intact" in out, out + err)
check("the restored users are there", "officer" in run("user", "list", "--database", path("restored.db"), "--municipality", "131202")[1])
check("restore over a database is refused", run("restore", "--from", path("copy.db"), "--database", database)[0] == 1)

# ── one municipality on a database of its own ──
code, out, err = run("move", "--from", path("moved.db"), "--to", path("own.db"), "--municipality", "131105")
check("one municipality moves", code == 0 and "131105 moved with" in out, out + err)
check("only once", run("move", "--from", path("moved.db"), "--to", path("other.db"), "--municipality", "131105")[2].startswith("131105"))
code, out, err = run("move", "--from", path("moved.db"), "--to", path("other.db"), "--municipality", "31105")
check("a code is six digits, zero and all", code != 0 and "「31105」" in err and "six digits" in err, err)
code, out, err = run("user", "list", "--database", path("none.db"), "--municipality", "011002")
check("asking for users makes no database", code == 1 and not os.path.exists(path("none.db")), out + err)
check("not one that is not there", run("move", "--from", path("moved.db"), "--to", path("other.db"), "--municipality", "999999")[0] == 1)
heads = [[line for line in run("audit", "verify", "--database", path(name), "--municipality", "131105")[1].splitlines() if "head" in line]
         for name in ("moved.db", "own.db")]
check("its head is the one that it had", heads[0] and heads[0] == heads[1], heads)
code, out, err = run("user", "list", "--database", path("moved.db"), "--municipality", "131105")
check("the old database says that it moved", code == 1 and "moved to another database" in err, err)


def serve_once(*more):
    """What the service says until it listens or ends; then metrics and one page of each municipality."""
    service = subprocess.Popen([program, "serve", "--database", path("moved.db"), "--port", "0", *more], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True, cwd=root)
    said, metrics = "", ""
    for line in service.stdout:
        said += line
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if found:
            metrics = urllib.request.urlopen(f"http://127.0.0.1:{found.group(1)}/metrics", timeout=20).read().decode()
            service.send_signal(signal.SIGTERM)
            break
    service.communicate(timeout=30)
    return service.returncode, said, metrics


code, said, metrics = serve_once()
check("nobody serves it from the old database", code == 1 and "Say in the file of places" in said, said)
pathlib.Path(path("places")).write_text(f"database own {path('own.db')}\nmunicipality 131105 own\n", encoding="utf-8")
code, said, metrics = serve_once("--places", path("places"))
check("it is served from its own", code == 0 and 'hagukumi_commands_total{database="own"}' in metrics, said)
check("and both answer", metrics.count("hagukumi_database_reached{") == 2, metrics)
pathlib.Path(path("places")).write_text("municipality 131105 closed\n", encoding="utf-8")
check("while it is closed the others are served", serve_once("--places", path("places"))[0] == 0)
pathlib.Path(path("places")).write_text("municipality 131105 nowhere\n", encoding="utf-8")
code, said, metrics = serve_once("--places", path("places"))
check("a wrong file of places says where it is wrong", code == 1 and "places:1" in said and "nowhere" in said, said)

# ── the record ──
code, out, err = run("audit", "verify", "--database", path("restored.db"))
check("audit verify", code == 0 and "head" in out, out + err)
head = next(line.split("head ")[1] for line in out.splitlines() if line.startswith("131202: head"))
check("a published head", run("audit", "verify", "--database", path("restored.db"), "--municipality", "131202", "--published", head)[0] == 0)
with sqlite3.connect(path("restored.db")) as meddler:
    meddler.execute("UPDATE audit SET detail = '{}' WHERE municipality = 131202 AND seq = 2")
code, out, err = run("restore", "--from", path("restored.db"), "--database", path("again.db"))
check("a database in use is not a copy", code == 1 and "-wal" in err, err)
meddler.close()
code, out, err = run("audit", "verify", "--database", path("restored.db"))
check("a changed entry is named", code == 1 and "2" in out, out)
check("and such a copy is not restored", run("restore", "--from", path("restored.db"), "--database", path("again.db"))[0] == 1 and not os.path.exists(path("again.db")))

with sqlite3.connect(path("moved.db")) as meddler:
    meddler.execute("INSERT INTO slot VALUES (131202, randomblob(16), 'care', 'care', 20000, 540, '', 5, 1)")
meddler.close()
code, out, err = run("audit", "verify", "--database", path("moved.db"))
check("a seat that nobody holds is found", code == 1 and "bookings have 0" in out, (code, out))

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
