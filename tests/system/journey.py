#!/usr/bin/env python3
"""The main job over HTTP, on the demonstration, for all municipalities: sign in, check in, preview, use, desk, void.

    journey.py PROGRAM      the last line reads "N passed, N failed"

Test names carry the requirement numbers that they show.
"""
import base64
import hashlib
import hmac
import http.client
import json
import os
import random
import re
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import uuid

program = sys.argv[1]
folder = tempfile.TemporaryDirectory(prefix="hagukumi-journey-")
accounts_file = os.path.join(folder.name, "accounts.json")
NOW = "2026-07-08T09:30"
started = time.time()
process = subprocess.Popen([program, "demo", "--now", NOW, "--port", "0", "--accounts", accounts_file],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
for line in process.stdout:
    if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
        port = int(found.group(1))
    if line.startswith("Ctrl-C"):
        break
threading.Thread(target=lambda: [None for _ in process.stdout], daemon=True).start()
accounts = json.load(open(accounts_file, encoding="utf-8"))["accounts"]
passed = failed = 0
randomness = random.Random(7)


def check(name, holds, seen=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {name}: {seen}")


def key():
    value = int(time.time() * 1000) << 80 | randomness.getrandbits(80)
    return str(uuid.UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62))


def totp(secret, ahead=0):
    # The demonstration's clock: NOW and the seconds since it began, in Japan.
    at = time.mktime(time.strptime(NOW, "%Y-%m-%dT%H:%M")) - time.timezone - 9 * 3600 + (time.time() - started)
    step = int(at // 30) + ahead
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset:offset + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


class Browser:
    """Keeps cookies, like a phone."""

    def __init__(self, municipality):
        self.base, self.cookies = f"/api/v1/{municipality}", {}

    def call(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        sent = {"Origin": f"http://127.0.0.1:{port}", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if not self.cookies:
            del sent["Cookie"]
        if body is not None:
            sent["Content-Type"] = "application/json"
        sent.update(headers or {})
        connection.request(method, self.base + path, json.dumps(body) if body is not None else None, sent)
        answer = connection.getresponse()
        text = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                cookie, _, rest = value.partition(";")
                k, _, v = cookie.partition("=")
                self.cookies[k] = v
                check("cookie flags (T16)", "HttpOnly" in rest and "SameSite=Lax" in rest, value.split("=")[0])
        self.headers = dict((k.lower(), v) for k, v in answer.getheaders())
        self.raw = text
        try:
            return answer.status, json.loads(text) if text else None
        except ValueError:
            return answer.status, text


def account(municipality, role, number=0):
    return [one for one in accounts if one["municipality"] == municipality and one["role"] == role][number]


def journey(municipality):
    desk_account = account(municipality, "facility_staff")
    parent_account = account(municipality, "parent")
    parent, desk, office = Browser(municipality), Browser(municipality), Browser(municipality)

    status, help_page = parent.call("GET", "/help")
    check("M-17 help without signing in", status == 200 and "camera" in json.dumps(help_page["topics"]), (status, help_page))
    check("O-17 offices, each with its telephone", all(one["phone"] for one in help_page["offices"]), help_page["offices"])
    check("N-19 nothing without sign-in", parent.call("GET", "/parent/coupons")[0] == 401)
    status, body = parent.call("POST", "/parent/sign-in", {"way": "email", "email": parent_account["name"], "password": "wrong password"})
    check("N-07 a wrong password says not which", status == 401 and body["code"], (status, body))
    status, body = parent.call("POST", "/parent/sign-in", {"way": "user_number", "user_number": parent_account["user_number"], "pin": parent_account["pin"]})
    check("N-07 sign in by number and PIN", status == 200, (status, body))
    staff = {"name": desk_account["name"], "password": desk_account["password"], "totp": totp(desk_account["totp_secret"])}
    status, body = desk.call("POST", "/desk/sign-in", staff)
    check("staff sign in by password and TOTP", status == 200, (status, body))
    check("a code counts once", Browser(municipality).call("POST", "/desk/sign-in", staff)[0] == 401)
    officer = account(municipality, "officer")
    status, body = office.call("POST", "/office/sign-in", {"name": officer["name"], "password": officer["password"], "totp": totp(officer["totp_secret"])})
    check("officers sign in", status == 200, (status, body))

    status, coupons = parent.call("GET", "/parent/coupons")
    check("O-09 the portal shows what is left", status == 200 and coupons["coupons"], (status, coupons))
    before = {one["id"]: one["units_left"] for one in coupons["coupons"]}

    status, wrong = parent.call("POST", "/parent/check-ins", {"passcode": "000000"})
    check("M-16.1 a wrong passcode says what to do", status in (403, 404, 409, 422) and wrong["detail"]["ja"], (status, wrong))
    status, check_in = parent.call("POST", "/parent/check-ins", {"token": desk_account["poster"]})
    check("N-12 check-in by QR", status == 201 and check_in["choices"], (status, check_in))
    status, same = parent.call("POST", "/parent/check-ins", {"passcode": desk_account["passcode"]})
    check("M-16 check-in by passcode", status == 201 and same["facility"] == check_in["facility"], (status, same))
    check("N-12 check-in alone spends nothing", {one["id"]: one["units_left"] for one in parent.call("GET", "/parent/coupons")[1]["coupons"]} == before)

    usable = [one for one in check_in["choices"] if one["usable"]]
    check("N-13 something can be used", usable, check_in["choices"])
    choice = usable[0]
    units = choice["least_per_use"]
    asked = {"coupon": choice["coupon"], "service": choice["service"]}
    if choice["asks"] == "dates":
        asked.update(first_day="2026-07-08", last_day=f"2026-07-{7 + units:02}")
    else:
        asked["units"] = units
    status, preview = parent.call("POST", f"/parent/check-ins/{check_in['id']}/preview", asked)
    each_is_booked = status == 409 and preview["code"] == "booking_needed"
    if each_is_booked:
        check("O-10.1 a use without a booking says how to enter one", "予約" in preview["detail"]["ja"], preview)
        days = {name: asked[name] for name in ("last_day",) if name in asked}
        status, booked = parent.call("POST", "/parent/bookings", {"key": key(), "coupon": asked["coupon"], "facility": desk_account["facility"],
                                                                  "service": asked["service"], "first_day": "2026-07-08", **days})
        check("O-10 a booking waits for the facility", status == 201 and booked["booking"]["state"] == "requested", (status, booked))
        status, answered = desk.call("POST", f"/desk/bookings/{booked['booking']['id']}/answer", {"key": key(), "deed": "accept"})
        check("O-12 the facility accepts", status == 200, (status, answered))
        status, preview = parent.call("POST", f"/parent/check-ins/{check_in['id']}/preview", asked)
    check("N-15 the preview", status == 200 and preview["outcome"] == "granted" and preview["units"] == units, (status, preview))
    use = {"key": key(), "check_in": check_in["id"], **asked}
    status, used = parent.call("POST", "/parent/uses", use)
    first = parent.raw
    check("N-16 the use", status == 201 and used["use"]["units"] == units, (status, used))
    check("the use says what the preview said", preview["parent_yen"] == used["use"].get("parent_yen"), (preview, used))
    status, _ = parent.call("POST", "/parent/uses", use)
    check("N-16 again with the key: the same bytes", status == 201 and parent.raw == first and parent.headers.get("hagukumi-replay") == "true", (status, parent.raw))
    status, conflict = parent.call("POST", "/parent/uses", {**use, "units": 99})
    check("the key with other content", status == 409 and conflict["code"] == "key_reused", (status, conflict))
    status, soft = parent.call("POST", "/parent/uses", {**use, "key": key()})
    expected = "booking_needed" if each_is_booked else "used_just_now"
    check("a second use at once is asked about", status == 409 and soft["code"] == expected or choice["limited"] and status == 422, (status, soft))
    status, found = parent.call("GET", f"/parent/uses/by-key/{use['key']}")
    check("X-12 the outcome by its key", status == 200 and parent.raw == first, (status, found))
    check("X-12 nothing under another key", parent.call("GET", f"/parent/uses/by-key/{key()}")[0] == 404)

    status, today = desk.call("GET", "/desk/uses")
    check("the desk's list of today", status == 200 and today["uses"][0]["id"] == used["use"]["id"], (status, today))
    check("the desk greets the family", today["uses"][0]["guardian"] and today["uses"][0]["children"] is not None)
    status, history = parent.call("GET", "/parent/history")
    check("M-23 the history", status == 200 and history["entries"][0]["id"] == used["use"]["id"], (status, history))
    if choice["limited"]:
        status, refused = parent.call("POST", "/parent/uses", {**use, "key": key(), "again": True, "units": 99, **({"last_day": "2026-09-30"} if "last_day" in asked else {})})
        check("N-14.2 too much is refused with the reason", status == (409 if each_is_booked else 422) and refused["detail"]["ja"], (status, refused))
        check("M-23 what was refused is not in the history", parent.call("GET", "/parent/history")[1]["entries"] == history["entries"])

    status, voided = office.call("POST", f"/office/uses/{used['use']['id']}/void", {"key": key(), "reason": "枚数の入力まちがい"})
    check("an officer voids", status == 201, (status, voided))
    status, again = office.call("POST", f"/office/uses/{used['use']['id']}/void", {"key": key(), "reason": "二度目"})
    check("only once", status == 409 and again["code"] == "already_voided", (status, again))
    check("the units are back", {one["id"]: one["units_left"] for one in parent.call("GET", "/parent/coupons")[1]["coupons"]} == before)
    check("the desk sees the void", desk.call("GET", "/desk/uses")[1]["uses"][0]["voided"] is True)

    name = desk.call("GET", "/desk/uses")[1]["uses"][0]["guardian"].split(" ")[0]
    status, families = office.call("GET", "/office/families?q=" + "".join(f"%{b:02X}" for b in name.encode()))
    check("an officer finds the family", status == 200 and families["families"], (status, families))
    household = next((one["household"] for one in families["families"]), "")
    status, family = office.call("GET", f"/office/families/{household}")
    check("and sees coupons and history", status == 200 and "coupons" in family, (status, family))
    other = Browser(131016 if municipality != 131016 else 131202)
    other.cookies = {k.replace(str(municipality), other.base[-6:]): v for k, v in office.cookies.items()}
    check("T19 a session of one city is nothing in another", other.call("GET", f"/office/families/{household}")[0] == 401)
    stranger = Browser(municipality)
    stranger_account = account(municipality, "parent", 2)
    stranger.call("POST", "/parent/sign-in", {"way": "email", "email": stranger_account["name"], "password": stranger_account["password"]})
    check("T19 another family's coupon is not there", stranger.call("GET", f"/parent/coupons/{choice['coupon']}")[0] == 404)
    check("T19 another family's check-in is not there", stranger.call("GET", f"/parent/check-ins/{check_in['id']}")[0] == 404)
    check("T19 another family's use is not there", stranger.call("GET", f"/parent/uses/by-key/{use['key']}")[0] == 404)
    check("a parent has no desk", parent.call("GET", "/desk/uses")[0] == 401)

    poster = office.call("GET", f"/office/facilities/{desk_account['facility']}/poster")[1]
    status, rotated = office.call("POST", f"/office/facilities/{desk_account['facility']}/poster/rotate", {"key": key(), "what": "qr"})
    check("an officer rotates the QR code", status == 200, (status, rotated))
    status, old = parent.call("POST", "/parent/check-ins", {"token": poster["url"]})
    check("M-16.1 the old poster is refused by name", status == 409 and old["detail"]["ja"], (status, old))
    check("the passcode stays", parent.call("POST", "/parent/check-ins", {"passcode": poster["passcode"]})[0] == 201)
    check("CSRF: another origin", parent.call("POST", "/parent/check-ins", {"passcode": poster["passcode"]}, {"Origin": "https://evil.example"})[0] == 403)
    status, nonsense = parent.call("POST", "/parent/uses", {"key": "x", "units": 1.5, "surprise": True})
    check("nonsense names every mistake", status == 400 and "key" in nonsense["detail"]["en"] and "unknown" in nonsense["detail"]["en"], (status, nonsense))
    check("signed out is signed out", parent.call("POST", "/parent/sign-out", {})[0] in (200, 204) and parent.call("GET", "/parent/me")[0] == 401)


try:
    for municipality in sorted({one["municipality"] for one in accounts}):
        before = failed
        journey(municipality)
        print(f"{municipality}: {'as it should be' if failed == before else 'see above'}")
finally:
    process.send_signal(signal.SIGTERM)
    code = process.wait(timeout=20)
check("SIGTERM ends it in order", code == 0, code)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
