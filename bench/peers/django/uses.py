"""The bare writing of a use in Django with PostgreSQL, as its documentation has one write it: models, transaction.atomic, a row lock.

    PEER_DATABASE=… PEER_TARGETS=… gunicorn --chdir bench/peers/django --workers 4 --threads 16 --bind 127.0.0.1:PORT uses:application
"""
import json
import pathlib
import sys

import peer

peer.set_up(__name__)

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402


class Coupon(models.Model):
    id = models.TextField(primary_key=True)
    municipality = models.IntegerField()
    service = models.TextField()
    units_left = models.IntegerField()
    Meta = peer.table("coupon")


class Entry(models.Model):
    municipality = models.IntegerField()
    coupon = models.TextField()
    check_in = models.TextField()
    service = models.TextField()
    units = models.IntegerField()
    at = models.DateTimeField()
    key = models.TextField(unique=True)
    Meta = peer.table("entry")


class Audit(models.Model):
    municipality = models.IntegerField()
    at = models.DateTimeField()
    detail = models.TextField()
    Meta = peer.table("audit")


class Outbox(models.Model):
    municipality = models.IntegerField()
    coupon = models.TextField()
    body = models.TextField()
    Meta = peer.table("outbox")


@transaction.atomic
def use(request, municipality):
    asked = json.loads(request.body)
    before = Entry.objects.filter(key=asked["key"]).first()
    if before:
        return JsonResponse({"use": {"id": before.id}}, status=201)
    coupon = Coupon.objects.select_for_update().filter(id=asked["coupon"], municipality=municipality, service=asked["service"]).first()
    if coupon is None or coupon.units_left < asked["units"]:
        return JsonResponse({"title": "refused"}, status=422)
    coupon.units_left -= asked["units"]
    coupon.save(update_fields=["units_left"])
    now = timezone.now()
    entry = Entry.objects.create(municipality=municipality, coupon=coupon.id, check_in=asked["check_in"], service=asked["service"],
                                 units=asked["units"], at=now, key=asked["key"])
    Audit.objects.create(municipality=municipality, at=now, detail=json.dumps({"use": entry.id, "units": asked["units"]}))
    Outbox.objects.create(municipality=municipality, coupon=coupon.id, body=json.dumps({"template": "used", "units": asked["units"]}))
    return JsonResponse({"use": {"id": entry.id}}, status=201)


urlpatterns = [path("healthz", peer.health), path("api/v1/<int:municipality>/parent/uses", use)]
application = get_wsgi_application()

if __name__ == "__main__":  # python3 uses.py TARGETS: makes the tables and the coupons
    with connection.cursor() as cursor:
        cursor.execute(pathlib.Path(__file__).parent.parent.joinpath("schema.sql").read_text(encoding="utf-8"))
    with open(sys.argv[1], encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    Coupon.objects.bulk_create([Coupon(id=row[3], municipality=int(row[0]), service=row[4], units_left=1_000_000) for row in rows], batch_size=5000)
