"""The whole use of a coupon in Django with PostgreSQL, as its documentation has one write it: models, transaction.atomic, row locks.

    PEER_DATABASE=… PEER_TARGETS=… gunicorn --chdir bench/peers/django --workers 4 --threads 16 --bind 127.0.0.1:PORT whole:application
"""
import datetime
import hashlib
import json
import pathlib
import re
import sys

import peer

peer.set_up(__name__)

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402


def link(model, column):
    return models.ForeignKey(model, models.PROTECT, db_column=column, related_name="+")


class Household(models.Model):
    id = models.TextField(primary_key=True)
    municipality = models.IntegerField()
    income_class = models.TextField()
    resident_until = models.DateField(null=True)
    Meta = peer.table("household")


class Account(models.Model):
    id = models.TextField(primary_key=True)
    municipality = models.IntegerField()
    household = link(Household, "household")
    role = models.TextField()
    Meta = peer.table("account")


class Session(models.Model):
    token_hash = models.BinaryField(primary_key=True)
    account = link(Account, "account")
    ends_at = models.DateTimeField()
    Meta = peer.table("session")


class Child(models.Model):
    id = models.TextField(primary_key=True)
    household = link(Household, "household")
    born = models.DateField()
    Meta = peer.table("child")


class Facility(models.Model):
    id = models.TextField(primary_key=True)
    municipality = models.IntegerField()
    name = models.TextField()
    Meta = peer.table("facility")


class CheckIn(models.Model):
    id = models.TextField(primary_key=True)
    account = link(Account, "account")
    facility = link(Facility, "facility")
    at = models.DateTimeField()
    Meta = peer.table("check_in")


class Entry(models.Model):
    municipality = models.IntegerField()
    coupon = models.TextField()
    facility = models.TextField()
    check_in = models.TextField()
    service = models.TextField()
    units = models.IntegerField()
    left_after = models.IntegerField()
    fee_yen = models.IntegerField()
    parent_yen = models.IntegerField()
    decision = models.TextField()
    before = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    key = models.TextField(unique=True)
    content = models.BinaryField()
    Meta = peer.table("entry")


class Coupon(models.Model):
    id = models.TextField(primary_key=True)
    municipality = models.IntegerField()
    household = link(Household, "household")
    child = link(Child, "child")
    service = models.TextField()
    units_left = models.IntegerField()
    valid_until = models.DateField()
    last_entry = models.ForeignKey(Entry, models.PROTECT, db_column="last_entry", null=True, related_name="+")
    Meta = peer.table("coupon")


class Offer(models.Model):
    facility = models.OneToOneField(Facility, models.PROTECT, db_column="facility", primary_key=True)  # with service; Django 3.2 knows one column
    service = models.TextField()
    fee_yen = models.IntegerField()
    Meta = peer.table("offer")


class AuditHead(models.Model):
    municipality = models.IntegerField(primary_key=True)
    number = models.BigIntegerField()
    hash = models.BinaryField()
    Meta = peer.table("audit_head")


class Audit(models.Model):
    municipality = models.IntegerField(primary_key=True)  # with number
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.TextField()
    detail = models.TextField()
    hash = models.BinaryField()
    Meta = peer.table("audit")


class Outbox(models.Model):
    municipality = models.IntegerField()
    receiver = models.TextField()
    body = models.TextField()
    Meta = peer.table("outbox")


SHARE = {"general": 30, "reduced": 10, "none": 0}  # per cent


def decide(coupon, offer, last, asked, now):
    """Whether the rules allow the use, what it costs, and each rule with its numbers and sentence."""
    today = now.astimezone(timezone.get_current_timezone()).date()
    days = (today - coupon.child.born).days
    until = coupon.household.resident_until
    units = asked["units"]
    rules = [
        {"rule": "resident", "ok": until is None or today <= until, "ja": "市内にお住まいの方が使えます。"},
        {"rule": "age", "ok": 0 <= days <= 365, "ja": f"お子さんは生後{days}日です。生後365日まで使えます。", "days": days, "until": 365},
        {"rule": "period", "ok": today <= coupon.valid_until, "ja": "クーポンの期限内に使えます。"},
        {"rule": "left", "ok": coupon.units_left >= units, "ja": f"残りは{coupon.units_left}回です。今回は{units}回使います。", "left": coupon.units_left},
        {"rule": "just_used", "ok": asked.get("again") or last is None or now - last.at >= datetime.timedelta(minutes=10), "ja": "同じ利用が少し前にありました。"},
    ]
    fee = offer.fee_yen * units
    return {"allowed": all(rule["ok"] for rule in rules), "fee": fee, "parent": fee * SHARE[coupon.household.income_class] // 100, "rules": rules}


def answer_of(entry, facility):
    return {"use": {"id": str(entry.id), "at": entry.at.isoformat(), "coupon": entry.coupon, "facility": {"id": facility.id, "name": facility.name},
                    "service": entry.service, "units": entry.units, "left_after": entry.left_after, "fee_yen": entry.fee_yen,
                    "parent_yen": entry.parent_yen, "public_yen": entry.fee_yen - entry.parent_yen}}


def token_of(cookie):
    found = re.search(r"=([^;]+)", cookie)
    return hashlib.sha256((found.group(1) if found else "").encode()).digest()


@transaction.atomic
def use(request, municipality):
    if request.headers.get("Origin") != f"http://{request.get_host()}":
        return JsonResponse({"title": "another site"}, status=403)
    asked = json.loads(request.body)
    now = timezone.now()
    session = Session.objects.select_related("account").filter(token_hash=token_of(request.headers.get("Cookie", "")), ends_at__gt=now,
                                                               account__municipality=municipality, account__role="parent").first()
    if session is None:
        return JsonResponse({"title": "signed out"}, status=401)
    caller = session.account
    content = hashlib.sha256(json.dumps([asked["check_in"], asked["coupon"], asked["service"], asked["units"]]).encode()).digest()
    check_in = CheckIn.objects.select_related("facility").filter(id=asked["check_in"], account=caller, at__gt=now - datetime.timedelta(minutes=15),
                                                                 facility__municipality=municipality).first()
    coupon = Coupon.objects.select_related("household", "child").select_for_update(of=("self",)).filter(
        id=asked["coupon"], household=caller.household_id, municipality=municipality, service=asked["service"]).first()
    offer = check_in and Offer.objects.filter(facility=check_in.facility_id, service=asked["service"]).first()
    if coupon is None or offer is None:
        return JsonResponse({"title": "no coupon"}, status=422)
    before = Entry.objects.filter(key=asked["key"]).first()
    if before:
        same = bytes(before.content) == content
        return JsonResponse(answer_of(before, check_in.facility), status=201) if same else JsonResponse({"title": "key used"}, status=409)
    decision = decide(coupon, offer, coupon.last_entry, asked, now)
    if not decision["allowed"]:
        return JsonResponse({"title": "refused", "rules": decision["rules"]}, status=422)
    left = coupon.units_left - asked["units"]
    entry = Entry.objects.create(municipality=municipality, coupon=coupon.id, facility=check_in.facility_id, check_in=check_in.id,
                                 service=asked["service"], units=asked["units"], left_after=left, fee_yen=decision["fee"],
                                 parent_yen=decision["parent"], decision=json.dumps(decision, ensure_ascii=False), before=coupon.last_entry_id, at=now,
                                 key=asked["key"], content=content)
    coupon.units_left = left
    coupon.last_entry = entry
    coupon.save(update_fields=["units_left", "last_entry"])
    said = {"service": asked["service"], "units": asked["units"], "left": left, "facility": check_in.facility.name, "parent_yen": decision["parent"]}
    Outbox.objects.bulk_create([Outbox(municipality=municipality, receiver=caller.id, body=json.dumps({"template": "used", **said})),
                                Outbox(municipality=municipality, receiver=check_in.facility_id, body=json.dumps({"template": "used_at_desk", **said}))])
    # The head of the chain comes last: whoever holds it makes all others of the municipality wait until the commit.
    head = AuditHead.objects.select_for_update().get(municipality=municipality)
    detail = json.dumps({"use": entry.id, "coupon": coupon.id, "units": asked["units"], "left": left, "service": asked["service"]})
    head.number += 1
    head.hash = hashlib.sha256(bytes(head.hash) + f"{head.number}{now.isoformat()}{caller.id}{detail}".encode()).digest()
    Audit.objects.create(municipality=municipality, number=head.number, at=now, actor=caller.id, detail=detail, hash=head.hash)
    head.save(update_fields=["number", "hash"])
    return JsonResponse(answer_of(entry, check_in.facility), status=201)


urlpatterns = [path("healthz", peer.health), path("api/v1/<int:municipality>/parent/uses", use)]
application = get_wsgi_application()


def seed(lines):
    """The tables, and a family a line: with a child, a coupon, a check-in, and a parent who is signed in."""
    with connection.cursor() as cursor:
        cursor.execute(pathlib.Path(__file__).parent.parent.joinpath("whole.sql").read_text(encoding="utf-8"))
    in_a_month = timezone.now() + datetime.timedelta(days=30)
    born = timezone.now().date() - datetime.timedelta(days=40)
    rows = [[int(m), token_of(cookie), i, c, s] for m, cookie, i, c, s in (line.rstrip("\n").split("\t") for line in lines)]

    def add(model, objects):
        model.objects.bulk_create(objects, batch_size=5000)

    add(AuditHead, [AuditHead(municipality=m, number=0, hash=b"\0") for m in {row[0] for row in rows}])
    add(Facility, [Facility(id="facility", municipality=rows[0][0], name="測定の施設")])
    add(Offer, [Offer(facility_id="facility", service=rows[0][4], fee_yen=5000)])
    add(Household, [Household(id=f"household-{n}", municipality=row[0], income_class="general") for n, row in enumerate(rows)])
    add(Account, [Account(id=f"account-{n}", municipality=row[0], household_id=f"household-{n}", role="parent") for n, row in enumerate(rows)])
    add(Session, [Session(token_hash=row[1], account_id=f"account-{n}", ends_at=in_a_month) for n, row in enumerate(rows)])
    add(Child, [Child(id=f"child-{n}", household_id=f"household-{n}", born=born) for n, row in enumerate(rows)])
    add(CheckIn, [CheckIn(id=row[2], account_id=f"account-{n}", facility_id="facility", at=in_a_month) for n, row in enumerate(rows)])
    add(Coupon, [Coupon(id=row[3], municipality=row[0], household_id=f"household-{n}", child_id=f"child-{n}", service=row[4], units_left=1_000_000,
                        valid_until=datetime.date(2199, 3, 31)) for n, row in enumerate(rows)])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


if __name__ == "__main__":  # python3 whole.py TARGETS
    with open(sys.argv[1], encoding="utf-8") as file:
        seed(file)
