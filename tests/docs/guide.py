#!/usr/bin/env python3
"""The guide for authors of programmes: every block of docs/programmes.md and programmes.ja.md, tried with the program.

    guide.py PROGRAM               the last line reads "N passed, N failed"
    guide.py PROGRAM --update      puts what the program says now into both guides; read what changed before you keep it
    guide.py PROGRAM --write FILE  writes the tutorial's finished file, to look at it

A comment before a block says what it is:

    <!-- file -->   a whole file, with which the tutorial begins
    <!-- step -->   laid over the tutorial's file, and stays there
    <!-- try -->    laid over the tutorial's finished file for this block alone
    <!-- says -->   what `hagukumi check` prints after the block before, exactly
    <!-- facts -->, <!-- request -->   JSON for `hagukumi decide`, which grants the request by the tutorial's finished file
    <!-- each allotment -->, cap, price or require: a table; what stands in `…` of each row is tried in such a place

To lay a block over a file: sections, their entries and the keys of an entry are found by their names; what stands there
is replaced, what does not is added; items are added to a list, and one with the same first line is replaced.  After a
file and after a step all cases pass; a block that is tried has no mistake, and its own cases pass.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

program = os.path.abspath(sys.argv[1])
root = pathlib.Path(__file__).resolve().parent.parent.parent
guides = [root / "docs" / "programmes.md", root / "docs" / "programmes.ja.md"]
file_name = "990205-postpartum.yaml"
passed = failed = 0


def check(name, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {name}: {seen}")


# ── the blocks of a guide ──


class Block:
    def __init__(self, line, marker, language, text):
        self.line, self.marker, self.language, self.text = line, marker, language, text

    def __eq__(self, other):
        return (self.marker, self.language, self.text) == (other.marker, other.language, other.text)


def blocks_of(guide):
    blocks, marker, language, kept = [], "", None, []
    for number, line in enumerate(guide.read_text(encoding="utf-8").splitlines(), 1):
        if language is None and line.startswith("```"):
            language, kept = line[3:], []
        elif language is not None and line == "```":
            blocks.append(Block(number - len(kept), marker, language, "\n".join(kept) + "\n"))
            language, marker = None, ""
        elif language is not None:
            kept.append(line)
        elif found := re.fullmatch(r"<!-- ([\w ]+) -->", line):
            marker = found[1]
        elif line.startswith("| ") and marker.startswith("each "):
            if spans := re.findall(r"`([^`]+)`", line):
                blocks.append(Block(number, marker, "row", spans))
        elif line:
            marker = "" if not line.startswith("|") else marker
    return blocks


# ── laying a block over a file ──


def entries(lines, indent):
    """[name, lines]; comments and empty lines belong to the entry below them."""
    found, above = [], []
    for line in lines:
        deep = len(line) - len(line.lstrip(" "))
        is_head = line.strip() and deep == indent and not line.lstrip().startswith("#")
        if is_head:
            item = line.lstrip().startswith("- ")
            found.append([line.strip() if item else line.strip().split(":")[0], above + [line]])
            above = []
        elif not line.strip() or (line.lstrip().startswith("#") and deep <= indent):
            above.append(line)
        else:
            found[-1][1] += above + [line]
            above = []
    return found, above


def head_of(lines):
    return next(i for i, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))


def laid_over(under, over, indent=0):
    result, rest = entries(under, indent)
    for name, lines in entries(over, indent)[0]:
        place = next((i for i, (other, _) in enumerate(result) if other == name), None)
        if place is None:
            result.append([name, lines])
            continue
        there = result[place][1]
        mine, theirs = head_of(lines), head_of(there)
        first = next((line.strip() for line in lines[mine + 1:] if line.strip() and not line.strip().startswith("#")), "")
        opens = lines[mine].rstrip().endswith(":")
        if opens and indent < 4 and (first.startswith("- ") and indent == 0 or there[theirs].rstrip().endswith(":") and not first.startswith("- ")):
            below = laid_over(there[theirs + 1:], lines[mine + 1:], indent + 2)
            result[place][1] = there[:theirs] + [lines[mine]] + below
        else:
            result[place][1] = there[:theirs] + lines[mine:] if mine == 0 else lines
    return [line for _, lines in result for line in lines] + rest


# ── a row of a table, as a block ──


def block_of_row(kind, spans):
    """The lines of a row, with what such a place needs beside them."""
    said = dict(span.split(": ", 1) for span in spans if ": " in span)
    if kind == "require":
        return f"""use_rules:
  - {{ rule: row, source: T, for: [day_care], require: "{spans[0]}", refused: {{ ja: x, en: x }} }}
"""
    if kind == "cap":
        keys = {"at_most": "3", "per": "life", "counting": "this_service", "beyond": "refuse"} | said
        if keys["per"] == "use":
            del keys["counting"]
        return f"""use_rules:
  - {{ rule: row, source: T, for: [day_care], {", ".join(f"{key}: {value}" for key, value in keys.items())}, refused: {{ ja: x, en: x }} }}
"""
    if kind == "allotment":
        keys = {"holder": "birth", "unit": "visit", "units": "7"} | said
        if keys["units"] != "unlimited":
            keys["more_than_left"] = "refuse"
        units = [keys["unit"], *(span for span in spans if ":" not in span)]
        rows = "".join(f"  row_{unit}: {{ source: T, name: {{ ja: x, en: x }}, {', '.join(f'{key}: {value}' for key, value in (keys | {'unit': unit}).items())} }}\n"
                       for unit in units)
        return "allotments:\n" + rows
    fee, pays = said.get("fee", "facility.fee * units"), said.get("parent_pays", "fee")
    step = "{ label: { ja: x, en: x }, " + (f"when: {said['when']}, " if "when" in said else "") + f"parent_pays: {pays} }}"
    first = "" if "when" not in said else "        - { label: { ja: x, en: x }, parent_pays: fee }\n"
    rounding = said.get("rounding", f"{{ unit: 1, direction: floor, side: parent, level: {said.get('level', 'use')} }}")
    if not {"rounding", "level"} & said.keys():
        rounding = rounding if "%" in pays or "/" in pays else ""
    elif "parent_pays" not in said:
        step = "{ label: { ja: x, en: x }, parent_pays: 20% * fee }"
    if said.get("price"):
        return f"services:\n  day_care:\n    price: {said['price']}\n"
    return (f"services:\n  day_care:\n    price:\n      source: T\n      fee: {fee}\n      steps:\n{first}        - {step}\n"
            + (f"      rounding: {rounding}\n" if rounding else "") + (f"      paid: {said['paid']}\n" if "paid" in said else ""))


# ── trying ──

folder = tempfile.TemporaryDirectory(prefix="hagukumi-guide-")
shutil.copytree(root / "programmes" / "calendars", pathlib.Path(folder.name) / "calendars")


def said_of(text):
    """What the check prints.  Both guides show it in English, as their blocks are the same."""
    pathlib.Path(folder.name, file_name).write_text(text, encoding="utf-8")
    done = subprocess.run([program, "check", "--lang", "en", file_name], capture_output=True, text=True, cwd=folder.name)
    return done.stdout


def granted(programme, facts, request):
    """What `hagukumi decide` says, as the outcome and, where there are any, the mistakes."""
    at = pathlib.Path(folder.name)
    (at / file_name).write_text(programme, encoding="utf-8")
    (at / "facts.json").write_text(facts, encoding="utf-8")
    (at / "request.json").write_text(request, encoding="utf-8")
    done = subprocess.run([program, "decide", file_name, "--facts", "facts.json", "--request", "request.json"],
                          capture_output=True, text=True, cwd=at)
    return json.loads(done.stdout)["outcome"] if done.returncode == 0 else done.stderr


def try_guide(guide):
    blocks = blocks_of(guide)
    tutorial, said, facts, steps, grown = "", "", "", 0, 0
    for block in blocks:
        place = f"{guide.name}:{block.line}"
        if block.marker in ("file", "step"):
            tutorial = block.text if block.marker == "file" else "\n".join(laid_over(tutorial.splitlines(), block.text.splitlines())) + "\n"
            said, steps = said_of(tutorial), steps + 1
            check(f"{place}: a whole file, all cases pass", re.fullmatch(r"1 programmes, (\d+) cases: \1 passed, 0 failed\n", said), said)
        elif block.marker == "try" or block.language == "row":
            lines = block_of_row(block.marker.split()[1], block.text) if block.language == "row" else block.text
            text = "\n".join(laid_over(tutorial.splitlines(), lines.splitlines())) + "\n"
            said = said_of(text)
            if blocks[min(blocks.index(block) + 1, len(blocks) - 1)].marker == "says":
                continue
            own = re.findall(r"- case: (.+)$", lines, re.M)
            wrong = [line for line in said.splitlines() if ": found " in line or any(f": {case}: " in line for case in own)]
            check(f"{place}: is read without a mistake", not wrong and "1 programmes" in said, "\n".join(wrong) or said)
            check(f"{place}: holds something", block.text)
        elif block.marker == "says":
            if "--update" in sys.argv and block.text != said:
                lines = guide.read_text(encoding="utf-8").splitlines()
                first = block.line - 1 + grown
                lines[first:first + block.text.count("\n")] = said.splitlines()
                guide.write_text("\n".join(lines) + "\n", encoding="utf-8")
                grown += said.count("\n") - block.text.count("\n")
                block.text = said
            check(f"{place}: is what the program says", block.text == said, "\n" + said)
        elif block.marker == "facts":
            facts = block.text
        elif block.marker == "request":
            outcome = granted(tutorial, facts, block.text)
            check(f"{place}: is granted", outcome == "granted", outcome)
        else:
            check(f"{place}: a block says what it is", block.language == "sh", block.language)
    check(f"{guide.name}: the tutorial has its steps", steps >= 5, steps)
    return tutorial


def anchors_of(page):
    names = set()
    for line in page.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"#+ (.*)", line):
            plain = re.sub(r"[^\w\- ]", "", found[1].lower())
            names.add(plain.replace(" ", "-"))
        names.update(re.findall(r'<a id="([^"]+)">', line))
    return names


def check_links(guide):
    for text, target in re.findall(r"\[([^\]]*)\]\(([^)]+)\)", guide.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        page = (guide.parent / path).resolve() if path else guide
        holds = page.exists() and (not anchor or anchor in anchors_of(page))
        check(f"{guide.name}: the link [{text}]({target})", holds, "leads nowhere")


tutorials = [try_guide(guide) for guide in guides]
for guide in guides:
    check_links(guide)
english, japanese = map(blocks_of, guides)
check("both guides hold as many blocks", len(english) == len(japanese), f"{len(english)} and {len(japanese)}")
for mine, other in zip(english, japanese):
    check(f"programmes.md:{mine.line} and programmes.ja.md:{other.line} are the same block", mine == other, other.text)
# What the reference names, its Japanese text names, too; a name with a variable part may be written otherwise.
named = [set(re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", (root / "docs" / name).read_text(encoding="utf-8"), flags=re.S)))
         for name in ("programme-files.md", "programme-files.ja.md")]
for word in sorted(word for word in named[0] - named[1] if "<" not in word):
    check(f"programme-files.ja.md names `{word}`", word in " ".join(named[1]), "only the English reference does")
examples = sorted((root / "programmes" / "examples").glob("*.yaml"))
for guide in guides:
    text = guide.read_text(encoding="utf-8")
    for example in examples:
        check(f"{guide.name} leads to {example.name}", f"examples/{example.name}" in text)
if "--write" in sys.argv:
    pathlib.Path(sys.argv[sys.argv.index("--write") + 1]).write_text(tutorials[0], encoding="utf-8")
print(f"guide: {passed} passed, {failed} failed")
sys.exit(failed != 0)
